"""The pages are not those the registry has.

## What it does
Compares the pages with the record's. Shortened ranges (`258-61`), a first page alone, dashes and labels make
no difference; an article number agrees with the range `1-10` of an article paginated by itself.

## Why it matters
A wrong first page finds another article in the volume.

## Example
```bibtex
pages = {285--261},
doi = {10.1016/j.neulet.2003.12.019}
```

## What to do
Copy the pages from the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="REG011", severity=Severity.WARNING, scope=RESOLVED)
def pages_differ(resolved: Resolved) -> Iterator[Remark]:
    """Pages or an article number other than the record's."""
    for difference in resolved.differences("page"):
        yield Remark(
            f"the pages are {shown(difference.value)}, {resolved.registry} has {shown(difference.expected)}",
            "page",
            difference.value,
            difference.expected,
            source=resolved.source,
        )
