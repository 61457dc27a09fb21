"""One entry's fields into CSL's variables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citekit.formats.bibtex import fields as tables
from citekit.formats.bibtex.casing import sentence_case, sentence_case_but
from citekit.formats.bibtex.csl_fields import restore
from citekit.formats.bibtex.dates import read_date, read_reprint, read_year_month_day
from citekit.formats.bibtex.localization import KEYS, STATES, localized
from citekit.formats.bibtex.names import is_unclear, read_names, split_names
from citekit.formats.bibtex.titles import map_titles
from citekit.model.identifiers import PMCID, PMID, ArXivID
from citekit.richtext.latex import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.formats.bibtex.inheritance import Fields
    from citekit.model.item import DateItem


_EDTF = re.compile(r"[0-9XxuY~?%/.:+TZ\s-]*")


class Remark(NamedTuple):
    """Something in a field that was understood in part: what, and what to do about it."""

    field: str
    message: str
    hint: str


class Mapped(NamedTuple):
    """A CSL-JSON item without an id, the fields each variable came from, and what was not clear in which field."""

    item: dict[str, Any]
    origins: dict[str, tuple[str, ...]]
    remarks: list[Remark]


class Casing(NamedTuple):
    """When titles are put in sentence case ("never", "auto", "always"), and what marks the names in them."""

    when: str = "never"
    marked: Callable[[str], str] | None = None


AS_WRITTEN: Final = Casing()


class MappedEntry:
    """An entry being mapped: its fields, the item so far, and which fields each variable came from."""

    def __init__(self, type_: str, values: Fields, casing: Casing, *, biblatex: bool) -> None:
        self.type = type_
        self.values = values
        self.casing = casing
        #: Whether it is BibLaTeX's: ` and ` parts publishers and places there, and is a word like others in BibTeX.
        self.biblatex = biblatex
        self.item: dict[str, Any] = {}
        self.origins: dict[str, tuple[str, ...]] = {}
        self.language = ""
        #: Whether the work is in a language whose titles have no Title Case to be lowered.
        self.foreign = False
        #: Fields that went into the item; the others are kept as they are.
        self.used: set[str] = set()
        self.remarks: list[Remark] = []
        self._titles: dict[str, str] = {}
        self.options = _options(values.get("options", ""))

    def present(self, *names: str) -> str:
        """The first of several fields that is there; the last where none is."""
        for name in names:
            if name in self.values and self.values[name].strip():
                return name
        return names[-1]

    def raw(self, *names: str) -> str:
        """The value, as it is written, of the first of several fields that is there."""
        return self.values.get(self.present(*names), "")

    def text(self, *names: str) -> str:
        """The same as text."""
        return self.decoded(self.present(*names), "literal")

    def title(self, name: str) -> str:
        """A title, in sentence case where that is wanted."""
        if name not in self._titles:
            self._titles[name] = self._title(name)
        return self._titles[name]

    def _title(self, name: str) -> str:
        if name not in self.values or self.casing.when == "never":
            return self.decoded(name, "title")
        if self.casing.when == "auto" and self.foreign:
            # No style touches the capitals of other languages.
            return self.decoded(name, "literal")
        title = self.decoded(name, "cased")
        return sentence_case(title) if self.casing.marked is None else sentence_case_but(title, self.casing.marked)

    def decoded(self, name: str, kind: str) -> str:
        """A field's LaTeX as text."""
        value = self.values.get(name)
        if not value:
            return ""
        return decode(value, kind=kind, unknown=lambda macro: self.unknown(name, macro))

    def date(self, name: str) -> str:
        """A date's text; in EDTF a tie is no space but says that the date is approximate."""
        raw = self.values.get(name, "")
        return raw.strip() if _EDTF.fullmatch(raw) else self.decoded(name, "name")

    def unknown(self, name: str, macro: str) -> None:
        """Remark, once a field, that a macro is one that nobody knows."""
        remark = Remark(name, f"the LaTeX command \\{macro} can't be read", "write what it prints instead")
        if remark not in self.remarks:
            self.remarks.append(remark)

    def set(self, variable: str, value: Any, *names: str) -> None:
        """Give a variable its value, once; `names` are the fields that the value was made of."""
        if value and variable not in self.item:
            self.item[variable] = value
            self.origins[variable] = names
            self.used.update(names)


def map_entry(type_: str, values: Fields, casing: Casing = AS_WRITTEN, *, biblatex: bool = True) -> Mapped:
    """One entry as a CSL-JSON item; what CSL has no variable for stays in `custom["bibtex"]` as it is written.

    Example:
        >>> map_entry("article", {"eid": "e7", "file": "a.pdf"}).item
        {'type': 'article-journal', 'number': 'e7', 'custom': {'bibtex': {'file': 'a.pdf'}}}
    """
    entry = MappedEntry(type_, values, casing, biblatex=biblatex)
    for step in _STEPS:
        step(entry)
    rest = {name: value for name, value in values.items() if name not in entry.used and value.strip()}
    if not tables.is_written_as(type_, entry.item["type"]):
        rest["entrytype"] = type_
    if rest:
        entry.item.setdefault("custom", {})["bibtex"] = rest
    return Mapped(restore(entry.item, entry.origins), entry.origins, entry.remarks)


def _options(text: str) -> dict[str, str]:
    pairs = (option.partition("=") for option in text.lower().split(",")) if text else ()
    return {name.strip(): value.strip() or "true" for name, _, value in pairs}


def _language(entry: MappedEntry) -> None:
    field = entry.present("langid", "hyphenation", "language")
    name = entry.raw(field).strip().lower()
    if not name:
        return
    variant = re.search(r"variant\s*=\s*(\w+)", entry.raw("langidopts").lower())
    entry.language = tables.VARIANTS.get((name, variant[1] if variant else ""), "") or tables.LANGUAGES.get(name, "")
    if not entry.language:
        entry.language = tables.OWN_NAMES.get(decode(name), "") or _tag(name)
    entry.foreign = not entry.language.startswith("en") if entry.language else field != "language"
    if entry.language:
        entry.used.add(field)


def _tag(text: str) -> str:
    """A language tag in the case that tags have: `pt-BR`, `zh-Hant`."""
    if not re.fullmatch(r"[a-z]{2}([-_][a-z]{4})?([-_][a-z]{2})?", text):
        return ""
    language, *rest = re.split("[-_]", text)
    return "-".join([language, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def _type(entry: MappedEntry) -> None:
    kind = tables.TYPES.get(entry.type, "document")
    subtype = entry.raw("entrysubtype").strip().lower()
    wanted = entry.raw("type").strip().lower()
    if kind == "article-journal" and subtype in ("magazine", "newspaper"):
        kind = f"article-{subtype}"
        entry.used.add("entrysubtype")
    elif kind in ("motion_picture", "song") and subtype.startswith(("tv", "television", "radio", "podcast")):
        kind = "broadcast"
    elif entry.type == "article" and entry.raw("eprint") and not entry.raw("journal", "journaltitle"):
        # An e-print that appeared nowhere else is a preprint; a PubMed number says no such thing.
        kind = kind if entry.raw("eprinttype").strip().lower() in ("pubmed", "pmid") else "article"
    elif entry.type == "misc":
        wanted = entry.raw("type", "howpublished").strip().lower()
        if wanted in ("software", "dataset"):
            kind = wanted
        elif (entry.raw("url").strip() or _is_address(entry.raw("howpublished"))) and not _is_elsewhere(entry):
            kind = "webpage"
    elif entry.type == "unpublished" and entry.raw("eventdate", "eventtitle", "venue"):
        kind = "speech"
    entry.item["type"] = kind
    if entry.raw("type").strip():
        genre = localized(entry.raw("type"))
        entry.set("genre", genre if genre != entry.raw("type") else entry.text("type"), "type")
    elif entry.type in KEYS and entry.type not in ("software", "patent"):
        entry.set("genre", KEYS[entry.type])


#: What a work of @misc may be known or found by, other than its URL.
_ELSEWHERE = (
    "howpublished", "publisher", "institution", "organization", "school", "journal", "journaltitle", "booktitle",
    "eprint", "doi", "isbn", "number", "volume", "series", "note",
)  # fmt: skip


def _is_elsewhere(entry: MappedEntry) -> bool:
    return any(value.strip() and not _is_address(value) for name in _ELSEWHERE if (value := entry.raw(name)))


def _is_address(text: str) -> bool:
    r"""Whether a text such as `howpublished = {\url{…}}` tells an address."""
    return re.search(r"\\(?:url|href)\s*\{", text) is not None or re.match(r"\s*<?https?://\S+\s*\Z", text) is not None


def _names(entry: MappedEntry) -> None:
    truncated: list[str] = []
    useprefix = entry.options.get("useprefix", "") != "false"
    for field, variable in tables.NAMES.items():
        if field not in entry.values:
            continue
        role_field = f"{field}type"
        role = entry.raw(role_field).strip().lower() if field.startswith("editor") else ""
        role = re.sub(r"[\s-]", "", role)
        target = tables.EDITOR_TYPES.get(role, variable)
        if not target or target in entry.item:
            continue
        names, others = read_names(entry.values[field], useprefix=useprefix)
        for raw in filter(is_unclear, split_names(entry.values[field]) if "," in entry.values[field] else ()):
            entry.remarks.append(Remark(field, f"a name has too many commas: {raw}", "join names with 'and'"))
        if names:
            entry.set(target, names, field)
            if role in tables.EDITOR_TYPES:
                entry.used.add(role_field)
            if others:
                truncated.append(target)
    if truncated:
        entry.item["custom"] = {"et-al": truncated}


def _dates(entry: MappedEntry) -> None:
    for field, variable, prefix in tables.DATES:
        raw = entry.raw(field)
        if raw:
            entry.set(variable, read_date(entry.date(field), within=variable == "accessed"), field)
        if variable not in entry.item and entry.raw(f"{prefix}year"):
            _year_month_day(entry, variable, prefix)
    for field in tables.ACCESSED:
        if "accessed" not in entry.item and field in entry.values:
            entry.set("accessed", read_date(entry.decoded(field, "name"), within=True), field)


def _year_month_day(entry: MappedEntry, variable: str, prefix: str) -> None:
    """A date in the fields of BibTeX, and of BibLaTeX before its version 1, with an end perhaps."""
    fields = [f"{prefix}{name}" for name in ("year", "month", "day")]
    year, month, day = (entry.date(name) for name in fields)
    first = ""
    if not prefix:
        year, first = read_reprint(year)
    date = read_year_month_day(year, month, day)
    # A month or a day that nobody understands stays as it is.
    told = max((len(point) for point in (date or {}).get("date-parts", ())), default=0)
    understood = tuple(fields[: 2 if date and "season" in date else told] or fields[:1])
    end_fields = [f"{prefix}end{name}" for name in ("year", "month", "day")]
    end = read_year_month_day(*(entry.date(name) for name in end_fields))
    if date and end and len(date.get("date-parts", ())) == 1 and len(end.get("date-parts", ())) == 1:
        date = _range(date, end)
        understood += tuple(end_fields[: len(end["date-parts"][0])])
    entry.set(variable, date, *understood)
    if first:
        entry.set("original-date", {"date-parts": [[int(first)]]})
    state = re.sub(r"[\s-]", "", str((date or {}).get("literal", "")).lower())
    if not prefix and state in STATES:
        entry.set("status", KEYS[state])


def _range(start: DateItem, end: DateItem) -> DateItem:
    return {"date-parts": [start["date-parts"][0], end["date-parts"][0]]}


def pages(text: str) -> str:
    """Page ranges with a plain hyphen, lists kept."""
    return re.sub(r"\s*(?:-{2,3}|[–—])\s*", "-", text.strip())


#: Works that stand in an issue, whose number the field is.
_IN_ISSUES = frozenset(
    {"article", "article-journal", "article-magazine", "article-newspaper", "periodical", "review"}
)  # fmt: skip
#: Works in a series, whose number the field is; but not in these types of entry.
_IN_SERIES = frozenset({"book", "chapter", "paper-conference", "entry-encyclopedia"})
_OWN_NUMBERS = frozenset({"commentary"})


def _numbers(entry: MappedEntry) -> None:
    kind = entry.item["type"]
    entry.set("volume", entry.text("volume"), "volume")
    number, issue = entry.text("number"), entry.text("issue")
    if kind in _IN_ISSUES:
        entry.set("issue", pages(", ".join(part for part in (number, issue) if part)), "number", "issue")
    else:
        in_series = kind in _IN_SERIES and entry.type not in _OWN_NUMBERS
        entry.set("collection-number" if in_series else "number", number, "number")
        entry.set("issue", issue, "issue")
    if localized(entry.raw("bookpagination")) == "section":
        entry.set("section", pages(entry.text("pages")), "pages", "bookpagination")
    entry.set("page", pages(entry.text("pages")) if "pages" not in entry.used else "", "pages")
    field = entry.present("eid", "article-number", "articleno")
    # What stands for pages in a work that has none.
    entry.set("number" if "number" not in entry.item else "page", entry.text(field), field)


def _publisher(entry: MappedEntry) -> None:
    howpublished = entry.raw("howpublished").strip()
    names: tuple[str, ...] = ("school", "institution", "organization", "howpublished", "publisher")
    if _is_address(howpublished):
        names = tuple(name for name in names if name != "howpublished")
        if not entry.raw("url"):
            entry.set("URL", _address_in(howpublished), "howpublished")
    if entry.type in tables.PROCEEDINGS and entry.raw("publisher") and entry.raw("organization"):
        # Who held the meeting is not who published its papers.
        names = tuple(name for name in names if name != "organization")
        organizers = [{"literal": name} for name in _parts(entry, "organization")]
        entry.set("organizer", organizers, "organization")
    parts = [_list(entry, name) if name != "howpublished" else entry.text(name) for name in names]
    entry.set("publisher", "; ".join(dict.fromkeys(part for part in parts if part)), *names)
    variable = "jurisdiction" if entry.item["type"] == "patent" else "publisher-place"
    place = entry.present("location", "address")
    entry.set(variable, _list(entry, place), place)


def _address_in(text: str) -> str:
    r"""The address in a text such as `\url{…}` or `Available at \url{…}`."""
    match = re.search(r"\\(?:url|href)\s*\{([^{}]*)\}", text)
    return decode(match[1] if match else text, kind="verbatim")


def _list(entry: MappedEntry, name: str) -> str:
    """Publishers or places, one behind the other."""
    return "; ".join(_parts(entry, name))


def _parts(entry: MappedEntry, name: str) -> list[str]:
    """The members of a list, in BibTeX a single one; keys of BibLaTeX stand for their words."""
    raw = entry.raw(name)
    if not entry.biblatex or " and " not in raw.lower().replace("\n", " "):
        return [localized(text)] if (text := entry.text(name)) else []
    return [localized(text) for part in split_names(raw) if (text := decode(part))]


def _identifiers(entry: MappedEntry) -> None:
    for field, variable in tables.VERBATIM.items():
        if field not in entry.values or (field in ("url", "doi") and entry.options.get(field) == "false"):
            continue
        value = decode(entry.raw(field), kind="verbatim")
        if variable == "DOI":
            value = re.sub(r"^(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:\s*)", "", value, flags=re.IGNORECASE)
        elif variable == "PMID":
            value = str(PMID.parse(value) or value)
        entry.set(variable, value, field)
    if "eprint" in entry.values:
        _eprint(entry)
    # BibDesk keeps addresses in fields of its own.
    if not entry.raw("url"):
        entry.set("URL", decode(entry.raw("bdsk-url-1"), kind="verbatim"), "bdsk-url-1")
    url = entry.item.get("URL", "")
    if "PMC" in url:
        entry.set("PMCID", str(PMCID.parse(url) or ""), "url")
    if "ncbi" in url:
        entry.set("PMID", str(PMID.parse(url) or ""), "url")


def _eprint(entry: MappedEntry) -> None:
    eprint = decode(entry.raw("eprint"), kind="verbatim")
    kind = entry.present("eprinttype", "archiveprefix")
    archive = entry.raw(kind).strip()
    name = archive.lower()
    identifier = ArXivID.parse(eprint)
    if name in ("pubmed", "pmid"):
        pmid = PMID.parse(eprint)
        entry.set("PMID", str(pmid or eprint), "eprint", kind)
        entry.set("URL", pmid.url if pmid else "", "eprint")
    elif name == "arxiv" or (identifier and not archive):
        entry.set("archive", "arXiv" if eprint else "", kind)
        entry.set("archive_location", eprint, "eprint")
        entry.set("URL", identifier.url if identifier else "", "eprint")
    elif eprint:
        entry.set("archive", archive, kind)
        entry.set("archive_location", eprint, "eprint")
        if name in tables.EPRINT_URLS:
            entry.set("URL", tables.EPRINT_URLS[name] + eprint, "eprint")


def _texts(entry: MappedEntry) -> None:
    for field, variable in tables.TEXTS.items():
        if field in entry.values:
            entry.set(variable, entry.text(field), field)
    if "pubstate" in entry.values:
        entry.set("status", localized(entry.text("pubstate")), "pubstate")
    addendum = entry.text("addendum")
    if addendum:
        note = entry.item.pop("note", "")
        stop = "" if not note else " " if note[-1] in ",.!?:;" else ". "
        entry.set("note", f"{note}{stop}{addendum}", "note", "addendum")
    entry.set("language", entry.language, entry.present("langid", "hyphenation", "language"))


#: In the order in which the members of an item are written.
_STEPS: tuple[Callable[[MappedEntry], None], ...] = (
    _language, _type, _names, map_titles, _numbers, _publisher, _dates, _identifiers, _texts,
)  # fmt: skip
