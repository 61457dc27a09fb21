"""Dates of BibTeX (`year`, `month`, `day`) and BibLaTeX (`date`, `urldate` …) as CSL-JSON dates.

Sources: the BibLaTeX manual, sections 2.2.2 and 2.3.8 (EDTF), and "btxdoc" for `month`, in which people write names
in many languages, days and ranges.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, cast

from citekit.model.edtf import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.model.item import DateItem

#: The months in English and in the languages that the most `.bib` files hold, without their accents.
_MONTHS: Final = (
    ("january", "januar", "janvier", "enero", "gennaio", "janeiro", "januari", "jaenner", "janner"),
    ("february", "februar", "fevrier", "febrero", "febbraio", "fevereiro", "februari"),
    ("march", "marz", "maerz", "mars", "marzo", "marco", "maart"),
    ("april", "avril", "abril", "aprile"),
    ("may", "mai", "mayo", "maggio", "maio", "mei"),
    ("june", "juni", "juin", "junio", "giugno", "junho"),
    ("july", "juli", "juillet", "julio", "luglio", "julho"),
    ("august", "aout", "agosto", "augustus"),
    ("september", "septembre", "septiembre", "settembre", "setembro"),
    ("october", "oktober", "octobre", "octubre", "ottobre", "outubro"),
    ("november", "novembre", "noviembre", "novembro"),
    ("december", "dezember", "decembre", "diciembre", "dicembre", "dezembro", "decembro"),
)
_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_CIRCA = re.compile(r"\[?(?:c\.|ca\.?|circa)\s*(?=\d)", re.IGNORECASE)
_YEARS = re.compile(r"(-?\d{4})\s*(?:--?-?|–|—|/)\s*(\d{4}|\d{2})\]?\Z")
_BEFORE_CHRIST = re.compile(r"(\d{1,4})\s*b\.?\s?c\.?(?:\s?e\.?)?\Z", re.IGNORECASE)
_TO = re.compile(r"\s*(?:--?-?|–|—|/|&|\band\b|\bto\b)\s*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d{1,2}")
_ORDINAL = r"(?:st|nd|rd|th|\.)?"
#: "29 November 2011", "Feb. 3, 2016", "May 2004", "Spring 1999".
_IN_WORDS = re.compile(
    rf"""(?<![^\W_])(?:(?P<before>\d{{1,2}}){_ORDINAL}[\s-]{{0,3}}(?:of\s)?)?
    (?P<word>[^\W\d_]{{3,12}})\.?[\s,-]{{0,3}}
    (?:(?P<after>\d{{1,2}}){_ORDINAL}[\s,]{{1,3}})?(?P<year>\d{{4}})(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_IN_NUMBERS = re.compile(
    r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)"
)


def read_date(text: str, *, within: bool = False) -> DateItem | None:
    """A BibLaTeX date field: EDTF, else a date in words, else a year with something around it, else a literal.

    With `within`, words may stand around the date ("accessed 3 May 2004").

    Example:
        >>> read_date("2004-05"), read_date("2004/2006-02"), read_date("in the reign of Anne")
        ({'date-parts': [[2004, 5]]}, {'date-parts': [[2004], [2006, 2]]}, {'literal': 'in the reign of Anne'})
        >>> read_date("29 November 2011"), read_date("Accessed: Feb. 3rd, 2016", within=True)
        ({'date-parts': [[2011, 11, 29]]}, {'date-parts': [[2016, 2, 3]]})
    """
    text = text.strip()
    if not text:
        return None
    return parse_edtf(text) or _in_words(text, within=within) or read_year_month_day(text, "", "")


def read_year_month_day(year: str, month: str, day: str) -> DateItem | None:
    """BibTeX's three fields as one date; a month may be a name, a number, a season, a range or hold the day.

    Example:
        >>> read_year_month_day("2004", "may", ""), read_year_month_day("2017", "21 Dec.", "")
        ({'date-parts': [[2004, 5]]}, {'date-parts': [[2017, 12, 21]]})
        >>> read_year_month_day("1995--97", "", ""), read_year_month_day("c. 1850", "", "")
        ({'date-parts': [[1995], [1997]]}, {'date-parts': [[1850]], 'circa': True})
        >>> read_year_month_day("2011", "June 30 -- July 2", ""), read_year_month_day("44 BC", "", "")
        ({'date-parts': [[2011, 6, 30], [2011, 7, 2]]}, {'date-parts': [[-44]]})
    """
    year, month = year.strip(), month.strip()
    if not year:
        return None
    circa = _CIRCA.match(year)
    bare = year[circa.end() :] if circa else year
    span = _YEARS.match(bare)
    before = _BEFORE_CHRIST.match(bare)
    date: dict[str, Any]
    if span:
        last = span[2] if len(span[2]) == 4 else span[1][: -len(span[2])] + span[2]
        date = {"date-parts": [[int(span[1])], [int(last)]]}
    elif before:
        date = {"date-parts": [[-int(before[1])]]}
    elif re.fullmatch(r"\[?-?\d{1,4}[a-z]?\]?", bare, re.ASCII) and int(bare.strip("[]abcdefghijklmnopqrstuvwxyz")):
        date = _with_month(int(bare.strip("[]abcdefghijklmnopqrstuvwxyz")), month, day.strip())
    else:
        return parse_edtf(bare) or _in_words(bare, within=False) or {"literal": year}
    if circa:
        date["circa"] = True
    return cast("DateItem", date)


def read_reprint(year: str) -> tuple[str, str]:
    """A year and, in brackets before it, that of the first publication.

    Example:
        >>> read_reprint("[1850] 1999"), read_reprint("1999")
        (('1999', '1850'), ('1999', ''))
    """
    match = re.fullmatch(r"\s*\[(\d{4})\]\s*(\d{4})\s*", year)
    return (match[2], match[1]) if match else (year, "")


def _in_words(text: str, *, within: bool) -> DateItem | None:
    if len(text) > 200:
        return None
    match = _IN_WORDS.search(text) if within else _IN_WORDS.fullmatch(text)
    if match:
        date = _with_month(int(match["year"]), match["word"], match["before"] or match["after"] or "")
        return cast("DateItem", date) if len(date["date-parts"][0]) > 1 or "season" in date else None
    numbers = _IN_NUMBERS.search(text) if within else _IN_NUMBERS.fullmatch(text)
    if numbers:
        year, _, month, day, *german = numbers.groups()
        parts = (year, month, day) if year else (german[2], german[1], german[0])
        return parse_edtf(f"{parts[0]}-{int(parts[1]):02}-{int(parts[2]):02}")
    return None


def _with_month(year: int, month: str, day: str) -> dict[str, Any]:
    """A year with what stands in the fields of the month and the day."""
    season = _SEASONS.get(month.lower().strip("."))
    if season:
        return {"date-parts": [[year]], "season": season}
    points = _points([part for part in _TO.split(month) if part.strip()][:2])
    days = [int(part) for part in _TO.split(day)[:2] if part.isascii() and part.isdigit() and 1 <= int(part) <= 31]
    if days and len(points) == 1 and len(points[0]) == 1:
        points = [[points[0][0], number] for number in days]
    return {"date-parts": [[year, *point] for point in points] or [[year]]}


def _points(parts: Sequence[str]) -> list[list[int]]:
    """One month or two, each perhaps with its day; a bare number beside a named month is a day of that month."""
    named = [month for part in parts if (month := _named_month(part))]
    points: list[list[int]] = []
    for part in parts:
        number = _NUMBER.search(part)
        value = int(number.group()) if number else 0
        month = _named_month(part) or (named[0] if named and value else 0)
        if month:
            points.append([month, value] if 1 <= value <= 31 else [month])
        elif 1 <= value <= 12 and not _WORD.search(part):
            points.append([value])
    return points


def _named_month(text: str) -> int:
    """The number of a month in words, whole or cut short; 0 where there is none."""
    word = _WORD.search(unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode())
    if word is None:
        return 0
    names = enumerate(_MONTHS, 1)
    return next((number for number, month in names if any(name.startswith(word.group()) for name in month)), 0)
