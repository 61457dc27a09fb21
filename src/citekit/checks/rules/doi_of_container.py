"""The DOI is that of the whole book or proceedings.

## What it does
Reports a chapter, an entry or a paper whose DOI is registered for the volume it is in: the record's title is
the reference's `container-title`.

## Why it matters
The link leads to the book, not to the part that is cited. Where the part has no DOI of its own that is as
near as one can get, so this is a warning.

## Example
A chapter of a handbook with the handbook's DOI.

## What to do
Look on the book's page whether the chapter has its own DOI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule, shown
from citekit.sources.match import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="DOI012", severity=Severity.WARNING, scope=RESOLVED)
def doi_of_container(resolved: Resolved) -> Iterator[Remark]:
    """A record whose title is the reference's container title."""
    match = resolved.match
    if match is not None and match.relation is Relation.CONTAINER:
        title = next(iter(match.of("title")))
        yield Remark(
            f"the DOI {resolved.doi} is that of the whole {shown(title.expected)}, not of this part of it",
            resolved.identified_by,
            title.value,
            title.expected,
            source=resolved.source,
        )
