"""Dates as reference lists print them, into CSL's date object.

Knows the months of several languages, seasons, ranges, "circa" and year suffixes; "n.d." is no date. `DATE`
is the same grammar as a piece of a regular expression, for those who look for a date in a text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citekit.model.item import DateItem

_MONTH_NAMES = (
    "january jan januar janvier enero ene gennaio janeiro januari",
    "february feb febr februar février févr febrero febbraio fevereiro februari",
    "march mar märz mrz mars marzo março maart",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio maggio mei maj",
    "june jun juni juin junio junho giugno",
    "july jul juli juillet juil julio julho luglio",
    "august aug août aout agosto ago augustus",
    "september sept sep septembre septiembre setembro settembre",
    "october oct okt oktober octobre octubre outubro ottobre",
    "november nov novembre noviembre novembro",
    "december dec dez dezember décembre déc diciembre dezembro dicembre",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

YEAR = r"(?:1[4-9]|20)\d\d"
_MONTH = r"\b(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_SEASON = r"\b(?:spring|summer|autumn|fall|winter)\b"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|er|º)?\.?"
_DASH = r"\s?[-–—/]\s?"
_CIRCA = r"(?:c\.|ca\.|circa)\s?"

#: The shapes of a date, the longest first: a pattern with the groups y, m, d (and y2, m2, d2 of a range).
_SHAPES = (
    rf"(?P<d>{_DAY}){_DASH}(?P<d2>{_DAY})\s(?P<m>{_MONTH}),?\s(?P<y>{YEAR})",
    rf"(?P<d>{_DAY})\s(?P<m>{_MONTH}){_DASH}(?P<d2>{_DAY})\s(?P<m2>{_MONTH}),?\s(?P<y>{YEAR})",
    rf"(?P<d>{_DAY})\s?(?:de\s)?(?P<m>{_MONTH}),?\s?(?:de\s)?(?P<y>{YEAR})",
    rf"(?P<m>{_MONTH})\s?(?P<d>{_DAY}){_DASH}(?P<d2>{_DAY}),?\s(?P<y>{YEAR})",
    rf"(?P<m>{_MONTH})\s?(?P<d>{_DAY}){_DASH}(?P<m2>{_MONTH})\s(?P<d2>{_DAY}),?\s(?P<y>{YEAR})",
    rf"(?P<m>{_MONTH})\s(?P<d>{_DAY}),?\s(?P<y>{YEAR})",
    rf"(?P<y>{YEAR})[a-z]?,?\s(?P<m>{_MONTH})\s(?P<d>{_DAY}){_DASH}(?P<m2>{_MONTH})\s(?P<d2>{_DAY})",
    rf"(?P<y>{YEAR})[a-z]?,?\s(?P<m>{_MONTH})\s(?P<d>{_DAY}){_DASH}(?P<d2>{_DAY})",
    rf"(?P<y>{YEAR})[a-z]?,?\s(?P<m>{_MONTH})\s(?P<d>{_DAY})(?!\d)",
    rf"(?P<y>{YEAR})[a-z]?,?\s(?P<m>{_MONTH}){_DASH}(?P<m2>{_MONTH})",
    rf"(?P<m>{_MONTH}){_DASH}(?P<m2>{_MONTH}),?\s?(?P<y>{YEAR})",
    rf"(?P<m>{_MONTH})\s(?P<y>{YEAR}){_DASH}(?P<m2>{_MONTH})\s(?P<y2>{YEAR})",
    rf"(?P<y>{YEAR})[a-z]?,?\s(?P<m>{_MONTH})",
    rf"(?P<m>{_MONTH}),?\s?(?P<y>{YEAR})",
    rf"(?P<y>{YEAR})[a-z]?,?\s(?P<s>{_SEASON})",
    rf"(?P<s>{_SEASON}),?\s(?:of\s)?(?P<y>{YEAR})",
    rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d)(?!\d)",
    rf"(?P<y>{YEAR}){_DASH}(?P<y2>{YEAR})",
    rf"(?P<y>{YEAR})[-–](?P<y2>\d\d)(?![\d-])",
    rf"(?P<c>{_CIRCA})?(?P<y>{YEAR})[a-z]?(?![\w-])",
)
_PATTERNS = tuple(re.compile(shape, re.IGNORECASE) for shape in _SHAPES)

_YEAR_FIRST = (
    rf"(?:{_CIRCA})?{YEAR}(?:[a-z]?,?\s(?:{_MONTH}(?:{_DASH}{_MONTH}"
    rf"|\s{_DAY}(?:{_DASH}(?:{_MONTH}\s)?{_DAY}|(?!\d)))?|{_SEASON})"
    rf"|-(?:0[1-9]|1[0-2])-[0-3]\d(?!\d)|{_DASH}{YEAR}|[-–]\d\d(?![\d-])|[a-z]?(?![\w-]))"
)
_DAY_FIRST = rf"{_DAY}(?:{_DASH}{_DAY})?\s?(?:de\s)?{_MONTH}(?:{_DASH}{_DAY}\s{_MONTH})?,?\s?(?:de\s)?{YEAR}"
_MONTH_FIRST = (
    rf"{_MONTH}(?:\s?{_DAY}(?:{_DASH}(?:{_MONTH}\s)?{_DAY})?|{_DASH}{_MONTH})?,?\s?{YEAR}"
    rf"(?:{_DASH}{_MONTH}\s{YEAR})?"
)
#: Any of the shapes, without groups, in one expression that compiles quickly.
DATE = (
    rf"(?i:(?<!\w)(?=[\djfmasondwceghv])(?:{_DAY_FIRST}|{_MONTH_FIRST}"
    rf"|{_SEASON},?\s(?:of\s)?{YEAR}|{_YEAR_FIRST}))"
)
NO_DATE = r"n\.\s?d\.?"


def parse_date(text: str) -> DateItem | None:
    """Read a date as it is printed; `None` where there is none.

    Examples:
        >>> parse_date("21 Dec. 2017"), parse_date("2012, May 15")
        ({'date-parts': [[2017, 12, 21]]}, {'date-parts': [[2012, 5, 15]]})
        >>> parse_date("Spring 2004")
        {'date-parts': [[2004]], 'season': 1}
        >>> parse_date("Jan.-Feb. 2004"), parse_date("ca. 1850"), parse_date("n.d.")
        ({'date-parts': [[2004, 1], [2004, 2]]}, {'date-parts': [[1850]], 'circa': True}, None)
    """
    text = text.strip(" \n.,;:()[]")
    if len(text) > 80:
        return None
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text) or pattern.fullmatch(text + ".")
        if match:
            return _date(match.groupdict())
    return None


def _date(found: dict[str, str | None]) -> DateItem:
    year = int(found["y"] or 0)
    first = _point(year, found.get("m"), found.get("d"))
    points = [first]
    if found.get("y2"):
        last = found["y2"] or ""
        end_year = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
        if end_year > year or (end_year == year and found.get("m2")):
            points.append(_point(end_year, found.get("m2"), None))
    elif found.get("m2") or found.get("d2"):
        points.append(_point(year, found.get("m2") or found.get("m"), found.get("d2")))
    date: DateItem = {"date-parts": points}
    if found.get("s"):
        date["season"] = SEASONS[(found["s"] or "").lower()]
    if found.get("c"):
        date["circa"] = True
    return date


def _point(year: int, month: str | None, day: str | None) -> list[int]:
    parts = [year]
    if month:
        parts.append(int(month) if month.isdigit() else MONTHS[month.lower().rstrip(".")])
        if day:
            digits = re.match(r"\d+", day)
            if digits and 1 <= int(digits.group()) <= 31:
                parts.append(int(digits.group()))
    return parts
