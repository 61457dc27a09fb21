"""A library as BibLaTeX.

A library that was read from a `.bib` file goes back into it: what nobody edited is as it was, byte for byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import ReadError
from citekit.formats.bibtex.entry import format_entry
from citekit.formats.bibtex.reader import SENTENCE_CASES, read
from citekit.model.keys import Keys
from citekit.model.span import Edit, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.model.item import Item
    from citekit.model.library import Entry, Library
    from citekit.model.span import SourceText

__all__ = ["format_entry", "write"]

_LINE_END: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")


def write(library: Library) -> str:
    """All references as BibLaTeX; a library that was read from such a file goes back into that file's own text.

    There, entries that nobody edited stay as they are, byte for byte, with all that stands between them; edited
    ones are written anew in their place, those taken out disappear, and new ones follow at the end.
    """
    if library.format == "bibtex" and library.source is not None:
        return _into(library.source, library.entries)
    return "\n".join(_written(library.entries, Keys()))


def _written(entries: Iterable[Entry], keys: Keys) -> list[str]:
    """Entries one by one, each with a key that none of `keys` is."""
    entries = tuple(entries)
    cited = {entry.key.lower() for entry in entries}
    written: list[str] = []
    for entry in entries:
        keeps = _is_key(entry.key) and entry.key not in keys
        key = keys.add(entry.key) if keeps else keys.make(entry.item)
        written.append(format_entry(_detached({**entry.item, "id": key}, cited)))
    return written


def _detached(item: dict[str, Any], cited: set[str]) -> Item:
    """An item without the parents that don't come with it; what it has from them it has already."""
    custom = item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    if not isinstance(custom, dict) or not isinstance(kept, dict) or not {"crossref", "xdata"} & kept.keys():
        return item
    absent = {"xdata"} if str(kept.get("crossref", "")).strip().lower() in cited else {"xdata", "crossref"}
    kept = {name: value for name, value in kept.items() if name not in absent}
    return {**item, "custom": {**custom, "bibtex": kept}}


def _into(source: SourceText, entries: Sequence[Entry]) -> str:
    """The file's text with what was edited since it was read."""
    before = _as_read(source, entries)
    edits: list[Edit] = []
    new: list[Entry] = []
    there: set[Span] = set()
    for entry in entries:
        span = entry.origin.span if entry.origin is not None and entry.origin.source == source else None
        if span is None or span not in before or span in there:
            new.append(entry)
            continue
        there.add(span)
        if before[span] != (entry.key, entry.item):
            key = entry.item.get("id", entry.key)
            text = format_entry({**entry.item, "id": key if _is_key(str(key)) else entry.key})
            edits.append(Edit(span, text.rstrip("\n").replace("\n", source.newline)))
    for span in before.keys() - there:
        rest = _LINE_END.match(source.text, span.end)
        edits.append(Edit(Span(span.start, rest.end() if rest else span.end), ""))
    text = apply_edits(source.text, edits)
    added = _written(new, Keys(key for key, _ in before.values()))
    if not added:
        return text
    gap = "" if not text.strip() else "\n" if text.endswith(("\n", "\r")) else "\n\n"
    return text + (gap + "\n".join(added)).replace("\n", source.newline)


def _as_read(source: SourceText, entries: Sequence[Entry]) -> dict[Span, tuple[str, Item]]:
    """The file's entries by their place, read as `entries` were: the way in which fewest of them differ."""
    own = {entry.origin.span: (entry.key, entry.item) for entry in entries if entry.origin is not None}
    best: dict[Span, tuple[str, Item]] = {}
    fewest = len(own) + 1
    for case in SENTENCE_CASES:
        try:
            library = read(source, case)
        except ReadError:
            return {}
        found = {entry.origin.span: (entry.key, entry.item) for entry in library.entries if entry.origin is not None}
        differing = sum(found.get(span) != value for span, value in own.items())
        if differing < fewest:
            best, fewest = found, differing
        if not differing:
            break
    return best


def _is_key(key: str) -> bool:
    """Whether a key can stand in a `.bib` file; a bare number is an id of some program, not a key."""
    return re.fullmatch(r"[^\s,{}()\"#%=\\~]+", key) is not None and not key.isdigit()
