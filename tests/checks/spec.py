"""Reading the rules' specification files: Markdown for people, examples for the test.

An example is an input block (`bib` or `json`), an optional `registry` block with what the registries said (a
JSON object, DOI to registration), and the `findings` block that closes it: one line
`LINE:COLUMN severity message` for every finding of the rule, nothing where the rule must keep silent. An
example without an input block of its own has the input of the one before it.
"""

import json
import re
from typing import NamedTuple

from citekit.checks import check
from citekit.formats import read
from citekit.model import DOI, SourceText
from citekit.model.registration import Notice, Registration, Status

FORMATS = {"bib": "bibtex", "json": "csl-json"}
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """One example: the line it ends on, its input, what the registries said, and the findings expected."""

    line: int
    language: str
    text: str
    registry: str | None
    findings: list


class Said:
    """Registries that give prepared answers, and remember what they were asked."""

    def __init__(self, answers):
        self.answers = answers
        self.calls = []

    def registrations(self, dois):
        dois = list(dois)
        self.calls.append(dois)
        return {doi: self.answers[doi] for doi in dois if doi in self.answers}


def examples(path):
    text = path.read_text(encoding="utf-8")
    language = body = registry = None
    for match in _BLOCK.finditer(text):
        kind, content = match.groups()
        if kind == "findings":
            line = text.count("\n", 0, match.start()) + 1
            assert body is not None, f"{path}:{line}: a findings block without an input block before it"
            yield Example(line, language, body, registry, content.splitlines())
            registry = None
        elif kind == "registry":
            registry = content
        else:
            language, body = kind, content


def registration(doi, answer):
    """A registration out of a registry block's member; only `status` has to be there."""
    notices = [Notice(**{**notice, "doi": DOI.parse(notice.get("doi", ""))}) for notice in answer.get("notices", ())]
    return Registration(
        DOI(doi),
        Status(answer["status"]),
        agency=answer.get("agency", "Crossref"),
        record=answer.get("record"),
        titles=tuple(answer.get("titles", ())),
        years=tuple(answer.get("years", ())),
        notices=tuple(notices),
        updates=tuple(DOI(update) for update in answer.get("updates", ())),
        reason=answer.get("reason", ""),
    )


def said(registry):
    return Said({DOI(doi): registration(doi, answer) for doi, answer in json.loads(registry).items()})


def report_on(example):
    library = read(SourceText(example.text), FORMATS[example.language])
    return check(library, None if example.registry is None else said(example.registry))


def found(example, code):
    """The lines a findings block has to hold."""
    return [
        f"{finding.line}:{finding.column} {finding.severity} {finding.message}"
        for finding in report_on(example)
        if finding.code == code
    ]
