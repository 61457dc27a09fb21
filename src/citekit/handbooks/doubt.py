"""What a handbook's rules were not sure of, for a person to look at.

Rules leave their doubts in the item they return, in `custom["review"]`, so that they stay pure functions from
item to item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.model.item import Item


class Doubt(NamedTuple):
    """A variable, the words in it that are in doubt, and why: one sentence without a full stop."""

    variable: str
    about: str
    reason: str


def with_doubts(item: Item, doubts: Iterable[Doubt]) -> Item:
    """The item with more doubts noted; each once.

    Examples:
        >>> item = with_doubts({"title": "March"}, [Doubt("title", "March", "may be a name")])
        >>> doubts_of(item)
        (Doubt(variable='title', about='March', reason='may be a name'),)
    """
    new = list(doubts)
    if not new:
        return item
    custom = item.get("custom")
    kept = dict(custom) if isinstance(custom, dict) else {}
    notes = [doubt._asdict() for doubt in dict.fromkeys((*doubts_of(item), *new))]
    return {**item, "custom": {**kept, "review": notes}}


def doubts_of(item: Item) -> tuple[Doubt, ...]:
    """The doubts noted in an item."""
    custom = item.get("custom")
    notes = custom.get("review") if isinstance(custom, dict) else None
    if not isinstance(notes, list):
        return ()
    return tuple(
        Doubt(str(note["variable"]), str(note["about"]), str(note["reason"]))
        for note in notes
        if isinstance(note, dict) and note.keys() == {"variable", "about", "reason"}
    )
