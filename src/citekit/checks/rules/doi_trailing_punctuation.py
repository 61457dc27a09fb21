"""The `DOI` drags punctuation along.

## What it does
Reports a DOI that ends in what a sentence left behind it (`.`, `,`, `;`, a quotation mark, a bracket that
was never opened) or begins with an opening bracket or quotation mark. A closing bracket whose opener is
inside the DOI belongs to it and stays.

## Why it matters
The link made from it leads nowhere. citekit looks the DOI up without the punctuation.

## Example
```bibtex
doi = {10.1016/j.neulet.2003.12.019.}
```

## What to do
Delete the punctuation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.checks.finding import Severity
from citekit.checks.rule import REFERENCE, Remark, rule, shown
from citekit.model.identifiers import DOI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Cited

_OPENING: Final = "([{<\"'“‘ "


@rule(code="DOI003", severity=Severity.WARNING, scope=REFERENCE)
def doi_trailing_punctuation(cited: Cited) -> Iterator[Remark]:
    """A DOI that reads differently once the punctuation around it is gone."""
    raw = cited.text("DOI")
    doi = cited.doi
    if not raw or doi is None or DOI.parse_exact(raw) == doi:
        return
    start = raw.lower().find(doi)
    if start < 0:  # it was written with escapes
        yield Remark(f"the DOI is {doi}; punctuation surrounds it", "DOI", raw, str(doi))
        return
    end = start + len(doi)
    before = raw[:start] if raw[:start].strip(_OPENING) == "" else ""
    surplus = shown(before + raw[end:])
    yield Remark(f"the DOI is {raw[start:end]}; {surplus} is no part of it", "DOI", raw, raw[start:end])
