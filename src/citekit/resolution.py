"""From what people have of works (identifiers, references, items) to the registries' records of them.

What is asked for is asked in parts, so that answers come while the rest is still being asked for, and a list of ten
thousand needs no more patience than its first hundred. What was answered is kept by the client, so a run that was
interrupted asks only for the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from citekit.model.identifiers import DOI, identifiers_of, identify
from citekit.model.registration import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citekit.model.identifiers import Identifier
    from citekit.model.item import Item
    from citekit.model.registration import Registration
    from citekit.sources.client import Client
    from citekit.sources.search import Found

#: How many are asked for at once: five of Crossref's batches.
PART: Final = 200


class Outcome(StrEnum):
    """What became of one wish."""

    FOUND = "found"
    NO_METADATA = "no-metadata"  # it exists, but no record could be had
    ABSENT = "absent"  # there is no such thing, says who must know
    UNCHECKED = "unchecked"  # nobody could be asked
    AMBIGUOUS = "ambiguous"  # a reference that several works agree with
    NOTHING = "nothing"  # a reference that no work agrees with


@dataclass(frozen=True, slots=True)
class Wish:
    """A work to be resolved: as it was given, its identifier or its item, and its key in the file it is from.

    Examples:
        >>> Wish.of("PMID 15135884").identifier
        PMID('15135884')
        >>> Wish.of_item({"id": "han", "DOI": "10.1016/j.neulet.2003.12.019"}).given
        'han'
    """

    given: str
    identifier: Identifier | None = None
    item: Item | None = None
    key: str = ""

    @classmethod
    def of(cls, text: str) -> Wish:
        """A wish for the work of an identifier."""
        return cls(text, identify(text))

    @classmethod
    def of_item(cls, item: Item, key: str = "") -> Wish:
        """A wish for the work of an item: of its identifier, or, where it has none, of its words."""
        key = key or str(item.get("id") or "")
        known = identifiers_of(item)
        return cls(key or str(item.get("title") or ""), known[0] if known else None, item, key)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a wish: the outcome, the registration if there is one, and the reason if there is none."""

    wish: Wish
    outcome: Outcome
    registration: Registration | None = None
    reason: str = ""
    candidates: tuple[DOI, ...] = ()

    @property
    def record(self) -> Item | None:
        """The registry's record, as a CSL-JSON item."""
        return None if self.registration is None else self.registration.record

    def as_json(self) -> dict[str, Any]:
        """The resolution as one JSON object, empty members left out."""
        registration = self.registration
        told: dict[str, Any] = {
            "input": self.wish.given,
            "key": self.wish.key,
            "id": str(self.wish.identifier) if self.wish.identifier else "",
            "id-type": self.wish.identifier.label if self.wish.identifier else "",
            "outcome": str(self.outcome),
            "reason": self.reason,
            "candidates": [str(doi) for doi in self.candidates],
        }
        if registration is not None:
            notices = [{"type": notice.type, "DOI": str(notice.doi or ""), "date": notice.date}
                       for notice in registration.notices]  # fmt: skip
            told |= {
                "agency": registration.agency,
                "alias-of": str(registration.alias_of or ""),
                "deleted": registration.deleted,
                "notices": [{name: value for name, value in notice.items() if value} for notice in notices],
                "source": registration.source,
                "fetched": registration.fetched,
                "record": dict(registration.record or {}),
            }
        return {name: value for name, value in told.items() if value or name in ("input", "outcome")}


def resolutions(wishes: Iterable[Wish], client: Client, *, part: int = PART) -> Iterator[Resolution]:
    """What becomes of each wish, in the order given, as soon as its part is answered.

    Nothing is raised for the network's faults: what they touch is "unchecked", with the reason.

    Examples:
        >>> from citekit.sources.client import Client
        >>> with Client(offline=True) as client:
        ...     for resolution in resolutions([Wish.of("10.1016/j.neulet.2003.12.019")], client):
        ...         print(resolution.wish.given, resolution.outcome)
        10.1016/j.neulet.2003.12.019 unchecked
    """
    stream = iter(wishes)
    while some := list(islice(stream, part)):
        yield from _resolved(some, client)


def _resolved(wishes: Sequence[Wish], client: Client) -> Iterator[Resolution]:
    known = client.records([wish.identifier for wish in wishes if wish.identifier is not None])
    in_words = [wish for wish in wishes if wish.identifier is None]
    found = dict(zip(map(id, in_words), client.find([wish.item or {} for wish in in_words]), strict=True))
    for wish in wishes:
        if wish.identifier is not None:
            registration = known[wish.identifier]
            yield Resolution(wish, _OUTCOMES[registration.status], registration, _reason(registration))
        else:
            yield _searched(wish, found[id(wish)])


_OUTCOMES: Final = {
    Status.FOUND: Outcome.FOUND,
    Status.NO_METADATA: Outcome.NO_METADATA,
    Status.ABSENT: Outcome.ABSENT,
    Status.UNCHECKED: Outcome.UNCHECKED,
}


def _reason(registration: Registration) -> str:
    return registration.reason or ("" if registration.status is Status.FOUND else str(registration.status))


def _searched(wish: Wish, found: Found) -> Resolution:
    if found.doi is not None:
        return Resolution(wish, Outcome.FOUND, found.candidates[0].registration, "found by its words")
    candidates = tuple(candidate.doi for candidate in found.candidates)
    return Resolution(wish, Outcome(str(found.outcome)), None, found.reason, candidates)
