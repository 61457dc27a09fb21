"""An edited library back into the YAML file that it came from: its records change, and all else stays as it is.

So do remarks, other keys, and the article behind its metadata.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.errors import EditError, ReadError
from citekit.model.library import Library
from citekit.model.span import Edit, SourceText, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.model.library import Entry

#: What may stand before a record on its line where it can be edited alone.
_BEFORE: Final = re.compile(r" *(?:- +)?\Z")
#: What a file that has nothing but records has besides.
_FRAME: Final = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*$|^(?:references|items)[ \t]*:|[\s,\[\]{}-]+")


def write_back(
    library: Library,
    read: Callable[[SourceText], Library],
    record: Callable[[Entry, str], str],
    write: Callable[[Library], str],
) -> str:
    """The text of a library's file with the records that were edited.

    `record` gives a record's text for a line end with an indent; `write` writes a file anew, which is done where
    records can't be changed one by one and nothing else is in the file.

    Raises:
        EditError: records can't be changed one by one, and something else in the file would be lost.
    """
    source = library.source
    if source is None:
        return write(library)
    try:
        before = {entry.origin.span: entry for entry in read(source).entries if entry.origin is not None}
    except ReadError:
        before = {}
    wanted = [(entry.key, dict(entry.item)) for entry in library.entries]
    if _shown(wanted) == _shown([(entry.key, dict(entry.item)) for entry in before.values()]):
        return source.text
    text = _spliced(library, source, before, record)
    anew = write(Library(library.entries))
    if text is not None and _items(read, text) == _items(read, anew):
        return text
    outside = source.text
    for start, end in sorted(before, reverse=True):
        outside = outside[:start] + outside[end:]
    if _FRAME.sub("", outside.lstrip("\ufeff")):
        raise EditError("its records can't be changed one by one, and writing it anew would lose what else is in it")
    return anew


def _shown(entries: list[tuple[str, dict[str, object]]]) -> str:
    # As text, since Python takes 1, 1.0 and true for the same.
    return repr(entries)


def _items(read: Callable[[SourceText], Library], text: str) -> str | None:
    try:
        return _shown([(entry.key, dict(entry.item)) for entry in read(SourceText(text)).entries])
    except ReadError:
        return None


def _spliced(
    library: Library, source: SourceText, before: dict[Span, Entry], record: Callable[[Entry, str], str]
) -> str | None:
    """The text with edited records, without those taken out, and with new ones behind the last."""
    text = source.text
    edits: list[Edit] = []
    there: set[Span] = set()
    new: list[Entry] = []
    for entry in library.entries:
        span = entry.origin.span if entry.origin is not None and entry.origin.source == source else None
        if span is None or span not in before or span in there:
            new.append(entry)
            continue
        there.add(span)
        if _shown([(entry.key, dict(entry.item))]) != _shown([(before[span].key, dict(before[span].item))]):
            prefix = _prefix(text, span.start)
            if prefix is None:
                return None
            edits.append(Edit(span, _record(entry, record, len(prefix), source.newline)))
    for span in before.keys() - there:
        prefix = _prefix(text, span.start)
        if prefix is None:
            return None
        edits.append(Edit(Span(span.start - len(prefix), _line_end(text, span.end)), ""))
    if new:
        last = max(before, default=None)
        prefix = None if last is None else _prefix(text, last.start)
        if last is None or prefix is None:
            return None
        place = _line_end(text, last.end)
        added = "".join(prefix + _record(entry, record, len(prefix), source.newline) + source.newline for entry in new)
        needs_end = text[place - 1 : place] not in ("\n", "\r")
        edits.append(Edit(Span(place, place), source.newline * needs_end + added))
    try:
        return apply_edits(text, edits)
    except ValueError:
        return None


def _record(entry: Entry, record: Callable[[Entry, str], str], column: int, newline: str) -> str:
    return record(entry, "\n" + " " * column).replace("\n", newline)


def _prefix(text: str, start: int) -> str | None:
    """What stands before a record on its line; `None` where it is no indent."""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    prefix = text[line:start].lstrip("\ufeff")
    return prefix if _BEFORE.match(prefix) else None


def _line_end(text: str, position: int) -> int:
    """Behind the end of the line that a place is in."""
    found = re.compile(r"\r\n|\r|\n").search(text, position)
    return found.end() if found else len(text)
