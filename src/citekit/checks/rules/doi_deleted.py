"""The DOI was deleted.

## What it does
Reports a DOI that is registered but was taken out of use: it leads to Crossref's page for deleted DOIs.

## Why it matters
DOIs are never removed, so the link seems to work. Whoever follows it finds no work: it was registered by mistake, or
twice, or never published.

## Example
```bibtex
doi = {10.1007/978-3-642-01445-1}
```

## What to do
Find where the work is now, and its DOI there; if it was withdrawn, think whether to cite it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="DOI017", severity=Severity.ERROR, scope=RESOLVED)
def doi_deleted(resolved: Resolved) -> Iterator[Remark]:
    """A DOI that leads to the page for deleted ones."""
    landing = resolved.cited.landing
    if resolved.registration.deleted or (landing is not None and landing.status == "deleted"):
        where = resolved.identified_by
        value = resolved.cited.text(where)
        yield Remark(f"the DOI {resolved.doi} was deleted; it leads to no work", where, value, source=resolved.source)
