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
    """Give every cite of a document its position."""
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    seen: set[str] = set()
    placed: list[list[Placed]] = []
    in_note = Counter(citation.note_number for citation in citations for _ in citation.items if citation.note_number)
    # Citations in notes and citations in the text follow each other separately.
    previous: dict[bool, Citation] = {}
    for citation in citations:
        row: list[Placed] = []
        note = citation.note_number
        before: CitationItem | None = None
        for item in citation.items:
            position = Position.FIRST
            near = False
            if item.id in seen:
                position = Position.SUBSEQUENT
                near = note > 0 and note - last_notes.get(item.id, note) <= near_distance
                other = before
                last = previous.get(note > 0)
                if other is None and last is not None and _only(last, note, in_note):
                    other = last.items[0]
                if other is not None and other.id == item.id:
                    position = _ibid(other, item)
            seen.add(item.id)
            first_notes.setdefault(item.id, note)
            last_notes[item.id] = note
            row.append(Placed(item, position, first_notes[item.id] if position > Position.FIRST else 0, near))
            before = item
        placed.append(row)
        previous[note > 0] = citation
    return placed


def _only(last: Citation, note: int, in_note: Mapping[int, int]) -> bool:
    """Whether the citation before refers to one work alone, and so does its note if that is another one."""
    return len(last.items) == 1 and (last.note_number in (0, note) or in_note[last.note_number] == 1)


def _ibid(before: CitationItem, item: CitationItem) -> Position:
    """The same work just before: ibid if the place is the same or only the earlier cite had none."""
    if not item.locator:
        return Position.SUBSEQUENT if before.locator else Position.IBID
    if before.locator == item.locator and before.label == item.label:
        return Position.IBID
    return Position.IBID_WITH_LOCATOR
