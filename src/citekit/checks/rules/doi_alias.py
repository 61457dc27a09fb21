"""The DOI is an alias.

## What it does
Tells of a DOI that its registrant has joined to another, under which the work is registered now.

## Why it matters
The link works. But the other DOI is the one that search engines, databases and other lists know the work by, and two
references with the two DOIs look like two works.

## Example
```bibtex
doi = {10.26434/chemrxiv.5406907}
```

## What to do
Write the DOI that is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="DOI013", severity=Severity.INFO, scope=RESOLVED)
def doi_alias(resolved: Resolved) -> Iterator[Remark]:
    """A DOI that leads to another DOI."""
    prime = resolved.registration.alias_of
    if prime is not None:
        where = resolved.identified_by
        message = f"the DOI {resolved.doi} is an alias; the work is registered as {prime}"
        yield Remark(message, where, resolved.cited.text(where), str(prime), source=resolved.source)
