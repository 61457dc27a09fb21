"""Taking markup off: text, Markdown and HTML become passages with their italics kept as spans.

In: a source text and a span of it. Out: a `Passage`. The scanners walk from left to right once and never
fail; what is not well-formed markup is text.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.formats.plaintext.passage import Passage
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_URL = r"(?:https?://|www\.|10\.\d{4,9}/)[^\s<>\"“”]{1,2000}"
_TAG = r"</?(?:i|em|b|strong|cite|span|u|sup|sub|small|a)\b[^<>]{0,600}>|<br\s{0,3}/?>"
_ENTITY = r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});"

_INLINE = re.compile(
    rf"""
    \[(?P<label>[^\[\]\n]{{1,500}})\]\(<?(?P<href>[^\s()<>]{{1,1000}}(?:\([^\s()]{{0,200}}\)[^\s()<>]{{0,500}})?)>?\)
    |<(?P<auto>https?://[^\s<>]{{1,2000}})>
    |(?P<url>{_URL})
    |\\(?P<escape>[!-/:-@\[-`{{-~])
    |(?P<mark>\*{{1,3}}|_{{1,3}})
    |(?P<tag>{_TAG})
    |(?P<entity>{_ENTITY})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPECIAL = re.compile(r"[*_<&\[\\]")
_ITALIC_TAGS = frozenset({"i", "em", "cite"})
_TAG_NAME = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9:-]{0,30})")


class _Sheet:
    """Where a scanner puts the characters it keeps."""

    __slots__ = ("characters", "italics", "offsets", "open_italic")

    def __init__(self) -> None:
        self.characters: list[str] = []
        self.offsets: list[int] = []
        self.italics: list[Span] = []
        self.open_italic: list[int] = []

    def put(self, text: str, offset: int) -> None:
        self.characters.extend(text)
        self.offsets.extend(range(offset, offset + len(text)))

    def put_at(self, text: str, offset: int) -> None:
        """Characters that all stand for one place, such as a decoded entity."""
        self.characters.extend(text)
        self.offsets.extend([offset] * len(text))

    def italic(self, on: bool) -> None:
        if on:
            self.open_italic.append(len(self.characters))
        elif self.open_italic:
            start = self.open_italic.pop()
            if not self.open_italic and start < len(self.characters):
                self.italics.append(Span(start, len(self.characters)))

    def passage(self) -> Passage:
        while self.open_italic:
            self.italic(on=False)
        return Passage("".join(self.characters), self.offsets, tuple(self.italics))


def strip_text(text: str, start: int, end: int, *, markdown: bool = False) -> Passage:
    """Take inline markup off plain text or Markdown: emphasis, stray HTML tags, entities, links, escapes.

    Plain text keeps its backslashes; the rest is done for both, since people paste either into the other.

    Examples:
        >>> passage = strip_text("*Pain*, vol. 2", 0, 14)
        >>> passage.text, passage.italics
        ('Pain, vol. 2', (Span(start=0, end=4),))
    """
    if not _SPECIAL.search(text, start, end):
        return Passage(text[start:end], range(start, end))
    paired = _paired_marks(text, start, end)
    sheet = _Sheet()
    position = start
    for match in _INLINE.finditer(text, start, end):
        sheet.put(text[position : match.start()], position)
        position = match.end()
        group = match.lastgroup
        if match["href"] is not None:
            label = strip_text(text, match.start("label"), match.end("label"), markdown=markdown)
            base = len(sheet.characters)
            sheet.characters.extend(label.text)
            sheet.offsets.extend(label.offsets)
            sheet.italics.extend(Span(base + left, base + right) for left, right in label.italics)
            _put_link(sheet, label.text, match["href"], match.start("href"))
        elif group == "auto":
            sheet.put(match["auto"], match.start("auto"))
        elif group == "url":
            _put_address(sheet, match["url"], match.start(), paired, markdown=markdown)
        elif group == "escape" and markdown:
            sheet.put(match["escape"], match.start("escape"))
        elif group == "mark" and match.start() in paired:
            opens, width = paired[match.start()]
            if width != 2:
                sheet.italic(opens)
        elif group == "tag":
            _put_tag(sheet, match.group(), match.start())
        elif group == "entity":
            sheet.put_at(html.unescape(match.group()), match.start())
        else:
            sheet.put(match.group(), match.start())
    sheet.put(text[position:end], position)
    return sheet.passage()


def _put_link(sheet: _Sheet, label: str, href: str, offset: int) -> None:
    """Add a link's address after its label, unless the label says it already."""
    if not re.match(r"https?://", href, re.IGNORECASE):
        return
    bare = re.sub(r"^https?://(?:www\.|dx\.)?|/$", "", href.lower())
    if bare in label.lower() or re.sub(r"^doi\.org/", "", bare) in label.lower():
        return
    sheet.put_at(" ", offset)
    sheet.put(href, offset)


def _put_address(sheet: _Sheet, url: str, offset: int, paired: dict[int, tuple[bool, int]], *, markdown: bool) -> None:
    """An address as it is, without the Markdown escapes in it or the emphasis mark after it."""
    for index, character in enumerate(url):
        place = offset + index
        if markdown and character == "\\" and index + 1 < len(url) and not url[index + 1].isalnum():
            continue
        if place in paired and not paired[place][0]:
            if paired[place][1] != 2:
                sheet.italic(on=False)
            continue
        sheet.put(character, place)


def _put_tag(sheet: _Sheet, tag: str, offset: int) -> None:
    name = _TAG_NAME.match(tag)
    if name is None:
        return
    if name[1].lower() in _ITALIC_TAGS:
        sheet.italic(not tag.startswith("</"))
    elif name[1].lower() == "br":
        sheet.put_at(" ", offset)


def _paired_marks(text: str, start: int, end: int) -> dict[int, tuple[bool, int]]:
    """The emphasis marks that have a partner: their offsets, whether they open, and how many characters."""
    paired: dict[int, tuple[bool, int]] = {}
    waiting: list[tuple[str, int]] = []
    for match in _INLINE.finditer(text, start, end):
        if match.lastgroup == "url":
            # An address may be the last thing in an emphasis: *www.x.org*
            tail = re.search(r"(?<![*\\])\*\Z", match.group().rstrip(".,;)"))
            if tail and waiting and waiting[-1][0] == "*":
                place = match.start() + tail.start()
                paired[waiting.pop()[1]] = (True, 1)
                paired[place] = (False, 1)
            continue
        if match.lastgroup != "mark":
            continue
        mark, place = match.group(), match.start()
        before = text[place - 1 : place] if place > start else ""
        after = text[match.end() : match.end() + 1] if match.end() < end else ""
        closes = before != "" and not before.isspace() and (mark[0] == "*" or not after.isalnum())
        opens = after != "" and not after.isspace() and not before.isalnum()
        if closes and waiting and waiting[-1][0] == mark:
            paired[waiting.pop()[1]] = (True, len(mark))
            paired[place] = (False, len(mark))
        elif opens:
            waiting.append((mark, place))
    return paired


# HTML -------------------------------------------------------------------------------------------------


class Piece(NamedTuple):
    """A piece of HTML: "text", "entity", "open", "close" or "comment"; `name` of a tag in lower case."""

    kind: str
    name: str
    start: int
    end: int


_MARKUP = re.compile(
    rf"""<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{{0,30}})
         (?:[^<>"']|"[^"<>]{{0,4000}}"|'[^'<>]{{0,4000}}'){{0,4000}}+>
        |(?P<comment><!--)|<[!?][^<>]{{0,1000}}>
        |(?P<entity>{_ENTITY})""",
    re.VERBOSE,
)
_HREF = re.compile(r"""\bhref\s{0,5}=\s{0,5}["']?([^"'\s<>]{1,2000})""", re.IGNORECASE)
_UNREAD = frozenset({"script", "style", "template", "svg"})


def html_pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Cut HTML into tags, entities and text, with their offsets; scripts and comments come as comments.

    Examples:
        >>> [piece.kind for piece in html_pieces("<p>A &amp; B</p>", 0, 16)]
        ['open', 'text', 'entity', 'text', 'close']
    """
    position = start
    endless: set[str] = set()
    while True:
        match = _MARKUP.search(text, position, end)
        if match is None:
            break
        if match.start() > position:
            yield Piece("text", "", position, match.start())
        position = match.end()
        name = (match["name"] or "").lower()
        if match["comment"]:
            position = _skip_to(text, "-->", match.end(), end, endless)
            yield Piece("comment", "", match.start(), position)
        elif match["entity"]:
            yield Piece("entity", "", match.start(), position)
        elif not name:
            yield Piece("comment", "", match.start(), position)
        elif name in _UNREAD and not match["close"]:
            position = _skip_to(text, f"</{name}>", match.end(), end, endless)
            yield Piece("comment", name, match.start(), position)
        else:
            yield Piece("close" if match["close"] else "open", name, match.start(), position)
    if position < end:
        yield Piece("text", "", position, end)


def _skip_to(text: str, mark: str, position: int, end: int, endless: set[str]) -> int:
    """The end of the next `mark`; where there is none the position, and it is not looked for again."""
    if mark in endless:
        return position
    found = text.find(mark, position, end)
    if found < 0:
        endless.add(mark)
        return position
    return found + len(mark)


def strip_html(text: str, start: int, end: int) -> Passage:
    """Take tags off a span of HTML; a link's address follows its text where the text does not say it.

    Examples:
        >>> strip_html("<i>Pain</i>&nbsp;2", 0, 18).italics
        (Span(start=0, end=4),)
    """
    sheet = _Sheet()
    links: list[tuple[int, str, int]] = []
    for piece in html_pieces(text, start, end):
        raw = text[piece.start : piece.end]
        if piece.kind == "text":
            sheet.put(raw.replace("\n", " ").replace("\r", " "), piece.start)
        elif piece.kind == "entity":
            sheet.put_at(html.unescape(raw), piece.start)
        elif piece.name in _ITALIC_TAGS:
            sheet.italic(piece.kind == "open")
        elif piece.name == "a":
            if piece.kind == "open" and (href := _HREF.search(raw)):
                links.append((len(sheet.characters), html.unescape(href[1]), piece.start + href.start(1)))
            elif piece.kind == "close" and links:
                begin, href_text, place = links.pop()
                if len(links) < 3:
                    _put_link(sheet, "".join(sheet.characters[begin:]), href_text, place)
        elif piece.kind != "comment" and piece.name not in _INLINE_TAGS:
            sheet.put_at(" ", piece.start)
    return sheet.passage()


_INLINE_TAGS = frozenset({"b", "strong", "span", "u", "sup", "sub", "small", "font", "abbr", "code", "mark", "q", "s"})
