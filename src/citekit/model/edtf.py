"""EDTF dates in and out of CSL-JSON's date object.

`parse_edtf` reads level 0 and 1 of the Extended Date/Time Format (ISO 8601-2:2019) and the parts of level 2
that bibliographies use; `format_edtf` writes it back. Neither knows words: "May 2004" is not EDTF.

Years before the common era differ by one between the two: EDTF has a year 0, CSL has not, so that EDTF
`-0043` is CSL's -44 (44 BC).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.model.item import DateItem

_POINT = re.compile(
    r"""(?P<year>-?\d{4}|Y-?\d{5,9}|-?\d{3}[Xxu]|-?\d{2}[Xxu]{2})
        (?:-(?P<month>\d\d|[Xxu]{2})(?:-(?P<day>\d\d|[Xxu]{2}))?)?
        (?:T[0-9:.,+\-Z]{1,40})?
        (?P<mark>[?~%]?)\Z""",
    re.VERBOSE,
)
#: The end of an open interval; the draft of EDTF had a word for it.
_OPEN = ("", "..", "open")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse_edtf(text: str) -> DateItem | None:
    """Read an EDTF date or interval into a CSL-JSON date, or return `None` where it is not EDTF.

    Seasons become `season` 1 to 4, approximate dates (`~`, `%`) `circa`, and an unspecified last digit the
    range it stands for. The end of an open interval is the date part 0.

    Examples:
        >>> parse_edtf("2004-05")
        {'date-parts': [[2004, 5]]}
        >>> parse_edtf("2004-22")
        {'date-parts': [[2004]], 'season': 2}
        >>> parse_edtf("1723~/1730")
        {'date-parts': [[1723], [1730]], 'circa': True}
        >>> parse_edtf("199X")
        {'date-parts': [[1990], [1999]]}
        >>> parse_edtf("May 2004") is None
        True
    """
    text = text.strip()
    if len(text) > 80:
        return None
    first, slash, last = text.partition("/")
    start = _parse_point(first.strip())
    if start is None:
        return None
    parts, circa = start
    if slash:
        last = last.strip()
        if last in _OPEN:
            parts = [parts[0], [0]]
        else:
            end = _parse_point(last)
            if end is None:
                return None
            parts = [parts[0], end[0][-1]]
            circa = circa or end[1]
    date: DateItem = {"date-parts": parts}
    if len(parts) == 1 and len(parts[0]) == 2 and parts[0][1] > 12:
        date = {"date-parts": [[parts[0][0]]], "season": parts[0][1] - 20}
    if circa:
        date["circa"] = True
    return date


def _parse_point(text: str) -> tuple[list[list[int]], bool] | None:
    """One point in time as one or two date-parts (two for an unspecified decade or century)."""
    match = _POINT.match(text)
    if match is None:
        return None
    circa = match["mark"] in ("~", "%")
    year = match["year"].removeprefix("Y")
    unspecified = len(year) - len(year.rstrip("Xxu"))
    if unspecified:
        if match["month"] and match["month"].isdigit():
            return None
        stem = year[: len(year) - unspecified]
        low, high = int(stem + "0" * unspecified), int(stem + "9" * unspecified)
        if low < 0:
            low, high = high, low
        return [[_to_csl_year(low)], [_to_csl_year(high)]], circa
    parts = [_to_csl_year(int(year))]
    if match["month"] and match["month"].isdigit():
        month = int(match["month"])
        if not (1 <= month <= 12 or 21 <= month <= 24):
            return None
        parts.append(month)
        if match["day"] and match["day"].isdigit():
            day = int(match["day"])
            if month > 12 or not 1 <= day <= _DAYS[month - 1]:
                return None
            parts.append(day)
    return [parts], circa


def _to_csl_year(year: int) -> int:
    return year if year > 0 else year - 1


def _from_csl_year(year: int) -> int:
    return year if year > 0 else year + 1


def format_edtf(date: Mapping[str, Any]) -> str:
    """Write a CSL-JSON date as EDTF; the empty string where it holds no numbers (a literal).

    Examples:
        >>> format_edtf({"date-parts": [[2004, 5, 3], [2004, 6]]})
        '2004-05-03/2004-06'
        >>> format_edtf({"date-parts": [[2004]], "season": 2, "circa": True})
        '2004-22~'
        >>> format_edtf({"literal": "in the reign of Anne"})
        ''
    """
    points = date_parts(date)
    if not points:
        return ""
    season = _as_int(date.get("season"))
    if season is not None and 1 <= season <= 4 and len(points) == 1 and len(points[0]) == 1:
        points = [[points[0][0], season + 20]]
    mark = "~" if is_circa(date) else ""
    return "/".join(_format_point(point, mark) for point in points)


def _format_point(parts: list[int], mark: str) -> str:
    if parts[0] == 0:
        return ".."
    year = _from_csl_year(parts[0])
    text = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    if len(text.lstrip("-")) > 4:
        text = "Y" + text
    return "-".join([text, *(f"{part:02d}" for part in parts[1:])]) + mark


def date_parts(date: Mapping[str, Any]) -> list[list[int]]:
    """The date-parts of a CSL-JSON date as integers: empty, one point, or a range of two.

    Strings that hold integers count as integers; parts that hold none end their point, and a point
    without a year is dropped.

    Examples:
        >>> date_parts({"date-parts": [["2004", "5"]]})
        [[2004, 5]]
        >>> date_parts({"date-parts": [[None]]})
        []
    """
    value = date.get("date-parts")
    points: list[list[int]] = []
    if not isinstance(value, list | tuple):
        return points
    for point in value[:2]:
        numbers: list[int] = []
        for part in point[:3] if isinstance(point, list | tuple) else ():
            number = _as_int(part)
            if number is None:
                break
            numbers.append(number)
        if numbers and (numbers[0] != 0 or points):
            points.append(numbers)
    return points


def is_circa(date: Mapping[str, Any]) -> bool:
    """Whether a CSL-JSON date is approximate; "0", "false" and the empty string are not."""
    value = date.get("circa")
    if isinstance(value, str):
        return value.strip().lower() not in ("", "0", "false")
    return bool(value)


def _as_int(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,9}\s*", value):
        return int(value)
    return None
