"""PubMed's display format, which its "Cite" and "Save" buttons give out (`.nbib`).

Source: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import ReadError
from citekit.formats.format import Format, whole
from citekit.formats.tagged import Record, records
from citekit.model.identifiers import DOI, ISBN, ISSN, PMCID, PMID
from citekit.model.keys import Keys
from citekit.model.library import Entry, Origin
from citekit.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.library import Library
    from citekit.model.span import SourceText

_LINE: Final = re.compile(r"(?P<tag>[A-Z]{2,4}) {0,2}-(?: (?P<value>.*))?\Z")
_START: Final = re.compile(r"\s*PMID ?- ?\d")
_TYPES: Final = {
    "preprint": "article", "dataset": "dataset", "newspaper article": "article-newspaper", "book review": "review-book",
    "technical report": "report", "academic dissertation": "thesis", "book": "book", "book chapter": "chapter",
}  # fmt: skip
#: What CSL has no variable for, and readers of a record miss: subject headings, where its authors work, who they are,
#: grants, registrations of trials, kinds of publication, and what was published about the work.
_KEPT: Final = (
    "MH", "AD", "AUID", "GR", "SI", "PT", "CIN", "CON", "EIN", "EFR", "CRI", "CRF", "DDIN", "DRIN", "ECI", "ECF",
    "PRIN", "PROF", "RPI", "RPF", "RIN", "RRI", "RRF", "ROF", "UIN", "UOF", "SPIN", "ORI",
)  # fmt: skip
_RETRACTIONS: Final = ("RIN", "RRI")
_ET_AL: Final = re.compile(r"(?i)et\.? al\.?")


def looks_like_medline(text: str) -> bool:
    r"""Whether a text begins as PubMed's display format does.

    Examples:
        >>> looks_like_medline("PMID- 15135884\nTI  - Pain\n"), looks_like_medline("TY  - JOUR\n")
        (True, False)
    """
    return _START.match(text.lstrip("\ufeff")) is not None


def read(source: SourceText) -> Library:
    r"""Read a file of PubMed's display format.

    Raises:
        ReadError: no record is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> lines = ["PMID- 15135884", "DP  - 2004 May-Jun", "TI  - Pain.", "PG  - 258-61", "FAU - Han, Ji-Sheng"]
        >>> library = read(SourceText("\n".join(lines)))
        >>> library.items[0]["page"], library.items[0]["author"]
        ('258-261', [{'family': 'Han', 'given': 'Ji-Sheng'}])
    """
    return whole(entries_of, source, "nbib")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The records one after the other."""
    keys = Keys()
    found = False
    for record in records(source.text, _LINE, "PMID", ""):
        if record.stray is not None:
            problems.append(Problem("this line belongs to no record", source, record.stray, severity="warning"))
        if record.fields[0][0] != "PMID":
            problems.append(Problem("a record without a PMID was left out", source, record.span))
            continue
        item = _item(record)
        key = keys.make(item)
        found = True
        yield Entry(key, {"id": key, **item}, Origin(source, record.span))
    if not found and not problems:
        raise ReadError("no record was found", path=source.path, hint="a record begins with a line “PMID- 15135884”")


def _item(record: Record) -> dict[str, Any]:
    # PubMed's XML comes along with these, which nobody needs to print a list.
    from citekit.pubmed.article import edition_of, language_of  # noqa: PLC0415
    from citekit.pubmed.dates import date_in_words, pages_of  # noqa: PLC0415

    kinds = [value.lower() for value in record.all("PT")]
    book = record.first("BTI")
    chapter = bool(book and record.first("TI") and _without_stop(record.first("TI")) != _without_stop(book))
    type_ = "chapter" if chapter else "book" if book else next((_TYPES[kind] for kind in kinds if kind in _TYPES), "")
    title = _without_stop(record.first("TI") or book)
    translated = title.startswith("[") and title.endswith("]")
    pmid = PMID.parse(record.first("PMID"))
    pmcid = PMCID.parse(record.first("PMC")) if record.first("PMC") else None
    issns = [value.partition(" (")[0] for value in record.all("IS")]
    isbns = [value.partition(" (")[0] for value in record.all("ISBN")]
    item: dict[str, Any] = {
        "type": type_ or "article-journal",
        "title": _without_stop(title[1:-1]) if translated else title,
        "original-title": _without_stop(record.first("TT")),
        "author": _authors(record),
        "editor": [_name(value) for value in record.all("FED") or record.all("ED")],
        "issued": date_in_words(record.first("DP")) or date_in_words(_day(record.first("DEP"))),
        "container-title": _without_stop(book) if chapter else _journal(record.first("JT")),
        "container-title-short": record.first("TA"),
        "collection-title": record.first("CTI") if book else "",
        "volume": record.first("VI"),
        "issue": record.first("IP"),
        "page": pages_of(record.first("PG")),
        "publisher": record.first("PB"),
        "publisher-place": record.first("PL") if book else "",
        "edition": edition_of(record.first("EN")),
        # One with a slip in it is better than none.
        "ISSN": next((str(number) for number in map(ISSN.parse, issns) if number), next(iter(issns), "")),
        "ISBN": next((str(number) for number in map(ISBN.parse, isbns) if number), next(iter(isbns), "")),
        "language": language_of(record.first("LA")),
        "genre": "Preprint" if "preprint" in kinds else "",
        "abstract": record.first("AB"),
        "keyword": ", ".join(dict.fromkeys(record.all("OT"))),
        "PMID": str(pmid or ""),
        "PMCID": str(pmcid or ""),
        "DOI": str(_doi(record) or ""),
        "custom": _custom(record),
    }
    return {name: value for name, value in item.items() if value}


def _without_stop(title: str) -> str:
    return re.sub(r"(?<!\.)\.\Z", "", title.strip())


def _journal(title: str) -> str:
    return re.sub(r"\s?\([^()]{1,60}\)\Z", "", title).replace(" : ", ": ")


def _day(value: str) -> str:
    return re.sub(r"\A(\d{4})(\d\d)(\d\d)\Z", r"\1 \2 \3", value)


def _doi(record: Record) -> DOI | None:
    for value in record.all("LID", "AID"):
        if value.endswith("[doi]"):
            return DOI.parse(value.removesuffix("[doi]").strip())
    return None


def _authors(record: Record) -> list[dict[str, str]]:
    """Persons by their full names where they are given, and bodies, in the order of the file."""
    full = bool(record.all("FAU"))
    names = []
    for tag, value, _ in record.fields:
        if tag == "CN" and value:
            names.append({"literal": value})
        elif tag == ("FAU" if full else "AU") and value and not _ET_AL.fullmatch(value):
            names.append(_name(value))
    return names


def _name(value: str) -> dict[str, str]:
    """A name as it is printed: "Han, Ji-Sheng", "Berg, Tom Jr", or, where there are initials only, "Han JS"."""
    family, comma, given = value.partition(",")
    if not comma:
        found = re.fullmatch(r"(.{1,80}?)\s+([A-Z]{1,4})(?:\s+(Jr|Sr|[2-4](?:nd|rd|th)))?", value)
        if found is None:
            return {"literal": value}
        family, given = found[1], " ".join(f"{letter}." for letter in found[2])
        return {"family": family, "given": given, **({"suffix": found[3]} if found[3] else {})}
    parts = re.fullmatch(r"\s*(.*?)(?:\s+(Jr|Sr|[2-4](?:nd|rd|th))\.?)?\s*", given)
    named, suffix = (parts[1], parts[2]) if parts else (given.strip(), None)
    return {name: part for name, part in (("family", family.strip()), ("given", named), ("suffix", suffix)) if part}


def _custom(record: Record) -> dict[str, Any]:
    """A list of names that is cut, that and where the work was retracted, and what CSL has no variable for."""
    custom: dict[str, Any] = {}
    if any(_ET_AL.fullmatch(value) for value in record.all("AU", "FAU")):
        custom["et-al"] = ["author"]
    retraction = _retraction(record)
    if retraction:
        custom["retraction"] = retraction
    kept = {tag: list(dict.fromkeys(record.all(tag))) for tag in _KEPT if tag in record.tags}
    kept["PT"] = [kind for kind in kept.get("PT", ()) if kind.lower() != "journal article"]
    kept = {tag: values for tag, values in kept.items() if values}
    if kept:
        custom["nbib"] = kept
    return custom


def _retraction(record: Record) -> dict[str, Any]:
    """The notice by which the work was retracted; where none is named, that it was."""
    for notice in record.all(*_RETRACTIONS):
        year = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", notice)
        if year:
            doi = re.search(r"10\.\d{4,9}/\S{1,200}", notice)
            parsed = DOI.parse(doi[0]) if doi else None
            return {"year": int(year[0]), **({"DOI": str(parsed)} if parsed else {})}
    is_retracted = any(kind.lower() == "retracted publication" for kind in record.all("PT"))
    return {"label": "Retracted Publication"} if is_retracted or record.all(*_RETRACTIONS) else {}


FORMAT = Format("nbib", (".nbib",), sniff=looks_like_medline, entries=entries_of)
