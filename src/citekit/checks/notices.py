"""Notices about a work by what they mean: retracted, withdrawn, partly retracted, a concern, a correction.

Crossref's types are free text in practice; they are told by the stems of their words.

Source: Crossref documentation, "Updates" (the twelve types of Crossmark), and the `updated-by` of its
records.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from citekit.checks.rule import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.finding import Severity
    from citekit.checks.subject import Resolved
    from citekit.model.registration import Notice, Registration


class Kind(StrEnum):
    """What a notice says of the work it is about; the worst first."""

    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    PARTLY = "partly retracted"
    CONCERN = "the subject of an expression of concern"
    CORRECTED = "corrected"
    REINSTATED = "reinstated"


#: What a type's words begin with, in this order: a partial retraction is not a retraction.
_KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    ("reinstat", Kind.REINSTATED),
    ("partial", Kind.PARTLY),
    ("retract", Kind.RETRACTED),
    ("withdraw", Kind.WITHDRAWN),
    ("remov", Kind.WITHDRAWN),
    ("concern", Kind.CONCERN),
    ("correct", Kind.CORRECTED),
    ("corrig", Kind.CORRECTED),
    ("errat", Kind.CORRECTED),
    ("addend", Kind.CORRECTED),
    ("clarif", Kind.CORRECTED),
)


def kind_of(notice: Notice) -> Kind | None:
    """What a notice means; `None` for a new version and for what nobody knows.

    Examples:
        >>> from citekit.model.registration import Notice
        >>> [kind_of(Notice(type)) for type in ("Partial-Retraction", "expression_of_concern", "new_version")]
        [<Kind.PARTLY: 'partly retracted'>, <Kind.CONCERN: 'the subject of an expression of concern'>, None]
    """
    words = notice.type.lower().replace("-", " ").replace("_", " ").split()
    return next((kind for stem, kind in _KINDS if any(word.startswith(stem) for word in words)), None)


def notices_of(registration: Registration, kind: Kind) -> list[Notice]:
    """The notices of one kind, the same one listed twice only once."""
    found: dict[str, Notice] = {}
    for notice in registration.notices:
        if kind_of(notice) is kind:
            found.setdefault(str(notice.doi or ""), notice)
    return list(found.values())


def is_reinstated(registration: Registration) -> bool:
    """Whether a later notice took the retraction back."""
    reinstated = max((n.date for n in notices_of(registration, Kind.REINSTATED)), default="")
    retracted = max((n.date for n in notices_of(registration, Kind.RETRACTED)), default="")
    return bool(notices_of(registration, Kind.REINSTATED)) and reinstated >= retracted


def remark_on(resolved: Resolved, kind: Kind, severity: Severity | None = None) -> Iterator[Remark]:
    """One remark for all notices of a kind, naming the first."""
    notices = notices_of(resolved.registration, kind)
    if not notices:
        return
    first = notices[0]
    when = f" on {first.date}" if first.date else ""
    own = first.doi is None or first.doi in (resolved.doi, resolved.registration.alias_of)
    where = "" if own else f", see {first.doi}"
    more = f" and {len(notices) - 1} more" if len(notices) > 1 else ""
    whose = {"retraction-watch": "Retraction Watch", "publisher": "the publisher"}.get(first.source, "")
    says = f" (reported by {whose})" if whose else ""
    back = ", but reinstated later" if kind is Kind.RETRACTED and is_reinstated(resolved.registration) else ""
    yield Remark(
        f"this work was {_VERBS[kind]}{when}{back}{where}{more}{says}",
        resolved.identified_by,
        str(resolved.doi),
        None,
        severity,
        resolved.source,
    )


_VERBS: Final = {
    Kind.RETRACTED: "retracted",
    Kind.WITHDRAWN: "withdrawn or removed",
    Kind.PARTLY: "retracted in part",
    Kind.CONCERN: "given an expression of concern",
    Kind.CORRECTED: "corrected",
    Kind.REINSTATED: "reinstated",
}
