"""Sort references and cites by the style's keys.

In: contexts and an area. Out: the contexts in order. Empty values come last, whatever the direction; what the
keys leave equal keeps its order.

Source: CSL 1.0.2 specification, "Sorting".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.csl.collate import collation_key
from citekit.csl.compile.choose import value_of
from citekit.csl.compile.context import Frame
from citekit.csl.compile.date import sortable
from citekit.richtext.nodes import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.csl.compile import AreaPlan, SortPlan
    from citekit.csl.compile.context import CiteContext

_ALL = {"year", "month", "day"}


def sort_contexts(area: AreaPlan, contexts: Sequence[CiteContext]) -> list[CiteContext]:
    """The contexts in the area's order; without keys, as they are."""
    ordered = list(contexts)
    for key in reversed(area.sort):
        values = [(_value(key, context), index) for index, context in enumerate(ordered)]
        present = [pair for pair in values if pair[0]]
        missing = [index for value, index in values if not value]
        present.sort(key=lambda pair: pair[0], reverse=key.descending)
        ordered = [ordered[index] for _, index in present] + [ordered[index] for index in missing]
    return ordered


def _value(key: SortPlan, context: CiteContext) -> Any:
    """A comparable value, all of one type for a key; false where there is none."""
    frame = Frame(context)
    if key.layout is not None:
        node, _ = key.layout.of(context.work)(frame)
        text = plain(node) if node is not None else ""
        return _collated(text)
    if key.kind == "date":
        date = context.work.date(key.variable)
        return collation_key(sortable(date, _ALL)) if date is not None else None
    text = value_of(frame, key.variable)
    if key.kind == "number" and text:
        digits = re.match(r"\D{0,10}(\d{1,18})", text)
        return (f"{int(digits[1]):020d}" if digits else "~" + text, text)
    return _collated(re.sub(r"<[^<>]{0,60}>", "", text))


def _collated(text: str) -> tuple[str, str] | None:
    key = collation_key(text)
    return key if key[0] or text.strip() else None
