"""Works that are at hand without the network: what a snapshot of Crossref's records says of DOIs and references.

What is not at hand may exist all the same, so nothing is ever absent here; and what is said of retractions is as old as
the snapshot, whose day stands in every answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from citekit.model.identifiers import DOI
from citekit.records.crossref import registration_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citekit.model.item import Item
    from citekit.model.registration import Registration
    from citekit.sources.search import Found


class KeptWorks(Protocol):
    """Anything that has Crossref's records at hand; `citekit.snapshot.Snapshot` is one."""

    @property
    def day(self) -> str:
        """How new it is, as a day (ISO 8601)."""
        ...

    def works(self, dois: Iterable[DOI], /) -> Mapping[DOI, Mapping[str, Any]]:
        """The records of those DOIs that are here, in the shape of Crossref's messages."""
        ...

    def search(self, query: str, rows: int, /) -> Sequence[Mapping[str, Any]]:
        """The records most like a reference in words."""
        ...


def registrations(kept: KeptWorks, dois: Iterable[DOI]) -> dict[DOI, Registration]:
    """What the works at hand say of DOIs; those that are not here are not in the answer.

    Examples:
        >>> class Few:
        ...     day = "2026-03-01"
        ...     def works(self, dois):
        ...         return {DOI("10.1000/1"): {"DOI": "10.1000/1", "type": "book", "title": ["Pain"]}}
        >>> found = registrations(Few(), [DOI("10.1000/1"), DOI("10.1000/2")])
        >>> [(str(doi), known.fetched, known.reason) for doi, known in found.items()]
        [('10.1000/1', '2026-03-01', 'from a snapshot of 2026-03-01')]
    """
    return {doi: _registration(kept, message, doi) for doi, message in kept.works(dois).items()}


def find(kept: KeptWorks, item: Item, rows: int) -> Found:
    """The work at hand that a reference without a DOI is, by the same rules as Crossref's own search."""
    from citekit.sources import search  # noqa: PLC0415 - comparing loads slowly

    messages = kept.search(search.query_of(item), rows)
    named = [(message, DOI.parse_exact(str(message.get("DOI")))) for message in messages]
    return search.choose(item, [_registration(kept, message, doi) for message, doi in named if doi is not None])


def _registration(kept: KeptWorks, message: Mapping[str, Any], doi: DOI) -> Registration:
    told = f"from a snapshot of {kept.day}" if kept.day else "from a snapshot"
    return replace(registration_of(message, doi), source="snapshot", fetched=kept.day, reason=told)
