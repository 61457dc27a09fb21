"""The work was retracted.

## What it does
Reports a work about which the registry has a notice of retraction, the publisher's or Retraction Watch's. A
retraction that was later taken back is told as information. A title that the publisher begins with
`RETRACTED:` without such a notice is weaker evidence and a warning; a retraction notice itself is not a
retracted work. No finding means that no notice is on record, not that there never will be one.

## Why it matters
A retracted work can't support a claim, least of all one about treatment.

## Example
```bibtex
doi = {10.1016/S0140-6736(97)11096-0}
```

## What to do
Read the notice. Drop the reference, or cite it as retracted if its retraction is the point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.checks.finding import Severity
from citekit.checks.notices import Kind, is_reinstated, notices_of, remark_on
from citekit.checks.rule import RESOLVED, Remark, rule, shown
from citekit.sources.titles import NOTICE_PREFIXES, without_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved

_RETRACTED: Final = frozenset({"retracted", "withdrawn", "removed"})


@rule(code="RET001", severity=Severity.ERROR, scope=RESOLVED)
def retracted(resolved: Resolved) -> Iterator[Remark]:
    """A notice of retraction, or a title that says so."""
    registration = resolved.registration
    if notices_of(registration, Kind.RETRACTED):
        taken_back = is_reinstated(registration)
        yield from remark_on(resolved, Kind.RETRACTED, Severity.INFO if taken_back else None)
        return
    worse = notices_of(registration, Kind.WITHDRAWN) or notices_of(registration, Kind.PARTLY)
    others = [doi for doi in registration.updates if doi != resolved.doi]
    if worse or others or resolved.doi.prefix in NOTICE_PREFIXES or registration.record is None:
        return
    title = str(registration.record.get("title") or "")
    status = without_status(title)[1]
    if status in _RETRACTED:
        yield Remark(
            f"{resolved.registry}'s title says that this work was {status}: {shown(title)}",
            resolved.identified_by,
            str(resolved.doi),
            severity=Severity.WARNING,
            source=resolved.source,
        )
