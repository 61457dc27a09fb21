"""The year is not one the registry has.

## What it does
Compares the year with every year of publication in the record: print, online, issued. Any of them is right.
One year off is a warning, more is an error.

## Why it matters
Author-date citations are found by their year, and a wrong one may belong to another version of the work.

## Example
```bibtex
year = {2002},
doi = {10.1016/j.neulet.2003.12.019}
```

## What to do
Take the year of the volume that is cited; it stands on the article's first page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule
from citekit.sources.match import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="REG007", severity=Severity.ERROR, scope=RESOLVED)
def year_differs(resolved: Resolved) -> Iterator[Remark]:
    """A year that is none of the record's."""
    for difference in resolved.differences("issued"):
        yield Remark(
            f"the year is {difference.value}, {resolved.registry} has {difference.expected}",
            "issued",
            difference.value,
            difference.expected,
            Severity.WARNING if difference.verdict is Verdict.DRIFT else None,
            resolved.source,
        )
