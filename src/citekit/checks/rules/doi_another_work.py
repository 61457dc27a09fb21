"""The DOI is another work's.

## What it does
Reports a DOI whose record has an unrelated title *and* other authors. One of the two alone is a mistake in
the reference (see `title-differs` and `author-differs`); together they say that the DOI was taken from
elsewhere.

## Why it matters
Readers who follow the link find something else. It is the commonest serious mistake in reference lists, and
no link checker finds it, since the link works.

## Example
A reference to "Acupuncture and Endorphins" by Han whose DOI is that of "Moxibustion for Insomnia" by Sun.

## What to do
Find the work's own DOI; the message shows what the DOI leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule, shown
from citekit.sources.match import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="DOI011", severity=Severity.ERROR, scope=RESOLVED)
def doi_another_work(resolved: Resolved) -> Iterator[Remark]:
    """A record whose title and authors both disagree."""
    match = resolved.match
    if match is None or match.relation is not Relation.ANOTHER:
        return
    title = next(iter(match.of("title")), None)
    expected = title.expected if title is not None else ""
    yield Remark(
        f"the DOI {resolved.doi} leads to another work: {shown(expected)}",
        resolved.identified_by,
        title.value if title is not None else None,
        expected or None,
        source=resolved.source,
    )
