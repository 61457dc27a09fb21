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
    return _ordered(list(contexts), area.sort)


def _ordered(contexts: list[CiteContext], keys: Sequence[SortPlan]) -> list[CiteContext]:
    """Sorted by the first key, and by the others only what it leaves equal: most keys are never worked out."""
    if not keys or len(contexts) < 2:
        return contexts
    key, rest = keys[0], keys[1:]
    rows: dict[Any, list[CiteContext]] = {}
    missing: list[CiteContext] = []
    for context in contexts:
        value = _value(key, context)
        (rows.setdefault(value, []) if value else missing).append(context)
    ordered: list[CiteContext] = []
    for value in sorted(rows, reverse=key.descending):
        ordered += _ordered(rows[value], rest)
    return ordered + _ordered(missing, rest)


def _value(key: SortPlan, context: CiteContext) -> Any:
    """A comparable value, all of one type for a key; false where there is none."""
    how = context.disambiguation
    if how.year_suffix or how.condition:
        # Letters follow from the order, and not the order from them.
        context = context.told(how._replace(year_suffix="", condition=False))
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
