"""XML as nodes of names, attributes, text and children, in their order; nothing is ever fetched or expanded.

Files may name a document type, so that is passed over; a file that declares entities of its own is refused, and so is
one deeper or larger than any file of references is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from citekit.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES: Final = 256 << 20
MAX_DEPTH: Final = 64

#: PubMed's elements for type in titles, and ours.
_LOOKS: Final = {"i": "i", "b": "b", "sub": "sub", "sup": "sup", "u": ""}


class Node:
    """An element: its name, its attributes, and its text and child elements in their order."""

    __slots__ = ("attributes", "content", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.content: list[Node | str] = []

    @property
    def nodes(self) -> Iterator[Node]:
        """The child elements."""
        return (part for part in self.content if isinstance(part, Node))

    def children(self, name: str) -> Iterator[Node]:
        """The children of a name."""
        return (part for part in self.content if isinstance(part, Node) and part.name == name)

    def find(self, *path: str) -> Node | None:
        """The first element at the end of a path of names."""
        node: Node | None = self
        for name in path:
            if node is None:
                return None
            node = next(node.children(name), None)
        return node

    def text(self, *path: str) -> str:
        """All the text of the element at the end of a path, with single spaces; empty where there is none."""
        node = self.find(*path)
        return "" if node is None else " ".join("".join(strings_of(node)).split())

    def rich(self, *path: str) -> str:
        """The same with italics, bold, sub- and superscript as CSL writes them; `<` and `&` stand for themselves."""
        node = self.find(*path)
        return "" if node is None else " ".join(_marked(node).split())


def strings_of(node: Node) -> Iterator[str]:
    """The pieces of an element's text, in their order."""
    for part in node.content:
        if isinstance(part, str):
            yield part
        else:
            yield from strings_of(part)


def _marked(node: Node) -> str:
    parts = []
    for part in node.content:
        if isinstance(part, str):
            parts.append(part)
        else:
            look = _LOOKS.get(part.name, "")
            inner = _marked(part)
            parts.append(f"<{look}>{inner}</{look}>" if look and inner.strip() else inner)
    return "".join(parts)


class Broken(Exception):
    """A text that is not well-formed: what is wrong, and at which byte."""

    def __init__(self, what: str, byte: int, line: int = 1, column: int = 1) -> None:
        super().__init__(what)
        self.what = what
        self.byte = byte
        self.line = line
        self.column = column


def parse(data: bytes, encoding: str | None = None) -> Node:
    """The root element of some bytes, in the encoding they declare or in this one.

    Raises:
        Broken: they are not well-formed XML.
        ReadError: they declare entities, or are deeper than any file is.
    """
    root = Node("", {})
    stack = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > MAX_DEPTH:
            raise ReadError("the file's elements are nested deeper than any record's")
        node = Node(name, attributes)
        stack[-1].content.append(node)
        stack.append(node)

    def characters(text: str) -> None:
        stack[-1].content.append(text)

    parser = new_parser(encoding)
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: stack.pop()
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code) or "not well-formed"
        raise Broken(what, parser.ErrorByteIndex, error.lineno, error.offset + 1) from None
    found = next(root.nodes, None)
    if found is None:
        raise Broken("no element", 0)
    return found


def new_parser(encoding: str | None = None) -> expat.XMLParserType:
    """A parser that refuses declarations of entities and fetches nothing."""
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser


def _refuse(*_declaration: object) -> None:
    raise ReadError("the file declares entities, which no record needs")


def read_xml(data: bytes) -> Node:
    """The root of a file.

    Raises:
        ReadError: it is not XML, declares entities, or is larger or deeper than any file is.

    Examples:
        >>> read_xml(b'<!DOCTYPE a PUBLIC "x" "http://x.org/x.dtd"><a><b>1 <i>2</i></b></a>').rich("b")
        '1 <i>2</i>'
        >>> read_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
        Traceback (most recent call last):
        citekit.errors.ReadError: the file declares entities, which no record needs
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"the file has more than {MAX_BYTES >> 20} MB")
    try:
        return parse(data)
    except Broken as broken:
        raise ReadError(f"not XML: {broken.what} (line {broken.line}, column {broken.column})") from None
