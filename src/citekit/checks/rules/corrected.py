"""The work was corrected.

## What it does
Tells of a correction, corrigendum, erratum, addendum or clarification of the work. That is not a fault of the
reference.

## Why it matters
What is cited may have been corrected, a dose for instance.

## Example
An article with a corrigendum to one of its tables.

## What to do
Read the correction; usually nothing has to be done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.notices import Kind, remark_on
from citekit.checks.rule import RESOLVED, Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="RET005", severity=Severity.INFO, scope=RESOLVED)
def corrected(resolved: Resolved) -> Iterator[Remark]:
    """A correction of any kind."""
    yield from remark_on(resolved, Kind.CORRECTED)
