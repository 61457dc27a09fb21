"""Key patterns in brackets: `[auth:lower]_[year]`, JabRef's and the older ones of Better BibTeX.

A marker in brackets is a part, with its numbers at its end (`[auth3_1]`, `[authors2]`), or a field in capitals
(`[TITLE]`); its modifiers stand behind colons. What is between markers stands in the key as it is.

Source: JabRef, "Customize the citation key generator".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.key_filters import FILTERS
from citekit.model.key_parts import PARTS, creators, date_part, field, keywords
from citekit.model.key_pattern import Call, Term, checked, unknown, wrong
from citekit.model.key_words import FUNCTION_WORDS, ascii_of, capitalized, plain, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.model.item import Item

_MARKER: Final = re.compile(r"\[((?:\"[^\"]*\"|[^\[\]\"])*)\]")
_MODIFIER: Final = re.compile(
    r":\s*(?:\((?P<default>[^()]*)\)|(?P<name>[A-Za-z]+?)(?P<number>\d*)"
    r"(?:\((?P<arguments>(?:\"[^\"]*\"|[^()\"])*)\)|=(?P<equals>[^:]*))?(?=\s*(?::|\Z)))"
)
_NUMBERED: Final = re.compile(r"(?P<name>[A-Za-z][A-Za-z.]*?)(?P<one>\d+)?(?:_(?P<two>\d+))?(?P<rest>INI)?")
_MONTHS: Final = ("", *"January February March April May June July August September October November December".split())
_OTHERS: Final = ("editor", "translator", "director", "composer")


def read_brackets(pattern: str) -> tuple[tuple[Term, ...], ...]:
    """The sums of terms of a pattern in brackets, those behind each `|` a sum of their own.

    Raises:
        UsageError: it can't be read.
    """
    sums: list[list[Term]] = [[]]
    position = 0
    while position < len(pattern):
        if pattern[position] == "[":
            match = _MARKER.match(pattern, position)
            if match is None:
                raise wrong(pattern, f"the bracket before {pattern[position + 1 : position + 20]!r} is not closed")
            sums[-1].append(_term(pattern, match[1]))
            position = match.end()
            continue
        if pattern[position] == "|":
            sums.append([])
        elif pattern[position] == "]":
            raise wrong(pattern, f"no bracket is open before {pattern[position:][:20]!r}")
        elif not pattern[position].isspace():
            sums[-1].append(Term(pattern[position]))
        position += 1
    return tuple(map(tuple, sums))


def _letters(text: str) -> str:
    """What JabRef leaves of a value: letters, as Germans write them in ASCII, digits and few signs."""
    return re.sub(r"[^A-Za-z0-9_./]", "", ascii_of(text, german=True))


def _term(pattern: str, marker: str) -> Term:
    name = re.match(r"\s*[^:]*", marker)
    text = name.group().strip() if name else ""
    filters: list[Call] = []
    position = name.end() if name else 0
    while position < len(marker):
        match = _MODIFIER.match(marker, position)
        if match is None:
            raise wrong(pattern, f"can't read {marker[position:][:20]!r}")
        filters.append(_filter(pattern, match))
        position = match.end()
    return Term(_part(pattern, text), tuple(filters), _letters)


def _filter(pattern: str, match: re.Match[str]) -> Call:
    if match["default"] is not None:
        return Call(FILTERS["default"], (match["default"],))
    name = match["name"]
    function = FILTERS.get(name)
    if function is None:
        raise unknown(pattern, name, FILTERS)
    arguments: list[Any] = [int(match["number"])] if match["number"] else []
    if match["arguments"] is not None:
        # In quotation marks a backslash stands for the sign behind it.
        arguments += [re.sub(r"\\(.)", r"\1", text) for text in re.findall(r"\"([^\"]*)\"", match["arguments"])]
    elif match["equals"] is not None:
        arguments += [int(one) if one.strip().isdigit() else one for one in match["equals"].split(",")]
    return checked(pattern, name, Call(function, tuple(arguments)), "")


def _part(pattern: str, marker: str) -> Call:
    if marker in _PARTS:
        return Call(_PARTS[marker])
    if marker.isupper() and marker.isascii() and re.fullmatch(r"[A-Z][A-Z_-]*", marker):
        return Call(_field, (marker,))
    match = _NUMBERED.fullmatch(marker)
    name = match["name"] if match else marker
    numbers = tuple(int(one) for one in (match["one"], match["two"]) if one) if match else ()
    editors = name.removeprefix("pure").startswith("ed")
    canonical = name.removeprefix("pure").replace("edtr", "auth").replace("editor", "author")
    if match and not match["rest"] and canonical in _NAMES:
        call = _of_names(canonical, numbers, creator="editor" if editors else "author", pure=name.startswith("pure"))
        return checked(pattern, marker, call, {})
    if name in _NUMBERED_PARTS and match and not match["rest"]:
        return checked(pattern, marker, Call(_NUMBERED_PARTS[name], numbers), {})
    if name in PARTS:
        return checked(pattern, marker, Call(PARTS[name], numbers), {})
    known = [*_PARTS, *_NUMBERED_PARTS, *PARTS, *_NAMES, *(one.replace("auth", "edtr", 1) for one in _NAMES)]
    raise unknown(pattern, marker, known, f"; the field of that name is [{marker.upper()}]")


#: Parts made of names: the part, what it is given beside numbers, and whether particles count.
_NAMES: Final[dict[str, tuple[str, dict[str, Any], bool]]] = {
    "auth": ("auth", {}, False),
    "authFirstFull": ("auth", {}, True),
    "authForeIni": ("authForeIni", {}, False),
    "authorLastForeIni": ("authorLastForeIni", {}, False),
    "authorLast": ("authorLast", {}, False),
    "authors": ("authors", {"etal": "EtAl"}, False),
    "authorsAlpha": ("authorsAlpha", {}, False),
    "authIni": ("authIni", {"joiner": ""}, False),
    "authorIni": ("authorIni", {"joiner": ""}, False),
    "authshort": ("authshort", {"joiner": ""}, False),
    "authEtAl": ("authEtAl", {}, False),
    "authEtal": ("authEtAl", {}, False),
    "auth.etal": ("authEtal2", {}, False),
    "auth.auth.ea": ("authAuthEa", {}, False),
}


def _of_names(name: str, numbers: tuple[int, ...], *, creator: str, pure: bool) -> Call:
    part, named, particles = _NAMES[name]

    def of_names(item: Item, *given: int) -> str:
        return PARTS[part](_as_jabref_has_it(item, pure=pure, particles=particles), *given, **named, creator=creator)

    return Call(of_names, numbers)


def _as_jabref_has_it(item: Item, *, pure: bool, particles: bool) -> Item:
    """An item whose bodies are known by their initials, and people without what stands before their family names."""
    changed: dict[str, Any] = {name: value for name, value in item.items() if not (pure and name in _OTHERS)}
    for role in ("author", *_OTHERS):
        if role in changed:
            changed[role] = [_name(name, particles=particles) for name in creators({role: changed[role]}, role)]
    return changed


def _name(name: dict[str, Any], *, particles: bool) -> dict[str, Any]:
    literal = str(name.get("literal") or "")
    if literal and not name.get("family"):
        capitals = [word[0] for word in words_of(literal) if word[0].isupper()]
        return {"literal": "".join(capitals) if len(literal.split()) > 1 and capitals else literal}
    return {
        part: ascii_of(str(value), german=True)
        for part, value in name.items()
        if particles or not part.endswith("particle")
    }


def _words(item: Item) -> list[str]:
    return words_of(plain(item.get("title")), FUNCTION_WORDS)


def _short_title(item: Item) -> str:
    return " ".join(capitalized(word.lower()) for word in _words(item)[:3])


def _very_short_title(item: Item) -> str:
    return " ".join(capitalized(word.lower()) for word in _words(item)[:1])


def _first_page(item: Item) -> str:
    numbers = re.findall(r"\d+", plain(item.get("page")))
    return min(numbers, key=int) if numbers else ""


def _last_page(item: Item) -> str:
    numbers = re.findall(r"\d+", plain(item.get("page")))
    return max(numbers, key=int) if numbers else ""


def _page_prefix(item: Item) -> str:
    found = re.match(r"\D*", plain(item.get("page")))
    return found.group() if found else ""


#: CSL's types as entry types are called.
_ENTRY_TYPES: Final = {
    "article-journal": "Article", "article-magazine": "Article", "article-newspaper": "Article", "book": "Book",
    "chapter": "InCollection", "paper-conference": "InProceedings", "thesis": "Thesis", "report": "Report",
    "webpage": "Online", "pamphlet": "Booklet", "manuscript": "Unpublished", "dataset": "Dataset",
    "software": "Software", "patent": "Patent",
}  # fmt: skip


def _entry_type(item: Item) -> str:
    return capitalized(field(item, "entrytype")) or _ENTRY_TYPES.get(plain(item.get("type")), "Misc")


#: Fields of a `.bib` file that are variables of another name.
_FIELDS: Final = {
    "journal": "container-title", "journaltitle": "container-title", "booktitle": "container-title",
    "pages": "page", "number": "issue", "series": "collection-title", "address": "publisher-place",
    "location": "publisher-place", "keywords": "keyword", "school": "publisher", "institution": "publisher",
    "organization": "publisher", "shorttitle": "title-short", "langid": "language", "type": "genre",
    "annotation": "annote", "shortjournal": "container-title-short", "chapter": "chapter-number",
}  # fmt: skip


def _field(item: Item, marker: str) -> str:
    """A field as it is written."""
    name = marker.lower()
    if name in ("author", "editor", "translator"):
        people = creators({name: item.get(name)}, name)
        parts = ("given", "dropping-particle", "non-dropping-particle", "family", "literal")
        return " and ".join(" ".join(str(one[part]) for part in parts if one.get(part)) for one in people)
    if name in ("year", "day"):
        return date_part(item, "issued", 0 if name == "year" else 2)
    if name == "month":
        number = date_part(item, "issued", 1)
        return _MONTHS[int(number)] if number and int(number) < len(_MONTHS) else number
    if name == "date":
        return PARTS["date"](item)
    return field(item, _FIELDS.get(name, name)) or field(item, name)


#: Markers that JabRef means something else by than the part of that name, or that are its alone.
_PARTS: Final[dict[str, Callable[..., str]]] = {
    "title": lambda item: FILTERS["titlecase"](" ".join(words_of(plain(item.get("title"))))),
    "camel": lambda item: " ".join(capitalized(word.lower()) for word in words_of(plain(item.get("title")))),
    "fulltitle": lambda item: plain(item.get("title")),
    "shorttitle": _short_title,
    "shorttitleINI": lambda item: "".join(word[:1] for word in _short_title(item).split()),
    "veryshorttitle": _very_short_title,
    "entrytype": _entry_type,
    "firstpage": _first_page,
    "lastpage": _last_page,
    "pageprefix": _page_prefix,
}
#: The same with numbers at their end.
_NUMBERED_PARTS: Final[dict[str, Callable[..., str]]] = {
    "keyword": PARTS["keyword"],
    "keywords": lambda item, n=0: " ".join(keywords(item)[: n or None]),
    "shorttitle": lambda item, n=3, m=0: PARTS["shorttitle"](item, n, m),
    "veryshorttitle": lambda item, n=1, m=0: PARTS["veryshorttitle"](item, n, m),
}
