"""What rules look at: one reference, or a whole library, each with what the registries said.

A rule never asks anybody: the runner asks the registries once for all DOIs and hands the answers in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from citekit.model.identifiers import DOI
from citekit.model.registration import Outcome, Status
from citekit.sources.match import Match, Relation, compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.item import Item
    from citekit.model.library import Entry, Library
    from citekit.model.registration import Registration
    from citekit.sources.landing import Landing
    from citekit.sources.match import Difference

#: The reason given for references that nobody was asked about.
OFFLINE: Final = "offline"
_RELATIONS: Final = {
    Relation.ANOTHER: "the DOI is another work's",
    Relation.CONTAINER: "the DOI is that of the whole this is a part of",
    Relation.NOTICE: "one of the two is a notice about the other",
}


class Cited:
    """One reference of a library: its entry, its DOI, and what the registries said of that.

    `registration` is `None` where nobody was asked. `repair` is the DOI that the reference should have, where its own
    is not registered and there is no doubt of the other. `landing` is what is known of the page the DOI leads to, where
    that was asked for.
    """

    def __init__(self, entry: Entry, registration: Registration | None = None) -> None:
        self.entry = entry
        self.registration = registration
        self.repair: DOI | None = None
        self.landing: Landing | None = None
        self.doi = doi_of(entry.item)

    @property
    def key(self) -> str:
        """The citation key."""
        return self.entry.key

    @property
    def item(self) -> Item:
        """The reference as a CSL-JSON item."""
        return self.entry.item

    def text(self, variable: str) -> str:
        """A variable's value as text; empty where there is none."""
        return _text(self.item.get(variable))

    def has(self, variable: str) -> bool:
        """Whether a variable holds anything."""
        value = self.item.get(variable)
        if variable == "issued" and isinstance(value, dict):
            return any(value.get(part) for part in ("date-parts", "literal", "raw", "season"))
        return bool(value.strip() if isinstance(value, str) else value)

    @cached_property
    def match(self) -> Match | None:
        """How the reference agrees with the registries' record; `None` where there is none."""
        if self.registration is None or self.registration.record is None:
            return None
        return compare(self.item, self.registration)

    @property
    def verdict(self) -> tuple[Outcome, str]:
        """The outcome for this reference, and the reason in words."""
        if self.doi is None:
            raw = self.text("DOI")
            return Outcome.NO_IDENTIFIER, f"malformed DOI: {raw}" if raw else "no DOI"
        if self.registration is None:
            return Outcome.UNCHECKED, OFFLINE
        registration, match = self.registration, self.match
        if registration.status is Status.ABSENT:
            return Outcome.ABSENT, registration.reason or "the DOI is not registered"
        agency = registration.agency
        if registration.status is Status.UNCHECKED or match is None:
            with_whom = f" with {agency}" if agency else ""
            known = f"registered{with_whom}, but there is no metadata to compare"
            registered = registration.status is not Status.UNCHECKED
            return Outcome.UNCHECKED, known if registered else registration.reason or "no answer"
        if match.agrees:
            registry = agency or "the registry"
            only_found = f"registered with {registry}; they have no other field in common to compare"
            return Outcome.AGREES, f"agrees with {registry}" if match.compared else only_found
        if match.relation is not Relation.SAME:
            return Outcome.DIFFERS, _RELATIONS[match.relation]
        fields = dict.fromkeys(difference.field for difference in match.differences)
        return Outcome.DIFFERS, f"differs in {', '.join(fields)}"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reference that the registries answered for: with a record, without one, or that there is none."""

    cited: Cited
    doi: DOI
    registration: Registration

    @property
    def match(self) -> Match | None:
        """How the reference agrees with the record; `None` where there is none."""
        return self.cited.match

    def differences(self, *variables: str) -> Iterator[Difference]:
        """What differs in some variables, if the record is this work's at all."""
        match = self.match
        if match is not None and match.relation in (Relation.SAME, Relation.NOTICE):
            for variable in variables:
                yield from match.of(variable)

    @property
    def identified_by(self) -> str:
        """The variable the DOI stands in: `DOI`, or `URL` where it was read from the address."""
        return "DOI" if self.cited.text("DOI") else "URL"

    @property
    def registry(self) -> str:
        """Who answered, as a message names it."""
        return self.registration.agency or "the registry"

    @property
    def source(self) -> str:
        """Who says so, where and when, for a finding."""
        registration = self.registration
        where = ", ".join(part for part in (registration.source, registration.fetched) if part)
        return f"{self.registry} ({where})" if where else self.registry


@dataclass(frozen=True, slots=True)
class Checked:
    """A library being checked: its references, and whether the registries were asked."""

    library: Library
    cited: tuple[Cited, ...]
    online: bool = False


def doi_of(item: Item) -> DOI | None:
    """The DOI of an item, from `DOI` or, where that is missing, from a doi.org address in `URL`."""
    doi = _text(item.get("DOI"))
    if doi:
        return DOI.parse(doi)
    url = _text(item.get("URL"))
    return DOI.parse(url) if "doi.org/" in url.lower() else None


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""
