"""How the list in an article is set: what stands around its entries and between them.

A shape is read off the old list and the new entries are poured into it, so that a list of bullets stays a
list of bullets and a list item keeps its class. Reading the shape of what was just written gives the same
shape: that is what makes an update idempotent.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LINE_END = re.compile(r"\r\n|\r|\n")
#: The groups are atomic, or a carriage return and its line feed would be two line ends.
BLANK_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t]*+(?>\r\n|\r|\n)")
_WORD = re.compile(r"\w{2,}")
_TAG = re.compile(r"<[^<>]*>")
#: Words that say nothing about which work an entry is, though a short list has them only now and then.
_EMPTY_WORDS = frozenset(
    {
        "https",
        "http",
        "www",
        "doi",
        "org",
        "com",
        "10",
        "the",
        "of",
        "and",
        "in",
        "on",
        "for",
        "et",
        "al",
        "amp",
    }
)
_FEW = 20
_SAME_WORK = 0.5


class Anchor(NamedTuple):
    """An old entry that the article may lead to: its opening, with an `id` in it, and its text."""

    opening: str
    text: str


class ListShape(NamedTuple):
    """All of a list but its entries.

    `opening` gives what stands before the entry of an index (from 0), `output` the name of the writer whose
    lines fit in. `numbered` says that the list counts its entries itself, so that an entry must not bring a
    number of its own. `anchors` are old entries whose opening belongs to a work and not to a place.
    """

    opening: Callable[[int], str]
    closing: str = ""
    separator: str = "\n"
    before: str = ""
    after: str = ""
    output: str = "text"
    numbered: bool = False
    anchors: tuple[Anchor, ...] = ()

    def has_opening(self, index: int, entry: str) -> bool:
        """Whether an entry brings the bullet or the number of its place in the list."""
        mark = self.opening(index).lstrip()
        return bool(mark) and entry.startswith(mark)

    def pour(self, entries: Sequence[str]) -> str:
        """The list with these entries in it; one that has its bullet or number already gets no second."""
        kept = _anchored(self.anchors, entries) if self.anchors else {}
        lines = []
        for index, entry in enumerate(entries):
            opening = kept.get(index) or self.opening(index)
            if self.has_opening(index, entry):
                opening = opening.removesuffix(opening.lstrip())
            lines.append(f"{opening}{entry}{self.closing}")
        return self.before + self.separator.join(lines) + self.after


def fixed(opening: str) -> Callable[[int], str]:
    """Give the same opening for every entry."""
    return lambda _index: opening


def counted(indent: str, before: str, first: int, step: int, after: str) -> Callable[[int], str]:
    """Openings that count: `1. `, `2. `, or `[1] `, `[2] `; `step` 0 for Markdown's `1. 1. 1.`."""
    return lambda index: f"{indent}{before}{first + index * step}{after}"


def _anchored(anchors: Sequence[Anchor], entries: Sequence[str]) -> dict[int, str]:
    """The openings of old entries by the index of the new entry that is the same work.

    Two texts are of one work if they share half the words of the shorter one. Only words that few entries
    have are followed from one text to others, so that a long list takes no longer than its length.
    """
    words = [_words(entry) for entry in entries]
    where: dict[str, list[int]] = {}
    for index, own in enumerate(words):
        for word in own:
            where.setdefault(word, []).append(index)
    kept: dict[int, str] = {}
    for place, anchor in enumerate(anchors):
        own = _words(anchor.text)
        shared: Counter[int] = Counter()
        for word in own:
            if len(where.get(word, ())) <= _FEW:
                shared.update(where.get(word, ()))
        likely = [index for index, _count in shared.most_common(_FEW) if index not in kept]
        if place in shared and place not in kept:
            likely.insert(0, place)  # the first of several that are equal is taken
        likeness = {index: len(own & words[index]) / min(len(own), len(words[index])) for index in likely}
        best = max(likeness, key=lambda index: likeness[index], default=-1)
        if best >= 0 and likeness[best] >= _SAME_WORK:
            kept[best] = anchor.opening
    return kept


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_TAG.sub(" ", text).casefold())) - _EMPTY_WORDS
