"""Files of XML read record by record: each with its place, a broken one at no cost to its neighbours.

The text is cut into records by their tags and each is parsed alone, so that no more than one record is held, and so
that what is not well-formed has a place in the text: a parser's own places count bytes of a file, a text is decoded.
Pure, and linear in the length of the text.

Source: XML 1.0, sections 2.4-2.8 (where tags are no tags: in comments, processing instructions and CDATA sections).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from citekit.elements.node import Broken, Node, new_parser, parse
from citekit.elements.repair import repaired
from citekit.errors import ReadError
from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from citekit.model.span import SourceText

#: Characters. The longest records of PubMed, which have thousands of authors, come nowhere near.
MAX_RECORD: Final = 32 << 20
_PIECE: Final = 1 << 16
#: So near its end a text closes its root; comments may follow.
_TAIL: Final = 2000


def records(source: SourceText, problems: list[Problem], names: Collection[str]) -> Iterator[tuple[Node, Span]]:
    """The elements of some names in a text, one by one with their spans; what can't be read becomes a problem.

    A record in which nothing but characters is wrong is repaired, and told with a warning.

    Raises:
        ReadError: the text does not begin as XML does, or declares entities.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> problems = []
        >>> text = "<records><record>a</record><record><b></record><record>c</record></records>"
        >>> [node.text() for node, _ in records(SourceText(text), problems, ["record"])]
        ['a', 'c']
        >>> print(problems[0])
        <text>:1:41: this record is not XML: mismatched tag
    """
    for span, closed in _spans(source, problems, names):
        if not closed:
            problems.append(Problem("this record has no end", source, span))
            continue
        if span.end - span.start > MAX_RECORD:
            problems.append(Problem("this record is longer than any is", source, span))
            continue
        node = _record(source, span, problems)
        if node is not None:
            yield node, span


def root_of(source: SourceText) -> tuple[str, int]:
    """The name of a text's root element, and the place behind which it begins.

    Raises:
        ReadError: the text does not begin as XML does, or declares entities.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> root_of(SourceText('<?xml version="1.0"?> <!-- <b> --> <a/>'))
        ('a', 35)
    """
    text = source.text
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    found: list[tuple[str, int]] = []

    def begun(name: str, _attributes: dict[str, str]) -> None:
        found.append((name, parser.CurrentByteIndex))
        raise _Begun

    # The text is decoded already, whatever its declaration says.
    parser = new_parser("utf-8")
    parser.StartElementHandler = begun
    try:
        for position in range(start, len(text), _PIECE):
            parser.Parse(text[position : position + _PIECE].encode("utf-8", "replace"), False)
        parser.Parse(b"", True)
    except _Begun:
        name, byte = found[0]
        return name, start + _characters(text, start, byte)
    except expat.ExpatError as error:
        place = source.location(min(start + _characters(text, start, parser.ErrorByteIndex), len(text)))
        what = expat.ErrorString(error.code)
        raise ReadError(f"not XML: {what}", path=source.path, line=place.line, column=place.column) from None
    except ReadError as error:
        raise ReadError(error.message, path=source.path) from None
    raise ReadError("not XML: no element", path=source.path)


class _Begun(Exception):
    """The root element was met."""


def _characters(text: str, start: int, byte: int) -> int:
    """How many characters the bytes before a place are, counted from `start`."""
    if byte <= 0:
        return 0
    # No character has less than one byte.
    return len(text[start : start + byte].encode("utf-8", "replace")[:byte].decode("utf-8", "ignore"))


def _record(source: SourceText, span: Span, problems: list[Problem]) -> Node | None:
    text = source.text[span.start : span.end]
    try:
        return parse(text.encode("utf-8", "replace"), "utf-8")
    except Broken as broken:
        place = min(span.start + _characters(text, 0, broken.byte), span.end)
        what = broken.what
    except ReadError as error:
        problems.append(Problem(error.message.replace("the file's", "this record's"), source, span))
        return None
    try:
        node = parse(repaired(text).encode("utf-8"), "utf-8")
    except (Broken, ReadError):
        problems.append(Problem(f"this record is not XML: {what}", source, Span(place, place)))
        return None
    hint = "what XML has no characters for was left out, and bare & and < taken for what they are"
    problems.append(
        Problem(f"this record is not XML but for a repair: {what}", source, Span(place, place), hint, "warning")
    )
    return node


class _Ahead:
    """Where a string is met next; asked for growing places, it looks through a text once."""

    def __init__(self, text: str, what: str) -> None:
        self._text = text
        self._what = what
        self._found = -1

    def at(self, position: int) -> int:
        """The first place from `position` on; the text's length where there is none."""
        if self._found < position:
            found = self._text.find(self._what, position)
            self._found = len(self._text) if found < 0 else found
        return self._found


def _spans(source: SourceText, problems: list[Problem], names: Collection[str]) -> Iterator[tuple[Span, bool]]:
    """Where records stand, and whether they have an end; tags in comments and CDATA sections are none."""
    text = source.text
    root, begun = root_of(source)
    position = begun
    wanted = "|".join(map(re.escape, names))
    tag = re.compile(rf"<(?:(?P<skip>!--|!\[CDATA\[|\?)|(?P<close>/?)(?P<name>{wanted})(?=[\s/>])(?P<rest>[^<>]*>?))")
    opening = re.compile(rf"<(?:{wanted})[\s/>]")
    ends = {what: _Ahead(text, end) for what, end in (("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"))}
    next_opening = -1
    start = -1
    open_name = ""
    while (match := tag.search(text, position)) is not None:
        position = match.end()
        if match["skip"]:
            end = ends[match["skip"]].at(position)
            if next_opening < position:
                found = opening.search(text, position)
                next_opening = len(text) if found is None else found.start()
            # In a record, what would hide the next one has lost its end; the parser will say so.
            if end < len(text) and (start < 0 or end < next_opening):
                position = end
            continue
        if not match["close"]:
            if start >= 0:
                yield Span(start, _trimmed(text, start, match.start())), False
            start, open_name = match.start(), match["name"]
            if not match["rest"].endswith("/>"):
                continue
        elif start < 0:
            problems.append(
                Problem(
                    f"</{match['name']}> ends no record",
                    source,
                    Span(match.start(), match.end()),
                    "its beginning is broken or missing",
                )
            )
            continue
        elif match["name"] != open_name:
            continue
        yield Span(start, position), True
        start = -1
    if start >= 0:
        yield Span(start, _trimmed(text, start, len(text))), False
    elif root not in names and not _is_closed(text, root, begun):
        place = len(text)
        problems.append(
            Problem(f"the file has no </{root}> at its end", source, Span(place, place), "it may be cut off", "warning")
        )


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a span without the blanks at it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _is_closed(text: str, root: str, begun: int) -> bool:
    """Whether a text's root has an end, or nothing in it."""
    return f"</{root}" in text[-_TAIL:] or text[begun : text.find(">", begun) + 1].endswith("/>")
