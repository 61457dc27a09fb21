"""The fields of an EndNote reference as a CSL item; RIS's tags come here as the fields they are.

A field is taken where its type gives it a meaning and its value is of that kind; all others are handed back, to be kept
in `custom`. So nothing is dropped: what two fields say alike stands once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.endnote.dates import date_of
from citekit.formats.endnote.names import ET_AL, name_of
from citekit.formats.endnote.types import NAMES
from citekit.formats.keywords import joined
from citekit.formats.page_ranges import in_full
from citekit.model.identifiers import DOI, ISBN, ISSN, PMCID, PMID
from citekit.model.variables import KIND

if TYPE_CHECKING:
    from citekit.formats.endnote.slots import Slots
    from citekit.formats.endnote.types import ReferenceType

#: Fields that need more than a look into the table.
_OWN_WAY: Final = frozenset({*NAMES, "edition", "custom2", "custom3", "custom7", "isbn", "pages"})
_ON_THE_WEB: Final = frozenset({"webpage", "post-weblog"})
_PUBMED: Final = re.compile(r"(?i)pubmed|medline|\bnlm\b")
#: No field of numbers is longer.
_LONG: Final = 400
_BOOK_NUMBER: Final = re.compile(r"[\dXx][\dXx-]{7,16}[\dXx]")
_NAMED_NUMBER: Final = re.compile(
    r"(?i)(?P<number>[\dx][\dx-]{6,15}[\dx])\s{0,3}(?:\((?P<name>issn|isbn|print|electronic|online|linking)\))?"
)
#: Names of a journal may stand in each other's fields.
_ALIKE: Final = dict.fromkeys(
    ("container-title", "container-title-short"), ("container-title", "container-title-short")
)


def item_of(slots: Slots, type_: ReferenceType) -> dict[str, Any]:
    """The variables that some fields are in a type; the slots are left with what is none.

    Examples:
        >>> from citekit.formats.endnote.slots import Slots, Value
        >>> from citekit.formats.endnote.types import type_named
        >>> fields = {"title": "Knees", "secondary-title": "Care", "pages": "258-61", "year": "2004", "custom1": "x"}
        >>> slots = Slots(Value(field, text, field) for field, text in fields.items())
        >>> item_of(slots, type_named("Journal Article"))
        {'type': 'article-journal', 'title': 'Knees', 'container-title': 'Care', \
'issued': {'date-parts': [[2004]]}, 'page': '258-261'}
        >>> [value.label for value in slots.left()]
        ['custom1']
    """
    item: dict[str, Any] = {"type": type_.csl}
    cut = _people(item, slots, type_)
    _texts(item, slots, type_)
    if type_.csl == "paper-conference":
        _meeting(item, slots)
    if type_.csl == "thesis" and not item.get("genre"):
        item["genre"] = slots.take("volume")
    _journal_names(item, slots)
    _dates(item, slots, type_)
    _edition(item, slots, type_)
    _pages(item, slots, type_)
    _numbers(item, slots, type_)
    _addresses(item, slots)
    _article_numbers(item, slots, type_)
    if not item.get("keyword"):
        item["keyword"] = joined(slots.take_all("keywords"))
    _say_once(item, slots, type_)
    if cut:
        item["custom"] = {"et-al": cut}
    return {name: value for name, value in item.items() if value}


def _people(item: dict[str, Any], slots: Slots, type_: ReferenceType) -> list[str]:
    """Names by their roles; those whose list is cut are returned."""
    cut = []
    for field in NAMES:
        role = type_.meaning(field)
        if not role or not slots.get(field):
            continue
        values = slots.take_all(field)
        if KIND[role] != "name":
            item[role] = "; ".join(value.rstrip(", ") for value in values)
            continue
        names = [name_of(value) for value in values if not ET_AL.fullmatch(value)]
        if len(names) < len(values):
            cut.append(role)
        item[role] = [*item.get(role, ()), *names]
    return cut


def _texts(item: dict[str, Any], slots: Slots, type_: ReferenceType) -> None:
    for field, variable in type_.meanings.items():
        if variable and field not in _OWN_WAY and not item.get(variable) and KIND[variable] != "date":
            item[variable] = slots.take(field)


def _meeting(item: dict[str, Any], slots: Slots) -> None:
    """A conference's name and place, where those of the proceedings stand beside them."""
    proceedings, place = slots.take("custom3"), slots.take("custom1")
    if proceedings:
        item["event-title"], item["container-title"] = item.get("container-title", ""), proceedings
    if place:
        item["event-place"], item["publisher-place"] = item.get("publisher-place", ""), place


def _journal_names(item: dict[str, Any], slots: Slots) -> None:
    """The full name is the container's, whichever of the fields has it."""
    if item.get("container-title-short") and not item.get("container-title") and item["type"].startswith("article"):
        item["container-title"] = item["container-title-short"]
    while item.get("container-title-short") and item["container-title-short"] == item.get("container-title"):
        item["container-title-short"] = slots.take("alt-title")
    container, short = item.get("container-title", ""), item.get("container-title-short", "")
    if len(short) > len(container) and abbreviates(container, short):
        item["container-title"], item["container-title-short"] = short, container


def abbreviates(short: str, title: str) -> bool:
    """Whether the words of a short title are beginnings of words of the other, in their order.

    Examples:
        >>> abbreviates("Neurosci. Lett", "Neuroscience Letters"), abbreviates("Pain", "The Journal of Care")
        (True, False)
    """
    words = iter(re.findall(r"\w+", title.lower()[:400]))
    wanted = re.findall(r"\w+", short.lower()[:400])
    return bool(wanted) and all(any(word.startswith(begun) for word in words) for begun in wanted)


def _dates(item: dict[str, Any], slots: Slots, type_: ReferenceType) -> None:
    """The most precise of the dates of the year that is given, and when the work was looked at."""
    year = slots.get("year")
    if type_.meaning("date") != "accessed":
        _issued(item, slots, year)
    elif year:
        # In works online, the date is that on which they were looked at.
        item["issued"] = date_of(year) or {"literal": year}
        slots.take("year")
    looked = "access-date" if slots.get("access-date") else "date" if type_.meaning("date") == "accessed" else ""
    accessed = _dated(slots.get(looked), year) if looked else None
    if accessed is not None:
        item["accessed"] = accessed
        slots.take(looked)
    elif type_.csl in _ON_THE_WEB:
        _looked_at(item)


def _looked_at(item: dict[str, Any]) -> None:
    """When a page was looked at: EndNote calls the volume of these types "Access Year", their number "Access Date"."""
    year, day = item.get("volume", ""), item.get("number", "")
    if re.fullmatch(r"(?:19|20)\d\d", year):
        date = _dated(day, year) if day else date_of(year)
        if date is not None and date["date-parts"][0][0] == int(year) and (not day or len(date["date-parts"][0]) > 1):
            item["accessed"] = date
            item["volume"] = item["number"] = ""


def _dated(text: str, year: str) -> dict[str, Any] | None:
    """A date in words, which may leave its year to another field: "May 6", "Spring"."""
    return date_of(text) or (date_of(f"{text} {year}") if text and year and text != year else None)


def _issued(item: dict[str, Any], slots: Slots, year: str) -> None:
    read = [(field, text, _dated(text, year)) for field in ("year", "date") for text in slots.all(field)]
    known = [(field, text, date) for field, text, date in read if date is not None]
    if not known:
        if year:
            item["issued"] = {"literal": slots.take("year")}
        return
    given = known[0][2]["date-parts"][0][0]
    same = [(field, text, date) for field, text, date in known if date["date-parts"][0][0] == given]
    best = max((date for _, _, date in same), key=_precision)
    item["issued"] = best
    for field, text, date in same:
        # What another one says better needs no saying.
        if all(best["date-parts"][0][: len(part)] == part for part in date["date-parts"][:1]):
            slots.drop(field, text)


def _precision(date: dict[str, Any]) -> tuple[int, int, bool, bool]:
    return len(date["date-parts"][0]), len(date["date-parts"]), "season" in date, "circa" in date


def _edition(item: dict[str, Any], slots: Slots, type_: ReferenceType) -> None:
    """In articles, the day on which they were put online."""
    variable = type_.meaning("edition")
    if variable == "available-date":
        date = date_of(re.sub(r"\A(\d{4})(\d\d)(\d\d)\Z", r"\1/\2/\3", slots.get("edition")))
        if date is not None:
            item["available-date"] = date
            slots.take("edition")
            return
        variable = "edition"
    if variable and not item.get(variable):
        item[variable] = slots.take("edition")


def _pages(item: dict[str, Any], slots: Slots, type_: ReferenceType) -> None:
    """Pages in full; how many a book has is one number, and no range."""
    variable = type_.meaning("pages") if "pages" in type_.meanings else "page"
    first, last = slots.get("pages"), slots.get("end-page")
    if not first and not last and type_.is_article:
        # Where there are no pages, the first is known.
        item["page"] = slots.take("section", "number") if type_.csl == "article-newspaper" else slots.take("section")
        return
    if not variable:
        return
    slots.take("pages")
    text = in_full(first)
    if last and last != first:
        together = in_full(f"{first}-{last}") if first and not re.search(r"[-,;]", text) else ""
        text = together or text or last
        if together or text == last:
            slots.take("end-page")
    elif last:
        slots.take("end-page")
    is_range = re.search(r"\d\D{0,3}-\D{0,3}\d", text) is not None
    item["page" if variable == "number-of-pages" and is_range else variable] = text


def _numbers(item: dict[str, Any], slots: Slots, type_: ReferenceType) -> None:
    """ISSN and ISBN by their check digits, wherever one field has several; in reports and patents, their number."""
    values = slots.take_all("isbn")
    more: dict[str, None] = {}
    for value in values:
        found = False
        pieces = [value, *_BOOK_NUMBER.findall(value), *re.split(r"[;,/()\s]+", value)] if len(value) < _LONG else []
        for piece in pieces:
            isbn, issn = ISBN.parse(piece), ISSN.parse(piece)
            for variable, number in (("ISBN", isbn), ("ISSN", issn)):
                if number is None:
                    continue
                found = True
                if not item.get(variable):
                    item[variable] = str(number)
                elif item[variable] != str(number):
                    more[str(number)] = None
            if found and piece == value:
                break
        if not found:
            more[value] = None
    own = type_.meaning("isbn")
    if not item.get(own or "ISSN") and not item.get(own or "ISBN"):
        odd = next((value for value in more if own or _may_be(value)), "")
        if odd:
            kind, digits = (own, odd) if own else _as_it_looks(odd, "ISSN" if type_.is_article else "ISBN")
            item[kind] = digits
            del more[odd]
    slots.put_back("isbn", more)


def _may_be(value: str) -> bool:
    """Whether this is a number with a slip in it, and so is better kept than lost."""
    return re.search(r"\d", value) is not None and len(value) <= 40


def _as_it_looks(value: str, kind: str) -> tuple[str, str]:
    """A number whose check digit is wrong: what it is called or else as long as, and without that name.

    Examples:
        >>> _as_it_looks("9780000000000 (ISBN)", "ISSN"), _as_it_looks("1234-5678", "ISBN"), _as_it_looks("12", "ISBN")
        (('ISBN', '9780000000000'), ('ISSN', '1234-5678'), ('ISBN', '12'))
    """
    match = _NAMED_NUMBER.fullmatch(value)
    if match is None:
        return kind, value
    length = len(match["number"].replace("-", ""))
    named = (match["name"] or "").upper()
    return named if named in ("ISBN", "ISSN") else {8: "ISSN", 10: "ISBN", 13: "ISBN"}.get(length, kind), match[
        "number"
    ]


def _addresses(item: dict[str, Any], slots: Slots) -> None:
    """The DOI, from whichever field has it, and the first address that is another."""
    number = slots.get("electronic-resource-num")
    doi = DOI.parse(number)
    if doi is not None:
        slots.take("electronic-resource-num")
    urls = slots.all("url")
    for url in urls:
        in_url = DOI.parse(url) if "doi.org/" in url.lower() else None
        doi = doi or in_url
        if in_url is not None and in_url == doi:
            slots.drop("url", url)
    if doi is not None:
        item["DOI"] = str(doi)
    item["URL"] = slots.take("url")
    provider = " ".join(slots.all("remote-database-name", "remote-database-provider"))
    told = " ".join([item.get("archive", ""), item.get("source", ""), provider, *urls[:10]])
    pmid = PMID.parse(slots.get("accession-num"))
    if pmid is not None and (_PUBMED.search(told) or PMCID.parse(slots.get("custom2"))):
        item["PMID"] = str(pmid)
        slots.take("accession-num")
        if item.get("archive", "").lower() in ("pubmed", "medline"):
            item["archive"] = ""


def _article_numbers(item: dict[str, Any], slots: Slots, type_: ReferenceType) -> None:
    """An article's number in place of pages, and PubMed Central's."""
    for field in ("custom2", "custom3", "custom7"):
        variable = type_.meaning(field)
        if not variable or item.get(variable):
            continue
        text = slots.get(field)
        if variable == "PMCID":
            pmcid = PMCID.parse(text)
            if pmcid is None:
                continue
            item["PMCID"] = str(pmcid)
        else:
            item[variable] = re.sub(r"(?i)\Aarticle (?:no\. |number )?", "", text) if variable == "number" else text
        slots.take(field)


def _say_once(item: dict[str, Any], slots: Slots, type_: ReferenceType) -> None:
    """Values that a variable has already need no keeping."""
    for value in list(slots.left()):
        variable = type_.meaning(value.field)
        said = (item.get(name) for name in _ALIKE.get(variable, (variable,)))
        if any(isinstance(text, str) and text.split() == value.text.split() for text in said):
            slots.drop(value.field, value.text)
