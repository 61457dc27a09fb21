"""One CSL-JSON item as a BibLaTeX entry, in the layout of a careful person: a field a line, in a steady order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.bibtex import fields as tables
from citekit.model.edtf import format_edtf, parse_edtf
from citekit.richtext.latex import encode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.model.item import Item

_WIDTH: Final = 12
_OTHERS: Final = ("others", "et al.", "et al")
#: What a work appeared in is `journaltitle` for these, a web page's site included, for which BibLaTeX's @online
#: has no field of its own; for all others it is `booktitle`.
_JOURNALS: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "webpage", "post-weblog", "review"}
)
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


def format_entry(item: Item) -> str:
    r"""One reference as an entry, with a line end.

    Example:
        >>> print(format_entry({"id": "han2004", "type": "article-journal", "title": "Pain & DNA",
        ...     "author": [{"family": "Han", "given": "Ji-Sheng"}], "custom": {"et-al": ["author"]},
        ...     "issued": {"date-parts": [[2004, 5]]}, "page": "258-261"}), end="")
        @article{han2004,
          author       = {Han, Ji-Sheng and others},
          title        = {Pain \& DNA},
          date         = {2004-05},
          pages        = {258--261},
        }
    """
    kind = str(item.get("type") or "document")
    type_ = tables.ENTRY_TYPES.get(kind, "misc")
    # A chapter whose book has no title must not be @inbook: its title would be read as the book's.
    if type_ == "incollection" and item.get("container-title") and not {"editor", "collection-title"} & item.keys():
        type_ = "inbook"
    fields = {name: value for name, value in _fields(item, kind) if value}
    custom = item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    if isinstance(kept, dict):
        if tables.can_be(kept.get("entrytype"), kind):
            type_ = kept["entrytype"]
        names = (name for name in kept if name not in fields and name != "entrytype" and _is_field(name))
        fields.update((name, kept[name]) for name in names if _balanced(kept[name]))
    lines = [f"  {name:<{_WIDTH}} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{type_}{{{item.get('id', '')},\n{''.join(lines)}}}\n"


def fields_of(item: Item) -> dict[str, str]:
    """An item's fields as BibLaTeX has them, name and value, without those that only a file kept.

    Examples:
        >>> fields_of({"type": "article-journal", "page": "258-261", "DOI": "10.1000/1"})
        {'pages': '258--261', 'doi': '10.1000/1'}
    """
    return {name: value for name, value in _fields(item, str(item.get("type") or "document")) if value}


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


def _verbatim(item: Item, variable: str) -> str:
    """A URL or identifier: not LaTeX, but braces must pair and line ends can't stand in it."""
    value = item.get(variable)
    text = "".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if _balanced(text) else text.replace("{", "%7B").replace("}", "%7D")


def _fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    custom = item.get("custom")
    listed = custom.get("et-al") if isinstance(custom, dict) else None
    truncated = listed if isinstance(listed, list | tuple) else ()
    for field, variable in (("author", "author"), ("editor", "editor"), ("translator", "translator"),
                            ("bookauthor", "container-author")):  # fmt: skip
        yield field, format_names(item.get(variable), truncated=variable in truncated)
    if not item.get("editor"):
        for variable in ("director", "compiler", "producer"):
            if item.get(variable):
                yield "editor", format_names(item.get(variable), truncated=False)
                yield "editortype", variable
                break
    title, volume, container = (_text(item, name) for name in ("title", "volume-title", "container-title"))
    # BibLaTeX names the whole in `maintitle` and its volume in the field where the whole would stand by itself.
    if kind == "book" and title and volume and not container:
        title, main, volume = volume, title, ""
    elif kind in (*tables.PARTS, "book") and container and volume:
        main, container, volume = container, volume, ""
    else:
        main = ""
    yield "title", title
    yield "shorttitle", _text(item, "volume-title-short" if main and kind == "book" else "title-short")
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
        yield field, _text(item, variable)
    issue, number = _text(item, "issue"), _text(item, "number")
    yield "number", issue or _text(item, "collection-number") or ("" if kind in _JOURNALS else number)
    if kind in _JOURNALS:
        yield "eid", number
    if not (kind in _JOURNALS and number and number == _text(item, "page")):
        yield "pages", _pages(item)
    publisher = {
        "thesis": "institution",
        "report": "institution",
        "webpage": "organization",
        "software": "organization",
    }
    yield publisher.get(kind, "publisher"), _text(item, "publisher")
    yield "location", _text(item, "jurisdiction" if kind == "patent" else "publisher-place")
    for variable, field in (("ISBN", "isbn"), ("ISSN", "issn"), ("DOI", "doi"), ("URL", "url")):
        yield field, _verbatim(item, variable)
    yield "urldate", _date(item.get("accessed"))
    yield from _eprint(item)
    yield "langid", _language(item)
    for variable, field in _LAST:
        yield field, _text(item, variable)


def _eprint(item: Item) -> Iterator[tuple[str, str]]:
    if item.get("PMID"):
        yield "eprint", _verbatim(item, "PMID")
        yield "eprinttype", "pubmed"
    elif item.get("archive_location") and item.get("archive"):
        yield "eprint", _verbatim(item, "archive_location")
        yield "eprinttype", _text(item, "archive").lower()
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


def format_names(value: Any, *, truncated: bool) -> str:
    """Names as BibTeX joins them; organisations in braces, so that nobody takes them apart.

    Example:
        >>> format_names([{"literal": "WHO and Friends"}, {"family": "Beethoven", "given": "Ludwig",
        ...     "non-dropping-particle": "van"}, {"family": "King", "given": "Martin", "suffix": "Jr."}],
        ...     truncated=True)
        '{WHO and Friends} and van Beethoven, Ludwig and King, Jr., Martin and others'
    """
    names = value if isinstance(value, list | tuple) else ()
    written = [text for name in names if isinstance(name, dict) and (text := _name(name))]
    if written and truncated:
        written.append("others")
    return " and ".join(written)


def _unit(text: str) -> str:
    """A part of a name that BibTeX does not cut."""
    return f"{{{text}}}" if re.search(r",|\sand\s", text, re.IGNORECASE) else text


def _name(name: Mapping[str, Any]) -> str:
    def part(member: str) -> str:
        value = name.get(member)
        return encode(_one_line(value)) if isinstance(value, str | int) and value else ""

    literal = part("literal")
    if literal:
        return f"{{{literal}}}"
    family = part("family")
    alone = not part("given") and (" " in family or family.lower() in _OTHERS)
    if alone or re.search(r"\sand\s|,|^[a-zà-ÿ]\S* ", family):
        # One unit: not a list, not a first name and a last one, not a particle.
        family = f"{{{family}}}" if family else ""
    particle = " ".join(filter(None, (part("dropping-particle"), part("non-dropping-particle"))))
    last = f"{particle} {family}" if particle and particle[-1:] not in "’'" else particle + family
    parts = [last, _unit(part("suffix")), _unit(part("given"))]
    return ", ".join(filter(None, parts)) if parts[2] or not parts[1] else f"{last}, {parts[1]}, "
