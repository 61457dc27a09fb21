"""The work was retracted in part.

## What it does
Reports a work of which a notice retracts a part: a figure, a table, a conclusion.

## Why it matters
What is cited may be in that part.

## Example
An article one of whose figures was retracted.

## What to do
Read the notice and see whether it concerns what is cited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.notices import Kind, remark_on
from citekit.checks.rule import RESOLVED, Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="RET003", severity=Severity.WARNING, scope=RESOLVED)
def partly_retracted(resolved: Resolved) -> Iterator[Remark]:
    """A notice of partial retraction."""
    yield from remark_on(resolved, Kind.PARTLY)
