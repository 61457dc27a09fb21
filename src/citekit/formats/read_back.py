"""What a format can't hold, found by reading back what is written: so writer and reader can't drift apart unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.item import Item
    from citekit.model.library import Entry


def lost(entry: Entry, back: Item, name: str) -> Iterator[str]:
    """A sentence for each variable of an entry that is another in the item that came back.

    Examples:
        >>> from citekit.model.library import Entry
        >>> list(lost(Entry("a", {"volume": 3, "scale": "1:5"}), {"volume": "3"}, "RIS"))
        ['a: scale is lost: RIS has no place for it']
    """
    for variable, value in entry.item.items():
        if variable == "id" or value in (None, "", [], {}) or _folded(back.get(variable)) == _folded(value):
            continue
        what = "is lost" if back.get(variable) is None else "comes back otherwise"
        yield f"{entry.key}: {variable} {what}: {name} has no place for it"


def _folded(value: Any) -> Any:
    """A value for comparing: numbers and strings that are written alike are the same."""
    if isinstance(value, dict):
        return {name: _folded(part) for name, part in value.items() if part not in (None, "")}
    if isinstance(value, list):
        return [_folded(part) for part in value]
    return None if value is None else " ".join(str(value).split())
