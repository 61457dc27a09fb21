"""CSL items into RIS, and what of them RIS has no place for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.case_marks import without_case_marks
from citekit.formats.endnote.dates import slashed
from citekit.formats.endnote.fields import fields_of, mapping, names_in
from citekit.formats.endnote.types import NAMES, type_of, type_tagged
from citekit.formats.page_ranges import in_full
from citekit.formats.read_back import lost
from citekit.formats.ris.reader import entries_of
from citekit.formats.ris.tables import LONG, TAGS
from citekit.model.edtf import date_parts
from citekit.model.span import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.formats.endnote.types import ReferenceType
    from citekit.model.item import Item
    from citekit.model.library import Entry, Library
    from citekit.model.loss import Loss

_TAG: Final = re.compile(r"[A-Z][A-Z0-9]")
_TYPE: Final = re.compile(r"[A-Z]{3,8}")


def write(library: Library) -> str:
    """Write references as RIS.

    Examples:
        >>> from citekit.model.library import Library
        >>> item = {"id": "han", "type": "book", "title": "Pain", "issued": {"date-parts": [[2004]]}}
        >>> write(Library([item])).splitlines()
        ['TY  - BOOK', 'ID  - han', 'TI  - Pain', 'PY  - 2004', 'DA  - 2004///', 'ER  - ']
    """
    return "".join(pieces_of(library.entries))


def pieces_of(entries: Iterable[Entry]) -> Iterator[str]:
    """What `write` writes, record by record."""
    before = ""
    for entry in entries:
        yield before + _record(entry.key, entry.item)
        before = "\n"


def losses(entry: Entry) -> Iterator[Loss]:
    """What of a reference does not come back when it is read."""
    return lost(entry, _back(entry), "RIS has no place for it")


def _back(entry: Entry) -> Item:
    return next(entries_of(SourceText(_record(entry.key, entry.item)), [])).item


def _record(key: str, item: Item) -> str:
    kept = mapping(mapping(item.get("custom")).get("ris"))
    tag = _kept_tag(kept)
    known = type_tagged(tag)
    type_ = type_of(item, known, ris=True)
    # What a program called so, it may understand.
    is_odd = known is None and type_.tag == "GEN" and _TYPE.fullmatch(tag) and item.get("type") == "document"
    lines = [f"TY  - {tag if is_odd else type_.tag or 'GEN'}"]
    tagged = [(tag, " ".join(without_case_marks(str(value)).split())) for tag, value in _tagged(key, item, type_, kept)]
    # Text of several lines comes last, lest a reader take what follows for its next line.
    tagged.sort(key=lambda one: one[0] in LONG)
    lines += [f"{tag}  - {value}" for tag, value in tagged if value]
    return "\n".join([*lines, "ER  - "]) + "\n"


def _kept_tag(kept: dict[str, Any]) -> str:
    """The type it was read as."""
    listed = kept.get("TY")
    tag = listed[0] if isinstance(listed, list) and listed else ""
    return tag if isinstance(tag, str) else ""


def _tagged(key: str, item: Item, type_: ReferenceType, kept: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "ID", key
    number = {"number": "IS"} if type_.is_article else {"number": "M1", "issue": "IS"}
    fields = list(fields_of(item, type_))
    if all(field != "title" for field, _ in fields):
        yield from _dates(item, type_)
    for field, text in fields:
        if field == "pages":
            first, dash, last = in_full(text).partition("-")
            is_range = bool(dash and first and last) and re.search(r"[-,;]", last) is None
            yield "SP", first if is_range else text
            yield "EP", last if is_range else ""
        else:
            yield number.get(field) or TAGS.get(field, ""), text
        if field == "title":
            yield from _dates(item, type_)
    if all(type_.meaning(field) != "editor" for field in NAMES):
        for name in names_in(item, "editor"):
            yield "ED", name
    for tag, values in kept.items():
        # Nothing that would begin or end a record.
        if _TAG.fullmatch(str(tag)) and tag not in ("TY", "ER", "ID"):
            for value in values if isinstance(values, list) else ():
                yield str(tag), value


def _dates(item: Item, type_: ReferenceType) -> Iterator[tuple[str, str]]:
    issued, accessed = item.get("issued"), item.get("accessed")
    if isinstance(issued, dict):
        points = date_parts(issued)
        year = points[0][0] if points else 0
        yield "PY", f"{-year} BC" if year < 0 else f"{year:04}" if year else str(issued.get("literal") or "")
        yield "DA", slashed(issued) if type_.meaning("date") != "accessed" else ""
    if isinstance(accessed, dict):
        yield "Y2", slashed(accessed)
