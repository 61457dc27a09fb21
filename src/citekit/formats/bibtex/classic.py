"""BibLaTeX's types and fields as BibTeX's own styles know them, and which of the two an entry is in.

Source: "btxdoc", section 3; fields that BibTeX does not know it passes over, so that they stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.formats.bibtex.strings import MONTHS
from citekit.model.edtf import date_parts, parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.formats.bibtex.blocks import Block
    from citekit.formats.bibtex.document import BibDocument

#: BibLaTeX's entry types to BibTeX's; those not here are the same in both or @misc.
_TYPES: Final = {
    "report": "techreport", "online": "misc", "inreference": "incollection", "collection": "book", "mvbook": "book",
    "mvcollection": "book", "reference": "book", "mvreference": "book", "mvproceedings": "proceedings",
    "bookinbook": "inbook", "suppbook": "incollection", "suppcollection": "incollection", "suppperiodical": "article",
    "review": "article",
}  # fmt: skip
_STANDARD: Final = frozenset(
    """article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis
    proceedings techreport unpublished""".split()
)
#: BibLaTeX's fields to BibTeX's.
FIELDS: Final = {
    "journaltitle": "journal", "location": "address", "annotation": "annote", "langid": "language",
    "eprinttype": "archiveprefix", "eprintclass": "primaryclass",
}  # fmt: skip
#: Fields that only BibLaTeX has, so that one of them tells which it is.
_BIBLATEX: Final = frozenset({"journaltitle", "date", "location", "eprinttype", "langid", "annotation", "institution"})
_CLASSIC: Final = frozenset({"journal", "year", "month", "address", "school", "archiveprefix", "annote"})


def is_classic(names: Iterable[str]) -> bool:
    """Whether fields of these names are BibTeX's rather than BibLaTeX's.

    Examples:
        >>> is_classic(["title", "year"]), is_classic(["title", "date"]), is_classic(["title"])
        (True, False, False)
    """
    names = {name.lower() for name in names}
    return len(names & _CLASSIC) > len(names & (_BIBLATEX - {"institution"}))


def is_classic_file(document: BibDocument) -> bool:
    """Whether most entries of a file are BibTeX's."""
    return are_classic(document.entries)


def are_classic(blocks: Iterable[Block]) -> bool:
    """Whether most entries are BibTeX's."""
    votes = 0
    for block in blocks:
        names = {field.name.lower() for field in block.fields}
        votes += (1 if is_classic(names) else -1) if names & (_CLASSIC | _BIBLATEX) else 0
    return votes > 0


def to_classic(type_: str, fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    """An entry of BibLaTeX as one of BibTeX.

    Examples:
        >>> to_classic("thesis", {"type": "phdthesis", "date": "2004-05", "institution": "MIT"})
        ('phdthesis', {'year': '2004', 'month': 'may', 'school': 'MIT'})
        >>> to_classic("online", {"title": "Pain", "organization": "WHO", "url": "https://who.int"})
        ('misc', {'title': 'Pain', 'howpublished': 'WHO', 'url': 'https://who.int'})
    """
    names = dict(FIELDS)
    dropped: set[str] = set()
    if type_ == "thesis":
        genre = fields.get("type", "").lower()
        type_ = "mastersthesis" if genre.startswith("master") or genre == "mathesis" else "phdthesis"
        if genre in ("phdthesis", "mathesis"):
            dropped.add("type")
        names["institution"] = "school"
    else:
        type_ = _TYPES.get(type_, type_ if type_ in _STANDARD else "misc")
    if type_ == "misc":
        names |= {"organization": "howpublished", "publisher": "howpublished", "institution": "howpublished"}
    written: dict[str, str] = {}
    for name, value in fields.items():
        if name == "date":
            written |= _date(value)
        elif name not in dropped:
            written[names.get(name, name)] = value
    return type_, written


_SEASONS: Final = {1: "spring", 2: "summer", 3: "autumn", 4: "winter"}


def _month(number: int) -> str:
    """BibTeX's abbreviation of a month; the name of a season for the numbers that EDTF has for those."""
    return MONTHS[number - 1] if 1 <= number <= 12 else _SEASONS.get(number - 20, "")


def _date(edtf: str) -> dict[str, str]:
    """BibTeX's year, month and day."""
    date = parse_edtf(edtf)
    if date is None:
        return {"year": edtf}
    points = date_parts(date)
    first = points[0]
    circa = "c. " if date.get("circa") else ""
    season = date.get("season")
    if len(points) == 2 and points[1][0] > first[0] > 0:
        return {"year": f"{circa}{first[0]}--{points[1][0]}"}
    written = {"year": f"{circa}{first[0]}"}
    names = [_month(point[1]) for point in points if len(point) > 1]
    if isinstance(season, int) and season in _SEASONS:
        written["month"] = _SEASONS[season]
    elif len(points) == 2 and len(points[1]) == 2 == len(first) and points[1][0] == first[0] and all(names):
        written["month"] = "--".join(names)
    elif len(points) == 1 and names and names[0]:
        written["month"] = names[0]
        if len(first) > 2:
            written["day"] = str(first[2])
    return written
