"""What a format can't hold, found by reading back what is written: so writer and reader can't drift apart unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.formats.case_marks import without_case_marks
from citekit.formats.page_ranges import in_full
from citekit.model.loss import Loss

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citekit.model.item import Item
    from citekit.model.library import Entry


def lost(entry: Entry, back: Item, reason: str, folded: Callable[[str, Any], Any] | None = None) -> Iterator[Loss]:
    """What of an entry is another in the item that came back; `folded` makes values of a variable comparable.

    Examples:
        >>> from citekit.model.library import Entry
        >>> for loss in lost(Entry("a", {"volume": 3, "scale": "1:5"}), {"volume": "3"}, "RIS has no place for it"):
        ...     print(loss)
        a: scale is lost: RIS has no place for it
    """
    same = folded or _folded
    for variable, value in entry.item.items():
        if variable == "id" or value in (None, "", [], {}):
            continue
        if same(variable, back.get(variable)) != same(variable, value):
            outcome = "is lost" if back.get(variable) is None else "comes back otherwise"
            yield Loss(entry.key, variable, reason, outcome)


def _folded(variable: str, value: Any) -> Any:
    """Numbers and strings that are written alike are the same, and so are dashes; case marks are no matter."""
    if variable == "page" and isinstance(value, str):
        return in_full(value)
    if isinstance(value, dict):
        return {name: _folded(name, part) for name, part in value.items() if part not in (None, "")}
    if isinstance(value, list):
        return [_folded("", part) for part in value]
    return None if value is None else " ".join(without_case_marks(str(value)).split())
