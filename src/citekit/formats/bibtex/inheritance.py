"""What an entry inherits from its `crossref` parent and its `xdata` entries.

Sources: the BibLaTeX manual, appendix B (inheritance setup), and BibTeX's own rule of same-named fields. Parents
may come later in the file; circles end where they close.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEVER: Final = frozenset(
    """ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions
    relatedtype shorthand shorthandintro sortkey shorttitle sorttitle indextitle""".split()
)
_TITLES: Final = ("title", "subtitle", "titleaddon")
_BOOKS: Final = ("book", "collection", "proceedings", "reference")
_MAX_PARENTS = 10

Fields = dict[str, str]


def inherit(own: Fields, type_: str, entries: Mapping[str, tuple[str, Fields]]) -> Fields:
    """An entry's fields with those of its parents; `entries` has (type, fields) by key in lower case.

    Example:
        >>> entries = {"b": ("proceedings", {"title": "All of Pain", "year": "2004"})}
        >>> inherit({"title": "Pain", "crossref": "B"}, "inproceedings", entries)
        {'title': 'Pain', 'crossref': 'B', 'booktitle': 'All of Pain', 'year': '2004'}
    """
    return _inherit(own, type_, entries, ())


def _inherit(own: Fields, type_: str, entries: Mapping[str, tuple[str, Fields]], path: tuple[str, ...]) -> Fields:
    fields = dict(own)
    if len(path) > _MAX_PARENTS:
        return fields
    for name in own.get("xdata", "").split(","):
        parent = name.strip().lower()
        if parent in entries and parent not in path:
            given = _inherit(entries[parent][1], entries[parent][0], entries, (*path, parent))
            fields.update((field, value) for field, value in given.items() if field not in fields)
    parent = own.get("crossref", "").strip().lower()
    if parent in entries and parent not in path:
        given = _inherit(entries[parent][1], entries[parent][0], entries, (*path, parent))
        for field, value in given.items():
            target = _renamed(field, type_, entries[parent][0])
            if field not in _NEVER and target not in fields:
                fields[target] = value
    return fields


def _renamed(field: str, child: str, parent: str) -> str:
    """The field of the child that a parent's field fills."""
    if field in _TITLES:
        if parent == "periodical" and child in ("article", "suppperiodical"):
            return field.replace("title", "journaltitle") if field == "title" else f"journal{field}"
        if parent.startswith("mv"):
            return f"main{field}"
        if parent in _BOOKS and child.startswith(("in", "bookin", "supp")):
            return f"book{field}"
    if field == "author" and parent in ("book", "mvbook") and child in ("inbook", "bookinbook", "suppbook"):
        return "bookauthor"
    return field
