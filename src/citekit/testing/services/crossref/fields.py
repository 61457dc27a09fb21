"""Looking into a record: every value at a dotted path. An odd record has fewer values, and never gives an error."""

from collections.abc import Iterator
from typing import Any

from citekit.testing.holdings import Record


def values(record: Any, path: str) -> Iterator[Any]:
    """The values at a path; lists are gone through, empty values left out.

    Examples:
        >>> list(values({"author": [{"family": "Han"}, {"name": "WHO"}]}, "author.family"))
        ['Han']
    """
    found: list[Any] = [record]
    for name in path.split("."):
        found = [one[name] for one in _flat(found) if isinstance(one, dict) and name in one]
    yield from (one for one in _flat(found) if one not in (None, "", {}))


def _flat(found: list[Any]) -> Iterator[Any]:
    for one in found:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def day(record: Record, path: str) -> tuple[int, int, int] | None:
    """The date at a path, its missing parts the first; `None` where there is none.

    Examples:
        >>> day({"issued": {"date-parts": [[2019, 5]]}}, "issued")
        (2019, 5, 1)
        >>> day({"issued": {"date-parts": [[None]]}}, "issued")
    """
    parts = [part for part in values(record, f"{path}.date-parts") if isinstance(part, int)][:3]
    if not parts:
        return None
    year, month, number = [*parts, 1, 1][:3] if len(parts) < 3 else parts
    return year, month, number
