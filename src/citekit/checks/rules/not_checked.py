"""References could not be checked.

## What it does
Names the references whose DOI no registry could be asked about (no connection, time-out, too many requests,
an answer that makes no sense), one finding for each reason. It says nothing about the references themselves.

## Why it matters
"Nothing was found" must not be read as "nothing is wrong".

## Example
The registry answered 503 for one of the DOIs.

## What to do
Try again later. `citekit check` ends with exit code 3 when too little could be checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import LIBRARY, Remark, rule
from citekit.model.library import Origin
from citekit.model.registration import Status
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Checked, Cited


@rule(code="RUN001", severity=Severity.WARNING, scope=LIBRARY)
def not_checked(checked: Checked) -> Iterator[Remark]:
    """The references that were to be checked and were not, by reason; it stands at the file's beginning."""
    by_reason: dict[str, list[Cited]] = {}
    for cited in checked.cited:
        registration = cited.registration
        if cited.doi is not None and registration is not None and registration.status is Status.UNCHECKED:
            by_reason.setdefault(registration.reason or "no answer", []).append(cited)
    for reason, unchecked in by_reason.items():
        keys = ", ".join(cited.key for cited in unchecked[:10]) + (", …" if len(unchecked) > 10 else "")
        count = "1 reference" if len(unchecked) == 1 else f"{len(unchecked)} references"
        source = checked.library.source
        origin = None if source is None else Origin(source, Span(0, 0))
        yield Remark(f"{count} could not be checked ({reason}): {keys}", origin=origin)
