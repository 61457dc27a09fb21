"""Dates of BibTeX (`year`, `month`, `day`) and BibLaTeX (`date`, `urldate` …) as CSL-JSON dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.edtf import parse_edtf

if TYPE_CHECKING:
    from citekit.model.item import DateItem

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_CIRCA = re.compile(r"^(?:c\.|ca\.|circa)\s*", re.IGNORECASE)
_YEARS = re.compile(r"(-?\d{4})\s*(?:--?-?|–|/)\s*(\d{4}|\d{2})\Z")


def read_date(text: str) -> DateItem | None:
    """A BibLaTeX date field: EDTF, else a year with something around it, else a literal.

    Example:
        >>> read_date("2004-05"), read_date("2004/2006-02"), read_date("in the reign of Anne")
        ({'date-parts': [[2004, 5]]}, {'date-parts': [[2004], [2006, 2]]}, {'literal': 'in the reign of Anne'})
    """
    text = text.strip()
    if not text:
        return None
    return parse_edtf(text) or read_year_month_day(text, "", "")


def read_year_month_day(year: str, month: str, day: str) -> DateItem | None:
    """BibTeX's three fields as one date; a month may be a name, a number, a season, a range or hold the day.

    Example:
        >>> read_year_month_day("2004", "may", ""), read_year_month_day("2017", "21 Dec.", "")
        ({'date-parts': [[2004, 5]]}, {'date-parts': [[2017, 12, 21]]})
        >>> read_year_month_day("1995--97", "", ""), read_year_month_day("c. 1850", "", "")
        ({'date-parts': [[1995], [1997]]}, {'date-parts': [[1850]], 'circa': True})
    """
    year, month = year.strip(), month.strip()
    if not year:
        return None
    circa = _CIRCA.match(year)
    bare = year[circa.end() :] if circa else year
    span = _YEARS.match(bare)
    date: dict[str, Any]
    if span:
        last = span[2] if len(span[2]) == 4 else span[1][: -len(span[2])] + span[2]
        date = {"date-parts": [[int(span[1])], [int(last)]]}
    elif re.fullmatch(r"-?\d{1,4}[a-z]?", bare):
        date = _with_month(int(bare.rstrip("abcdefghijklmnopqrstuvwxyz")), month, day.strip())
    else:
        return parse_edtf(bare) or {"literal": year}
    if circa:
        date["circa"] = True
    return date  # type: ignore[return-value]


def _with_month(year: int, month: str, day: str) -> dict[str, Any]:
    parts = [part for part in re.split(r"\s*(?:--?-?|–|/|\band\b)\s*", month.lower()) if part.strip()]
    points = [point for part in parts[:2] if (point := _month(part))]
    if not points:
        season = _SEASONS.get(month.lower())
        return {"date-parts": [[year]], "season": season} if season else {"date-parts": [[year]]}
    if day.isdigit() and len(points[0]) == 1 and 1 <= int(day) <= 31:
        points[0].append(int(day))
    return {"date-parts": [[year, *point] for point in points]}


def _month(text: str) -> list[int]:
    """A month, perhaps with its day: `[5]`, `[12, 21]`."""
    word = re.search(r"[a-z]{3,}", text)
    number = re.search(r"\d{1,2}", text)
    if word:
        index = next((i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.group()[:4].rstrip("."))), 0)
        if not index:
            return []
        day = int(number.group()) if number else 0
        return [index, day] if 1 <= day <= 31 else [index]
    value = int(number.group()) if number else 0
    return [value] if 1 <= value <= 12 else []
