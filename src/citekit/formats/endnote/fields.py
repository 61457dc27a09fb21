"""A CSL item as the fields of an EndNote reference, as far as its type has fields for its variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from citekit.formats.endnote.names import text_of
from citekit.formats.endnote.types import NAMES
from citekit.formats.keywords import parted
from citekit.model.edtf import format_edtf
from citekit.model.variables import KIND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.formats.endnote.types import ReferenceType
    from citekit.model.item import Item

_OWN_WAY: Final = frozenset({*NAMES, "isbn", "pages", "date"})


def fields_of(item: Item, type_: ReferenceType) -> Iterator[tuple[str, str]]:
    """Fields and their values; dates but that in `edition` are left to each format, which has its own form for them.

    Examples:
        >>> from citekit.formats.endnote.types import type_named
        >>> item = {"author": [{"literal": "WHO"}], "title": "Pain", "collection-title": "Care", "number-of-pages": "9"}
        >>> list(fields_of(item, type_named("Book")))
        [('authors', 'WHO'), ('title', 'Pain'), ('secondary-title', 'Care'), ('pages', '9')]
    """
    yield from _people(item, type_)
    written = {"page", "number-of-pages"}
    if type_.csl == "paper-conference":
        yield from _meeting(item, written)
    for field, variable in type_.meanings.items():
        if field in _OWN_WAY or not variable or variable in written or KIND[variable] == "name":
            continue
        written.add(variable)
        value = item.get(variable)
        if KIND[variable] == "date":
            text = format_edtf(value) if isinstance(value, dict) else text_in(item, field)
        else:
            text = text_in(item, variable)
        if text:
            yield field, text
    pages = text_in(item, "page")
    count = text_in(item, "number-of-pages") if type_.meaning("pages") == "number-of-pages" else ""
    rest = [("pages", pages or count)]
    own = type_.meaning("isbn")
    numbers = (own, "ISSN", "ISBN") if own and own not in written else ("ISSN", "ISBN")
    rest += [("isbn", text_in(item, variable)) for variable in numbers]
    rest += [("electronic-resource-num", text_in(item, "DOI")), ("url", text_in(item, "URL"))]
    if text_in(item, "PMID"):
        rest.append(("accession-num", text_in(item, "PMID")))
        if not text_in(item, "archive"):
            rest.append(("remote-database-name", "PubMed"))
    rest += [("keywords", keyword) for keyword in parted(text_in(item, "keyword"))]
    yield from ((field, text) for field, text in rest if text)


def _people(item: Item, type_: ReferenceType) -> Iterator[tuple[str, str]]:
    cut = mapping(item.get("custom")).get("et-al")
    for field in NAMES:
        role = type_.meaning(field)
        if not role:
            continue
        if KIND[role] != "name":
            yield field, text_in(item, role)
            continue
        for name in names_in(item, role):
            yield field, name
        if isinstance(cut, list) and role in cut:
            yield field, "et al."


def _meeting(item: Item, written: set[str]) -> Iterator[tuple[str, str]]:
    """A conference's name and place push those of the proceedings aside."""
    for field, own, other, aside in (
        ("secondary-title", "event-title", "container-title", "custom3"),
        ("pub-location", "event-place", "publisher-place", "custom1"),
    ):
        if text_in(item, own) and text_in(item, other):
            written.add(other)
            yield field, text_in(item, own)
            yield aside, text_in(item, other)


def names_in(item: Item, role: str) -> Iterator[str]:
    """The names of a role, as they are written; what is no name is left out."""
    listed = item.get(role)
    for name in listed if isinstance(listed, list) else ():
        if isinstance(name, dict):
            yield text_of(name)


def text_in(item: Item, variable: str) -> str:
    """A variable's text or number; empty where it is neither."""
    value = item.get(variable)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def mapping(value: Any) -> dict[str, Any]:
    """A value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}
