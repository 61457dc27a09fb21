"""The page that the DOI leads to is gone.

## What it does
With `--landing-pages`: reports a registered DOI whose page answers 404 or 410. Publishers turn programs away in many
ways (403, 429, a page that asks for cookies); nothing is reported for those, nor where no answer comes.

## Why it matters
Readers who follow the link find an error. The DOI itself is right; its publisher has moved the page and not said so.

## Example
```bibtex
doi = {10.1155/2013/267959}
```

## What to do
Look whether the page opens in a browser. If it does not, cite an archived or another published copy as well, and
tell the publisher or Crossref.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="DOI018", severity=Severity.WARNING, scope=RESOLVED)
def landing_page_gone(resolved: Resolved) -> Iterator[Remark]:
    """A registered DOI that leads to a page that is not there."""
    landing = resolved.cited.landing
    if landing is not None and landing.status == "gone":
        where = resolved.identified_by
        message = f"the DOI {resolved.doi} leads to a page that is gone ({landing.reason})"
        yield Remark(message, where, resolved.cited.text(where), source=landing.url or resolved.source)
