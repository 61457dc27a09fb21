"""Libraries merged, and one library rid of its duplicates: what comes out, and what became of each entry and key.

Nothing is decided in silence: every entry that goes is told with the key that stands for it now, every key that
changed, every variable on which two entries disagree. Values in, values out; `Library.save` writes the result into the
first library's file and changes there only what has to change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citekit.combination import combine
from citekit.duplicates import Group, find_duplicates
from citekit.library import Library
from citekit.model.keys import Keys
from citekit.model.library import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.combination import Combined
    from citekit.duplicates import Doubt
    from citekit.model.library import Library as Model

#: Fields that name other entries.
_REFERENCES: Final = ("crossref", "xdata", "xref", "related", "entryset")


class Renamed(NamedTuple):
    """A key that another one stands for now: in the file of that number, from 0; dropped with its entry, or changed."""

    file: int
    old: str
    new: str
    dropped: bool


class Merging(NamedTuple):
    """The library that came out, the groups of duplicates with what they became, and the keys that changed."""

    library: Library
    groups: tuple[tuple[Group, Combined], ...]
    doubts: tuple[Doubt, ...]
    renamed: tuple[Renamed, ...]


def deduplicate(library: Model, prefer: str = "first", *, ids: bool = False) -> Merging:
    """A library without its duplicates: each group becomes one entry, in the place and under the key of its first.

    `prefer` is "first", "newest" or "richest": whose values stand where entries disagree. With `ids` the keys that go
    are noted in BibLaTeX's field of that name, so that texts that cite them still find the work.

    Raises:
        UsageError: no such preference.

    Examples:
        >>> from citekit.model.library import Library as Model
        >>> doi = "10.1016/j.neulet.2003.12.019"
        >>> merging = deduplicate(Model([{"id": "a", "DOI": doi}, {"id": "b", "DOI": doi, "volume": "361"}]))
        >>> merging.library.csl_json()
        [{'id': 'a', 'DOI': '10.1016/j.neulet.2003.12.019', 'volume': '361'}]
        >>> [(renamed.old, renamed.new) for renamed in merging.renamed]
        [('b', 'a')]
    """
    return merge([library], prefer, ids=ids)


def merge(
    libraries: Sequence[Model], prefer: str = "first", *, ids: bool = False, key_pattern: str | None = None
) -> Merging:
    """Libraries as one, in their order, without duplicates.

    An entry whose key another work has gets a new one: by `key_pattern` (see `citekit.model.key_pattern`), else the
    old one with a letter. References between entries (`crossref` and the like) follow their keys.

    Raises:
        UsageError: no such preference, or a pattern that can't be read.
    """
    # Copies, so that a library merged with itself has each of its entries twice.
    entries = [replace(entry) for library in libraries for entry in library.entries]
    files = [number for number, library in enumerate(libraries) for _ in library.entries]
    found = find_duplicates(entries)
    groups = [*found.groups, *_copies(entries, found.groups)]
    combined = {id(group.entries[0]): (group, combine(group.entries, prefer)) for group in groups}
    leader = {id(entry): group.entries[0] for group in groups for entry in group.entries[1:]}
    keys = Keys(pattern=key_pattern)
    final: dict[int, str] = {}
    renamed: list[Renamed] = []
    for file, entry in zip(files, entries, strict=True):
        if id(entry) in leader:
            continue
        # A file's own repeated keys are its own affair; another file's are not.
        clash = entry.key in keys and file > 0
        new = _another_key(keys, entry, key_pattern) if clash else entry.key
        keys.add(new)
        final[id(entry)] = new
        if new != entry.key:
            renamed.append(Renamed(file, entry.key, new, dropped=False))
    for file, entry in zip(files, entries, strict=True):
        if id(entry) in leader:
            renamed.append(Renamed(file, entry.key, final[id(leader[id(entry)])], dropped=True))
    changes = {(one.file, one.old.lower()): one.new for one in renamed if one.old != one.new}
    written = [
        _written(entry, file, final[id(entry)], combined.get(id(entry)), changes, ids=ids)
        for file, entry in zip(files, entries, strict=True)
        if id(entry) not in leader
    ]
    first = libraries[0]
    problems = [problem for library in libraries for problem in library.problems]
    library = Library(
        written,
        source=first.source,
        format=first.format,
        problems=problems,
        joined=[one.source for one in libraries[1:] if one.source is not None and one.format == first.format],
    )
    return Merging(library, tuple(combined.values()), found.doubts, tuple(renamed))


def _copies(entries: Sequence[Entry], groups: Iterable[Group]) -> Iterable[Group]:
    """Entries that are another one of the same key once more, word for word, and have too little to be told by."""
    grouped = {id(entry) for group in groups for entry in group.entries}
    first: dict[str, Entry] = {}
    copies: dict[str, list[Entry]] = {}
    for entry in entries:
        before = first.setdefault(entry.key, entry)
        if before is not entry and id(entry) not in grouped and id(before) not in grouped and before.item == entry.item:
            copies.setdefault(entry.key, [before]).append(entry)
    return [Group(tuple(same), ("the same entry",) * (len(same) - 1)) for same in copies.values()]


def _another_key(keys: Keys, entry: Entry, pattern: str | None) -> str:
    return keys.make(entry.item) if pattern else keys.beside(entry.key)


def _written(
    entry: Entry,
    file: int,
    key: str,
    combined: tuple[Group, Combined] | None,
    changes: dict[tuple[int, str], str],
    *,
    ids: bool,
) -> Entry:
    """An entry as it goes into the merged library."""
    item: dict[str, Any] = dict(combined[1].item if combined else entry.item)
    if key != entry.key or "id" in item:
        item["id"] = entry.item.get("id", key) if key == entry.key else key
    custom = item.get("custom")
    kept = dict(custom["bibtex"]) if isinstance(custom, dict) and isinstance(custom.get("bibtex"), dict) else {}
    before = dict(kept)
    for name in _REFERENCES:
        if isinstance(kept.get(name), str):
            named = [part.strip() for part in kept[name].split(",")]
            if any((file, one.lower()) in changes for one in named):
                kept[name] = ", ".join(changes.get((file, one.lower()), one) for one in named)
    if combined:
        others = combined[0].entries[1:]
        # What the others were known by before, they are known by still.
        gone = [alias for one in others for alias in ([one.key] if ids else []) + _aliases(one)]
        known = [*_aliases(entry), *(alias for alias in gone if alias != key)]
        if known:
            kept["ids"] = ", ".join(dict.fromkeys(known))
    if kept != before:
        item["custom"] = {**(custom if isinstance(custom, dict) else {}), "bibtex": kept}
    if item == entry.item and key == entry.key:
        return entry
    return Entry(key, item, entry.origin)


def _aliases(entry: Entry) -> list[str]:
    """Other keys under which texts find an entry, as BibLaTeX's field `ids` has them."""
    custom = entry.item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    listed = str(kept.get("ids") or "") if isinstance(kept, dict) else ""
    return [alias.strip() for alias in listed.split(",") if alias.strip()]
