"""The DOI is not registered.

## What it does
Reports a DOI of which the DOI system itself says that it does not exist. A registry that is down, slow, busy
or blocks automatic requests says nothing about a DOI, and then nothing is reported here (see `not-checked`).

## Why it matters
The link leads nowhere. Either the DOI has a slip in it, or the work was never where the reference says.

## Example
```bibtex
doi = {10.1016/j.neulet.2003.12.0190}
```

## What to do
Where the work's DOI is found without doubt, it is told: by undoing a slip of copying (an address's ending, a dash, a
sentence's punctuation) or by searching the title, each time with a record that agrees. Else compare it with the DOI on
the article's first page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule
from citekit.model.registration import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="DOI010", severity=Severity.ERROR, scope=RESOLVED)
def doi_not_registered(resolved: Resolved) -> Iterator[Remark]:
    """A DOI that the DOI system does not know."""
    if resolved.registration.status is Status.ABSENT:
        where = resolved.identified_by
        value = resolved.cited.text(where)
        repair = resolved.cited.repair
        told = f"; this work's is {repair}" if repair else ""
        expected = str(repair) if repair else None
        yield Remark(f"the DOI {resolved.doi} is not registered{told}", where, value, expected, source=resolved.source)
