"""Dates as people and databases write them: "2004/05/12/", "May 2004", "2001 Apr 12-18", "c. 1850", "44 BC"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.edtf import date_parts, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH: Final = {name.lower(): number for number, name in enumerate(_MONTHS, 1)}
_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SEASON_NAMES: Final = {1: "Spring", 2: "Summer", 3: "Autumn", 4: "Winter"}
_SLASHED: Final = re.compile(r"(-?\d{3,4})/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?\Z", re.DOTALL)
_CIRCA: Final = re.compile(r"(?i)(?:\bcirca\b|\bc(?:a)?\.|~)\s{0,2}")
_BEFORE: Final = re.compile(r"(?i)(\d{1,4})\s{0,2}B\.?\s?C\.?(?:\s?E\.?)?(?![A-Za-z])")
_DAY_AND_YEAR: Final = re.compile(r"\s*(\d{1,2}),?\s{1,3}\d{4}\s*")
_WORD: Final = re.compile(r"(?P<number>\d{1,4}(?!\d))|(?P<digits>\d+)|(?P<word>[A-Za-z]{3,9})")
_DASH: Final = re.compile(r"\s{0,3}[-\u2010-\u2015/]\s{0,3}|\s(?:to|and|&)\s")
#: No date is longer.
_LONGEST: Final = 80


def date_of(text: str) -> dict[str, Any] | None:
    """A date of CSL's; `None` where no year is in the text.

    Examples:
        >>> date_of("2004/05/12/"), date_of("2004///Spring"), date_of("2004-05"), date_of("12 May 2004")
        ({'date-parts': [[2004, 5, 12]]}, {'date-parts': [[2004]], 'season': 1}, {'date-parts': [[2004, 5]]}, \
{'date-parts': [[2004, 5, 12]]})
        >>> date_of("2001 Apr 12-18"), date_of("1998-1999"), date_of("950/03//"), date_of("in press")
        ({'date-parts': [[2001, 4, 12], [2001, 4, 18]]}, {'date-parts': [[1998], [1999]]}, \
{'date-parts': [[950, 3]]}, None)
        >>> date_of("June 3-5, 2009"), date_of("3-5, 2009")
        ({'date-parts': [[2009, 6, 3], [2009, 6, 5]]}, {'date-parts': [[2009]]})
        >>> date_of("c. 1850"), date_of("44 BC")
        ({'date-parts': [[1850]], 'circa': True}, {'date-parts': [[-44]]})
    """
    text = text.strip()[:_LONGEST]
    slashed = _SLASHED.match(text)
    if slashed is not None and int(slashed[1]):
        return _from_slashes(slashed)
    edtf = parse_edtf(text)
    if edtf is not None:
        return dict(edtf)
    circa = _CIRCA.search(text) is not None
    sides = _DASH.split(_CIRCA.sub(" ", text), maxsplit=1)
    points = [_point(side) for side in sides]
    date: dict[str, Any] | None = _range(points[0], points[1]) if len(points) == 2 else _single(points[0])
    if date is None:
        # What looked like a range may be a date with dashes: 12-May-2004.
        date = _single(_point(text))
    if date is None:
        return None
    season = next((point["season"] for point in points if "season" in point), 0)
    if season and len(date["date-parts"][0]) == 1:
        date["season"] = season
    return {**date, "circa": True} if circa else date


def _from_slashes(match: re.Match[str]) -> dict[str, Any]:
    """The form RIS has: year/month/day/other, of which any but the year may be missing."""
    parts = [int(match[1])]
    other = match[4] or ""
    if match[2] and 1 <= int(match[2]) <= 12:
        parts.append(int(match[2]))
        if match[3] and 1 <= int(match[3]) <= 31:
            parts.append(int(match[3]))
    date: dict[str, Any] = {"date-parts": [parts]}
    until = re.match(r"\s{0,3}to\s{1,3}", other)
    last = date_of(other[until.end() :]) if until else None
    if last is not None:
        date["date-parts"].append(last["date-parts"][0])
    words = re.findall(r"[a-z]{3,9}", other.lower())
    season = next((_SEASONS[word] for word in words if word in _SEASONS), 0)
    month = next((_MONTH[word[:3]] for word in words if word[:3] in _MONTH), 0)
    if len(parts) == 1 and season:
        date["season"] = season
    elif len(parts) == 1 and month and until is None:
        parts.append(month)
    return {**date, "circa": True} if "circa" in words else date


def _point(text: str) -> dict[str, int]:
    """The year, month, day and season in some words."""
    found: dict[str, int] = {}
    numbers = []
    before = _BEFORE.search(text)
    if before is not None:
        text = text[: before.start()] + text[before.end() :]
    for match in _WORD.finditer(text):
        word = (match["word"] or "").lower()
        if word in _SEASONS:
            found.setdefault("season", _SEASONS[word])
        elif word[:3] in _MONTH and "month" not in found:
            found["month"] = _MONTH[word[:3]]
        elif match["number"]:
            numbers.append(match["number"])
    year = next((number for length in (4, 3) for number in numbers if len(number) == length), None)
    if before is not None and int(before[1]):
        found["year"] = -int(before[1])
    elif year is not None and int(year):
        numbers.remove(year)
        found["year"] = int(year)
    elif text.strip() == "".join(numbers) and len(numbers) == 1 and int(numbers[0]) > 0:
        # A bare "12" is a day beside a month, or the end of "1998-12".
        found["bare"] = int(numbers.pop())
    rest = [int(number) for number in numbers if len(number) <= 2]
    if "year" in found and "month" not in found and _DAY_AND_YEAR.fullmatch(text):
        # Behind a dash, the month of which stands before that: "June 3-5, 2009".
        found["bare"] = rest[0]
    elif "month" in found:
        rest = [number for number in rest if 1 <= number <= 31]
        if rest:
            found["day"] = rest[0]
    elif "year" in found and rest and 1 <= rest[0] <= 12 and text.strip().startswith(f"{found['year']}"):
        # "2004 05 13"; figures in another order may mean anything.
        found["month"] = rest[0]
        if len(rest) > 1 and 1 <= rest[1] <= 31:
            found["day"] = rest[1]
    return found


def _single(point: dict[str, int]) -> dict[str, Any] | None:
    if not point.get("year"):
        return None
    parts = [point["year"]]
    if "month" in point:
        parts.append(point["month"])
        if "day" in point:
            parts.append(point["day"])
    return {"date-parts": [parts]}


def _range(first: dict[str, int], last: dict[str, int]) -> dict[str, Any] | None:
    """Both ends, each with what it shares with the other: "May-Jun 2004", "2001 Apr 12-18"."""
    if "year" not in first and "year" not in last:
        return None
    if "year" in first or "day" not in first:
        for end in (first, last):
            if "year" in end:
                end.pop("bare", None)
    if ("bare" in first and "month" in last) or ("bare" in last and "month" in first):
        for bare, other in ((first, last), (last, first)):
            if "bare" in bare:
                if bare["bare"] > 31:
                    return None
                bare["day"] = bare.pop("bare")
                bare["month"] = other["month"]
    elif "bare" in last and "month" not in first and "year" in first and first["year"] >= 1000 and last["bare"] < 100:
        # "1998-99".
        last["year"] = first["year"] // 100 * 100 + last.pop("bare")
    elif "bare" in first or "bare" in last:
        return None
    if not (first and last) or ("season" in last and len(last) == 1):
        return _single({**last, **first})
    first.setdefault("year", last.get("year", 0))
    last.setdefault("year", first["year"])
    ends = [_single(first), _single(last)]
    if ends[0] is None or ends[1] is None or len(ends[0]["date-parts"][0]) != len(ends[1]["date-parts"][0]):
        return _single(first)
    return {"date-parts": [ends[0]["date-parts"][0], ends[1]["date-parts"][0]]}


# Writing ----------------------------------------------------------------------------------------------


def slashed(date: Mapping[str, Any]) -> str:
    """A date in the form of RIS; ends of ranges, seasons and "circa" stand in its last part.

    Examples:
        >>> slashed({"date-parts": [[2004, 5]]}), slashed({"date-parts": [[2004, 5], [2004, 6]]})
        ('2004/05//', '2004/05//to 2004/06//')
        >>> slashed({"date-parts": [[1850]], "circa": True}), slashed({"literal": "in press"})
        ('1850///circa', '')
    """
    points = date_parts(date)
    if not points:
        return ""
    last = f"to {_figures(points[1])}" if len(points) > 1 and points[1][0] else ""
    season = date.get("season")
    word = _SEASON_NAMES.get(season, "") if isinstance(season, int) else ""
    circa = "circa" if date.get("circa") else ""
    return _figures(points[0]) + " ".join(part for part in (last, word, circa) if part)


def _figures(parts: list[int]) -> str:
    figures = [f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:3])]
    return "/".join([*figures, *[""] * (4 - len(figures))])


def in_words(date: Mapping[str, Any]) -> tuple[str, str]:
    """The year of a date, and the rest of it in words; both as EndNote's styles print them.

    Examples:
        >>> in_words({"date-parts": [[2004, 5, 12]]}), in_words({"date-parts": [[2004, 5], [2004, 6]]})
        (('2004', 'May 12'), ('2004', 'May-Jun'))
        >>> in_words({"date-parts": [[1998, 12], [1999, 1]]}), in_words({"date-parts": [[1998], [1999]]})
        (('1998', 'Dec 1998-Jan 1999'), ('1998-1999', ''))
        >>> in_words({"date-parts": [[1850]], "circa": True}), in_words({"literal": "in press"})
        (('c. 1850', ''), ('in press', ''))
    """
    points = date_parts(date)
    if not points:
        return str(date.get("literal") or ""), ""
    first = points[0]
    last = points[1] if len(points) > 1 and points[1][0] else None
    circa = "c. " if date.get("circa") else ""
    year = circa + _year(first[0])
    season = date.get("season")
    if isinstance(season, int) and season in _SEASON_NAMES and len(first) == 1:
        return year, _SEASON_NAMES[season]
    if last is None:
        return year, _words(first)
    if len(first) == 1:
        return f"{year}-{_year(last[0])}", ""
    if first[0] != last[0]:
        return year, f"{_words(first)} {_year(first[0])}-{_words(last)} {_year(last[0])}"
    if first[1:2] == last[1:2] and len(first) == len(last) == 3:
        return year, f"{_words(first)}-{last[2]}"
    return year, f"{_words(first)}-{_words(last)}"


def _year(year: int) -> str:
    return f"{-year} BC" if year < 0 else f"{year:04}"


def _words(parts: list[int]) -> str:
    if len(parts) < 2 or not 1 <= parts[1] <= 12:
        return ""
    return " ".join([_MONTHS[parts[1] - 1], *(str(day) for day in parts[2:3])])
