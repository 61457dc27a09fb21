"""Positions: first, subsequent, ibid, ibid-with-locator, and whether a note is near.

In: a document's citations in order. Out: for each cite its position and the note it was first cited in.

Source: CSL 1.0.2 specification, "Choose", `position`, and "near-note".
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from citekit.csl.compile.context import Position

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citekit.model.citation import Citation, CitationItem


class Placed(NamedTuple):
    """A cite with its position, the number of the note that cited its work first, and nearness."""

    item: CitationItem
    position: Position
    first_note: int
    near_note: bool


def place(citations: Sequence[Citation], near_distance: int = 5) -> list[list[Placed]]:
    """Give every cite of a document its position.

    Citations in notes and citations in the text follow each other separately.
    """
    in_note = Counter(citation.note_number for citation in citations for _ in citation.items if citation.note_number)
    chains = {False: _Chain(near_distance, in_note), True: _Chain(near_distance, in_note)}
    return [chains[citation.note_number > 0].place(citation) for citation in citations]


class _Chain:
    """The citations of a document's notes, or those of its text, as they follow each other."""

    def __init__(self, near_distance: int, in_note: Mapping[int, int]) -> None:
        self._near_distance = near_distance
        self._in_note = in_note
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._previous: Citation | None = None

    def place(self, citation: Citation) -> list[Placed]:
        """A citation's cites with their positions."""
        row: list[Placed] = []
        note = citation.note_number
        before = self._before(note)
        for item in citation.items:
            position, near = Position.FIRST, False
            if item.id in self._first:
                position = Position.SUBSEQUENT
                near = note > 0 and note - self._last[item.id] <= self._near_distance
                if before is not None and before.id == item.id:
                    position = _ibid(before, item)
            first = self._first.setdefault(item.id, note)
            self._last[item.id] = note
            row.append(Placed(item, position, first if first != note else 0, near))
            before = item
        self._previous = citation
        return row

    def _before(self, note: int) -> CitationItem | None:
        """The cite that "ibid." would refer to: the last one of the same note, or the only one of the note before."""
        previous = self._previous
        if previous is None or not previous.items:
            return None
        if note and previous.note_number == note:
            return previous.items[-1]
        alone = len(previous.items) == 1 and (not note or self._in_note[previous.note_number] == 1)
        return previous.items[0] if alone and note - previous.note_number <= 1 else None


def _ibid(before: CitationItem, item: CitationItem) -> Position:
    """The same work just before: ibid if the place is the same or only the earlier cite had none."""
    if not item.locator:
        return Position.SUBSEQUENT if before.locator else Position.IBID
    if before.locator == item.locator and before.label == item.label:
        return Position.IBID
    return Position.IBID_WITH_LOCATOR
