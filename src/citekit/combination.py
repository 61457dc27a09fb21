"""Several entries of one work made into one: the fuller value of each variable, and where it came from.

Where one entry says more than another (all names rather than "et al.", a day rather than a year, a title with its
subtitle) the fuller value stands. Where they say different things the preferred entry's value stands, and the conflict
is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citekit.errors import UsageError
from citekit.model.edtf import date_parts
from citekit.model.variables import KIND
from citekit.sources.bylines import compare_bylines
from citekit.sources.folding import fold
from citekit.sources.locators import numbers_agree, pages_agree
from citekit.sources.titles import Likeness, compare_titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.model.library import Entry

#: Whose values stand where entries disagree.
PREFERENCES: Final = ("first", "newest", "richest")
#: What an entry has as an entry of its file, not as a work.
_OWN: Final = frozenset(
    """entrytype crossref xdata xref ids entryset timestamp owner date-added date-modified added-at creationdate
    modificationdate""".split()
)
_STAMPS: Final = ("date-modified", "timestamp", "date-added")


class Conflict(NamedTuple):
    """A variable of which two entries say different things: what is kept, from which entry, and what is not."""

    variable: str
    kept: Any
    kept_from: str
    dropped: Any
    dropped_from: str


class Combined(NamedTuple):
    """One item out of several entries: it has the first one's key.

    `taken` tells which variables came from which other entry.
    """

    key: str
    item: dict[str, Any]
    taken: dict[str, str]
    conflicts: tuple[Conflict, ...]


def combine(entries: Sequence[Entry], prefer: str = "first") -> Combined:
    """One item out of the entries of one work.

    `prefer` says whose values stand where entries disagree: those of the "first", of the "newest" (by the time that
    the file notes for it, else the last) or of the "richest", which has the most variables.

    Raises:
        UsageError: no such preference.

    Examples:
        >>> from citekit.model import Library
        >>> library = Library([{"id": "a", "title": "Pain", "volume": "3", "issued": {"date-parts": [[2004]]}},
        ...     {"id": "b", "title": "Pain: A Book", "volume": "4", "issued": {"date-parts": [[2004, 5]]}}])
        >>> combined = combine(library.entries)
        >>> combined.item["title"], combined.item["issued"], combined.taken
        ('Pain: A Book', {'date-parts': [[2004, 5]]}, {'title': 'b', 'issued': 'b'})
        >>> combined.conflicts
        (Conflict(variable='volume', kept='3', kept_from='a', dropped='4', dropped_from='b'),)
    """
    if prefer not in PREFERENCES:
        raise UsageError(f"{prefer!r} is no preference; there are {', '.join(PREFERENCES)}")
    first = entries[0]
    item: dict[str, Any] = dict(first.item)
    came_from = dict.fromkeys(item, first.key)
    conflicts: list[Conflict] = []
    rank = {id(entry): place for place, entry in enumerate(_ranked(entries, prefer))}
    ranks = dict.fromkeys(item, rank[id(first)])
    for entry in entries[1:]:
        for variable, value in entry.item.items():
            if variable in ("id", "custom", "citation-key") or value in (None, "", [], {}):
                continue
            mine = item.get(variable)
            if mine in (None, "", [], {}):
                item[variable], came_from[variable], ranks[variable] = value, entry.key, rank[id(entry)]
                continue
            fuller = _fuller(variable, mine, value)
            better = rank[id(entry)] < ranks[variable]
            if fuller is None:
                kept, dropped = (value, mine) if better else (mine, value)
                names = (entry.key, came_from[variable]) if better else (came_from[variable], entry.key)
                conflicts.append(Conflict(variable, kept, names[0], dropped, names[1]))
                fuller = kept
            if fuller is value and fuller is not mine:
                came_from[variable], ranks[variable] = entry.key, rank[id(entry)]
            elif fuller is not mine and fuller is not value:
                came_from[variable] = entry.key
            item[variable] = fuller
    conflicts += _combine_custom(item, entries, came_from)
    taken = {variable: key for variable, key in came_from.items() if key != first.key}
    return Combined(first.key, item, taken, tuple(conflicts))


def _ranked(entries: Sequence[Entry], prefer: str) -> list[Entry]:
    if prefer == "newest":
        numbered = enumerate(entries)
        return [entry for _, entry in sorted(numbered, key=lambda pair: (_stamp(pair[1]), pair[0]), reverse=True)]
    if prefer == "richest":
        return sorted(entries, key=lambda entry: -sum(1 for value in entry.item.values() if value))
    return list(entries)


def _stamp(entry: Entry) -> str:
    custom = entry.item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    return next((str(kept[name]) for name in _STAMPS if name in kept), "") if isinstance(kept, dict) else ""


def _fuller(variable: str, one: Any, other: Any) -> Any:
    """The value that says what both say, and perhaps more; `None` where they disagree."""
    if one == other:
        return one
    kind = KIND.get(variable)
    if kind == "name":
        return _fuller_names(one, other)
    if kind == "date":
        return _fuller_date(one, other)
    if variable == "page":
        agree = pages_agree(one, [other])
        return max(one, other, key=lambda value: len(str(value))) if agree else None
    if kind == "number":
        return one if numbers_agree(one, other) else None
    if variable == "keyword":
        words = dict.fromkeys(word.strip() for text in (one, other) for word in str(text).split(",") if word.strip())
        joined = ", ".join(words)
        return one if joined == one else joined
    if variable in ("title", "container-title", "volume-title"):
        match = compare_titles(one, [other])
        if match is not None and match.likeness is Likeness.SUBTITLE:
            return max(one, other, key=lambda value: len(str(value)))
    if variable in ("DOI", "ISBN", "ISSN", "URL"):
        return one if re.sub(r"[\s-]", "", str(one)).lower() == re.sub(r"[\s-]", "", str(other)).lower() else None
    return one if fold(one) == fold(other) and fold(one) else None


def _fuller_names(one: Any, other: Any) -> Any:
    if not isinstance(one, list | tuple) or not isinstance(other, list | tuple):
        return None
    shorter = min(len(one), len(other))
    match = compare_bylines(one[:shorter], other[:shorter])
    if match is None or match.substituted or match.extra or match.missing or match.reordered:
        return None
    if len(one) != len(other):
        return max(one, other, key=len)
    # Of the same people, the list that spells out more of their names.
    return other if _letters(other) > _letters(one) else one


def _letters(names: Any) -> int:
    return sum(len(str(value)) for name in names if isinstance(name, dict) for value in name.values())


def _fuller_date(one: Any, other: Any) -> Any:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return None
    mine, theirs = date_parts(one), date_parts(other)
    if len(mine) == 1 == len(theirs):
        short, long = sorted((mine[0], theirs[0]), key=len)
        if long[: len(short)] == short:
            return one if len(mine[0]) >= len(theirs[0]) else other
    return one if mine and mine == theirs else None


def _combine_custom(item: dict[str, Any], entries: Sequence[Entry], came_from: dict[str, str]) -> Iterator[Conflict]:
    """Fields that CSL has no variable for, and which lists of names end in "et al."; what can't be kept is told."""
    customs = [(entry, dict(custom)) for entry in entries if isinstance(custom := entry.item.get("custom"), dict)]
    whole: dict[str, Any] = {}
    for _, custom in customs:
        for name, value in custom.items():
            whole.setdefault(name, value)
    kept: dict[str, Any] = {}
    for entry, custom in customs:
        fields = custom.get("bibtex")
        for name, value in fields.items() if isinstance(fields, dict) else ():
            if entry is entries[0] or (name not in _OWN and name not in kept):
                kept.setdefault(name, value)
                if entry is not entries[0]:
                    came_from[name] = entry.key
            elif name not in _OWN and str(kept[name]).split() != str(value).split():
                yield Conflict(name, kept[name], came_from.get(name, entries[0].key), value, entry.key)
    if kept:
        whole["bibtex"] = kept
    else:
        whole.pop("bibtex", None)
    truncated = [
        variable
        for variable in dict.fromkeys(name for entry, _ in customs for name in _open(entry))
        if all(variable in _open(entry) for entry in entries if entry.item.get(variable) == item.get(variable))
    ]
    whole.pop("et-al", None)
    if truncated:
        whole["et-al"] = truncated
    item.pop("custom", None)
    if whole:
        item["custom"] = whole


def _open(entry: Entry) -> list[str]:
    """The lists of names that end in "et al."."""
    custom = entry.item.get("custom")
    listed = custom.get("et-al") if isinstance(custom, dict) else None
    return [name for name in listed if isinstance(name, str)] if isinstance(listed, list | tuple) else []
