"""Style and locale files as elements with line numbers; nothing but elements, attributes and text.

Document types and entities are refused, as are files deeper or larger than any style is: XML from anywhere
can't make the reader fetch, expand or recurse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from citekit.errors import StyleError, StyleProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 8_000_000
MAX_DEPTH = 200
#: The longest published style has under 4,000.
MAX_ELEMENTS = 100_000
CSL = "http://purl.org/net/xbiblio/csl"
_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"


class Element:
    """One element: its name without the CSL namespace, attributes, children, own text, line and column.

    An element without a namespace is taken for one of CSL's and is `bare`.
    """

    __slots__ = ("attributes", "bare", "children", "column", "line", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], line: int, column: int = 1, *, bare: bool = False) -> None:
        self.tag = tag
        self.bare = bare
        self.attributes = attributes
        self.children: list[Element] = []
        self.line = line
        self.column = column
        self.text = ""

    def find(self, tag: str) -> Element | None:
        """The first child of a name."""
        return next((child for child in self.children if child.tag == tag), None)

    def find_all(self, tag: str) -> Iterator[Element]:
        """All children of a name."""
        return (child for child in self.children if child.tag == tag)

    def get(self, attribute: str, default: str = "") -> str:
        """An attribute's value."""
        return self.attributes.get(attribute, default)


def parse_xml(text: str | bytes) -> Element:
    """Parse XML into elements.

    Raises:
        StyleError: it is not well-formed, or has a document type, or is too deep or too large; the problem has
            the line and column.

    Examples:
        >>> root = parse_xml('<style xmlns="http://purl.org/net/xbiblio/csl"><info/></style>')
        >>> root.tag, root.children[0].tag, root.children[0].line
        ('style', 'info', 1)
        >>> parse_xml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
        Traceback (most recent call last):
        ...
        citekit.errors.StyleError: ...
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if len(data) > MAX_BYTES:
        raise _refused(1, "the file is larger than any style is", "")
    parser = expat.ParserCreate("utf-8" if isinstance(text, str) else None, " ")
    parser.buffer_text = True
    stack: list[Element] = []
    roots: list[Element] = []
    left = MAX_ELEMENTS

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if len(stack) >= MAX_DEPTH:
            raise _refused(parser.CurrentLineNumber, "the elements are nested too deeply", f"at most {MAX_DEPTH} deep")
        if left < 0:
            raise _refused(parser.CurrentLineNumber, "more elements than any style has", f"at most {MAX_ELEMENTS}")
        namespace, _, local = name.rpartition(" ")
        tag = local if namespace in (CSL, "") else f"{{{namespace}}}{local}"
        if _XML_LANG in attributes:
            attributes["xml:lang"] = attributes.pop(_XML_LANG)
        element = Element(tag, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, bare=not namespace)
        (stack[-1].children if stack else roots).append(element)
        stack.append(element)

    def end(_name: str) -> None:
        stack.pop()

    def characters(content: str) -> None:
        stack[-1].text += content

    def doctype(*_arguments: object) -> None:
        raise _refused(parser.CurrentLineNumber, "document types and entities are not allowed", "remove the DOCTYPE")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"not XML: {expat.ErrorString(error.code)}"
        raise _refused(error.lineno, message, _HINTS.get(error.code, ""), error.offset + 1) from None
    except (LookupError, ValueError) as error:
        raise _refused(1, f"not XML: {error}", "save it as UTF-8") from None
    return roots[0]


_HINTS = {
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "an element before it is not closed",
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "the file is empty or cut off",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: "the file is cut off",
    expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: "write the character itself",
    expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]: "save it as UTF-8",
    expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING]: "save it as UTF-8",
    expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]: "in text and attributes, & is &amp; and < is &lt;",
}


def _refused(line: int, message: str, hint: str, column: int | None = None) -> StyleError:
    return StyleError("the file can't be read", [StyleProblem(line, message, hint, column)])
