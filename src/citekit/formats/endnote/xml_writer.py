"""CSL items as EndNote's XML, and what of them that has no place for.

Elements stand in the order of EndNote's own files. What was kept of such a file in `custom["endnote"]` is written back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.elements.node import Broken, parse
from citekit.elements.repair import NO_CHARACTERS
from citekit.formats.endnote.dates import in_words
from citekit.formats.endnote.faces import runs
from citekit.formats.endnote.fields import fields_of, mapping
from citekit.formats.endnote.types import NAMES, type_named, type_of
from citekit.formats.endnote.xml_reader import key_of, reference_of
from citekit.formats.read_back import lost
from citekit.model.edtf import format_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.formats.endnote.types import ReferenceType
    from citekit.model.item import Item
    from citekit.model.library import Entry, Library
    from citekit.model.loss import Loss

_OPENING: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<records>\n'
_CLOSING: Final = "</records>\n</xml>\n"
_TITLES: Final = ("title", "secondary-title", "tertiary-title", "alt-title", "short-title", "translated-title")
_PERIODICAL: Final = ("full-title", "abbr-1", "abbr-2", "abbr-3")
_URLS: Final = ("related-urls", "web-urls", "pdf-urls", "text-urls", "image-urls")
#: Elements without children of their own, in the order of EndNote's files; between them, groups.
_ORDER: Final = (
    "database", "source-app", "rec-number", "foreign-keys", "ref-type", "contributors", "auth-address",
    "auth-affiliaton", "titles", "periodical", "alt-periodical", "pages", "volume", "number", "issue",
    "secondary-volume", "secondary-issue", "num-vols", "edition", "section", "reprint-edition", "reprint-status",
    "keywords", "dates", "pub-location", "publisher", "orig-pub", "isbn", "accession-num", "call-num", "report-id",
    "coden", "electronic-resource-num", "abstract", "label", "image", "caption", "notes", "research-notes", "work-type",
    "reviewed-item", "availability", "remote-source", "meeting-place", "work-location", "work-extent", "pack-method",
    "size", "repro-ratio", "remote-database-name", "remote-database-provider", "language", "urls", "access-date",
    "modified-date", "custom1", "custom2", "custom3", "custom4", "custom5", "custom6", "custom7", "misc1", "misc2",
    "misc3",
)  # fmt: skip
#: Groups: the elements in them, each with what its values stand in.
_GROUPS: Final = {
    "contributors": dict.fromkeys(NAMES, "author"),
    "titles": dict.fromkeys(_TITLES, ""),
    "periodical": dict.fromkeys(_PERIODICAL, ""),
    "dates": {"year": "", "pub-dates": "date", "copyright-dates": "date"},
    "urls": dict.fromkeys(_URLS, "url"),
}
_MARKED: Final = frozenset({*_TITLES, "abstract"})
_LEAVES: Final = frozenset(name for group in _GROUPS.values() for name in group)
#: Other elements of a record's; what `custom` has of other names is not EndNote's.
_OTHER: Final = re.compile(r"(?!xml|records?\Z)[a-z][a-z0-9-]{0,60}")


def write(library: Library) -> str:
    """Write references as EndNote's XML.

    Examples:
        >>> from citekit.model.library import Library
        >>> item = {"id": "han", "type": "book", "title": "On <i>E. coli</i>", "publisher": "Li & Co"}
        >>> print(write(Library([item])), end="")
        <?xml version="1.0" encoding="UTF-8"?>
        <xml>
        <records>
        <record>
        <ref-type name="Book">6</ref-type>
        <titles><title><style face="normal" font="default" size="100%">On </style>\
<style face="italic" font="default" size="100%">E. coli</style></title></titles>
        <publisher>Li &amp; Co</publisher>
        <label>han</label>
        </record>
        </records>
        </xml>
    """
    return "".join(pieces_of(library.entries))


def pieces_of(entries: Iterable[Entry]) -> Iterator[str]:
    """What `write` writes, record by record."""
    yield _OPENING
    for entry in entries:
        yield _record(entry)
    yield _CLOSING


def losses(entry: Entry) -> Iterator[Loss]:
    """What of a reference does not come back when it is read."""
    return lost(entry, _back(entry), "EndNote has no place for it")


def _back(entry: Entry) -> Item:
    try:
        return reference_of(parse(_record(entry).encode("utf-8", "replace"), "utf-8"))
    except Broken:  # pragma: no cover - what is written is well-formed
        return {}


def _record(entry: Entry) -> str:
    kept = mapping(mapping(entry.item.get("custom")).get("endnote"))
    type_ = _type(entry.item, kept)
    values: dict[str, list[str]] = {}
    for field, text in _fields(entry.item, type_):
        if text.strip():
            # EndNote takes a name without a comma for a person's.
            name = f"{text}," if field in NAMES and "," not in text else text
            values.setdefault(field, []).append(_element_text(field, name))
    if key_of(entry.key) == entry.key:
        values["label"] = [_element_text("label", entry.key)]
    elements = {name: [_element(_inner(name), one) for one in texts] for name, texts in values.items()}
    elements["ref-type"] = [f'<ref-type name="{_escaped(type_.name)}">{type_.number or ""}</ref-type>']
    for name, listed in kept.items():
        if name == "ref-type" and type_.name != _kept_name(kept):
            continue
        if name == "ref-type" or name in _PERIODICAL:
            # One is all there may be.
            elements[name] = []
        for one in listed if isinstance(listed, list) and _may_be_kept(str(name)) else ():
            elements.setdefault(name, []).append(_kept(name, one))
    return "<record>\n" + "".join(_ordered(elements)) + "</record>\n"


def _type(item: Item, kept: dict[str, Any]) -> ReferenceType:
    """The type it was read as, where that still is its CSL type."""
    return type_of(item, type_named(_kept_name(kept)))


def _kept_name(kept: dict[str, Any]) -> str:
    listed = kept.get("ref-type")
    one = listed[0] if isinstance(listed, list) and listed else None
    return str(one.get("name", "")) if isinstance(one, dict) else ""


def _fields(item: Item, type_: ReferenceType) -> Iterator[tuple[str, str]]:
    for field, text in fields_of(item, type_):
        if field == "secondary-title" and type_.csl.startswith("article"):
            yield "full-title", text
        elif field == "alt-title" and type_.csl.startswith("article"):
            yield "abbr-1", text
        yield {"url": "related-urls"}.get(field, field), text
    issued, accessed = item.get("issued"), item.get("accessed")
    if isinstance(issued, dict):
        year, rest = in_words(issued)
        yield "year", year
        if type_.meaning("date") != "accessed":
            yield "pub-dates", rest
    if isinstance(accessed, dict):
        yield "access-date", format_edtf(accessed)


def _may_be_kept(name: str) -> bool:
    return name in _LEAVES or (_OTHER.fullmatch(name) is not None and name not in _GROUPS)


def _ordered(elements: dict[str, list[str]]) -> Iterator[str]:
    """Elements in their order, a line each."""
    for name in _ORDER:
        if name in _GROUPS:
            inner = "".join(
                "".join(elements[part]) if not wrapped else f"<{part}>{''.join(elements[part])}</{part}>"
                for part, wrapped in _GROUPS[name].items()
                if part in elements
            )
            if inner:
                yield f"<{name}>{inner}</{name}>\n"
        elif name in ("keywords", "foreign-keys", "alt-periodical"):
            if name in elements:
                yield f"<{name}>{''.join(elements[name])}</{name}>\n"
        elif name == "isbn" and name in elements:
            yield f"{''.join(elements[name])}\n".replace("</isbn><isbn>", "&#xD;")
        else:
            yield from (f"{element}\n" for element in elements.get(name, ()))
    for name in sorted(elements.keys() - _LEAVES - {*_ORDER}):
        yield from (f"{element}\n" for element in elements[name])


def _inner(name: str) -> str:
    """The element that a value of a field is in."""
    for group in _GROUPS.values():
        if group.get(name):
            return group[name]
    return {"keywords": "keyword", "foreign-keys": "key", "alt-periodical": "full-title"}.get(name, name)


def _element(name: str, inner: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{inner}</{name}>"


def _kept(name: str, value: Any) -> str:
    """An element as it was kept: its text, or its attributes with that."""
    if not isinstance(value, dict):
        return _element(_inner(name), _element_text(name, str(value)))
    attributes = "".join(
        f' {attribute}="{_escaped(str(text))}"' for attribute, text in value.items() if attribute in _ATTRIBUTES
    )
    return _element(_inner(name), _element_text(name, str(value.get("text", ""))), attributes)


#: The attributes of elements that are kept with them.
_ATTRIBUTES: Final = frozenset({"app", "db-id", "name", "path", "timestamp", "version"})


def _element_text(name: str, text: str) -> str:
    """A value as XML: line breaks as EndNote writes them, faces in titles and abstracts."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    whole = "\n".join(line for line in lines if line)
    if name not in _MARKED:
        return _escaped(whole)
    pieces = list(runs(whole))
    if all(face == "normal" for face, _ in pieces):
        return _escaped("".join(piece for _, piece in pieces))
    return "".join(
        f'<style face="{face}" font="default" size="100%">{_escaped(piece)}</style>' for face, piece in pieces
    )


def _escaped(text: str) -> str:
    text = NO_CHARACTERS.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\n", "&#xD;")
