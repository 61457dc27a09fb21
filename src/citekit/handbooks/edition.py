"""Editions as the handbooks abridge them: "Second edition" is edition 2, "Revised edition" is "rev. ed."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citekit.model.item import Item

_ORDINALS: Final = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
    "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12", "thirteenth": "13",
    "fourteenth": "14", "fifteenth": "15", "sixteenth": "16", "seventeenth": "17", "eighteenth": "18",
    "nineteenth": "19", "twentieth": "20",
}  # fmt: skip
_NUMBERED: Final = r"(?i)(\d+)(?:st|nd|rd|th|/e|e)?(?:\s+ed(?:\.|n\.?|ition)?)?"
_ABRIDGED: Final = (
    (r"(?i)\brevised\b", "rev."),
    (r"(?i)\benlarged\b", "enl."),
    (r"(?i)\babridged\b", "abr."),
    (r"(?i)\bedition\b", "ed."),
    (r"(?i)\bedn\b\.?", "ed."),
)
#: Adjectives no edition has in its name; "Kindle ed." and "Norton critical ed." keep their capital.
_EVERYDAY: Final = frozenset(
    [
        "abr.",
        "early",
        "enl.",
        "expanded",
        "final",
        "international",
        "late",
        "new",
        "rev.",
        "special",
        "updated",
    ]
)
_HAS_NOUN: Final = r"(?i)\b(?:ed\.|version|printing|issue|cut)"


def abridge_edition(item: Item) -> Item:
    """The item with its edition as a bare number, or in the handbooks' abbreviations.

    Source: MLA Handbook 5.48 and appendix 1; Publication Manual 9.19 and 9.50.

    Examples:
        >>> editions = ("2nd ed.", "Second Edition", "Late", "Revised edition")
        >>> [abridge_edition({"edition": edition})["edition"] for edition in editions]
        ['2', '2', 'late ed.', 'rev. ed.']
    """
    edition = str(item.get("edition") or "").strip()
    if not edition or edition.isdigit():
        return item
    numbered = re.fullmatch(_NUMBERED, edition)
    first = edition.split()[0].lower()
    if numbered:
        return {**item, "edition": numbered.group(1)}
    if first in _ORDINALS and edition.lower().rstrip(".") in (
        first,
        first + " ed",
        first + " edn",
        first + " edition",
    ):
        return {**item, "edition": _ORDINALS[first]}
    for pattern, short in _ABRIDGED:
        edition = re.sub(pattern, short, edition)
    if edition.split()[0].lower() in _EVERYDAY:
        edition = edition[0].lower() + edition[1:]
    if not re.search(_HAS_NOUN, edition):
        edition += " ed."
    return {**item, "edition": edition}


#: "version 2", "v2.1"; a capital V is part of a data set's version ("V1").
_VERSION: Final = r"(?i:version)\s+|v\.?\s?(?=\d)"


def bare_version(item: Item) -> Item:
    """The item with its version without the word, which the style prints.

    Examples:
        >>> [bare_version({"version": text})["version"] for text in ("v2.1", "Version 4.3.1", "2.0")]
        ['2.1', '4.3.1', '2.0']
    """
    version = str(item.get("version") or "")
    said = re.match(_VERSION, version)
    return {**item, "version": version[said.end() :]} if said else item
