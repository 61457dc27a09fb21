"""One block of a `.bib` file, from its `@` on: where its key, its fields and their values stand.

BibTeX's rules of braces and quotation marks hold; where they are broken, what was meant is guessed from what follows
and told. A missing comma, key or equals sign costs nothing else.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from citekit.formats.bibtex.blocks import Block, FieldSpan, Piece
from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from citekit.model.span import SourceText

_HEAD = re.compile(r"@\s*([A-Za-z][\w-]*)\s*([{(])")
_NAME = re.compile(r"[^\s,={}()\"#%@\\]+")
_FIELD = re.compile(r"([^\s,={}()\"#%@\\]+)\s*=\s*\{")
#: A word or number; no word goes on where another block begins.
_BARE = re.compile(r"(?:[^\s,#{}\"=()%@]++|@(?!\s*+[A-Za-z][\w-]*+\s*+[{(]))++")
_GAP = re.compile(r"[\s,]*")
_LINE_END = re.compile(r"[\r\n]|\Z")
_SPACE = re.compile(r"\s*")
_KEY = re.compile(r"\s*+([^,={}()\"\r\n]*+)(?=[,=})\r\n]|\Z)")
#: A key without its comma: a word before the first field's name.
_KEY_ALONE = re.compile(r"\s*+([^\s,={}()\"#%]++)\s++(?=[A-Za-z][\w-]*+\s*+=)")
_AFTER_VALUE = re.compile(r"\s*(?:[,#})]|\Z)")
_JOINT = re.compile(r"\s*#")
_BRACES = re.compile(r"[{}]")
_QUOTED = re.compile(r"[{}\"]")


class Text:
    """What scanning asks of the whole text, found in one pass, so that a broken file costs no more than a good one."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = source.text
        self.braces = _Braces(source.text)
        #: From the last comment's percent sign to the end of its line.
        self.commented = (-1, -1)
        self.last_parenthesis = source.text.rfind(")")
        #: Where a line begins like an entry.
        self.line_starts = array(
            "q", (match.start() for match in _HEAD.finditer(self.text) if self.begins_line(match.start()))
        )

    def begins_line(self, position: int) -> bool:
        """Whether nothing but blanks stands before this on its line."""
        while position and self.text[position - 1] in " \t":
            position -= 1
        return not position or self.text[position - 1] in "\r\n"

    def skip(self, position: int) -> tuple[int, bool]:
        """Behind blanks, commas and comments, and whether there was a comma among them."""
        has_comma = False
        while True:
            gap = _GAP.match(self.text, position)
            if gap is not None:
                has_comma = has_comma or "," in gap.group()
                position = gap.end()
            if self.text[position : position + 1] != "%":
                return position, has_comma
            position = self.line_end(position)

    def line_end(self, position: int) -> int:
        """Where the line ends; a line is looked through once, however many entries begin on it."""
        start, end = self.commented
        if not start <= position <= end:
            match = _LINE_END.search(self.text, position)
            end = match.start() if match else len(self.text)
            self.commented = (position, end)
        return end

    def next_entry(self, position: int) -> int:
        """Where the next line begins like an entry; the text's end where none does."""
        number = bisect_right(self.line_starts, position)
        return self.line_starts[number] if number < len(self.line_starts) else len(self.text)

    def behind_parenthesis(self, position: int) -> int:
        """Behind the next closing parenthesis; -1 where there is none."""
        return self.text.index(")", position) + 1 if position <= self.last_parenthesis else -1


class _Braces:
    """Which brace closes which, in two numbers for each."""

    def __init__(self, text: str) -> None:
        self.places = array("q", (match.start() for match in _BRACES.finditer(text)))
        self.ends = array("q", [-1]) * len(self.places)
        still_open: list[int] = []
        for number, place in enumerate(self.places):
            if text[place] == "{":
                still_open.append(number)
            elif still_open:
                self.ends[still_open.pop()] = place + 1

    def closing(self, place: int) -> int:
        """The place behind the brace that closes the one here; -1 where there is none."""
        number = bisect_left(self.places, place)
        return self.ends[number] if number < len(self.places) and self.places[number] == place else -1


def scan(whole: Text, start: int) -> tuple[Block | None, list[Problem]]:
    """One block from its `@`; `None` with a problem where it has no end."""
    head = _HEAD.match(whole.text, start)
    if head is None:
        return None, []
    type_, closer = head[1].lower(), ")" if head[2] == "(" else "}"
    if type_ in ("comment", "preamble"):
        opening = head.end() - 1
        end = whole.braces.closing(opening) if closer == "}" else whole.behind_parenthesis(opening)
        if end < 0:
            return None, [_unclosed(whole.source, start, head[1])]
        return Block(type_, "", Span(start, end), (), Span(head.end(), head.end()), Span(*head.span(1))), []
    return _Scanner(whole, start, type_, closer, Span(*head.span(1))).entry(head.end())


def _unclosed(source: SourceText, start: int, what: str) -> Problem:
    return Problem(
        f"@{what} has no end; it was not read",
        source,
        Span(start, start + 1),
        "a closing brace or quotation mark is missing",
    )


class _Scanner:
    """The inside of one entry."""

    def __init__(self, whole: Text, start: int, type_: str, closer: str, type_span: Span) -> None:
        self.whole = whole
        self.source = whole.source
        self.text = whole.text
        self.closing = whole.braces.closing
        self.start = start
        self.type = type_
        self.type_span = type_span
        self.key_span = Span(type_span.end, type_span.end)
        self.closer = closer
        self.problems: list[Problem] = []
        self.fields: list[FieldSpan] = []
        #: Where the next entry seems to begin: an entry that runs past it without an end stops there.
        self.limit = whole.next_entry(start)

    def entry(self, position: int) -> tuple[Block | None, list[Problem]]:
        self.key_span = Span(position, position)
        key, position = self.key(position)
        end = self.body(position)
        if end < 0:
            return None, [_unclosed(self.source, self.start, self.type)]
        if self.type != "string" and not key and self.fields:
            self.warn("the entry has no key", Span(self.start, self.start + 1), "a key is made from author and year")
        span = Span(self.start, end)
        return Block(self.type, key, span, tuple(self.fields), self.key_span, self.type_span), self.problems

    def warn(self, message: str, span: Span, hint: str = "", severity: str = "warning") -> None:
        self.problems.append(Problem(message, self.source, span, hint, severity))

    def key(self, position: int) -> tuple[str, int]:
        """The citation key before the first comma; none for `@string` or where a field begins at once."""
        if self.type == "string":
            return "", position
        match = _KEY.match(self.text, position)
        if match is None:
            return self.key_alone(position)
        blank = _SPACE.match(self.text, match.end())
        after = blank.end() if blank else match.end()
        following = self.text[after : after + 1]
        if following == "=":
            return self.key_alone(position)
        key = match[1].strip()
        self.set_key(match.start(1) + len(match[1]) - len(match[1].lstrip()) if key else match.start(1), key)
        return key, after + 1 if following == "," else match.end()

    def set_key(self, start: int, key: str) -> None:
        """Note where the key stands."""
        self.key_span = Span(start, start + len(key))

    def key_alone(self, position: int) -> tuple[str, int]:
        """A key behind which its comma is missing; none where a field begins at once."""
        alone = _KEY_ALONE.match(self.text, position)
        if alone is None:
            return "", position
        self.set_key(alone.start(1), alone[1])
        self.warn(f"a comma is missing after the key {alone[1]!r}", Span(alone.end(1), alone.end(1)))
        return alone[1], alone.end()

    def body(self, position: int) -> int:
        """All fields; behind the closing delimiter, or -1."""
        text = self.text
        while True:
            position, _ = self.whole.skip(position)
            if position >= len(text):
                return -1
            if text[position] == self.closer or text[position] in "})":
                return position + 1
            if text[position] == "@" and (position >= self.limit or _HEAD.match(text, position)):
                return -1
            ordinary = _FIELD.match(text, position)
            end = self.closing(ordinary.end() - 1) if ordinary is not None else -1
            if ordinary is not None and text[end : end + 1] == ",":
                # A name, one value in braces, a comma: what nearly all fields are.
                span = Span(ordinary.end() - 1, end)
                self.fields.append(FieldSpan(ordinary[1], Span(*ordinary.span(1)), span, (Piece("braces", span),)))
                position = end
                continue
            name = _NAME.match(text, position)
            if name is None:
                # What stands in braces of its own is no field, and its closing brace is not the entry's.
                position = self.closing(position) if text[position] == "{" else position + 1
                if position < 0:
                    return -1
                continue
            equals = _SPACE.match(text, name.end())
            position = equals.end() if equals else name.end()
            following = text[position : position + 1]
            if following in ("{", '"'):
                self.warn(f"'=' is missing after {name.group()!r}", Span(*name.span()), severity="error")
            elif following != "=":
                self.warn(f"{name.group()!r} has no value", Span(*name.span()), "'=' is missing", "error")
                continue
            position = self.value(name, position + (following == "="))
            if position < 0:
                return -1

    def value(self, name: re.Match[str], position: int) -> int:
        """One field's value: pieces joined by `#`."""
        text = self.text
        pieces: list[Piece] = []
        while True:
            blank = _SPACE.match(text, position)
            position = blank.end() if blank else position
            piece = self.piece(position)
            if piece is None:
                break
            if piece.span.end < 0:
                return -1
            pieces.append(piece)
            position = piece.span.end
            joint = _JOINT.match(text, position)
            if joint is None:
                break
            position = joint.end()
        start = pieces[0].span.start if pieces else position
        end = pieces[-1].span.end if pieces else position
        self.fields.append(FieldSpan(name.group(), Span(*name.span()), Span(start, end), tuple(pieces)))
        rest, has_comma = self.whole.skip(end)
        if not has_comma and text[rest : rest + 1] not in "})":
            self.warn(f"a comma is missing after {name.group()!r}", Span(end, end))
        return end

    def piece(self, position: int) -> Piece | None:
        character = self.text[position : position + 1]
        if character == "{":
            return Piece("braces", Span(position, self.closing(position)))
        if character == '"':
            return Piece("quotes", Span(position, self.quoted(position)))
        bare = _BARE.match(self.text, position)
        return Piece("bare", Span(*bare.span())) if bare else None

    def quoted(self, start: int) -> int:
        """Behind the quotation mark that ends a value: the first outside braces; -1 where there is none."""
        position = start + 1
        while (match := _QUOTED.search(self.text, position)) is not None:
            if match.group() == '"':
                if self.text[match.start() - 1] != "\\" or _AFTER_VALUE.match(self.text, match.end()):
                    return match.end()
                # An accent: BibTeX would end the value here, but nobody meant that.
                self.warn("a quotation mark in a quoted value needs braces", Span(match.start(), match.end()))
                position = match.end()
                continue
            position = self.closing(match.start())
            if position < 0:
                return -1
        return -1
