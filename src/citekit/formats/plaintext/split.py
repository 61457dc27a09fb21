"""Splitting a reference list into its entries.

In: a source text, the span of the list, and its kind. Out: one `Passage` an entry, markup taken off,
italics and source offsets kept. The order of evidence: HTML elements, numbers that count up, bullets, blank
lines, hanging indents, one a line, and only then a guess at which lines were wrapped.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from citekit.formats.plaintext.blocks import html_blocks
from citekit.formats.plaintext.evidence import looks_like_reference, starts_like_reference
from citekit.formats.plaintext.markup import strip_html, strip_text
from citekit.formats.plaintext.passage import Passage
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LINE = re.compile(r"[^\r\n]+")
_NUMBER = re.compile(
    r"[ \t]{0,40}(?:\[(?P<a>\d{1,4})\][.:]?|\((?P<b>\d{1,4})\)|(?P<c>\d{1,4})(?:[.)]|\\\.|"
    r"\\\))(?!\d))(?:[ \t]+|(?=[A-Z“\"\[*_]))"
)
_BARE_NUMBER = re.compile(r"[ \t]{0,40}(?P<a>\d{1,4})[ \t]+(?=[^\W\d_]|[“\"])")
_BULLET = re.compile(r"[ \t]{0,40}(?:[-*+•‣◦▪·–—](?=[ \t])|\\-(?=[ \t])|[•‣◦▪])[ \t]*")
#: What stands before an entry of a numbered or bulleted list.
MARKER = re.compile(rf"{_NUMBER.pattern}|{_BULLET.pattern}")
_ATX_HEADING = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]|$)")
_ENDS_ENTRY = re.compile(r"(?:[.!?)\]”\"’]|https?://\S+|www\.\S+|\b10\.\d{4,9}/\S+)[*_]{0,3}\s*\Z")
_SOFT_HYPHEN_END = re.compile(r"[a-zß-öø-ÿ]{2,}-\Z")
_HYPHENATED = re.compile(r"(?<![a-zß-öø-ÿ])[a-zß-öø-ÿ]{1,40}-[a-zß-öø-ÿ]{1,40}")


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    after_blank: bool


def split(text: str, span: Span, kind: str = "text") -> tuple[Passage, ...]:
    r"""The entries of a reference list, in order.

    Examples:
        >>> [entry.text for entry in split("1. Han, J. Pain. 2004.\n2. Li, Q. Rest. 2013.\n", Span(0, 45))]
        ['Han, J. Pain. 2004.', 'Li, Q. Rest. 2013.']
    """
    if kind == "html":
        return tuple(_entries_of_html(text, span))
    lines = _lines(text, span)
    if not lines:
        return ()
    starts = _entry_starts(text, lines)
    entries = []
    hyphenated: set[str] = set()
    bare = len(starts) > 2 and all(_BARE_NUMBER.match(text, lines[index].start) for index in starts)
    for number, first in enumerate(starts):
        last = starts[number + 1] if number + 1 < len(starts) else len(lines)
        own = lines[first:last]
        if _ATX_HEADING.match(text, own[0].start, own[0].end) and kind == "markdown":
            continue
        if len(own) > 1 and not hyphenated:
            hyphenated = {"", *_HYPHENATED.findall(text)}
        entry = _join(text, own, hyphenated, bare=bare, markdown=kind == "markdown")
        if entry.text:
            entries.append(entry)
    return tuple(entries)


# text and Markdown ----------------------------------------------------------------------------------


def _lines(text: str, span: Span) -> list[_Line]:
    """The lines with something on them."""
    lines: list[_Line] = []
    previous_end = span.start
    for match in _LINE.finditer(text, span.start, span.end):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        gap = text[previous_end : match.start()]
        blank = bool(lines) and gap.replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1
        lines.append(
            _Line(
                start,
                start + len(stripped),
                len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()),
                blank,
            )
        )
        previous_end = match.start() + len(line.rstrip())
    return lines


def _entry_starts(text: str, lines: Sequence[_Line]) -> list[int]:
    """Which lines begin an entry."""
    for find in _EVIDENCE:
        starts = find(text, lines)
        if starts:
            return _with_tail(text, lines, starts)
    return list(range(len(lines)))


def _with_tail(text: str, lines: Sequence[_Line], starts: list[int]) -> list[int]:
    """The starts, and those of lines behind the last entry that do not belong to it.

    They don't where every entry has been on one line, or a blank line parts them and they are not indented.
    """
    last = starts[-1]
    one_a_line = len(starts) > 2 and starts == list(range(starts[0], starts[0] + len(starts)))
    for index in range(last + 1, len(lines)):
        above, line = lines[index - 1], lines[index]
        ended = _ENDS_ENTRY.search(text[max(above.start, above.end - 200) : above.end])
        parted = line.after_blank and line.indent <= lines[last].indent
        if ended and (one_a_line or parted):
            return [*starts, *range(index, len(lines))]
    return starts


def _by_number(text: str, lines: Sequence[_Line]) -> list[int]:
    """Numbers that count up, with at most one heading-like line before the first."""
    for pattern, least in ((_NUMBER, 1), (_BARE_NUMBER, 3)):
        starts: list[int] = []
        expected = None
        for index, line in enumerate(lines):
            match = pattern.match(text, line.start, line.end)
            if match is None:
                continue
            number = int(next(group for group in match.groups() if group))
            if number > 1900:
                continue
            # Markdown counts "1. 1. 1." up by itself; one number may be missing.
            if expected is None or expected <= number <= expected + 1 or (number == 1 and expected == 2):
                expected = number + 1 if number != 1 or expected is None else 2
                starts.append(index)
        if len(starts) >= least and starts[0] <= 1 and (len(starts) > 1 or len(lines) == 1 or pattern is _NUMBER):
            return starts if starts[0] == 0 else [0, *starts]
    return []


def _by_bullet(text: str, lines: Sequence[_Line]) -> list[int]:
    if not _BULLET.match(text, lines[0].start, lines[0].end):
        return []
    return [
        index
        for index, line in enumerate(lines)
        if index == 0 or _BULLET.match(text, line.start, line.end) or (line.after_blank and line.indent == 0)
    ]


def _by_blank_line(text: str, lines: Sequence[_Line]) -> list[int]:
    """Blank lines, where what stands between them is one entry, wrapped or not."""
    starts = [index for index, line in enumerate(lines) if index == 0 or line.after_blank]
    if len(starts) < 2:
        return []
    inner = [index for index in range(len(lines)) if index not in set(starts)]
    beginning = [
        index
        for index in inner
        if starts_like_reference(text[lines[index].start : lines[index].end])
        and looks_like_reference(text[lines[index].start : lines[index].end])
    ]
    if inner and len(beginning) * 2 > len(inner):
        return []
    return starts


def _by_indent(text: str, lines: Sequence[_Line]) -> list[int]:
    """Hanging indents: what stands further to the right goes on with the entry above it."""
    least = min(line.indent for line in lines)
    hanging = [line for line in lines if line.indent > least]
    if not hanging or lines[0].indent > least:
        return []
    starts = [index for index, line in enumerate(lines) if line.indent == least]
    if any(
        looks_like_reference(text[line.start : line.end])
        and starts_like_reference(text[line.start : line.end])
        and _ENDS_ENTRY.search(text[max(line.start, line.end - 80) : line.end])
        for line in hanging[:5]
    ):
        return []
    return starts


def _one_a_line(text: str, lines: Sequence[_Line]) -> list[int]:
    """Every line an entry: most look like references, or there is one line only."""
    whole = [
        looks_like_reference(text[line.start : line.end])
        and (starts_like_reference(text[line.start : line.end]) or line.end - line.start > 100)
        for line in lines
    ]
    if not any(whole):
        return []
    # What stands behind the last whole line (a photo credit, the author) does not count, if that line ended.
    last = len(whole) - 1 - whole[::-1].index(True)
    ended = _ENDS_ENTRY.search(text[max(lines[last].start, lines[last].end - 200) : lines[last].end])
    apart = last + 1 < len(lines) and not re.match(
        r"[^\W\d_A-Z]|\d|https?:|www\.", text[lines[last + 1].start : lines[last + 1].start + 8]
    )
    counted = whole[: last + 1] if ended and apart else whole
    return list(range(len(lines))) if sum(counted) * 4 >= len(counted) * 3 else []


def _by_wrapping(text: str, lines: Sequence[_Line]) -> list[int]:
    """A line goes on with the one above, unless that ended like a reference or had room for its word."""
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[-1 - len(lengths) // 20]
    starts = [0]
    for index in range(1, len(lines)):
        line, above = lines[index], lines[index - 1]
        content = text[line.start : line.end]
        tail = text[max(above.start, above.end - 200) : above.end]
        ended = bool(_ENDS_ENTRY.search(tail)) and not re.search(r"\b(?:vol|no|pp?|ed|eds|et al)\.\Z", tail)
        first_word = content.split(maxsplit=1)[0]
        had_room = above.end - above.start + 1 + len(first_word) <= width * 0.97
        if not ended:
            continue
        if line.after_blank:
            starts.append(index)
        elif content[:1].islower() or re.match(r"(?:https?://|www\.|doi|10\.|\d)", content):
            continue
        elif had_room or (
            (starts_like_reference(content) or looks_like_reference(content))
            and looks_like_reference(text[lines[starts[-1]].start : min(above.end, lines[starts[-1]].start + 1500)])
        ):
            starts.append(index)
    return starts


_EVIDENCE: tuple[Callable[[str, Sequence[_Line]], list[int]], ...] = (
    _by_number,
    _by_bullet,
    _by_blank_line,
    _by_indent,
    _one_a_line,
    _by_wrapping,
)


def _join(text: str, lines: Sequence[_Line], hyphenated: set[str], *, bare: bool, markdown: bool) -> Passage:
    """One entry out of its lines, without its number or bullet; words broken at a line's end are mended."""
    start = _after_marker(text, lines[0], bare=bare)
    end = lines[-1].end
    whole = strip_text(text, start, end, markdown=markdown)
    if len(lines) == 1:
        return whole.trim().tidy()
    dropped: set[int] = set()
    for above, below in pairwise(lines):
        broken = _SOFT_HYPHEN_END.search(text[max(above.start, above.end - 40) : above.end])
        following = re.match(r"[a-zß-öø-ÿ]+", text[below.start : below.start + 40])
        if broken and following and "://" not in text[max(above.start, above.end - 200) : above.end].rsplit(" ", 1)[-1]:
            if broken.group() + following.group() not in hyphenated:
                dropped.add(above.end - 1)
            dropped.update(range(above.end, below.start))
    if dropped:
        keep = [index for index, offset in enumerate(whole.offsets) if offset not in dropped]
        position = {old: new for new, old in enumerate(keep)}
        italics = tuple(
            Span(position[left], position[right - 1] + 1)
            for left, right in whole.italics
            if left in position and right - 1 in position
        )
        whole = Passage("".join(whole.text[index] for index in keep), [whole.offsets[index] for index in keep], italics)
    return whole.tidy().trim()


def _after_marker(text: str, line: _Line, *, bare: bool) -> int:
    bullet = _BULLET.match(text, line.start, line.end)
    start = bullet.end() if bullet and bullet.end() < line.end else line.start
    number = (_BARE_NUMBER if bare else _NUMBER).match(text, start, line.end)
    if number and int(next(group for group in number.groups() if group)) < 1900:
        return number.end()
    return start


# HTML -----------------------------------------------------------------------------------------------


def _entries_of_html(text: str, span: Span) -> list[Passage]:
    blocks, _ends = html_blocks(text, *span)
    entries = []
    for block in blocks:
        if block.level:
            continue
        for left, right in _between_breaks(text, block.start, block.end):
            passage = strip_html(text, left, right).tidy().trim()
            number = _NUMBER.match(passage.text)
            if number and number.end() < len(passage.text):
                passage = passage.cut(number.end(), len(passage.text))
            if passage.text:
                entries.append(passage)
    return entries


_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)


def _between_breaks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a block between its `<br>`s, where each of them is a reference; else the block whole."""
    cuts = [match.span() for match in _BREAK.finditer(text, start, end)]
    if not cuts:
        return [(start, end)]
    lefts = [start, *(right for _, right in cuts)]
    rights = [*(left for left, _ in cuts), end]
    parts = [(left, right) for left, right in zip(lefts, rights, strict=True) if text[left:right].strip()]
    likely = sum(looks_like_reference(strip_html(text, left, right).text) for left, right in parts)
    return parts if likely * 4 >= len(parts) * 3 else [(start, end)]
