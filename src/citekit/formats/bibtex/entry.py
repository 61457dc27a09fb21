"""One CSL-JSON item as an entry of BibLaTeX or BibTeX, in a steady order of fields.

Every variable goes into the field that means it. Then the entry is read back: a variable that comes back as something
else stands in a field of our own as well (`citekit.formats.bibtex.csl_fields`), and what even that can't hold is told
as lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citekit.formats.bibtex import csl_fields
from citekit.formats.bibtex import fields as tables
from citekit.formats.bibtex.classic import to_classic
from citekit.formats.bibtex.layout import Layout
from citekit.formats.bibtex.localization import KEYS
from citekit.formats.bibtex.mapping import map_entry
from citekit.formats.bibtex.name_list import format_names
from citekit.formats.bibtex.protection import protect
from citekit.model.edtf import date_parts, format_edtf, is_circa, parse_edtf
from citekit.model.loss import Loss
from citekit.model.variables import ITEM_TYPES, KIND, SYNONYMS
from citekit.richtext.latex_encoding import encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.item import Item

#: What a work appeared in is `journaltitle` for these, a web page's site included, for which BibLaTeX's @online
#: has no field of its own; for all others it is `booktitle`.
_JOURNALS: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "webpage", "post", "post-weblog", "review",
     "review-book"}
)  # fmt: skip
#: What `number` is to the reader: the issue, or the number in a series; for all others the work's own.
_ISSUED: Final = frozenset({"article", "periodical", *_JOURNALS} - {"webpage", "post", "post-weblog"})
_IN_SERIES: Final = frozenset({"book", "chapter", "paper-conference", "entry-encyclopedia"})
#: Item types that `fields.ENTRY_TYPES` has no entry type for, and the nearest one.
_NEAREST: Final = {
    "bill": "legislation", "regulation": "legislation", "hearing": "legal", "classic": "book", "broadcast": "video",
    "map": "image", "musical_score": "book", "review-book": "review", "collection": "misc", "interview": "misc",
    "event": "misc", "document": "misc",
}  # fmt: skip
#: Variables that are a field by themselves, written after those with rules of their own.
_TEXTS: Final = (
    ("container-title-short", "shortjournal"), ("collection-title", "series"), ("volume", "volume"),
    ("number-of-volumes", "volumes"), ("chapter-number", "chapter"), ("part", "part"), ("edition", "edition"),
    ("version", "version"), ("genre", "type"), ("event-title", "eventtitle"), ("event-place", "venue"),
    ("original-title", "origtitle"), ("original-publisher", "origpublisher"),
    ("original-publisher-place", "origlocation"), ("number-of-pages", "pagetotal"),
    ("status", "pubstate"), ("call-number", "library"),
)  # fmt: skip
_LAST: Final = (("keyword", "keywords"), ("note", "note"), ("annote", "annotation"), ("abstract", "abstract"))
#: Where a type's publisher stands.
_PUBLISHERS: Final = {
    "thesis": "institution", "report": "institution", "webpage": "organization", "post": "organization",
    "post-weblog": "organization", "software": "organization", "standard": "organization",
}  # fmt: skip
_SPAN: Final = re.compile(r'<span class="nocase">|</span>')
#: Members of an item that are no variables: they are the entry's own, or kept in another way.
_MEMBERS: Final = frozenset({"id", "type", "custom", "citation-key"})


class Written(NamedTuple):
    """An entry to be written: its type, its fields as LaTeX, and what it could not hold."""

    type: str
    fields: dict[str, str]
    lost: tuple[tuple[str, str], ...]


def format_entry(item: Item, dialect: str = "biblatex", layout: Layout | None = None) -> str:
    r"""One reference as an entry, with a line end; `dialect` is "biblatex" or "bibtex".

    Example:
        >>> han = {"id": "han2004", "type": "article-journal", "title": "Pain & DNA",
        ...     "author": [{"family": "Han", "given": "Ji-Sheng"}], "custom": {"et-al": ["author"]},
        ...     "issued": {"date-parts": [[2004, 5]]}, "page": "258-261"}
        >>> print(format_entry(han), end="")
        @article{han2004,
          author       = {Han, Ji-Sheng and others},
          title        = {Pain \& {DNA}},
          date         = {2004-05},
          pages        = {258--261},
        }
        >>> print(format_entry(han, "bibtex").splitlines()[4])
          month        = may,
    """
    written = write_entry(item, dialect)
    return (layout or Layout()).entry(written.type, str(item.get("id", "")), written.fields)


def fields_of(item: Item, dialect: str = "biblatex") -> dict[str, str]:
    """An item's fields, name and value, without those that only a file kept.

    Examples:
        >>> fields_of({"type": "article-journal", "page": "258-261", "DOI": "10.1000/1"})
        {'pages': '258--261', 'doi': '10.1000/1'}
    """
    custom = item.get("custom")
    others = {name: value for name, value in custom.items() if name != "bibtex"} if isinstance(custom, dict) else {}
    return write_entry({**item, "custom": others}, dialect).fields


def losses(item: Item, dialect: str = "biblatex") -> tuple[Loss, ...]:
    """What of an item an entry can't hold.

    Examples:
        >>> [str(loss) for loss in losses({"id": "a", "type": "book", "title": "Pain", "categories": ["x"]})]
        ['a: categories is lost: it is no variable of CSL']
    """
    key = str(item.get("id", ""))
    return tuple(Loss(key, variable, reason) for variable, reason in write_entry(item, dialect).lost)


def write_entry(item: Item, dialect: str = "biblatex") -> Written:
    """An item's entry type and fields, and what they can't hold."""
    item = {SYNONYMS.get(name, name) if SYNONYMS.get(name) not in item else name: value for name, value in item.items()}
    kind = str(item.get("type") or "document")
    type_ = tables.ENTRY_TYPES.get(kind) or _NEAREST.get(kind, "misc")
    # A chapter whose book has no title must not be @inbook: its title would be read as the book's.
    if type_ == "incollection" and item.get("container-title") and not {"editor", "collection-title"} & item.keys():
        type_ = "inbook"
    fields = {name: value for name, value in _fields(item, kind, dialect) if value}
    custom = item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    kept = kept if isinstance(kept, dict) else {}
    own = tables.can_be(kept.get("entrytype"), kind)
    if own and dialect == "biblatex":
        type_ = kept["entrytype"]
    if dialect == "bibtex":
        type_, fields = to_classic("incollection" if type_ == "inbook" and not own else type_, fields)
    lost = _complete(item, kind, type_, fields, biblatex=dialect == "biblatex")
    names = (name for name in kept if name not in fields and name != "entrytype" and _is_field(name))
    fields.update((name, kept[name]) for name in names if kept[name] and _balanced(kept[name]))
    return Written(type_, fields, tuple(lost))


def _complete(item: Item, kind: str, type_: str, fields: dict[str, str], *, biblatex: bool) -> list[tuple[str, str]]:
    """Read the entry back, add fields of our own for what comes back otherwise, and tell what is lost."""
    lost: list[tuple[str, str]] = []
    if kind not in ITEM_TYPES:
        lost.append(("type", f"{kind!r} is no type of CSL"))
    variables = {
        name: value
        for name, value in item.items()
        if value is not None and value not in ("", [], {}) and not _is_member(name, value, item)
    }
    lost += [(name, "it is no variable of CSL") for name in variables if name not in KIND]
    variables = {name: value for name, value in variables.items() if name in KIND}
    # Once more where something changed: another variable may have been read from a field that went.
    while _add_own(variables, kind, type_, fields, biblatex=biblatex):
        pass
    for name, value in variables.items():
        written = fields.get(csl_fields.PREFIX + name, "")
        again = map_entry("misc", {csl_fields.PREFIX + name: written}).item if written else {}
        if written and not is_same(name, again.get(name), value):
            lost.append((name, "in part"))
        elif not written and not csl_fields.format_value(name, value):
            lost.append((name, "its value is not what CSL has there"))
    custom = item.get("custom")
    if isinstance(custom, dict):
        lost += [("custom", f"{name!r} is another program's") for name in custom if name not in ("bibtex", "et-al")]
    return lost


def _is_member(name: str, value: Any, item: Item) -> bool:
    """Whether a variable is in the entry's frame: its key or its type."""
    return name in _MEMBERS and (name != "citation-key" or str(value) == str(item.get("id")))


def _add_own(variables: dict[str, Any], kind: str, type_: str, fields: dict[str, str], *, biblatex: bool) -> bool:
    """Add a field of our own for each variable that is read back otherwise; take out those read as what is not there.

    True where something changed, so that reading it again can give something else.
    """
    before = tuple(fields)
    found, origins, _ = map_entry(type_, fields, biblatex=biblatex)
    if found["type"] != kind and kind in ITEM_TYPES:
        fields["entrysubtype"] = kind
    right: set[str] = set()
    for name, value in variables.items():
        if is_same(name, found.get(name), value):
            right.update(origins.get(name, ()))
        elif csl_fields.PREFIX + name not in fields:
            written = csl_fields.format_value(name, value)
            if written:
                fields[csl_fields.PREFIX + name] = written
    wrong = {
        field
        for name in found.keys() - variables.keys()
        if name in KIND
        for field in origins.get(name, ())
        if field in fields and field not in right
    }
    for field in wrong:
        del fields[field]
    return tuple(fields) != before


def is_same(variable: str, found: Any, value: Any) -> bool:
    """Whether a variable came back as it was, but for spaces, protected capitals and a dash's length."""
    kind = KIND[variable]
    if kind == "name":
        return (
            isinstance(found, list)
            and isinstance(value, list | tuple)
            and list(map(_name, found)) == list(map(_name, value))
        )
    if kind == "date":
        return isinstance(found, dict) and isinstance(value, dict) and _date_value(found) == _date_value(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float) or found is None:
        return False
    return _plain(variable, found) == _plain(variable, value)


def _name(name: Any) -> Any:
    if not isinstance(name, dict):
        return name
    return {part: " ".join(str(value).split()) for part, value in name.items() if value not in ("", None, False)}


def _date_value(date: dict[str, Any]) -> Any:
    literal = " ".join(str(date.get("literal") or date.get("raw") or "").split())
    if "date-parts" not in date and (parsed := parse_edtf(str(date.get("raw") or ""))):
        return _date_value({**parsed, "circa": date.get("circa") or parsed.get("circa")})
    points, season = date_parts(date), str(date.get("season") or "")
    if len(points) == 1 and len(points[0]) == 2 and 21 <= points[0][1] <= 24:
        # Some programs have EDTF's numbers of seasons in the month's place.
        points, season = [points[0][:1]], str(points[0][1] - 20)
    return points, season, is_circa(date), "" if points else literal


def _plain(variable: str, value: Any) -> str:
    text = " ".join(_SPAN.sub("", str(value)).split()).replace("<em>", "<i>").replace("</em>", "</i>")
    if KIND[variable] == "number" or variable == "DOI":
        text = re.sub(r"\s*(?:-{1,3}|[–—])\s*", "-", text)
    return text.replace("<strong>", "<b>").replace("</strong>", "</b>")


def _is_field(name: Any) -> bool:
    return isinstance(name, str) and re.fullmatch(r"[^\s,={}()\"#%@\\]+", name) is not None


def _balanced(value: Any) -> bool:
    depth = 0
    for character in value if isinstance(value, str) else "}":
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def _one_line(value: object) -> str:
    """A value without line ends; other spaces than LaTeX's stay what they are."""
    return re.sub(r"[ \t\r\n]+", " ", str(value)).strip(" ")


def _text(item: Item, variable: str) -> str:
    value = item.get(variable)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return encode(_one_line(value))


def _list(item: Item, variable: str, *, lists: bool) -> str:
    """Publishers or places: in BibLaTeX joined by "and", a single one with that word in it in braces.

    In BibTeX it needs them too, since one field of BibLaTeX's makes a file that is read by BibLaTeX's rules.
    """
    text = _text(item, variable)
    parts = text.split("; ") if lists else [text]
    return " and ".join(f"{{{part}}}" if re.search(r"\sand\s", part, re.IGNORECASE) else part for part in parts)


def _title(item: Item, variable: str, *, extended: bool = True) -> str:
    """A title with its capitals protected; BibTeX's styles lower those of any language, BibLaTeX's know better."""
    value = item.get(variable)
    if not isinstance(value, str):
        return _text(item, variable)
    language = str(item.get("language") or "en").lower()
    return encode(protect(_one_line(value), every=not extended and not language.startswith("en")))


def _verbatim(item: Item, variable: str) -> str:
    """A URL or identifier: not LaTeX, but braces must pair and line ends can't stand in it."""
    value = item.get(variable)
    text = "".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if _balanced(text) else text.replace("{", "%7B").replace("}", "%7D")


def _fields(item: Item, kind: str, dialect: str) -> Iterator[tuple[str, str]]:
    custom = item.get("custom")
    listed = custom.get("et-al") if isinstance(custom, dict) else None
    truncated = listed if isinstance(listed, list | tuple) else ()
    extended = dialect == "biblatex"

    def names(variable: str) -> str:
        return format_names(item.get(variable), truncated=variable in truncated, extended=extended)

    for field, variable in (("author", "author"), ("editor", "editor"), ("translator", "translator"),
                            ("bookauthor", "container-author")):  # fmt: skip
        yield field, names(variable)
    slots = list(csl_fields.SLOTS)
    organizer = _organizer(item, kind, lists=extended)
    yield "organization", organizer
    roles = [role for role in csl_fields.ROLES if item.get(role) and not (role == "organizer" and organizer)]
    if not item.get("editor"):
        for role in ("director", "compiler", "producer"):
            if role in roles:
                yield "editor", names(role)
                yield "editortype", role
                roles.remove(role)
                break
    for role, slot in zip(roles, slots, strict=False):
        yield slot, names(role)
        yield f"{slot}type", role
    title, volume, container = (
        _title(item, name, extended=extended) for name in ("title", "volume-title", "container-title")
    )
    # BibLaTeX names the whole in `maintitle` and its volume in the field where the whole would stand by itself.
    if kind == "book" and title and volume and not container:
        title, main, volume = volume, title, ""
    elif kind in (*tables.PARTS, "book") and container and volume:
        main, container, volume = container, volume, ""
    elif kind == "periodical" and title and container and not volume:
        # An issue with a title of its own.
        main, title, container, volume = "", container, "", title
    else:
        main = ""
    yield "title", title
    short = "volume-title-short" if main and kind == "book" else "title-short"
    yield "shorttitle", _title(item, short, extended=extended)
    if kind in _JOURNALS:
        # No style lowers a journal's title.
        container = _text(item, "container-title")
    yield ("journaltitle" if kind in _JOURNALS else "booktitle"), container
    yield "maintitle", main
    yield "issuetitle", volume
    yield "entrysubtype", tables.SUBTYPES.get(kind, "")
    issued = _date(item.get("issued"))
    # What is no date in BibLaTeX's sense may stand in `year`, where anything may.
    yield ("date" if parse_edtf(issued) else "year"), issued
    yield "eventdate", _date(item.get("event-date"))
    yield "origdate", _date(item.get("original-date"))
    for variable, field in _TEXTS:
        yield field, _genre(item, kind) if variable == "genre" else _text(item, variable)
    issue, number, series_number = (_text(item, name) for name in ("issue", "number", "collection-number"))
    if kind in _ISSUED:
        yield "number", issue or series_number
        yield "eid", number
    else:
        yield "number", series_number if kind in _IN_SERIES else number
        yield "issue", issue
        yield "eid", number if kind in _IN_SERIES else ""
    yield "pages", _pages(item)
    yield _PUBLISHERS.get(kind, "publisher"), _list(item, "publisher", lists=extended)
    yield "location", _list(item, "jurisdiction" if kind == "patent" else "publisher-place", lists=extended)
    for variable, field in (("ISBN", "isbn"), ("ISSN", "issn"), ("DOI", "doi"), ("URL", "url")):
        yield field, _verbatim(item, variable)
    yield "urldate", _date(item.get("accessed"))
    yield from _eprint(item)
    yield "langid", _language(item)
    for variable, field in _LAST:
        yield field, _text(item, variable)


def _organizer(item: Item, kind: str, *, lists: bool) -> str:
    """Who held the meeting whose papers somebody else published; "" where it has to stand elsewhere."""
    custom = item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    proceedings = isinstance(kept, dict) and kept.get("entrytype") in tables.PROCEEDINGS
    names = item.get("organizer")
    if not (kind == "paper-conference" or proceedings) or not item.get("publisher") or not isinstance(names, list):
        return ""
    literals = [name["literal"] for name in names if isinstance(name, dict) and isinstance(name.get("literal"), str)]
    if len(literals) < len(names) or (len(literals) > 1 and not lists):
        return ""
    return " and ".join(f"{{{encode(name)}}}" if " and " in name else encode(name) for name in literals)


def _genre(item: Item, kind: str) -> str:
    """A genre, as the abbreviation that BibLaTeX translates where there is one."""
    text = _text(item, "genre")
    same = {"thesis": ("phdthesis", "mathesis", "bathesis"), "report": ("techreport", "resreport")}
    plain = str(item.get("genre") or "").replace("'", "’")
    return next((name for name in same.get(kind, ()) if KEYS.get(name) == plain), text)


#: Archives that are known by an identifier of theirs, as `eprinttype` has them.
_EPRINTS: Final = frozenset({"arxiv", "jstor", "hdl", "googlebooks"})


def _eprint(item: Item) -> Iterator[tuple[str, str]]:
    archive = str(item.get("archive") or "")
    pmid = _verbatim(item, "PMID")
    if item.get("archive_location") and (archive.lower() in _EPRINTS or re.fullmatch(r"[a-z]+", archive)):
        yield "eprint", _verbatim(item, "archive_location")
        yield "eprinttype", archive.lower()
        yield "pmid", pmid
    elif pmid:
        yield "eprint", pmid
        yield "eprinttype", "pubmed"
    if item.get("PMCID") and "PMC" not in str(item.get("URL", "")):
        yield "pmcid", _verbatim(item, "PMCID")


def _language(item: Item) -> str:
    language = str(item.get("language") or "")
    names = {tag: name for name, tag in reversed(tables.LANGUAGES.items())}
    return names.get(language, language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else "")


def _date(value: Any) -> str:
    if isinstance(value, str):
        return encode(value)
    if not isinstance(value, dict):
        return ""
    return format_edtf(value) or encode(str(value.get("literal") or value.get("raw") or ""))


def _pages(item: Item) -> str:
    """Pages with the dash that LaTeX draws between numbers."""
    pages = item.get("page")
    if not isinstance(pages, str):
        return _text(item, "page")
    dashed = re.sub(r"(?<=[A-Za-z0-9])\s*(?:-{1,3}|[–—])\s*(?=[A-Za-z0-9])", "–", _one_line(pages))
    return encode(dashed).replace("–", "--")
