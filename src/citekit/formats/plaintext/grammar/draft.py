"""A draft: a reference while it is being labelled.

What has been labelled is masked with filler of the same length, so that offsets hold and the next rule sees
only what is still open. A draft lives for one reference and dies in the function that made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.model.span import Span

if TYPE_CHECKING:
    import re

    from citekit.formats.plaintext.passage import Passage

FILLER = "\ue000"
_LOOSE = " \n,;" + FILLER


class Segment(NamedTuple):
    """Characters `start` to `end` of a passage, what they are, and how sure that is (0 to 1).

    A label is a CSL variable, or one of "quoted-title", "no-date", "in" (before a host) and "arXiv".
    """

    label: str
    start: int
    end: int
    confidence: float


class Draft:
    """A passage, the labels found so far, and the text with those masked."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.text = passage.text
        self.segments: list[Segment] = []

    def mask(self, start: int, end: int) -> None:
        """Hide characters from the rules that come after."""
        if start < end:
            self.text = self.text[:start] + FILLER * (end - start) + self.text[end:]

    def take(self, label: str, start: int, end: int, confidence: float) -> bool:
        """Label characters, less spaces and commas at their ends, and hide them; whether there were any."""
        while start < end and self.text[start] in _LOOSE:
            start += 1
        while end > start and self.text[end - 1] in _LOOSE:
            end -= 1
        if start >= end:
            return False
        self.segments.append(Segment(label, start, end, confidence))
        self.mask(start, end)
        return True

    def take_group(self, label: str, match: re.Match[str], group: str, confidence: float) -> bool:
        """Label one group of a match, if it took part."""
        return match[group] is not None and self.take(label, match.start(group), match.end(group), confidence)

    def has(self, *labels: str) -> bool:
        """Whether any of the labels has been given."""
        return any(segment.label in labels for segment in self.segments)

    def first(self, label: str) -> Segment | None:
        """The first segment of a label."""
        return next((segment for segment in self.segments if segment.label == label), None)

    def italic_in(self, start: int, end: int) -> Span | None:
        """The first italic span inside `start` to `end` that has a letter in it and is not labelled yet."""
        for left, right in self.passage.italics:
            if start <= left and right <= end and any(character.isalpha() for character in self.text[left:right]):
                return Span(left, right)
        return None
