"""Reading a record's JSON without trusting it.

Records leave members out, put `null` or a number where a list of strings belongs. These functions take whatever
came and give the expected shape, or nothing.
"""

from __future__ import annotations

import re
from typing import Any


def mapping(value: Any) -> dict[str, Any]:
    """A JSON object, or an empty one."""
    return value if isinstance(value, dict) else {}


def entries(value: Any) -> list[Any]:
    """A JSON list, or an empty one."""
    return value if isinstance(value, list) else []


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a JSON list.

    Examples:
        >>> objects([{"DOI": "10.1000/1"}, None, "x"]), objects(None)
        ([{'DOI': '10.1000/1'}], [])
    """
    return [entry for entry in entries(value) if isinstance(entry, dict)]


def text(value: Any) -> str:
    """A JSON string or number as text without white space around it; the word "null" is nothing.

    Examples:
        >>> text(" 12 "), text(12), text(None), text("null"), text(["12"])
        ('12', '12', '', '', '')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    try:
        stripped = str(value).strip()
    except ValueError:  # an integer of more digits than Python prints
        return ""
    return "" if stripped.lower() == "null" else stripped.encode("utf-8", "replace").decode("utf-8")


def texts(value: Any) -> list[str]:
    """The texts of a JSON list, empty ones left out; a single string counts as a list of one."""
    values = [value] if isinstance(value, str) else entries(value)
    return [found for found in map(text, values) if found]


def date_parts(value: Any) -> list[int]:
    """Year, month and day of a Crossref date as far as they are there; `[[null]]` is none.

    Examples:
        >>> date_parts({"date-parts": [[2004, "5", 0]]}), date_parts({"date-parts": [[None]]}), date_parts("2004")
        ([2004, 5], [], [])
    """
    outer = entries(mapping(value).get("date-parts"))
    found: list[int] = []
    for part, highest in zip(entries(outer[0]) if outer else (), (9999, 12, 31), strict=False):
        digits = text(part)
        if not re.fullmatch(r"[0-9]{1,4}", digits) or not 1 <= int(digits) <= highest:
            break
        found.append(int(digits))
    return found
