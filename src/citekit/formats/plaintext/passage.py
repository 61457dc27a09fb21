"""A passage: characters to read, each with the place in the source it came from.

Markup is taken off before anything is understood, so that the same words are read in the same way whether
they came as text, Markdown or HTML; the offsets lead every finding back to the source. Emphasis is kept as
spans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_UNTIDY = re.compile(
    rf"[{_INVISIBLE}\ue000-\uf8ff\t\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]|[\s]{{2}}| [,;)\]]|"
    rf" \.(?! ?\.)|\( |[a-zß-öø-ÿ]{{2}}[.,;][A-Z\d]"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters, the source offset of each, and which of them are italic.

    Examples:
        >>> passage = Passage("Pain, 2004", range(10, 20), (Span(0, 4),))
        >>> passage.source_span(6, 10)
        Span(start=16, end=20)
        >>> passage.cut(6, 10).text
        '2004'
    """

    text: str
    offsets: Sequence[int]
    italics: tuple[Span, ...] = ()

    def source_span(self, start: int, end: int) -> Span:
        """Where characters `start` to `end` stand in the source."""
        if start >= end:
            place = self.offsets[start] if start < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)
            return Span(place, place)
        part = self.offsets[start:end]
        return Span(min(part), max(part) + 1)

    @property
    def span(self) -> Span:
        """Where the whole passage stands in the source."""
        return self.source_span(0, len(self.text))

    def cut(self, start: int, end: int) -> Passage:
        """The part of the passage from `start` to `end`."""
        italics = tuple(
            Span(max(left, start) - start, min(right, end) - start)
            for left, right in self.italics
            if left < end and right > start
        )
        return Passage(self.text[start:end], self.offsets[start:end], italics)

    def tidy(self) -> Passage:
        """The passage with single spaces, none before a comma or after a bracket, and nothing invisible.

        A line end stays a line feed, since an address may have been broken there.
        """
        if not _UNTIDY.search(self.text):
            return self
        kept: list[str] = []
        places: list[int] = []
        position = [0] * (len(self.text) + 1)
        word = 0
        for index, character in enumerate(self.text):
            position[index] = len(kept)
            if character in _INVISIBLE or "\ue000" <= character <= "\uf8ff":
                continue
            if character.isspace():
                if kept and kept[-1] in " \n(":
                    if character == "\n" and kept[-1] == " ":
                        kept[-1] = "\n"
                    continue
                kept.append("\n" if character in "\r\n" else " ")
                if character != "\n" or "/" not in kept[word : word + 400]:
                    word = len(kept)  # an address may go on behind a line end
            else:
                if character in ",;)]." and kept and kept[-1] == " " and not _is_ellipsis(self.text, index):
                    kept.pop()
                    places.pop()
                if _is_glued(kept, word, character):
                    kept.append(" ")
                    places.append(self.offsets[index])
                    word = len(kept)
                kept.append(character)
            places.append(self.offsets[index])
        position[len(self.text)] = len(kept)
        limit = len(kept)
        italics = tuple(Span(min(position[left], limit), min(position[right], limit)) for left, right in self.italics)
        return Passage("".join(kept), places, tuple(span for span in italics if span.start < span.end)).trim()

    def trim(self) -> Passage:
        """The passage without white space at its ends."""
        left = len(self.text) - len(self.text.lstrip())
        right = len(self.text.rstrip())
        return self if left == 0 and right == len(self.text) else self.cut(left, max(left, right))


def _is_glued(kept: list[str], word: int, character: str) -> bool:
    """Whether a space is missing before a character: "Phys.Rev", "Pain,2004", but not inside an address."""
    if not (character.isupper() or character.isdigit()) or len(kept) - word < 3 or kept[-1] not in ".,;":
        return False
    return (
        kept[-2].islower()
        and kept[-3].isalpha()
        and not {"/", "@", "_", "="} & set(kept[word:][:400])
        and kept[word : word + 3] != ["w"] * 3
    )


def _is_ellipsis(text: str, index: int) -> bool:
    """Whether the period at `index` is one of an ellipsis set with spaces, or leads a decimal fraction."""
    if text[index] != ".":
        return False
    after = text[index + 1 : index + 3]
    return after in (" .", "..") or text[max(0, index - 2) : index] in (". ", "..") or after[:1].isdigit()
