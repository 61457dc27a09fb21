"""There is an expression of concern about the work.

## What it does
Reports a work about which its editors published an expression of concern.

## Why it matters
The work is under investigation; it may be retracted.

## Example
An article whose data the journal could not verify.

## What to do
Read it, and say so in the text if the work is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.notices import Kind, remark_on
from citekit.checks.rule import RESOLVED, Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="RET004", severity=Severity.WARNING, scope=RESOLVED)
def expression_of_concern(resolved: Resolved) -> Iterator[Remark]:
    """An expression of concern."""
    yield from remark_on(resolved, Kind.CONCERN)
