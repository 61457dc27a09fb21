"""What a work is and what it tells of its date, where records name another kind than the handbooks mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citekit.model.item import Item

_FILM: Final = r"\b(?:film|movie|motion picture|dvd|blu-ray|documentary)\b"


def article_of_proceedings(item: Item) -> Item:
    """Proceedings that come out as a journal, with volume and issue, are cited as one.

    Source: Publication Manual 10.5, example 61.

    Examples:
        >>> paper = {"type": "paper-conference", "container-title": "PNAS", "volume": "116", "issue": "47"}
        >>> article_of_proceedings(paper)["type"]
        'article-journal'
    """
    if item.get("type") != "paper-conference" or not (item.get("container-title") and item.get("issue")):
        return item
    return item if item.get("editor") else {**item, "type": "article-journal"}


def year_of_film(item: Item) -> Item:
    """Films tell the year; videos on a site tell the day on which they were put there.

    Source: Publication Manual 10.12; MLA Handbook, appendix 2, "Films".

    Examples:
        >>> film = {"type": "motion_picture", "genre": "Film", "issued": {"date-parts": [[1975, 11, 19]]}}
        >>> year_of_film(film)["issued"]
        {'date-parts': [[1975]]}
    """
    genre = str(item.get("genre") or item.get("medium") or "film").lower()
    if item.get("type") != "motion_picture" or item.get("container-title") or not re.search(_FILM, genre):
        return item
    return with_years(item)


def with_years(item: Item) -> Item:
    """The item with the years of its date alone.

    Examples:
        >>> with_years({"issued": {"date-parts": [[2004, 5]], "season": 2}})
        {'issued': {'date-parts': [[2004]]}}
    """
    issued = item.get("issued")
    if not isinstance(issued, dict) or not isinstance(issued.get("date-parts"), list):
        return item
    years = [list(point[:1]) for point in issued["date-parts"] if isinstance(point, list) and point]
    rest = {name: value for name, value in issued.items() if name != "season"}
    return {**item, "issued": {**rest, "date-parts": years}}
