"""EndNote's XML as CSL items: what EndNote, Zotero, Mendeley, Rayyan, Covidence and JabRef export.

What CSL has no variable for is kept in `custom["endnote"]` under the elements' names, and written back by the writer.

Source: the elements of EndNote's own exports (its document type "RSXML"); names have a comma, or are those of bodies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.elements import Node, records
from citekit.elements.node import strings_of
from citekit.errors import ReadError
from citekit.formats.endnote.faces import marked
from citekit.formats.endnote.item import item_of
from citekit.formats.endnote.slots import Slots, Value
from citekit.formats.endnote.types import GENERIC, type_named, type_of
from citekit.formats.format import whole
from citekit.model.keys import Keys
from citekit.model.library import Entry, Origin
from citekit.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.formats.endnote.types import ReferenceType
    from citekit.model.library import Library
    from citekit.model.span import SourceText

#: Elements of several lines, whose breaks EndNote writes as carriage returns.
_OF_LINES: Final = frozenset({"abstract", "notes", "research-notes", "auth-address", "keywords", "caption"})
#: Elements whose attributes say as much as their text.
_WITH_ATTRIBUTES: Final = frozenset({"database", "source-app", "key"})
_KEY: Final = re.compile(r"[^\s,{}\"'#%~\\]{1,60}")


def read(source: SourceText) -> Library:
    """Read EndNote's XML.

    Raises:
        ReadError: it is not XML, or declares entities; or no record of EndNote's is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> record = '<ref-type name="Book">6</ref-type><titles><title>Pain</title></titles><custom4>mine</custom4>'
        >>> read(SourceText(f"<xml><records><record>{record}</record></records></xml>")).items
        [{'id': 'pain', 'type': 'book', 'title': 'Pain', 'custom': {'endnote': {'custom4': ['mine']}}}]
    """
    return whole(entries_of, source, "endnote-xml")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The records one after the other; one that is broken becomes a problem and costs no other."""
    keys = Keys()
    found = False
    for node, span in records(source, problems, ("record",)):
        if not _KNOWN & {child.name for child in node.nodes}:
            hint = "a record has a <ref-type>, <contributors> or <titles>"
            problems.append(Problem("this is no record of EndNote's", source, span, hint))
            continue
        type_, told = _type(node)
        if told:
            problems.append(Problem(told, source, span, "taken for a document", "warning"))
        item, label = item_in(node, type_)
        key = keys.add(label) if label and label not in keys else keys.make(item)
        if label and label != key:
            custom = item.setdefault("custom", {})
            custom.setdefault("endnote", {})["label"] = [label]
        found = True
        yield Entry(key, {"id": key, **item}, Origin(source, span))
    if not found and not problems:
        raise ReadError("no record was found", path=source.path, hint="EndNote: File, Export, as XML")


_KNOWN: Final = frozenset({"ref-type", "contributors", "titles", "source-app", "dates", "rec-number"})


def _type(node: Node) -> tuple[ReferenceType, str]:
    """A record's type, and what is odd about it."""
    found = node.find("ref-type")
    name, number = ("", "") if found is None else (found.attributes.get("name", ""), found.text())
    type_ = type_named(name, number) or type_named(number)
    if type_ is not None:
        return type_, ""
    return GENERIC, f"{(name or number)[:40]} is no type of EndNote's" if name or number else "a record without a type"


def reference_of(node: Node) -> dict[str, Any]:
    """The item of a record, whatever is odd about it."""
    return item_in(node, _type(node)[0])[0]


def key_of(label: str) -> str:
    """A label that is a key; empty where it is a remark, or several words."""
    return label if _KEY.fullmatch(label) else ""


def item_in(node: Node, type_: ReferenceType) -> tuple[dict[str, Any], str]:
    """The item of a record, and the label it has for a key."""
    slots = Slots(_values(node))
    label = key_of(slots.get("label"))
    if label:
        slots.take("label")
    item = item_of(slots, type_)
    kept: dict[str, list[Any]] = {}
    for value in slots.left():
        kept.setdefault(value.label, []).append(value.text)
    for name in ("database", "source-app"):
        for one in node.children(name):
            kept.setdefault(name, []).append(_with_attributes(one))
    for keys in node.children("foreign-keys"):
        kept["foreign-keys"] = [_with_attributes(key) for key in keys.children("key")]
    reference_type = node.find("ref-type")
    if reference_type is not None and type_of({"type": type_.csl}, None) != type_:
        kept["ref-type"] = [_with_attributes(reference_type)]
    if kept:
        item.setdefault("custom", {})["endnote"] = kept
    return item, label


def _with_attributes(node: Node) -> Any:
    text = node.text()
    return {**node.attributes, "text": text} if node.attributes else text


def _values(node: Node) -> Iterator[Value]:
    """The fields of a record, each with the name of the element it is kept under."""
    for child in node.nodes:
        name = child.name
        if name in ("database", "source-app", "foreign-keys", "ref-type", "periodical", "alt-periodical"):
            continue
        if name == "contributors":
            for group in child.nodes:
                for author in group.children("author"):
                    for line in _lines(author) or _by_attributes(author):
                        yield Value(group.name, line, group.name)
        elif name == "titles":
            for title in child.nodes:
                yield Value(title.name, marked(title), title.name)
        elif name == "keywords":
            for keyword in child.nodes:
                for line in _lines(keyword):
                    for one in line.split(";"):
                        yield Value("keywords", one.strip(), "keywords")
        elif name == "dates":
            for group in child.nodes:
                field = {"year": "year", "pub-dates": "date"}.get(group.name, group.name)
                for date in [group] if group.name == "year" else group.children("date"):
                    yield Value(field, date.text(), group.name)
        elif name == "urls":
            for group in child.nodes:
                field = "url" if group.name in ("related-urls", "web-urls") else group.name
                for url in group.children("url"):
                    for line in _lines(url):
                        yield Value(field, line, group.name)
        elif name == "abstract":
            yield Value(name, "\n".join(line for line in _marked_lines(child) if line), name)
        else:
            yield Value(name, "\n".join(_lines(child)) if name in _OF_LINES else child.text(), name)
    yield from _periodicals(node)


def _lines(node: Node) -> list[str]:
    """The lines of an element's text: a reference to a carriage return ends one, a line end of the file is a blank."""
    lines = (" ".join(line.split()) for line in "".join(strings_of(node)).split("\r"))
    return [line for line in lines if line]


def _marked_lines(node: Node) -> Iterator[str]:
    """The same with the faces of the text as CSL writes them."""
    line = Node(node.name, {})
    for part in node.content:
        attributes = part.attributes if isinstance(part, Node) else {}
        text = "".join(strings_of(part)) if isinstance(part, Node) else part
        for number, piece in enumerate(text.split("\r")):
            if number:
                yield marked(line)
                line = Node(node.name, {})
            styled = Node("style", attributes)
            styled.content.append(piece)
            line.content.append(styled)
    yield marked(line)


def _by_attributes(author: Node) -> list[str]:
    """A name that stands in the attributes the document type has for it."""
    body, family = author.attributes.get("corp-name", ""), author.attributes.get("last-name", "")
    parts = ("first-name", "middle-initial", "initials")
    given = " ".join(author.attributes.get(part, "") for part in parts).strip()
    if body:
        return [f"{body}," if "," in body else body]
    return [f"{family}, {given}"] if family else []


def _periodicals(node: Node) -> Iterator[Value]:
    """A journal's names beside those in the titles, of which they say the same or more."""
    second = node.text("titles", "secondary-title")
    for part in ("periodical", "alt-periodical"):
        for title in found.nodes if (found := node.find(part)) is not None else ():
            text = title.text()
            is_first = part == "periodical" and title.name == "full-title" and second in ("", text)
            label = title.name if part == "periodical" else part
            yield Value("secondary-title" if is_first else "alt-title", text, label)
