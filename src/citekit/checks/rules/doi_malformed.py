"""The `DOI` is not a DOI.

## What it does
Reports a `DOI` that has no registrant's prefix (`10.` and at least four digits) or no suffix after the slash.
DOIs written as a URL or with a `doi:` label are read all the same.

## Why it matters
Nobody can follow it, and no registry can be asked about it.

## Example
```bibtex
doi = {10.1016}
```

## What to do
Copy the DOI from the article's first page or from its address at doi.org.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import REFERENCE, Remark, rule, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Cited


@rule(code="DOI001", severity=Severity.ERROR, scope=REFERENCE)
def doi_malformed(cited: Cited) -> Iterator[Remark]:
    """A `DOI` that can't be read as one."""
    raw = cited.text("DOI")
    if raw and cited.doi is None:
        yield Remark(f"{shown(raw)} is not a DOI: {_why(raw)}", "DOI", raw)


def _why(raw: str) -> str:
    prefix, slash, suffix = raw.partition("/")
    if "10." not in raw:
        return "a DOI begins with “10.”"
    if not slash or not suffix.strip():
        return "nothing follows its prefix"
    if len(raw.split()) > 1:
        return "there is a space in it"
    if len(prefix.rpartition("10.")[2].partition(".")[0]) < 4:
        return "its prefix is too short"
    return "it has characters no DOI has"
