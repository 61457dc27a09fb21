"""The volume or the issue is not the one the registry has.

## What it does
Compares volume and issue with the record's. Leading zeros, labels ("vol.", "no."), dashes, Roman numerals
and the spelling of "supplement" make no difference.

## Why it matters
Libraries find and order articles by volume and issue.

## Example
```bibtex
volume = {316},
doi = {10.1016/j.neulet.2003.12.019}
```

## What to do
Copy the numbers from the article's first page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="REG010", severity=Severity.WARNING, scope=RESOLVED)
def volume_or_issue_differs(resolved: Resolved) -> Iterator[Remark]:
    """A volume or an issue other than the record's."""
    for difference in resolved.differences("volume", "issue"):
        yield Remark(
            f"the {difference.field} is {shown(difference.value)}, "
            f"{resolved.registry} has {shown(difference.expected)}",
            difference.field,
            difference.value,
            difference.expected,
            source=resolved.source,
        )
