"""The DOI is registered, but no metadata could be had.

## What it does
Tells of a DOI that exists and of which no record could be compared: it is registered with an agency that is
not asked (mEDRA, JaLC, KISTI, …), or nothing was deposited.

## Why it matters
The link works. Title, authors and numbers of the reference were *not* checked.

## Example
```bibtex
doi = {10.3280/SP2014-001005}
```

## What to do
Nothing about the DOI; compare the reference with the publisher's page yourself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule
from citekit.model.registration import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="DOI014", severity=Severity.INFO, scope=RESOLVED)
def doi_without_metadata(resolved: Resolved) -> Iterator[Remark]:
    """A registered DOI without a record."""
    registration = resolved.registration
    found_without = registration.status is Status.FOUND and registration.record is None
    if registration.status is Status.NO_METADATA or found_without:
        agency = f" with {registration.agency}" if registration.agency else ""
        yield Remark(
            f"the DOI {resolved.doi} is registered{agency}, but there is no metadata to compare",
            resolved.identified_by,
            resolved.cited.text("DOI") or None,
            source=resolved.source,
        )
