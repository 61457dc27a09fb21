"""One entry's fields into CSL's variables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.formats.bibtex import fields as tables
from citekit.formats.bibtex.casing import sentence_case as to_sentence_case
from citekit.formats.bibtex.csl_fields import restore
from citekit.formats.bibtex.dates import read_date, read_year_month_day
from citekit.formats.bibtex.names import read_names
from citekit.model.edtf import parse_edtf
from citekit.model.identifiers import PMCID, PMID, ArXivID
from citekit.richtext.latex import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.formats.bibtex.inheritance import Fields


class _Entry:
    """An entry being mapped: its fields, the item so far, and which fields each variable came from."""

    def __init__(self, type_: str, values: Fields, sentence_case: str) -> None:
        self.type = type_
        self.values = values
        self.sentence_case = sentence_case
        self.item: dict[str, Any] = {}
        self.origins: dict[str, tuple[str, ...]] = {}
        self.language = ""
        #: Fields that went into the item; the others are kept as they are.
        self.used: set[str] = set()

    def present(self, *names: str) -> str:
        """The first of several fields that is there; the last where none is."""
        return next((name for name in names if self.values.get(name, "").strip()), names[-1])

    def raw(self, *names: str) -> str:
        return self.values.get(self.present(*names), "")

    def text(self, *names: str) -> str:
        return decode(self.raw(*names))

    def title(self, name: str) -> str:
        text = decode(self.raw(name), kind="title")
        foreign = self.language and not self.language.lower().startswith("en")
        if self.sentence_case == "always" or (self.sentence_case == "auto" and not foreign):
            return to_sentence_case(text)
        return text

    def set(self, variable: str, value: Any, *names: str) -> None:
        """Give a variable its value, once; `names` are the fields that the value was made of."""
        if value and variable not in self.item:
            self.item[variable] = value
            self.origins[variable] = names
            self.used.update(names)


def map_entry(type_: str, values: Fields, sentence_case: str) -> tuple[dict[str, Any], dict[str, tuple[str, ...]]]:
    """An entry's CSL-JSON item, without an id, and for each variable the fields it came from."""
    entry = _Entry(type_, values, sentence_case)
    for step in _STEPS:
        step(entry)
    rest = {name: value for name, value in values.items() if name not in entry.used and value.strip()}
    if not tables.is_written_as(type_, entry.item["type"]):
        rest["entrytype"] = type_
    if rest:
        entry.item.setdefault("custom", {})["bibtex"] = rest
    return restore(entry.item, entry.origins), entry.origins


def _language(entry: _Entry) -> None:
    field = entry.present("langid", "hyphenation", "language")
    name = entry.raw(field).strip().lower()
    entry.language = tables.LANGUAGES.get(name, "")
    if not entry.language and re.fullmatch(r"[a-z]{2}(-[a-z]{2,4})?", name):
        language, dash, region = name.partition("-")
        entry.language = language + dash + region.upper()
    if entry.language:
        entry.used.add(field)


def _type(entry: _Entry) -> None:
    kind = tables.TYPES.get(entry.type, "document")
    subtype = entry.raw("entrysubtype").lower()
    if kind == "article-journal" and subtype in ("magazine", "newspaper"):
        kind = f"article-{subtype}"
        entry.used.add("entrysubtype")
    elif entry.type == "article" and entry.raw("eprint") and not entry.raw("journal", "journaltitle"):
        # An e-print that appeared nowhere else is a preprint; a PubMed number says no such thing.
        kind = kind if entry.raw("eprinttype").strip().lower() in ("pubmed", "pmid") else "article"
    elif entry.type == "misc":
        wanted = entry.raw("type", "howpublished").strip().lower()
        if wanted in ("software", "dataset"):
            kind = wanted
        elif entry.raw("url") or "\\url" in entry.raw("howpublished"):
            kind = "webpage"
    elif entry.type == "unpublished" and entry.raw("eventdate", "eventtitle", "venue"):
        kind = "speech"
    entry.item["type"] = kind
    genre = entry.raw("type").strip()
    if genre:
        entry.set("genre", tables.GENRES.get(genre.lower(), decode(genre)), "type")
    elif entry.type in tables.GENRES:
        entry.set("genre", tables.GENRES[entry.type])


def _names(entry: _Entry) -> None:
    truncated: list[str] = []
    for field, variable in tables.NAMES.items():
        names, others = read_names(entry.raw(field))
        role = entry.raw("editortype").strip().lower() if field == "editor" else ""
        target = tables.EDITOR_TYPES.get(role, variable)
        if names and target not in entry.item:
            entry.set(target, names, field)
            if field == "editor" and role in tables.EDITOR_TYPES:
                entry.used.add("editortype")
            if others:
                truncated.append(target)
    if truncated:
        entry.item["custom"] = {"et-al": truncated}


def _joined(title: str, subtitle: str, addon: str = "") -> str:
    if subtitle:
        title = f"{title}{'' if not title else ' ' if title[-1:] in '?!.,:;' else ': '}{subtitle}"
    if addon:
        title = f"{title}{'' if not title else ' ' if title[-1:] in '?!.' else '. '}{addon}"
    return title


def _titles(entry: _Entry) -> None:
    title_fields = ("title", "subtitle", "titleaddon")
    book_fields = ("booktitle", "booksubtitle", "booktitleaddon")
    main_fields = ("maintitle", "mainsubtitle", "maintitleaddon")
    journal_fields = (entry.present("journaltitle", "journal"), "journalsubtitle")
    title, book, main = (
        _joined(*(entry.title(name) for name in names)) for names in (title_fields, book_fields, main_fields)
    )
    journal = _joined(*(entry.text(name) for name in journal_fields))
    kind = entry.item["type"]
    if kind in tables.PARTS or entry.type in ("bookinbook", "suppbook"):
        if not book and not main and not journal and entry.type == "inbook":
            # BibTeX's @inbook without a booktitle names the book, and the chapter by number or pages.
            entry.set("container-title", title, *title_fields)
            entry.set("container-title-short", entry.title("shorttitle"), "shorttitle")
            return
        if main and book:
            entry.set("container-title", main, *main_fields)
            entry.set("volume-title", book, *book_fields)
        else:
            entry.set("container-title", main or book, *(main_fields if main else book_fields))
            entry.set("container-title", journal, *journal_fields)
        entry.set("title", title, *title_fields)
    elif main and kind == "book":
        entry.set("title", main, *main_fields)
        entry.set("volume-title", title, *title_fields)
    else:
        entry.set("title", title, *title_fields)
        for value, names in ((journal, journal_fields), (book, book_fields), (main, main_fields)):
            entry.set("container-title", value, *names)
    entry.set("title-short", entry.title("shorttitle"), "shorttitle")


def _dates(entry: _Entry) -> None:
    for field, variable in tables.DATES.items():
        # EDTF's "approximately" is LaTeX's tie, so the value is tried as it stands first.
        date = parse_edtf(entry.raw(field)) or read_date(decode(entry.raw(field), kind="name"))
        entry.set(variable, date, field)
    if "issued" not in entry.item:
        parts = [decode(entry.raw(name), kind="name") for name in ("year", "month", "day")]
        date = read_year_month_day(*parts)
        # A month or a day that nobody understands stays as it is.
        told = max((len(point) for point in (date or {}).get("date-parts", ())), default=0)
        understood = ("year", "month", "day")[: 2 if date and "season" in date else told] or ("year",)
        entry.set("issued", date, *understood)
    if "accessed" not in entry.item:
        entry.set("accessed", read_date(entry.text("lastchecked")), "lastchecked")


def pages(text: str) -> str:
    """Page ranges with a plain hyphen, lists kept."""
    return re.sub(r"\s*(?:-{2,3}|[–—])\s*", "-", text.strip())


def _numbers(entry: _Entry) -> None:
    kind = entry.item["type"]
    entry.set("volume", entry.text("volume"), "volume")
    number, issue = entry.text("number"), entry.text("issue")
    if kind in (
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "periodical",
        "review",
    ):
        entry.set("issue", pages(", ".join(part for part in (number, issue) if part)), "number", "issue")
    elif kind in ("book", "chapter", "paper-conference", "entry-encyclopedia", "pamphlet"):
        entry.set("collection-number", number, "number")
        entry.set("issue", issue, "issue")
    else:
        entry.set("number", number, "number")
        entry.set("issue", issue, "issue")
    entry.set("page", pages(entry.text("pages")), "pages")
    eid = entry.text("eid")
    if eid:
        entry.set("number", eid, "eid")
        entry.set("page", eid, "eid")


def _publisher(entry: _Entry) -> None:
    names: tuple[str, ...] = ("organization", "institution", "school", "publisher", "howpublished")
    if "\\url" in entry.raw("howpublished") or entry.raw("howpublished").strip().startswith("http"):
        names = names[:-1]
        if not entry.raw("url"):
            entry.set("URL", decode(entry.raw("howpublished"), kind="verbatim"), "howpublished")
    parts = [
        re.sub(r"\s+and\s+", "; ", entry.text(name)) if name != "howpublished" else entry.text(name) for name in names
    ]
    entry.set("publisher", "; ".join(dict.fromkeys(part for part in parts if part)), *names)
    place = re.sub(r"\s+and\s+", "; ", entry.text("location", "address"))
    variable = "jurisdiction" if entry.item["type"] == "patent" else "publisher-place"
    entry.set(variable, place, entry.present("location", "address"))


def _identifiers(entry: _Entry) -> None:
    for field, variable in tables.VERBATIM.items():
        value = decode(entry.raw(field), kind="verbatim")
        if variable == "DOI":
            value = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", value, flags=re.IGNORECASE)
        entry.set(variable, value, field)
    _eprint(entry)
    pmcid = PMCID.parse(entry.item.get("URL", ""))
    if pmcid:
        entry.set("PMCID", str(pmcid), "url")
    pmid = PMID.parse(entry.item.get("URL", "")) if "ncbi" in entry.item.get("URL", "") else None
    if pmid:
        entry.set("PMID", str(pmid), "url")


def _eprint(entry: _Entry) -> None:
    eprint = decode(entry.raw("eprint"), kind="verbatim")
    kind = entry.present("eprinttype", "archiveprefix")
    archive = entry.raw(kind).strip()
    identifier = ArXivID.parse(eprint)
    if archive.lower() in ("pubmed", "pmid"):
        entry.set("PMID", eprint, "eprint", kind)
    elif archive.lower() == "arxiv" or (identifier and not archive):
        entry.set("archive", "arXiv" if eprint else "", kind)
        entry.set("archive_location", eprint, "eprint")
        entry.set("URL", identifier.url if identifier else "", "eprint")
    elif eprint:
        entry.set("archive", archive, kind)
        entry.set("archive_location", eprint, "eprint")


def _texts(entry: _Entry) -> None:
    for field, variable in tables.TEXTS.items():
        entry.set(variable, entry.text(field), field)
    addendum = entry.text("addendum")
    if addendum:
        note = entry.item.pop("note", "")
        entry.set("note", f"{note}. {addendum}" if note else addendum, "note", "addendum")
    entry.set("language", entry.language, entry.present("langid", "hyphenation", "language"))


#: In the order in which the members of an item are written.
_STEPS: tuple[Callable[[_Entry], None], ...] = (
    _language, _type, _names, _titles, _numbers, _publisher, _dates, _identifiers, _texts,
)  # fmt: skip
