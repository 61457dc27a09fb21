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
Compare it with the DOI on the article's first page; search the title at search.crossref.org.
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
        yield Remark(f"the DOI {resolved.doi} is not registered", where, value, source=resolved.source)
