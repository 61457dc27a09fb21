"""Dates that a reference manager stored as somebody typed them: CSL-JSON's `raw`, where it isn't EDTF.

In: "17 Jan. 1976", "May-June 2004", "c. 1850". Out: CSL-JSON's date, or `None` where any word or number is left
over, so that nothing is guessed into a date. English words; numbers with a slash are month first, as in America.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citekit.model.item import DateItem

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_CIRCA: Final = frozenset({"c", "ca", "circa", "about", "approximately", "?", "~"})
_ERAS: Final = {"ad": 1, "ce": 1, "bc": -1, "bce": -1}
_YEAR: Final = re.compile(r"-?[1-9]\d{0,3}")
_TIME: Final = re.compile(r"[\sT]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?Z?")
_NUMBERS: Final = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})|(\d{1,2})[-/](\d{4})|(\d{4})/(\d{1,2})")
_SHORT_YEARS: Final = re.compile(r"(\d{2})(\d{2})\s{0,3}[-–/]\s{0,3}(\d{2})")
_RANGE: Final = re.compile(r"\s*[–—]\s*|\s+(?:-|to)\s+|(?<=\w)\.?[-/](?=\w)")
_TOKEN: Final = re.compile(
    r"(\d{1,6})(?:st|nd|rd|th)?(?![\w])|([^\W\d_]+(?:\.[^\W\d_](?=\.))*)\.?|([?~])|[\s,\[\]()]+|(.)"
)
_MAX: Final = 80


class _Side:
    """One end of a range: its parts as far as they were named."""

    __slots__ = ("circa", "day", "era", "month", "season", "year")

    def __init__(self) -> None:
        self.year = self.month = self.day = self.season = self.era = 0
        self.circa = False

    def parts(self) -> list[int]:
        year = -self.year if self.era < 0 else self.year
        return [year, self.month, self.day] if self.month and self.day else [year, self.month] if self.month else [year]


def parse_raw(text: str) -> DateItem | None:
    """A date as it was typed; `None` where it says anything that is no date.

    Examples:
        >>> parse_raw("17 Jan. 1976"), parse_raw("Spring 1976")
        ({'date-parts': [[1976, 1, 17]]}, {'date-parts': [[1976]], 'season': 1})
        >>> parse_raw("May-June 2004"), parse_raw("in press")
        ({'date-parts': [[2004, 5], [2004, 6]]}, None)
    """
    text = _TIME.sub("", text.strip()[: _MAX + 1], count=1)
    if len(text) > _MAX:
        return None
    if _YEAR.fullmatch(text):
        return {"date-parts": [[int(text)]]}
    years = _SHORT_YEARS.fullmatch(text)
    if years and int(years[3]) > max(int(years[2]), 12):
        return {"date-parts": [[int(years[1] + years[2])], [int(years[1] + years[3])]]}
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        return _numeric(numbers)
    sides = _RANGE.split(text)
    if len(sides) > 2:
        return None
    read = [_side(side) for side in sides]
    first, last = read[0], read[-1]
    if first is None or last is None:
        return None
    first.year, first.era = (first.year, first.era) if first.year else (last.year, last.era)
    if first.day and not first.month:
        first.month = last.month
    if last.day and not last.month:
        last.month = first.month
    if not first.year or not last.year or (first.day and not first.month):
        return None
    if min(first.year, last.year) < 100 and not first.era:
        return None  # "May 76" can be of any century
    return _date(first, last if len(read) > 1 else None)


def _date(first: _Side, last: _Side | None) -> DateItem:
    date: DateItem = {"date-parts": [first.parts()]}
    if last is not None:
        ends = [[*side.parts()[:1], side.season + 20] if side.season else side.parts() for side in (first, last)]
        date["date-parts"] = ends
    elif first.season:
        date["season"] = first.season
    if first.circa or (last is not None and last.circa):
        date["circa"] = True
    return date


def _numeric(match: re.Match[str]) -> DateItem | None:
    """A date in numbers only: the year has four of them."""
    if match[5]:
        year, month, day = int(match[6]), int(match[5]), 0
    elif match[7]:
        year, month, day = int(match[7]), int(match[8]), 0
    elif len(match[1]) == 4:
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif len(match[4]) == 4:
        year, month, day = int(match[4]), int(match[1]), int(match[3])
        if month > 12 or match[2] == ".":
            month, day = day, month
    else:
        return None
    if month > 12 or day > 31:
        return None
    return {"date-parts": [[year, month, day] if month and day else [year, month] if month else [year]]}


def _side(text: str) -> _Side | None:
    side = _Side()
    for match in _TOKEN.finditer(text):
        number, word, mark, other = match.groups()
        if other:
            return None
        if number:
            value = int(number)
            if len(number) > 2 and not side.year:
                side.year = value
            elif 1 <= value <= 31 and not side.day:
                side.day = value
            elif len(number) == 2 and not side.year:
                side.year = value  # "44 BC"
            else:
                return None
        elif (word or mark) and not _named(side, (word or mark).lower()):
            return None
    if side.era and side.day and not side.year:
        side.year, side.day = side.day, 0  # "AD 79", "44 BC"
    return side


def _named(side: _Side, word: str) -> bool:
    """Take a word in; whether it is one that dates are made of."""
    plain = word.replace(".", "")
    month = _month(plain)
    if month and not side.month:
        side.month = month
    elif plain in _SEASONS and not side.season:
        side.season = _SEASONS[plain]
    elif plain in _CIRCA:
        side.circa = True
    elif plain in _ERAS:
        side.era = _ERAS[plain]
    else:
        return plain in ("of", "in", "the")
    return True


def _month(word: str) -> int:
    """A month by its name, or by the first three letters of it at least."""
    return next((number for number, name in enumerate(_MONTHS, 1) if len(word) > 2 and name.startswith(word)), 0)
