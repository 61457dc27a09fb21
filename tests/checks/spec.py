"""Reading the rules' specification files: Markdown for people, examples for the test.

An example is an input block (`bib` or `json`), an optional `registry` block with what the registries said (a
JSON object, DOI to registration, with the repaired DOI and the landing page where a rule looks at them), and the
`findings` block that closes it: one line `LINE:COLUMN severity message` for every finding of the rule, nothing where
the rule must keep silent. An example without an input block of its own has the input of the one before it.
"""

import json
import re
from typing import NamedTuple

from citekit.checks import check
from citekit.formats import read
from citekit.model import DOI, SourceText
from citekit.model.registration import Notice, Registration, Status
from citekit.sources.landing import Landing, LandingStatus

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
    """Registries that give prepared answers, and remember what they were asked.

    `repaired` has the DOIs that references should have, `pages` what is known of landing pages, both by DOI.
    """

    def __init__(self, answers, repaired=None, pages=None):
        self.answers = answers
        self.repaired = repaired or {}
        self.pages = pages or {}
        self.calls = []

    def registrations(self, dois):
        dois = list(dois)
        self.calls.append(dois)
        return {doi: self.answers[doi] for doi in dois if doi in self.answers}

    def repairs(self, items):
        return [self.repaired.get(DOI.parse(item["DOI"])) for item in items]

    def landings(self, dois):
        return {doi: self.pages[doi] for doi in dois if doi in self.pages}


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
        alias_of=DOI.parse(answer.get("alias-of", "")),
        deleted=answer.get("deleted", False),
        reason=answer.get("reason", ""),
    )


def said(registry):
    answers = json.loads(registry)
    return Said(
        {DOI(doi): registration(doi, answer) for doi, answer in answers.items()},
        {DOI(doi): DOI(answer["repair"]) for doi, answer in answers.items() if "repair" in answer},
        {DOI(doi): Landing(LandingStatus(page["status"]), page.get("url", ""), page.get("reason", ""))
         for doi, answer in answers.items() for page in [answer.get("page")] if page},
    )  # fmt: skip


def report_on(example):
    library = read(SourceText(example.text), FORMATS[example.language])
    return check(library, None if example.registry is None else said(example.registry), landing_pages=True)


def found(example, code):
    """The lines a findings block has to hold."""
    return [
        f"{finding.line}:{finding.column} {finding.severity} {finding.message}"
        for finding in report_on(example)
        if finding.code == code
    ]
