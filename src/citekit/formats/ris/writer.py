"""CSL items into RIS, and what of them RIS has no place for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.ris.reader import read
from citekit.formats.ris.tables import BOOKS, PLAIN, WRITTEN
from citekit.model.edtf import date_parts
from citekit.model.span import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.model.item import Item
    from citekit.model.library import Library

_TAG: Final = re.compile(r"[A-Z][A-Z0-9]")
_SEASONS: Final = {1: "Spring", 2: "Summer", 3: "Autumn", 4: "Winter"}


def write(library: Library) -> str:
    """Write references as RIS.

    Examples:
        >>> from citekit.model.library import Library
        >>> item = {"id": "han", "type": "book", "title": "Pain", "issued": {"date-parts": [[2004]]}}
        >>> write(Library([item])).splitlines()
        ['TY  - BOOK', 'ID  - han', 'TI  - Pain', 'PY  - 2004', 'DA  - 2004///', 'ER  - ']
    """
    return "\n".join(_record(entry.key, entry.item) for entry in library.entries)


def losses(library: Library) -> Sequence[str]:
    """What of each reference does not come back when the file is read: a sentence for each variable."""
    told = []
    for entry in library.entries:
        kept = read(SourceText(_record(entry.key, entry.item))).items[0]
        for variable, value in entry.item.items():
            if value not in (None, "", [], {}) and _folded(kept.get(variable)) != _folded(value) and variable != "id":
                what = "is lost" if kept.get(variable) is None else "comes back otherwise"
                told.append(f"{entry.key}: {variable} {what}: RIS has no place for it")
    return told


def _folded(value: Any) -> Any:
    """A value for comparing: numbers and strings that are written alike are the same."""
    if isinstance(value, dict):
        return {name: _folded(part) for name, part in value.items() if part not in (None, "")}
    if isinstance(value, list):
        return [_folded(part) for part in value]
    return None if value is None else " ".join(str(value).split())


def _record(key: str, item: Item) -> str:
    kind = WRITTEN.get(str(item.get("type") or ""), "GEN")
    lines = [f"TY  - {kind}"]
    lines += [
        f"{tag}  - {' '.join(str(value).split())}" for tag, value in _fields(key, item, kind) if str(value).strip()
    ]
    return "\n".join([*lines, "ER  - "]) + "\n"


def _fields(key: str, item: Item, kind: str) -> Iterator[tuple[str, Any]]:
    yield "ID", key
    yield "TI", _text(item, "title")
    for tag, role in (("AU", "author"), ("A4", "translator"), ("ED", "editor")):
        for name in _names(item, role):
            yield tag, name
    for name in _names(item, "collection-editor"):
        yield "A2" if kind in BOOKS else "A3", name
    if "author" in (_mapping(item.get("custom")).get("et-al") or ()):
        yield "AU", "et al."
    if kind in BOOKS:
        yield "T2", _text(item, "collection-title")
    else:
        yield "T2", _text(item, "container-title")
        yield "T3", _text(item, "collection-title")
    yield "J2", _text(item, "container-title-short")
    yield from _dates(item)
    written = set()
    for tag, variable in PLAIN.items():
        if variable not in written:
            written.add(variable)
            yield tag, _text(item, variable)
    csl = str(item.get("type") or "")
    is_article = csl.startswith("article") or csl in ("paper-conference", "periodical")
    yield "IS", _text(item, "issue" if is_article else "number")
    if is_article:
        yield "C7", _text(item, "number")
    first, _, last = _text(item, "page").partition("-")
    is_range = bool(last) and "-" not in last and "," not in last
    yield "SP", first if is_range else _text(item, "page")
    yield "EP", last if is_range else ""
    yield "M3", _text(item, "genre")
    for keyword in _text(item, "keyword").split(","):
        yield "KW", keyword
    for variable in ("ISSN", "ISBN"):
        yield "SN", _text(item, variable)
    yield "DO", _text(item, "DOI")
    yield "UR", _text(item, "URL")
    if _text(item, "PMID"):
        yield "AN", _text(item, "PMID")
        if not _text(item, "archive"):
            yield "DB", "PubMed"
    for tag, values in _mapping(_mapping(item.get("custom")).get("ris")).items():
        # Nothing that would begin or end a record.
        if _TAG.fullmatch(str(tag)) and tag not in ("TY", "ER"):
            for value in values if isinstance(values, list) else ():
                yield str(tag), value


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    issued, accessed = item.get("issued"), item.get("accessed")
    parts = date_parts(issued) if isinstance(issued, dict) else []
    if parts and isinstance(issued, dict):
        number = issued.get("season")
        season = _SEASONS.get(number, "") if isinstance(number, int) else ""
        yield "PY", f"{parts[0][0]:04}"
        yield "DA", _slashed(parts[0]) + season
    looked_at = date_parts(accessed) if isinstance(accessed, dict) else []
    if looked_at:
        yield "Y2", _slashed(looked_at[0])


def _slashed(parts: list[int]) -> str:
    figures = [f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])]
    return "/".join([*figures, *[""] * (4 - len(figures))])


def _names(item: Item, role: str) -> Iterator[str]:
    listed = item.get(role)
    for name in listed if isinstance(listed, list) else ():
        if not isinstance(name, dict):
            continue
        if not name.get("family"):
            literal = str(name.get("literal") or name.get("given") or "")
            yield f"{literal}," if "," in literal else literal
            continue
        family = " ".join(str(name[part]) for part in ("non-dropping-particle", "family") if name.get(part))
        given = " ".join(str(name[part]) for part in ("given", "dropping-particle") if name.get(part))
        suffix = str(name.get("suffix") or "")
        # A name without a comma is read as that of a body.
        yield ", ".join([family, given, suffix] if suffix else [family, given] if given else [family])


def _text(item: Item, variable: str) -> str:
    value = item.get(variable)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
