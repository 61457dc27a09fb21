"""PubMed's dates and pages as CSL has them: "2004 May-Jun", "1998 Dec-1999 Jan", "2000 Spring"; "258-61"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from citekit.elements import Node

_MONTHS: Final = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_PART: Final = re.compile(
    r"(?P<year>(?<!\d)(?:1[5-9]|20)\d\d(?!\d))|(?P<word>[A-Za-z]{3,9})|(?P<day>\d{1,2}(?!\d))|(?P<dash>[-/–])"
)


def date_of(node: Node | None) -> dict[str, Any] | None:
    """A date element as a CSL date.

    Examples:
        >>> from citekit.elements import read_xml
        >>> date_of(read_xml(b"<PubDate><Year>2004</Year><Month>May</Month><Day>6</Day></PubDate>"))
        {'date-parts': [[2004, 5, 6]]}
        >>> date_of(read_xml(b"<PubDate><Year>2000</Year><Season>Spring</Season></PubDate>"))
        {'date-parts': [[2000]], 'season': 1}
    """
    if node is None:
        return None
    medline = node.text("MedlineDate")
    if medline:
        return date_in_words(medline)
    parts = [node.text("Year"), node.text("Season") or node.text("Month"), node.text("Day")]
    return date_in_words(" ".join(part for part in parts if part))


def date_in_words(text: str) -> dict[str, Any] | None:
    """A date as MEDLINE writes it.

    Examples:
        >>> date_in_words("2004 May-Jun"), date_in_words("1998 Dec-1999 Jan")
        ({'date-parts': [[2004, 5], [2004, 6]]}, {'date-parts': [[1998, 12], [1999, 1]]})
        >>> date_in_words("2004 05 13"), date_in_words("2001 Apr 12-18"), date_in_words("nowhere") is None
        ({'date-parts': [[2004, 5, 13]]}, {'date-parts': [[2001, 4, 12], [2001, 4, 18]]}, True)
    """
    points: list[list[int]] = [[]]
    season = 0
    for match in _PART.finditer(text[:80]):
        point = points[-1]
        word = (match["word"] or "").lower()
        if match["dash"]:
            if point and len(points) == 1:
                points.append([])
        elif match["year"]:
            if not point:
                point.append(int(match["year"]))
        elif word in _SEASONS:
            season = season or _SEASONS[word]
        elif word[:3] in _MONTHS:
            _add_month(points, _MONTHS[word[:3]])
        elif match["day"] and int(match["day"]):
            _add_number(points, int(match["day"]))
    if not points[0]:
        return None
    whole = [point for point in points if point]
    return {"date-parts": whole, **({"season": season} if season and len(whole[0]) == 1 else {})}


def _add_month(points: list[list[int]], month: int) -> None:
    if not points[-1] and len(points) > 1:
        points[-1].append(points[0][0])
    if len(points[-1]) == 1:
        points[-1].append(month)


def _add_number(points: list[list[int]], number: int) -> None:
    """A month in figures, or a day; the end of a range has the year and month of its beginning."""
    point = points[-1]
    if not point and len(points) > 1:
        point += points[0][: len(points[0]) - 1]
    if (len(point) == 1 and number <= 12) or (len(point) == 2 and number <= 31):
        point.append(number)


_RANGE: Final = re.compile(r"([A-Za-z]{0,3})(\d{1,9})([A-Za-z]{0,3})\s?[-–]\s?([A-Za-z]{0,3})(\d{1,9})([A-Za-z]{0,3})")


def pages_of(text: str) -> str:
    """Pages with their ends in full, as MEDLINE shortens them.

    Examples:
        >>> pages_of("258-61"), pages_of("S155-6"), pages_of("1120-8, 1140-51"), pages_of("e0123")
        ('258-261', 'S155-S156', '1120-1128, 1140-1151', 'e0123')
    """
    return ", ".join(_RANGE.sub(_in_full, part.strip()) for part in re.split("[,;]", text[:200]) if part.strip())


def _in_full(match: re.Match[str]) -> str:
    before, start, after, end_before, end, end_after = match.groups()
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    if before and not end_before:
        end_before = before
    return f"{before}{start}{after}-{end_before}{end}{end_after}"
