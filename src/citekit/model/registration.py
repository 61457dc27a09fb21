"""What the registries said of a DOI, with the four outcomes kept apart.

"Could not be checked" is not "absent": a time-out, a 429, a 5xx, an HTML page in place of JSON say nothing
about the work. Whoever reads a `Registration` has to look at its `status` first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citekit.model.identifiers import DOI, Identifier
    from citekit.model.item import Item


class Status(StrEnum):
    """What is known about a DOI after asking."""

    FOUND = "found"  # registered, and its record is here
    NO_METADATA = "no-metadata"  # registered (often with another agency), but no record could be had
    ABSENT = "absent"  # the handle system says authoritatively that it does not exist
    UNCHECKED = "unchecked"  # nobody could be asked, or the answer made no sense: `reason` says why


class Outcome(StrEnum):
    """The verdict on a reference."""

    AGREES = "agrees"
    DIFFERS = "differs"
    ABSENT = "absent"
    UNCHECKED = "unchecked"
    NO_IDENTIFIER = "no-identifier"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice about a work: `type` in Crossref's words ("retraction", "correction"), its DOI and date.

    `source` is who reported it: "publisher" or "retraction-watch".
    """

    type: str
    doi: DOI | None = None
    date: str = ""
    source: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """The registries' answer for one DOI.

    `record` is the work as a CSL-JSON item; `titles` and `years` are all that the registry has for it
    (with and without the subtitle, original titles; print, online and issued years). `notices` are about
    this work; `updates` says of which DOIs this record is itself the notice. `alias_of` is the prime DOI
    where the one asked for is an alias; `deleted` says that the DOI was taken out of use. `source` is the
    address asked and `fetched` the day (ISO 8601). A work that was asked for by another identifier has that in
    `identifier`, and an empty `doi` where it has no DOI.
    """

    doi: DOI
    status: Status
    agency: str = ""
    record: Item | None = None
    titles: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    notices: tuple[Notice, ...] = ()
    updates: tuple[DOI, ...] = ()
    alias_of: DOI | None = None
    deleted: bool = False
    reason: str = ""
    source: str = ""
    fetched: str = ""
    identifier: Identifier | None = None
