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
    return _inherit(own, type_, entries, set(), 0)


def _inherit(
    own: Fields, type_: str, entries: Mapping[str, tuple[str, Fields]], visited: set[str], depth: int
) -> Fields:
    fields = dict(own)
    if depth > _MAX_PARENTS:
        return fields
    parents = [(name.strip().lower(), False) for name in own.get("xdata", "").split(",")]
    parents.append((own.get("crossref", "").strip().lower(), True))
    for parent, renames in parents:
        # Each parent once: a second visit has nothing new, and a net of parents would be walked without end.
        if parent not in entries or parent in visited:
            continue
        visited.add(parent)
        parent_type, parent_fields = entries[parent]
        given = _inherit(parent_fields, parent_type, entries, visited, depth + 1)
        for field, value in given.items():
            if not renames:
                fields.setdefault(field, value)
            elif field not in _NEVER:
                for target in _targets(field, type_, parent_type):
                    fields.setdefault(target, value)
    return fields


def _targets(field: str, child: str, parent: str) -> tuple[str, ...]:
    """The fields of the child that a parent's field fills."""
    if field in _TITLES:
        if parent == "periodical" and child in ("article", "suppperiodical"):
            return ("journaltitle" if field == "title" else f"journal{field}",)
        if parent.startswith("mv"):
            return (f"main{field}",)
        if parent in _BOOKS and child.startswith(("in", "bookin", "supp", "conference")):
            return (f"book{field}",)
    heirs = ("inbook", "bookinbook", "suppbook")
    if field == "author" and (
        (parent in ("book", "mvbook") and child in heirs) or (parent, child) == ("mvbook", "book")
    ):
        return ("author", "bookauthor")
    return (field,)
