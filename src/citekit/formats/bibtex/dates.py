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
#: The year of a copyright, and of our era.
_BARE_YEAR = re.compile(r"(?:©|cop\.|c(?=\d{4})|ad\s|ce\s)\s*(\d{1,4})|(\d{1,4})\s*(?:a\.?d|c\.?e)\.?", re.IGNORECASE)
_YEARS = re.compile(r"(-?\d{4})\s*(?:--?-?|–|—|/)\s*(\d{4}|\d{2})\]?\Z")
_SEASON_OF_YEARS = re.compile(r"([^\W\d_]{4,6})\s+(\d{4})\s*(?:--?|–|/)\s*(\d{4}|\d{2})\Z")
_YEAR = re.compile(r"\[?(-?\d{1,3}|-?\d{4}[a-z]?)\]?", re.ASCII)
_BEFORE_CHRIST = re.compile(r"(\d{1,4})\s*b\.?\s?c\.?(?:\s?e\.?)?\Z", re.IGNORECASE)
#: One point of a date that is nearly EDTF: single digits, zeros for what is not known, marks before the parts.
_NEARLY = re.compile(
    r"""(?P<mark>[~?%]?)(?P<year>\d{4})(?:-(?P<m>[~?%]?)(?P<month>\d{1,2})(?:-(?P<d>[~?%]?)(?P<day>\d{1,2}))?)?
    (?:[T\s]\s?[0-9:.,+Z-]{4,40})?(?P<end>[~?%]?)""",
    re.VERBOSE,
)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MILLENNIUM = re.compile(r"(\d)[XxUu]{3}")
_TO = re.compile(r"\s*(?:--?-?|–|—|/|&|\band\b|\bto\b)\s*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?<![^\W_])\d{1,2}")
_MONTH_AND_DAY = re.compile(r"(\d\d?)[-/.](\d\d?)")
_ORDINAL = r"(?:st|nd|rd|th|\.)?"
#: "29 November 2011", "Feb. 3, 2016", "May 2004", "Spring 1999", "2004, May 3".
_IN_WORDS = re.compile(
    rf"""(?<![^\W_])(?:(?P<before>\d{{1,2}}){_ORDINAL}[\s-]{{0,3}}(?:of\s)?)?
    (?P<word>[^\W\d_]{{3,12}})\.?[\s,-]{{0,3}}
    (?:(?P<after>\d{{1,2}}){_ORDINAL}[\s,]{{1,3}})?(?P<year>\d{{4}})(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_FIRST = re.compile(r"(\d{4})[\s,]{1,3}([^\W\d_]{3,12})\.?(?:\s(\d{1,2}))?")
_IN_NUMBERS = re.compile(
    r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)"
)


def read_date(text: str, *, within: bool = False) -> DateItem | None:
    """A BibLaTeX date field: EDTF, else a date in words, else a year with something around it, else a literal.

    With `within`, words may stand around the date ("accessed 3 May 2004").

    Example:
        >>> read_date("2004-05"), read_date("2004/2006-02"), read_date("in the reign of Anne")
        ({'date-parts': [[2004, 5]]}, {'date-parts': [[2004], [2006, 2]]}, {'literal': 'in the reign of Anne'})
        >>> read_date("2004-5-0"), read_date("May--June 2004")
        ({'date-parts': [[2004, 5]]}, {'date-parts': [[2004, 5], [2004, 6]]})
        >>> read_date("29 November 2011"), read_date("Accessed: Feb. 3rd, 2016", within=True)
        ({'date-parts': [[2011, 11, 29]]}, {'date-parts': [[2016, 2, 3]]})
    """
    text = text.strip()
    if not text:
        return None
    found = _as_edtf(text) or _in_words(text, within=within) or _from_to(text, within=within)
    return found or read_year_month_day(text, "", "")


def _as_edtf(text: str) -> DateItem | None:
    """A date in EDTF, or nearly in it: "2004-5", "2004-05-00", "2004-05-03 12:00", "~2004", "20040503", "1XXX"."""
    date = parse_edtf(text)
    if date is not None or len(text) > 100:
        return date
    digits, thousand = _DIGITS.fullmatch(text), _MILLENNIUM.fullmatch(text)
    if digits:
        return parse_edtf("-".join(digits.groups()))
    if thousand:
        return {"date-parts": [[max(1, 1000 * int(thousand[1]))], [1000 * int(thousand[1]) + 999]]}
    start, slash, end = text.partition("/")
    points = [_tidied(point.strip()) for point in ((start, end) if slash else (start,))]
    return parse_edtf("/".join(points))


def _tidied(point: str) -> str:
    match = _NEARLY.fullmatch(point)
    if match is None:
        return point
    marks = {match[group] for group in ("mark", "m", "d", "end") if match[group]}
    parts = [match["year"]]
    for name in ("month", "day"):
        if not match[name] or not int(match[name]):
            break
        parts.append(f"{int(match[name]):02}")
    mark = "~" if "~" in marks else "%" if "%" in marks else "?" if marks else ""
    return "-".join(parts) + mark


def _from_to(text: str, *, within: bool) -> DateItem | None:
    """Two dates in words: "May 2004--June 2005", "May--June 2004"; or a winter that begins in one year."""
    if len(text) > 100 or within:
        return None
    season = _SEASON_OF_YEARS.match(text)
    if season and season[1].lower() in _SEASONS:
        years = [int(season[2]), int(_whole_year(season[2], season[3]))]
        return cast("DateItem", {"date-parts": [[year] for year in years], "season": _SEASONS[season[1].lower()]})
    halves = _TO.split(text)
    end = _in_words(halves[1], within=False) if len(halves) == 2 else None
    if end is None or "season" in end:
        return None
    first = halves[0]
    if not re.search(r"\d{4}", first):
        month = "" if _WORD.search(first) else next(iter(_WORD.findall(halves[1])), "")
        first = f"{first} {month} {end['date-parts'][0][0]}"
    start = _in_words(first, within=False)
    if start is None or "season" in start:
        return None
    return {"date-parts": [start["date-parts"][0], end["date-parts"][0]]}


def _whole_year(first: str, last: str) -> str:
    """The end of "1995/96" as a year."""
    return last if len(last) == 4 else first[: -len(last)] + last


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
    # A bare number is the year as people count, not as EDTF does, which has a year 0.
    if not month and not day and not _YEAR.fullmatch(year) and not _is_next(year):
        date = _as_edtf(year)
        if date is not None:
            return date
    return _read_year(year, month, day.strip())


def _is_next(year: str) -> bool:
    """Whether "2011-12" is two years, one after the other, rather than a year and its month."""
    span = _YEARS.match(year)
    return span is not None and len(span[2]) == 2 and int(span[2]) == (int(span[1]) + 1) % 100


def _read_year(year: str, month: str, day: str) -> DateItem | None:
    circa = _CIRCA.match(year)
    bare = year[circa.end() :] if circa else year
    named = _BARE_YEAR.fullmatch(bare)
    bare = (named[1] or named[2]) if named else bare
    span = _YEARS.match(bare)
    before = _BEFORE_CHRIST.match(bare)
    date: dict[str, Any]
    if span and int(span[1]) < int(_whole_year(span[1], span[2])):
        date = {"date-parts": [[int(span[1])], [int(_whole_year(span[1], span[2]))]]}
    elif before:
        date = {"date-parts": [[-int(before[1])]]}
    elif (number := _YEAR.fullmatch(bare)) and int(number[1].rstrip("abcdefghijklmnopqrstuvwxyz")):
        date = _with_month(int(number[1].rstrip("abcdefghijklmnopqrstuvwxyz")), month, day)
    else:
        found = _as_edtf(bare) or _in_words(bare, within=False) or _from_to(bare, within=False)
        date = {"literal": year} if found is None else {**found}
    if circa and "literal" not in date:
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
    first = _YEAR_FIRST.fullmatch(text)
    if first:
        date = _with_month(int(first[1]), first[2], first[3] or "")
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
    both = _MONTH_AND_DAY.fullmatch(month)
    if both and 1 <= int(both[1]) <= 12 and not int(both[1]) < int(both[2]) <= 12:
        # Months from one to an earlier one are a month and its day.
        month, day = both[1], both[2]
    points = _points([part for part in _TO.split(month) if part.strip()][:2])
    days = [int(part) for part in _TO.split(day)[:2] if part.isascii() and part.isdigit() and 1 <= int(part) <= 31]
    if days and len(points) == 1 and len(points[0]) == 1:
        points = [[points[0][0], number] for number in days]
    dated = [[year, *point] for point in points] or [[year]]
    if len(dated) == 2 and dated[1] < dated[0]:
        # From December to January is into the next year.
        dated[1][0] += 1
    return {"date-parts": dated}


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
