"""An HTML article: markers are comments, an entry is the element that the old entries were.

```
<ol class="sources">
<!-- citekit:begin -->
<li>Han, Ji-Sheng. “Acupuncture and Endorphins.” <i>Neuroscience Letters</i>, …</li>
<!-- citekit:end -->
</ol>
```
The wrapper, the entries' tags with their attributes, what is wrapped around the whole of an entry, and the
white space or the block comments of WordPress between entries are kept; nothing is parsed into a tree and
written back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.documents.kind import DocumentKind, Marker
from citekit.documents.shape import Anchor, ListShape, fixed
from citekit.errors import ReadError
from citekit.formats.plaintext.markup import html_pieces
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from citekit.formats.plaintext.markup import Piece

_MARKER = re.compile(r"<!--\s*citekit:\s*(?P<word>begin|end)\s*-->\Z")
_LISTS = frozenset({"ol", "ul", "menu"})
#: What an open element of that name closes on, besides its own end tag, and what nests in it.
_NESTING = {"li": _LISTS, "dd": frozenset({"dl"}), "div": frozenset({"div"}), "p": frozenset[str]()}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    *("p", "ol", "ul", "dl", "div", "section", "article", "aside", "table", "blockquote", "hr", "pre"),
    *("header", "footer", "main", "body", "html"),
}
_CLOSED_BY = {"li": frozenset({"li"}), "dd": frozenset({"dd", "dt"}), "p": _BLOCKS, "div": frozenset[str]()}
_TABLES = frozenset({"table", "tr", "td", "dt"})
_WRAPPERS = frozenset({"p", "div", "span", "cite", "small", "font"})
#: Tags that the writer itself puts around a whole entry: these are content, not wrappers.
_OWN = re.compile(r'<(?:span style="(?:font-|text-|vertical-)[a-z-]+:[a-z-]+;"|div class="csl-)')
_ENTRY_CLASS = re.compile(r"""\sclass\s*=\s*(?:"[^"]*\bcsl-entry\b|'[^']*\bcsl-entry\b|csl-entry\b)""", re.IGNORECASE)
_IDENTITY = re.compile(r"""\s(?:id|name|value)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\s|<!-- /?wp:[^<>]{0,500}-->)*\Z")
_BLOCK_BEFORE = re.compile(r"<!-- wp:[^<>]{0,500}-->\s*\Z")
_BLOCK_AFTER = re.compile(r"\s*<!-- /wp:[^<>]{0,100}-->")
_PARAGRAPH = '<p class="csl-entry" style="margin-left:2em;text-indent:-2em;">'


class _Element(NamedTuple):
    """An entry's element: where its tags and its content begin and end; no end tag, no last stretch."""

    start: int
    inner_start: int
    inner_end: int
    end: int


def markers(text: str) -> Iterator[Marker]:
    """The marker comments, in order; those in scripts don't count."""
    for piece in html_pieces(text, 0, len(text)):
        if piece.kind == "comment" and not piece.name:
            match = _MARKER.match(text[piece.start : piece.end])
            if match:
                yield Marker(match["word"], Span(piece.start, piece.end))


def subheading(core: str) -> int | None:
    """Where the first heading within a list stands; `None` where there is none."""
    for piece in html_pieces(core, 0, len(core)):
        if piece.kind == "open" and piece.name in _HEADINGS:
            return piece.start
    return None


def shape(core: str, before: str, newline: str) -> ListShape:
    """The shape of a list of items, of paragraphs, of divisions, or of lines with `<br>` between.

    Raises:
        ReadError: the list is a table, or has text between its entries.
    """
    pieces = list(html_pieces(core, 0, len(core)))
    elements = _entries(core, pieces)
    if not elements:
        return _unwrapped(core, pieces, before, newline)
    if len(elements) == 1:
        (only,) = elements
        breaks = [piece for piece in pieces if piece.name == "br" and only.inner_start <= piece.start < only.inner_end]
        if breaks:
            return _broken_lines(core, breaks, only.inner_start, only.inner_end)
    return _of_elements(core, pieces, elements, before, newline)


def _entries(core: str, pieces: Sequence[Piece]) -> list[_Element]:
    """The elements that hold an entry each: items before paragraphs, since an item may have some in it."""
    for name in ("li", "csl-entry", "p", "dd", "div"):
        wanted = _ENTRY_CLASS if name == "csl-entry" else None
        elements = _elements(core, pieces, "div" if wanted else name, wanted)
        if name == "div":
            elements = [element for element in elements if "<div" not in core[slice(*element[1:3])].lower()]
        if elements:
            return elements
    return []


def _elements(core: str, pieces: Sequence[Piece], name: str, wanted: re.Pattern[str] | None) -> list[_Element]:
    """The outermost elements of a name, end tags left out included."""
    elements: list[_Element] = []
    opened: tuple[int, int] | None = None
    depth = 0

    def close(inner_end: int, end: int) -> None:
        assert opened is not None  # only called with an element open
        if inner_end == end:  # no end tag: the white space before the next element is not content
            inner_end = end = opened[1] + len(core[opened[1] : end].rstrip())
        elements.append(_Element(*opened, inner_end, end))

    for piece in pieces:
        if piece.kind not in ("open", "close"):
            continue
        if opened is not None:
            nests = piece.name in _NESTING[name]
            if piece.kind == "close" and depth == 0 and piece.name == name:
                close(piece.start, piece.end)
                opened = None
                continue
            if depth == 0 and (
                (piece.kind == "open" and piece.name in _CLOSED_BY[name])
                or (piece.kind == "close" and (nests or piece.name in _BLOCKS))
            ):
                close(piece.start, piece.start)
                opened = None
            elif nests:
                depth += 1 if piece.kind == "open" else -1
        is_wanted = wanted is None or wanted.search(core[piece.start : piece.end])
        if opened is None and piece.kind == "open" and piece.name == name and is_wanted:
            opened, depth = (piece.start, piece.end), 0
    if opened is not None:
        close(len(core), len(core))
    return elements


def _of_elements(
    core: str, pieces: Sequence[Piece], elements: Sequence[_Element], before: str, newline: str
) -> ListShape:
    _refuse_stray_text(core, pieces, elements)
    first, last = elements[0], elements[-1]
    begin, end = _content(core, pieces, first)
    inner = core[first.inner_start : begin]
    tags = [core[element.start : element.inner_start] for element in elements]
    more = _IDENTITY.sub("", tags[-1])
    anchors: tuple[Anchor, ...] = ()
    if any(_IDENTITY.search(tag) for tag in tags) and not _counts(tags):
        anchors = tuple(
            Anchor(tag + inner, core[element.inner_start : element.inner_end])
            for tag, element in zip(tags, elements, strict=True)
        )
        tags = []
    around = [
        piece.name for piece in pieces if piece.kind == "open" and piece.end <= first.start and piece.name in _LISTS
    ]
    return ListShape(
        _openings([tag + inner for tag in tags], more + inner),
        core[end : first.end],
        _separator(core, elements, newline),
        core[: first.start],
        core[last.end :],
        output="html",
        numbered=(around[-1] if around else _list_around(before)) == "ol",
        anchors=anchors,
    )


def _refuse_stray_text(core: str, pieces: Sequence[Piece], elements: Sequence[_Element]) -> None:
    """Raise for text between entries that is in none of them: a subheading, a term of a `<dl>`."""
    position = 0
    for piece in pieces:
        while position < len(elements) and elements[position].end <= piece.start:
            position += 1
        if position == len(elements):
            return
        between = position > 0 and piece.end <= elements[position].start
        stray = core[piece.start : piece.end].strip() if between and piece.kind == "text" else ""
        if stray:
            raise ReadError(
                f"between the entries of the list stands {stray[:40]!r}, which regenerating it would remove",
                hint="move it out of the list, or mark only the entries",
            )


def _openings(tags: Sequence[str], more: str) -> Callable[[int], str]:
    """The old entries' own tags in their order; further entries have no `id`, since one must be unique."""
    return lambda index: tags[index] if index < len(tags) else more


def _counts(tags: Sequence[str]) -> bool:
    """Whether the old entries' identities are numbers of places, such as `ref1`, `ref2`."""
    identities = [(number, _IDENTITY.search(tag)) for number, tag in enumerate(tags, start=1)]
    return all(re.search(rf"(?<!\d){number}\D?\Z", identity.group()) for number, identity in identities if identity)


def _content(core: str, pieces: Sequence[Piece], element: _Element) -> tuple[int, int]:
    """Where an entry's text begins and ends within its element, inside what is wrapped around all of it."""
    begin, end = _trimmed(core, element.inner_start, element.inner_end)
    tags = [piece for piece in pieces if piece.kind in ("open", "close") and begin <= piece.start and piece.end <= end]
    while tags and tags[0].kind == "open" and tags[0].start == begin and tags[0].name in _WRAPPERS:
        if _OWN.match(core, begin) or _partner(tags) != len(tags) - 1 or tags[-1].end != end:
            break
        begin, end = _trimmed(core, tags[0].end, tags[-1].start)
        tags = tags[1:-1]
    return begin, end


def _partner(tags: Sequence[Piece]) -> int:
    """The index of the end tag that closes the first tag; -1 where there is none."""
    depth = 0
    for index, piece in enumerate(tags):
        if piece.name == tags[0].name:
            depth += 1 if piece.kind == "open" else -1
            if depth == 0:
                return index
    return -1


def _trimmed(core: str, begin: int, end: int) -> tuple[int, int]:
    inner = core[begin:end]
    return (begin + len(inner) - len(inner.lstrip()), begin + len(inner.rstrip())) if inner.strip() else (begin, end)


def _separator(core: str, elements: Sequence[_Element], newline: str) -> str:
    """What stands between the first two entries, if it is nothing that belongs to one of them."""
    first = elements[0]
    if len(elements) > 1:
        between = core[first.end : elements[1].start]
        if _BETWEEN.match(between):
            return between
    else:
        block, after = _BLOCK_BEFORE.search(core, 0, first.start), _BLOCK_AFTER.match(core, first.end)
        if block and after:
            return f"{after.group()}{newline * 2}{block.group()}"
    line = re.search(r"[^\r\n]*\Z", core[: first.start])
    indent = line.group() if line and line.group().isspace() else ""
    return newline + indent


def _broken_lines(core: str, breaks: Sequence[Piece], begin: int, end: int) -> ListShape:
    """Entries in one paragraph with `<br>` between them."""
    begin, end = _trimmed(core, begin, end)
    space = re.compile(r"\s*").match(core, breaks[0].end)
    separator = core[breaks[0].start : space.end() if space else breaks[0].end]
    return ListShape(fixed(""), "", separator, core[:begin], core[end:], output="html")


def _unwrapped(core: str, pieces: Sequence[Piece], before: str, newline: str) -> ListShape:
    """A list that is not there yet, or is text without elements: items within a list, else paragraphs."""
    if any(piece.name in _TABLES for piece in pieces):
        raise ReadError("the list is set in a table", hint="citekit regenerates lists and paragraphs")
    breaks = [piece for piece in pieces if piece.name == "br"]
    if breaks:
        return _broken_lines(core, breaks, 0, len(core))
    name = _list_around(before)
    if name:
        return ListShape(fixed("<li>"), "</li>", newline, output="html", numbered=name == "ol")
    return ListShape(fixed(_PARAGRAPH), "</p>", newline, output="html")


def _list_around(before: str) -> str:
    """The name of the list that opens just before this text; empty where something else does."""
    tail = before[-1000:]
    for piece in reversed(list(html_pieces(tail, 0, len(tail)))):
        if piece.kind == "comment" or (piece.kind == "text" and tail[piece.start : piece.end].isspace()):
            continue
        return piece.name if piece.kind == "open" and piece.name in _LISTS else ""
    return ""


KIND = DocumentKind(
    "html", markers, shape, subheading, "<!-- citekit:begin -->", "<!-- citekit:end -->", references=True
)
