"""A `.bib` file as blocks with spans: nothing is interpreted, nothing is lost.

bibtexparser's splitter finds the blocks, window by window, so that not all of them are held; each is placed in the
text, and what is inside an entry (key, fields, values) is measured here, so that a finding can point at a value and an
edit can replace it. Where the splitter gives up or goes astray (comments inside entries, a missing comma, `@ book{`),
the entry is scanned again from its `@`. Joining blocks and the gaps between them gives the text back.
"""

from __future__ import annotations

import logging
import re
from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.formats.bibtex.edit import BibEdit
    from citekit.model.span import SourceText


class Piece(NamedTuple):
    """One part of a value between `#` signs: "braces", "quotes" or "bare", and its span with delimiters."""

    kind: str
    span: Span


class FieldSpan(NamedTuple):
    """One field: its name as written, where it stands, and its value's pieces."""

    name: str
    key: Span
    value: Span
    pieces: tuple[Piece, ...]


class Block(NamedTuple):
    """An entry, `@string`, `@preamble` or `@comment` with its span; other text lies between blocks."""

    type: str
    key: str
    span: Span
    fields: tuple[FieldSpan, ...] = ()
    #: Where the key stands; where it would stand in an entry without one.
    key_span: Span = Span(0, 0)
    #: Where the type's name stands, after its `@`.
    type_span: Span = Span(0, 0)

    def field(self, name: str) -> FieldSpan | None:
        """The first field of a name, whatever its case."""
        name = name.lower()
        return next((field for field in self.fields if field.name.lower() == name), None)

    @property
    def is_entry(self) -> bool:
        """Whether this is an entry, `@xdata` and `@set` included, and not a `@string`, `@preamble` or `@comment`."""
        return self.type not in ("string", "preamble", "comment")


class BibDocument(NamedTuple):
    r"""The blocks of a file in order, and what could not be read.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> document = read_document(SourceText("@book{wall,\n  title = {Pain} % mine\n}\n"))
        >>> edit = document.edit()
        >>> edit.set("wall", "title", "The Challenge of Pain")
        >>> print(edit.text(), end="")
        @book{wall,
          title = {The Challenge of Pain} % mine
        }
    """

    source: SourceText
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]

    def pieces(self) -> Iterator[str]:
        """The whole text, cut at the blocks' borders."""
        position = 0
        for block in self.blocks:
            yield self.source.text[position : block.span.start]
            yield self.source.text[block.span.start : block.span.end]
            position = block.span.end
        yield self.source.text[position:]

    @property
    def entries(self) -> tuple[Block, ...]:
        """The entries in order, without `@string`s, preambles and comments."""
        return tuple(block for block in self.blocks if block.is_entry)

    @property
    def is_damaged(self) -> bool:
        """Whether something of it can't be read, so that where its entries end is not sure."""
        return any(problem.severity == "error" for problem in self.problems)

    def edit(self) -> BibEdit:
        """A set of edits of this file, empty as yet; see `citekit.formats.bibtex.edit.BibEdit`."""
        from citekit.formats.bibtex.edit import BibEdit  # noqa: PLC0415 - reading does without

        return BibEdit(self)


#: Characters that the splitter gets at a time.
_WINDOW = 500_000
_HEAD = re.compile(r"@\s*([A-Za-z][\w-]*)\s*([{(])")
_BEHIND = re.compile(r"[ \t]*+(?=@\s*+[A-Za-z][\w-]*+\s*+[{(])")
_BLANKS = re.compile(r"[ \t]*")
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
_STRAY_FIELDS = re.compile(r"\s*,|\s*[A-Za-z]{3,20}\s*=\s*[{\"]")


class _Text:
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


class Blocks:
    """The blocks of a file, found one after the other; how many there are makes no difference to what is held."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._whole = _Text(source)
        self._starts = array("q")

    def read(self, problems: list[Problem]) -> Iterator[Block]:
        """The blocks in order; broken ones become problems and cost their neighbours nothing."""
        self._starts = array("q")
        end = 0
        for first in _starts(self._whole):
            start = first
            while start >= end:
                _check_gap(self.source, end, start, problems, after_entry=bool(self._starts))
                block, found = _scan(self._whole, start)
                problems.extend(found)
                end = start + 1
                if block is not None:
                    self._starts.append(start)
                    end = block.span.end
                    yield block
                    # The splitter may have taken one that follows on the line for a part of this.
                    behind = _BEHIND.match(self.source.text, end)
                    start = behind.end() if behind else -1
        _check_gap(self.source, end, len(self.source.text), problems, after_entry=bool(self._starts))

    def again(self) -> Iterator[Block]:
        """The same blocks, once all of them were read."""
        return map(self.at, self._starts)

    def at(self, start: int) -> Block:
        """The block that begins at a place."""
        block, _ = _scan(self._whole, start)
        if block is None:
            raise ValueError(start)
        return block


def read_document(source: SourceText) -> BibDocument:
    """Split a file into blocks; broken ones become problems and cost their neighbours nothing."""
    problems: list[Problem] = []
    blocks = tuple(Blocks(source).read(problems))
    return BibDocument(source, blocks, tuple(problems))


def _starts(whole: _Text) -> Iterator[int]:
    """Where blocks begin: where the splitter found one, and where a line begins like one that it missed."""
    return _not_commented_out(whole.text, (start for window in _windows(whole) for start in _starts_in(whole, window)))


def _windows(whole: _Text) -> Iterator[Span]:
    """The text in parts that begin where a line begins like an entry, each of a size that the splitter can hold."""
    begin = 0
    while begin < len(whole.text):
        end = whole.next_entry(begin + _WINDOW)
        yield Span(begin, end)
        begin = end


def _starts_in(whole: _Text, window: Span) -> list[int]:
    """The splitter's blocks, and the lines that begin like an entry and that it took for something else."""
    first, last = (bisect_left(whole.line_starts, border) for border in window)
    # The package logs what it also returns; a reader of a library has nothing to say on standard error.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    from bibtexparser.splitter import Splitter  # noqa: PLC0415 - slow to import

    starts = set(whole.line_starts[first:last])
    text = whole.text[window.start : window.end]
    position = 0
    for block in Splitter(text).split().blocks:
        raw = block.raw or ""
        found = text.find(raw, position) if raw else -1
        if found < 0:
            continue
        if raw[0] == "@" or raw.lstrip().startswith("@"):
            starts.add(window.start + found + raw.index("@"))
        position = found + len(raw)
    return sorted(starts)


def _not_commented_out(text: str, starts: Iterable[int]) -> Iterator[int]:
    """Those that stand on no line that begins with a percent sign."""
    line = searched = 0
    commented = False
    for start in starts:
        end = max(text.rfind("\n", searched, start), text.rfind("\r", searched, start))
        if end >= 0 or not searched:
            line = end + 1 if end >= 0 else line
            before = _BLANKS.match(text, line)
            commented = before is not None and before.end() < start and text[before.end()] == "%"
        searched = start
        if not commented:
            yield start


def _check_gap(source: SourceText, start: int, end: int, problems: list[Problem], *, after_entry: bool) -> None:
    """Text between blocks is a comment, unless it looks like the rest of an entry."""
    if after_entry and _STRAY_FIELDS.match(source.text, start, end):
        problems.append(
            Problem(
                "the entry before ends too early, and what follows was not read",
                source,
                Span(start, end),
                "there is one closing brace too many before this",
            )
        )


def _scan(whole: _Text, start: int) -> tuple[Block | None, list[Problem]]:
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

    def __init__(self, whole: _Text, start: int, type_: str, closer: str, type_span: Span) -> None:
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
