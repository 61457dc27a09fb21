"""Entries that go, come, move and are sorted, as edits of the file's text.

In: a file's blocks and what shall become of its entries. Out: edits that touch those entries, and of what stands
between entries only the blank lines that go or come with them. Comments stay where they are; when a file is sorted,
those on the lines right above an entry, and on its last line, go with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.model.span import Edit, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from citekit.formats.bibtex.blocks import Block
    from citekit.formats.bibtex.document import BibDocument
    from citekit.formats.bibtex.layout import Layout

_LINE_REST: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE_END: Final = re.compile(r"\r\n|\r|\n|\Z")
_REMARK: Final = re.compile(r"[ \t]*%[^\r\n]*")
_BLANK_ABOVE: Final = re.compile(r"(?:\r\n|\r(?!\n)|(?<!\r)\n)[ \t]*(?:\r\n|\r|\n)[ \t]*\Z")
_BLANK_LINES: Final = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
#: As far as blank lines and remarks above an entry go in any file that a person reads.
_ABOVE: Final = 2000


class Place(NamedTuple):
    """Where an entry is to stand: before or behind another one; at the end of the file without one."""

    anchor: Block | None = None
    before: bool = False


@dataclass(slots=True)
class EntryChanges:
    """What shall become of a file's entries."""

    gone: set[Span] = field(default_factory=set)
    moved: dict[Span, Place] = field(default_factory=dict)
    #: Texts of new entries, and where they are to stand.
    new: list[tuple[str, Place]] = field(default_factory=list)
    #: The entries in their new order, where they are sorted.
    order: tuple[Block, ...] = ()


def entry_edits(
    document: BibDocument, changes: EntryChanges, layout: Layout, written: Callable[[Block], str]
) -> list[Edit]:
    """The edits that carry out the changes; `written` gives an entry's text with the edits inside it."""
    text, newline = document.source.text, document.source.newline
    blocks = {block.span: block for block in document.entries}
    removed = _removed(text, [*changes.gone, *changes.moved])
    coming = [(written(blocks[span]), place) for span, place in changes.moved.items()]
    coming += changes.new
    starts = [block.span.start for block in document.blocks]
    edits = [Edit(span, "") for span in removed]
    last: list[str] = []
    for new, (anchor, before) in coming:
        if anchor is None:
            last.append(new + newline)
        elif before:
            edits.append(Edit(Span(anchor.span.start, anchor.span.start), f"{new}{newline}{layout.gap}"))
        else:
            edits.append(_behind(text, anchor, starts, new, layout))
    if last:
        kept = apply_edits(text, [Edit(span, "") for span in removed])
        lead = "" if not kept.strip() else layout.gap if kept.endswith(("\n", "\r")) else newline + layout.gap
        end = len(text)
        edits.append(Edit(Span(end, end), ("" if _BLANK_ABOVE.search(kept) else lead) + layout.gap.join(last)))
    edits += _sorted(document, changes.order, written)
    return edits


def _behind(text: str, anchor: Block, starts: Sequence[int], new: str, layout: Layout) -> Edit:
    """An entry on the lines below another one, what stands behind that on its line being left there."""
    found = _LINE_END.search(text, anchor.span.end)
    end = found.end() if found else len(text)
    following = bisect_left(starts, anchor.span.end)
    if following < len(starts) and starts[following] < end:
        # Another entry begins on that line.
        return Edit(Span(anchor.span.end, anchor.span.end), f"{layout.newline}{layout.gap}{new}")
    lead = "" if text[end - 1 : end] in ("\r", "\n") else layout.newline
    return Edit(Span(end, end), f"{lead}{layout.gap}{new}{layout.newline}")


def _removed(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans of entries that go, with their lines; those that meet are one."""
    merged: list[Span] = []
    for span in sorted(_with_gap(text, span) for span in spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _with_gap(text: str, span: Span) -> Span:
    """An entry with the rest of its line, and the blank lines below where blank lines stand above as well."""
    rest = _LINE_REST.match(text, span.end)
    if rest is None:
        return span
    head = text[max(0, span.start - _ABOVE) : span.start]
    indent = len(head) - len(head.rstrip(" \t"))
    if head.rstrip(" \t") and head.rstrip(" \t")[-1] not in "\r\n":
        # It shares its first line with something else: only its own characters go.
        return span
    blanks = _BLANK_LINES.match(text, rest.end())
    end = blanks.end() if blanks else rest.end()
    above = not head.strip() or _BLANK_ABOVE.search(head) is not None
    if end >= len(text) and above and head.strip():
        # The last one: the blank lines above it go, its line end stays the file's.
        stripped = len(head.rstrip())
        line_end = _LINE_REST.match(head, stripped)
        first = span.start - len(head) + (line_end.end() if line_end else stripped)
        return Span(first, rest.end())
    return Span(span.start - indent, end if above else rest.end())


def _sorted(document: BibDocument, order: Sequence[Block], written: Callable[[Block], str]) -> Iterator[Edit]:
    """Each place that an entry has now gets the one that comes there; what stands between the places stays."""
    if not order:
        return
    text = document.source.text
    places = sorted(block.span for block in order)
    remarks = _remarks(document, set(places))

    def whole(span: Span) -> Span:
        above, behind = remarks.get(span, (0, 0))
        return Span(span.start - above, span.end + behind)

    for place, block in zip(places, order, strict=True):
        if place != block.span:
            start, end = whole(block.span)
            new = text[start : block.span.start] + written(block) + text[block.span.end : end]
            yield Edit(whole(place), new)


def _remarks(document: BibDocument, places: AbstractSet[Span]) -> dict[Span, tuple[int, int]]:
    """How many characters of remarks go with each entry, above it and behind it.

    None where two entries stand on one line, on which a remark would come before an entry. What stands at the top of
    the file is the file's.
    """
    text = document.source.text
    blocks = [block.span for block in document.blocks]
    found: dict[Span, tuple[int, int]] = {}
    for number, span in enumerate(blocks):
        before = blocks[number - 1].end if number else 0
        after = blocks[number + 1].start if number + 1 < len(blocks) else len(text)
        behind = _LINE_END.search(text, span.end, after)
        line_starts = max(text.rfind("\n", before, span.start), text.rfind("\r", before, span.start)) + 1
        if (number and not line_starts) or text[line_starts : span.start].strip(" \t"):
            return {}
        if span not in places:
            continue
        remark = _REMARK.match(text, span.end, behind.start() if behind else after)
        above = _remarks_above(text, max(before, span.start - _ABOVE), line_starts) if number else 0
        found[span] = (span.start - line_starts + above, remark.end() - span.end if remark else 0)
    return found


def _remarks_above(text: str, first: int, line_start: int) -> int:
    """How many characters of lines with a percent sign stand right above a line."""
    length = 0
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text[first:line_start])
    for line in reversed([line for line in lines if line][1:]):
        if not line.lstrip(" \t").startswith("%"):
            break
        length += len(line)
    return length
