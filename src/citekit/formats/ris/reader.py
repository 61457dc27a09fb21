"""RIS into CSL items: the dialects of EndNote, Zotero, PubMed and the citation indexes alike.

What CSL has no variable for is kept in `custom["ris"]`, and written back by the writer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import ReadError
from citekit.formats.ris.tables import BOOKS, NAMES, PARTS, PLAIN, TYPES
from citekit.formats.tagged import Record, records
from citekit.model.identifiers import DOI, ISBN, ISSN, PMID
from citekit.model.keys import Keys
from citekit.model.library import Entry, Library, Origin
from citekit.model.problem import Problem

if TYPE_CHECKING:
    from citekit.model.span import SourceText

LINE: Final = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?-(?: ?(?P<value>.*))?\Z")
_START: Final = re.compile(r"\s*TY  ?- ?[A-Z]{3,8}\b")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_DATE_TAGS: Final = ("DA", "PY", "Y1")


def looks_like_ris(text: str) -> bool:
    r"""Whether a text begins as a RIS file does.

    Examples:
        >>> looks_like_ris("TY  - JOUR\\nTI  - Pain\\n"), looks_like_ris("PMID- 1\\nTI  - Pain\\n")
        (True, False)
    """
    return _START.match(text.lstrip("\ufeff")) is not None


def read(source: SourceText) -> Library:
    r"""Read a RIS file.

    Raises:
        ReadError: no record is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> lines = ["TY  - JOUR", "AU  - Han, Ji-Sheng", "TI  - Pain", "PY  - 2004/05//", "SP  - 258", "EP  - 261"]
        >>> library = read(SourceText("\n".join(lines)))
        >>> library.items[0]["issued"], library.items[0]["page"]
        ({'date-parts': [[2004, 5]]}, '258-261')
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    keys = Keys()
    for record in records(source.text, LINE, "TY", "ER"):
        if record.stray is not None:
            problems.append(Problem("this line belongs to no record", source, record.stray, severity="warning"))
        kind = record.first("TY").upper()
        if record.fields[0][0] != "TY":
            hint = "a record begins with a line such as “TY  - JOUR”"
            problems.append(Problem("a record without a type was left out", source, record.span, hint))
            continue
        if kind not in TYPES:
            shown = kind[:20] or "nothing"
            message = f"{shown} is no type of RIS; taken for a document"
            problems.append(Problem(message, source, record.fields[0][2], "TY  - JOUR is an article", "warning"))
        item = _item(record, kind)
        key = keys.add(record.first("ID")) if record.first("ID") and record.first("ID") not in keys else keys.make(item)
        entries.append(Entry(key, {"id": key, **item}, Origin(source, record.span)))
    if not entries:
        raise ReadError("no record was found", path=source.path, hint="a record of RIS begins with a line “TY  - JOUR”")
    return Library(entries, source=source, format="ris", problems=problems)


def _item(record: Record, kind: str) -> dict[str, Any]:
    type_ = TYPES.get(kind, "document")
    item: dict[str, Any] = {"type": type_, **_titles(record, kind), **_people(record, kind), **_dates(record)}
    for tag, variable in PLAIN.items():
        item.setdefault(variable, record.first(tag))
    is_article = type_.startswith("article") or type_ in ("paper-conference", "periodical")
    item["issue" if is_article else "number"] = record.first("IS") or ("" if is_article else record.first("M1"))
    item["page"] = _pages(record)
    if is_article and record.first("C7"):
        item["number"] = re.sub(r"(?i)\Aarticle (?:no\. |number )?", "", record.first("C7"))
    if type_ in ("thesis", "report", "motion_picture", "manuscript", "post-weblog", "webpage", "standard"):
        item["genre"] = record.first("M3")
    item["keyword"] = ", ".join(dict.fromkeys(record.all("KW")))
    item.update(_identifiers(record, type_))
    known = {*_USED, *NAMES, *PLAIN} | ({"M1"} if not is_article else set()) | ({"M3"} if "genre" in item else set())
    unknown: dict[str, list[str]] = {}
    for tag, value, _ in record.fields:
        if tag not in known and value and not (tag == "AN" and "PMID" in item):
            unknown.setdefault(tag, []).append(value)
    custom = {**({"et-al": ["author"]} if _is_cut(record) else {}), **({"ris": unknown} if unknown else {})}
    if custom:
        item["custom"] = custom
    if item.get("archive", "").lower() in ("pubmed", "medline") and "PMID" in item:
        item["archive"] = ""
    return {name: value for name, value in item.items() if value}


#: Tags whose values are in the item, one way or another.
_USED: Final = frozenset(
    "TY ID TI T1 CT BT T2 T3 JO JF JA J1 J2 A2 A3 PY Y1 DA Y2 IS SP EP SN DO UR KW C7 DB N2 PP".split()
)


def _titles(record: Record, kind: str) -> dict[str, str]:
    """Title, container and series: what the secondary title is depends on the type."""
    title = record.first("TI", "T1", "CT") or (record.first("BT") if kind in BOOKS or kind == "UNPB" else "")
    book = record.first("BT") if kind in PARTS else ""
    second = record.first("T2")
    journal = record.first("JF", "JO")
    short = record.first("JA", "J2", "J1")
    if kind in BOOKS:
        return {"title": title, "collection-title": second or record.first("T3"), "container-title-short": short}
    container = book or second or journal or ""
    if not container and short:
        container, short = short, ""
    if journal and second and record.first("JO") and not record.first("JF") and len(record.first("JO")) < len(second):
        short = short or record.first("JO")
    return {
        "title": title,
        "container-title": record.first("JF") or container,
        "container-title-short": short if short != container else "",
        "collection-title": record.first("T3") or (second if book and second != book else ""),
    }


def _people(record: Record, kind: str) -> dict[str, list[dict[str, str]]]:
    roles: dict[str, list[dict[str, str]]] = {}
    second = "collection-editor" if kind in BOOKS else "editor"
    by_tag = {**NAMES, "A2": second, "A3": "collection-editor" if second == "editor" else "editor"}
    for tag, value, _ in record.fields:
        if tag in by_tag and value and not _ET_AL.fullmatch(value):
            roles.setdefault(by_tag[tag], []).append(_name(value))
    return roles


_ET_AL: Final = re.compile(r"(?i)(?:et\.? al\.?|and others|others),?")


def _is_cut(record: Record) -> bool:
    return any(_ET_AL.fullmatch(value) for value in record.all("AU", "A1"))


def _name(value: str) -> dict[str, str]:
    """A name as RIS has it: "Family, Given, Suffix"; without a comma, or with nothing behind it, it is a body's."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == 1 or not parts[-1]:
        return {"literal": value.rstrip(", ")}
    family, given, *rest = parts
    suffix = ", ".join(part for part in rest if part)
    if len(rest) > 1 or not family:
        return {"literal": value}
    return {name: part for name, part in (("family", family), ("given", given), ("suffix", suffix)) if part}


def _dates(record: Record) -> dict[str, dict[str, Any]]:
    dates = [date for date in map(date_of, record.all(*_DATE_TAGS)) if date]
    found: dict[str, dict[str, Any]] = {}
    if dates:
        # The most precise of those of the year that is given for the work.
        year = next((date for date in (date_of(value) for value in record.all("PY", "Y1")) if date), dates[0])
        same = [date for date in dates if date["date-parts"][0][0] == year["date-parts"][0][0]]
        found["issued"] = max(same, key=lambda date: (len(date["date-parts"][0]), "season" in date))
    accessed = date_of(record.first("Y2"))
    if accessed:
        found["accessed"] = accessed
    return found


def date_of(text: str) -> dict[str, Any] | None:
    """A date as RIS has it: "2004/05/12/", "2004///Spring", and what else is written there.

    Examples:
        >>> date_of("2004/05/12/"), date_of("2004///Spring"), date_of("2004-05"), date_of("May 2004")
        ({'date-parts': [[2004, 5, 12]]}, {'date-parts': [[2004]], 'season': 1}, {'date-parts': [[2004, 5]]}, \
{'date-parts': [[2004, 5]]})
    """
    year = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", text[:100])
    if year is None:
        return None
    parts = [int(year[1])]
    rest = text[year.end() : 100]
    numbers = re.match(r"\s?[/-]\s?(\d{1,2})(?:\s?[/-]\s?(\d{1,2})(?!\d))?(?!\d)", rest)
    words = re.findall(r"[A-Za-z]{3,9}", text[:100])
    month = next((_MONTHS.index(word[:3].lower()) + 1 for word in words if word[:3].lower() in _MONTHS), 0)
    if numbers and 1 <= int(numbers[1]) <= 12:
        parts.append(int(numbers[1]))
        if numbers[2] and 1 <= int(numbers[2]) <= 31:
            parts.append(int(numbers[2]))
    elif month:
        day = re.search(r"(?<![\d/])(\d{1,2})(?![\d/])", text[: year.start()] + " " + rest)
        parts += [month, int(day[1])] if day and 1 <= int(day[1]) <= 31 else [month]
    season = next((_SEASONS[word.lower()] for word in words if word.lower() in _SEASONS), 0)
    return {"date-parts": [parts], **({"season": season} if season and len(parts) == 1 else {})}


def _pages(record: Record) -> str:
    first, last = record.first("SP"), record.first("EP")
    first = re.sub(r"\s?[\u2010-\u2015]\s?", "-", first)
    if not first or not last or last == first or "-" in first:
        return first or last
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}"


def _identifiers(record: Record, type_: str) -> dict[str, str]:
    found: dict[str, str] = {}
    doi = DOI.parse(record.first("DO"))
    urls = record.all("UR")
    for url in urls:
        in_url = DOI.parse(url) if "doi.org/" in url.lower() else None
        doi = doi or in_url
    other = [url for url in urls if "doi.org/" not in url.lower()]
    found["DOI"] = str(doi or record.first("DO"))
    found["URL"] = other[0] if other else ("" if doi else next(iter(urls), ""))
    for number in re.split(r"[;,\s]+", " ".join(record.all("SN")).replace("(", " ").replace(")", " ")):
        issn, isbn = ISSN.parse(number), ISBN.parse(number)
        if isbn:
            found.setdefault("ISBN", str(isbn))
        elif issn:
            found.setdefault("ISSN", str(issn))
    if record.first("SN") and not {"ISBN", "ISSN"} & found.keys():
        found["ISBN" if type_ in ("book", "chapter") else "ISSN"] = record.first("SN")
    if re.search(r"(?i)pubmed|medline|nlm", record.first("DB", "DP") + " ".join(urls)):
        pmid = PMID.parse(record.first("AN")) if record.first("AN") else None
        found["PMID"] = str(pmid or "")
    return {name: value for name, value in found.items() if value}
