"""Two references have the same DOI.

## What it does
Reports a reference whose DOI (in any spelling: DOIs ignore case), PMID or PMCID another reference of the
file has. Chapters that share the DOI of their book are left alone.

## Why it matters
Either the work is listed twice, or one of the two has the other's DOI.

## Example
```bibtex
@article{han, doi = {10.1016/j.neulet.2003.12.019}}
@article{han2004, doi = {10.1016/J.NEULET.2003.12.019}}
```

## What to do
Delete one of them, or correct the DOI of the one whose title is another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import LIBRARY, Remark, rule, shown
from citekit.model.identifiers import PMCID, PMID
from citekit.sources.titles import Likeness, compare_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Checked, Cited
    from citekit.model.identifiers import Identifier


@rule(code="DUP002", severity=Severity.ERROR, scope=LIBRARY)
def duplicate_identifier(checked: Checked) -> Iterator[Remark]:
    """Identifiers used again under another key; a pair of references is reported once."""
    first: dict[tuple[str, Identifier], Cited] = {}
    for cited in checked.cited:
        reported: set[int] = set()
        for variable, identifier in _identifiers(cited):
            before = first.setdefault((variable, identifier), cited)
            skip = before is cited or before.key == cited.key or id(before) in reported
            if skip or _parts_of_one_book(before, cited):
                continue
            reported.add(id(before))
            yield Remark(
                f"{shown(before.key)} has the same {variable}{_although(before, cited)}",
                variable if cited.text(variable) else "URL",
                str(identifier),
                entry=cited.entry,
            )


def _identifiers(cited: Cited) -> Iterator[tuple[str, Identifier]]:
    found = (
        ("DOI", cited.doi),
        ("PMID", PMID.parse(cited.text("PMID"))),
        ("PMCID", PMCID.parse(cited.text("PMCID"))),
    )
    return ((variable, identifier) for variable, identifier in found if identifier is not None)


def _although(one: Cited, other: Cited) -> str:
    match = compare_titles(one.text("title"), [other.text("title")])
    another = match is not None and match.likeness in (Likeness.OTHER, Likeness.UNRELATED)
    return ", although the titles differ" if another else ""


def _parts_of_one_book(one: Cited, other: Cited) -> bool:
    containers = {cited.text("container-title").casefold() for cited in (one, other)}
    titles = {cited.text("title").casefold() for cited in (one, other)}
    return len(containers) == 1 and "" not in containers and len(titles) == 2 and not _is_article(one)


def _is_article(cited: Cited) -> bool:
    return cited.text("type").startswith("article")
