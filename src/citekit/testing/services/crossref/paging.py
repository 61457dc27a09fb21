"""Which part of what was found is shown: rows, offset, cursor, sample; and in which order."""

import base64
import binascii
import hashlib
import json
import random
from collections.abc import Sequence
from typing import Final

from citekit.testing.asked import Asked
from citekit.testing.holdings import Record
from citekit.testing.services.crossref.fields import day, values
from citekit.testing.services.crossref.refusal import Refusal, not_one_of

ROWS: Final = 20
MOST_ROWS: Final = 1000
MOST_OFFSET: Final = 10_000
MOST_SAMPLE: Final = 100

_DATES: Final = ("created", "deposited", "indexed", "issued", "published", "published-online", "published-print")
SORTS: Final = (
    "score", "relevance", "updated", "is-referenced-by-count", "references-count", *_DATES,
)  # fmt: skip
_ORDERS: Final = ("asc", "desc", "1", "-1")
#: Dates by which nothing can be sorted while paging with a cursor, since 2026.
_NOT_WITH_CURSOR: Final = ("issued", "published", "published-print", "published-online")


def wrong_paging(asked: Asked) -> list[Refusal]:
    """What is wrong with the parameters of this module."""
    refusals = []
    given = {name for name, _ in asked.query}
    further = " Use the cursor parameter to page further into result sets."
    for name, most, more in (("rows", MOST_ROWS, ""), ("sample", MOST_SAMPLE, ""), ("offset", MOST_OFFSET, further)):
        value = asked.value(name)
        if value is not None and not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) <= most):
            message = (
                f"Integer specified as {value} but must be a positive integer less than or equal to {most}. {more}"
            )
            refusals.append(Refusal("integer-not-valid", value, message))
    if "sample" in given and given & {"rows", "offset"}:
        message = "Sample cannot be combined with rows or offset"
        refusals.append(Refusal("sample-with-rows-or-offset", "sample", message))
    if "cursor" in given and given & {"sample", "offset"}:
        message = "Cursor cannot be combined with offset or sample"
        refusals.append(Refusal("cursor-with-offset-or-sample", "cursor", message))
    sort, order = asked.value("sort"), asked.value("order")
    if order is not None and order not in _ORDERS:
        refusals.append(not_one_of("sort-order-not-valid", "Sort order", order, _ORDERS))
    if sort is not None and sort not in SORTS:
        refusals.append(not_one_of("sort-field-not-valid", "Sort field", sort, SORTS))
    if "cursor" in given and sort in _NOT_WITH_CURSOR:
        message = f"Sorting by [{', '.join(_NOT_WITH_CURSOR)}] is not supported when using a cursor"
        refusals.append(Refusal("sort-criteria-incompatible-with-cursor", "sort", message))
    return refusals


def rows_of(asked: Asked) -> int:
    """How many rows are wanted."""
    return int(asked.value("rows") or ROWS)


def in_order(found: Sequence[tuple[float, Record]], asked: Asked) -> Sequence[tuple[float, Record]]:
    """What was found, in the order wanted; what lacks the sort's field comes last either way."""
    sort, downwards = asked.value("sort"), asked.value("order") not in ("asc", "1")
    if sort in (None, "score", "relevance"):
        return found if downwards else found[::-1]
    name = "deposited" if sort == "updated" else str(sort)

    def key(pair: tuple[float, Record]) -> tuple[int, ...] | None:
        if name in _DATES:
            return day(pair[1], name)
        counts = [one for one in values(pair[1], name) if isinstance(one, int)]
        return (counts[0],) if counts else None

    having = [(key(pair), pair) for pair in found]
    there = sorted((one for one in having if one[0] is not None), key=lambda one: one[0] or (), reverse=downwards)
    return [pair for _, pair in there] + [pair for number, pair in having if number is None]


def sampled(
    found: Sequence[tuple[float, Record]], asked: Asked, chance: random.Random
) -> Sequence[tuple[float, Record]]:
    """As many as `sample` wants, drawn at random."""
    return chance.sample(found, min(int(asked.value("sample") or 0), len(found)))


# Cursors -----------------------------------------------------------------------------------------------


def start_of(asked: Asked) -> int | None:
    """Where a page starts, by its cursor or offset; `None` for a cursor that is none of this query's."""
    cursor = asked.value("cursor")
    if cursor is None:
        return int(asked.value("offset") or 0)
    if cursor == "*":
        return 0
    try:
        digest, start = json.loads(base64.b64decode(cursor, validate=True))
    except (binascii.Error, ValueError, TypeError, RecursionError):
        return None
    return start if digest == _digest(asked) and isinstance(start, int) and start >= 0 else None


def cursor_at(asked: Asked, start: int) -> str:
    """The cursor for a later page. Like Crossref's it has characters that must be encoded in a URL."""
    return base64.b64encode(json.dumps([_digest(asked), start]).encode()).decode()


def _digest(asked: Asked) -> str:
    """What makes a query the same on its next page."""
    kept = sorted(pair for pair in asked.query if pair[0] not in ("cursor", "rows", "mailto", "select"))
    return hashlib.sha256(repr(kept).encode(errors="replace")).hexdigest()[:30]
