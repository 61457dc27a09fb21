"""The work was withdrawn or removed.

## What it does
Reports a work about which the registry has a notice of withdrawal or removal: taken back by its authors or
publisher, often before it was in an issue.

## Why it matters
There is nothing left that readers could check.

## Example
An article in press that the publisher withdrew.

## What to do
Read the notice; drop the reference or cite what took its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.notices import Kind, remark_on
from citekit.checks.rule import RESOLVED, Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="RET002", severity=Severity.ERROR, scope=RESOLVED)
def withdrawn(resolved: Resolved) -> Iterator[Remark]:
    """A notice of withdrawal or removal."""
    yield from remark_on(resolved, Kind.WITHDRAWN)
