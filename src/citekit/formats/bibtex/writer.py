"""A library as BibLaTeX, in the layout of a careful person: one field a line, aligned, in a steady order.

A library that was read from a `.bib` file and not edited is given back as it was, byte for byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.bibtex import fields as tables
from citekit.model.edtf import format_edtf
from citekit.model.keys import Keys
from citekit.richtext.latex import encode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.model.item import Item
    from citekit.model.library import Library

_WIDTH: Final = 12
_BOOKISH: Final = frozenset({"book", "chapter", "paper-conference", "entry-encyclopedia", "pamphlet", "entry"})
_JOURNALS: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "webpage", "post-weblog", "review"}
)
#: Variables that are a field by themselves, written after those with rules of their own.
_TEXTS: Final = (
    ("container-title-short", "shortjournal"), ("collection-title", "series"), ("volume", "volume"),
    ("number-of-volumes", "volumes"), ("chapter-number", "chapter"), ("part", "part"), ("edition", "edition"),
    ("version", "version"), ("genre", "type"), ("event-title", "eventtitle"), ("event-place", "venue"),
    ("original-title", "origtitle"), ("original-publisher", "origpublisher"), ("number-of-pages", "pagetotal"),
    ("status", "pubstate"), ("call-number", "library"),
)  # fmt: skip
_LAST: Final = (("keyword", "keywords"), ("note", "note"), ("annote", "annotation"), ("abstract", "abstract"))


def write(library: Library) -> str:
    """All references as BibLaTeX; the file's own text where the library was read from one and not edited."""
    if library.format == "bibtex" and library.source is not None:
        return library.source.text
    keys = Keys()
    entries: list[str] = []
    for entry in library.entries:
        keeps = _is_key(entry.key) and entry.key not in keys
        key = keys.add(entry.key) if keeps else keys.make(entry.item)
        entries.append(format_entry({**entry.item, "id": key}))
    return "\n".join(entries)


def _is_key(key: str) -> bool:
    """Whether a key can stand in a `.bib` file; a bare number is an id of some program, not a key."""
    return re.fullmatch(r"[^\s,{}()\"#%=\\~]+", key) is not None and not key.isdigit()


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
    if type_ == "incollection" and not item.get("editor") and not item.get("collection-title"):
        type_ = "inbook"
    fields = dict(_fields(item, kind))
    custom = item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    if isinstance(kept, dict):
        fields.update((name, value) for name, value in kept.items() if name not in fields and _balanced(value))
    lines = [f"  {name:<{_WIDTH}} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{type_}{{{item.get('id', '')},\n{''.join(lines)}}}\n"


def _balanced(value: Any) -> bool:
    depth = 0
    for character in value if isinstance(value, str) else "}":
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def _text(item: Item, variable: str) -> str:
    value = item.get(variable)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return encode(" ".join(str(value).split()))


def _verbatim(item: Item, variable: str) -> str:
    """A URL or identifier: not LaTeX, but braces must pair and line ends can't stand in it."""
    value = item.get(variable)
    text = "".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if _balanced(text) else text.replace("{", "%7B").replace("}", "%7D")


def _fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    truncated = item.get("custom", {}).get("et-al", ()) if isinstance(item.get("custom"), dict) else ()
    for field, variable in (("author", "author"), ("editor", "editor"), ("translator", "translator"),
                            ("bookauthor", "container-author")):  # fmt: skip
        yield field, format_names(item.get(variable), truncated=variable in (truncated or ()))
    if not item.get("editor"):
        for variable in ("director", "compiler", "producer"):
            if item.get(variable):
                yield "editor", format_names(item.get(variable), truncated=False)
                yield "editortype", variable
                break
    if item.get("volume-title") and kind == "book":
        yield "maintitle", _text(item, "title")
        yield "title", _text(item, "volume-title")
    else:
        yield "title", _text(item, "title")
        yield "issuetitle", _text(item, "volume-title")
    yield "shorttitle", _text(item, "title-short")
    yield ("journaltitle" if kind in _JOURNALS else "booktitle"), _text(item, "container-title")
    yield "entrysubtype", tables.SUBTYPES.get(kind, "")
    yield "date", _date(item.get("issued"))
    yield "eventdate", _date(item.get("event-date"))
    yield "origdate", _date(item.get("original-date"))
    for variable, field in _TEXTS:
        yield field, _text(item, variable)
    issue, number = _text(item, "issue"), _text(item, "number")
    yield "number", issue or _text(item, "collection-number") or ("" if kind in _JOURNALS else number)
    if kind in _JOURNALS and number and number != _text(item, "page"):
        yield "eid", number
    yield "pages", _pages(_text(item, "page"))
    publisher = {
        "thesis": "institution",
        "report": "institution",
        "webpage": "organization",
        "software": "organization",
    }
    yield publisher.get(kind, "publisher"), _text(item, "publisher")
    yield "location", _text(item, "publisher-place")
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


def _pages(text: str) -> str:
    return re.sub(r"(?<=[A-Za-z0-9])\s*[-–—]\s*(?=[A-Za-z0-9])", "--", text)


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


def _name(name: Mapping[str, Any]) -> str:
    def part(member: str) -> str:
        value = name.get(member)
        return encode(" ".join(str(value).split())) if isinstance(value, str | int) and value else ""

    literal = part("literal")
    if literal:
        return f"{{{literal}}}"
    family = part("family")
    if re.search(r"\sand\s|,", family) or (family and not part("given") and " " in family):
        family = f"{{{family}}}"
    particle = " ".join(filter(None, (part("dropping-particle"), part("non-dropping-particle"))))
    last = f"{particle} {family}" if particle and particle[-1:] not in "’'" else particle + family
    parts = [last, part("suffix"), part("given")]
    return ", ".join(filter(None, parts)) if parts[2] or not parts[1] else f"{last}, {parts[1]}, "
