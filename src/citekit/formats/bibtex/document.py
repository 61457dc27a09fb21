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
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from citekit.formats.bibtex.scan import Text, scan
from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.formats.bibtex.blocks import Block
    from citekit.formats.bibtex.edit import BibEdit
    from citekit.model.span import SourceText


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
_BEHIND = re.compile(r"[ \t]*+(?=@\s*+[A-Za-z][\w-]*+\s*+[{(])")
_BLANKS = re.compile(r"[ \t]*")
_STRAY_FIELDS = re.compile(r"\s*,|\s*[A-Za-z]{3,20}\s*=\s*[{\"]")


class Blocks:
    """The blocks of a file, found one after the other; how many there are makes no difference to what is held."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._whole = Text(source)
        self._starts = array("q")

    def read(self, problems: list[Problem]) -> Iterator[Block]:
        """The blocks in order; broken ones become problems and cost their neighbours nothing."""
        self._starts = array("q")
        end = 0
        for first in _starts(self._whole):
            start = first
            while start >= end:
                _check_gap(self.source, end, start, problems, after_entry=bool(self._starts))
                block, found = scan(self._whole, start)
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
        block, _ = scan(self._whole, start)
        if block is None:
            raise ValueError(start)
        return block


def read_document(source: SourceText) -> BibDocument:
    """Split a file into blocks; broken ones become problems and cost their neighbours nothing."""
    problems: list[Problem] = []
    blocks = tuple(Blocks(source).read(problems))
    return BibDocument(source, blocks, tuple(problems))


def _starts(whole: Text) -> Iterator[int]:
    """Where blocks begin: where the splitter found one, and where a line begins like one that it missed."""
    return _not_commented_out(whole.text, (start for window in _windows(whole) for start in _starts_in(whole, window)))


def _windows(whole: Text) -> Iterator[Span]:
    """The text in parts that begin where a line begins like an entry, each of a size that the splitter can hold."""
    begin = 0
    while begin < len(whole.text):
        end = whole.next_entry(begin + _WINDOW)
        yield Span(begin, end)
        begin = end


def _starts_in(whole: Text, window: Span) -> list[int]:
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
