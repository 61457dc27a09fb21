"""What a key pattern takes out of a work: names, words of its title, its date, its other variables.

Each part is a function of an item that gives a text; its parameters are those that a pattern can set, by their place or
by name. Source: Better BibTeX for Zotero, "Formulas: functions".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.edtf import date_parts
from citekit.model.key_words import SKIPPED, ascii_of, capitalized, plain, words_of
from citekit.model.variables import NAME_VARIABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.model.item import Item

_CREATORS: Final = ("author", "editor", "translator", "director", "composer")


class NextPattern(Exception):
    """A condition that does not hold: the pattern behind the next `|` is tried."""


# names


def creators(item: Item, creator: str = "author") -> list[dict[str, Any]]:
    """The names that a key is made of: the authors, or who stands in for them; with another role those alone.

    Raises:
        ValueError: no variable of names is called that.
    """
    if creator not in NAME_VARIABLES:
        raise ValueError(creator)
    for variable in _CREATORS if creator == "author" else (creator,):
        names = item.get(variable)
        if isinstance(names, list | tuple) and names:
            return [name for name in names if isinstance(name, dict) and family(name)]
    return []


def family(name: dict[str, Any], *, particle: bool = True) -> str:
    """A family name, with its particles unless told otherwise, in one word."""
    own = str(name.get("family") or "")
    if not own:
        return re.sub(r"\s", "", str(name.get("literal") or name.get("given") or ""))
    before = [str(name.get(f"{kind}-particle") or "") for kind in ("dropping", "non-dropping")] if particle else []
    return re.sub(r"[\s'’.,]", "", "".join([*before, own]))


def initials(name: dict[str, Any]) -> str:
    """The first letters of given names."""
    return "".join(word[:1] for word in re.split(r"[\s.\u2010-\u2015-]+", str(name.get("given") or "")) if word)


def _families(item: Item, creator: str, *, with_initials: bool = False) -> list[str]:
    return [family(name) + (initials(name) if with_initials else "") for name in creators(item, creator)]


def _auth(item: Item, n: int = 0, m: int = 1, creator: str = "author", initials: bool = False) -> str:
    families = _families(item, creator, with_initials=initials)
    text = families[m - 1] if 0 < m <= len(families) else ""
    return ascii_of(text)[:n] if n else text


def _author_last(item: Item, creator: str = "author", initials: bool = False) -> str:
    return (_families(item, creator, with_initials=initials) or [""])[-1]


def _initial(number: int) -> Callable[..., str]:
    def part(item: Item, creator: str = "author") -> str:
        names = creators(item, creator)
        return initials(names[number])[:1] if names else ""

    return part


def _authors(
    item: Item,
    n: int = 0,
    creator: str = "author",
    name: str = "%(f)s",
    etal: str = "",
    joiner: str = "",
    min: int = 0,  # noqa: A002 - the pattern's word
    max: int = 0,  # noqa: A002 - the pattern's word
) -> str:
    names = creators(item, creator)
    if len(names) < min or (max and len(names) > max):
        raise NextPattern
    # A negative number counts from the end.
    chosen = names[:n] if n > 0 else names[n:] if n < 0 else names
    shown = [
        name.replace("%(f)s", family(one)).replace("%(g)s", str(one.get("given") or "")).replace("%(i)s", initials(one))
        for one in chosen
    ]
    return joiner.join([*shown, *([etal] if etal and len(chosen) < len(names) else [])])


def _first_and(etal: str, joint: str, shown: int = 1) -> Callable[..., str]:
    """The first names, or all where there are two; else what stands for the others."""

    def part(item: Item, creator: str = "author", initials: bool = False, joiner: str = joint) -> str:
        families = _families(item, creator, with_initials=initials)
        return joiner.join(families if len(families) < 3 else [*families[:shown], etal])

    return part


def _beginnings(item: Item, n: int = 0, creator: str = "author", joiner: str = ".") -> str:
    return joiner.join(ascii_of(one)[: n or None] for one in _families(item, creator))


def _author_beginning(item: Item, creator: str = "author", joiner: str = ".") -> str:
    families = [ascii_of(one) for one in _families(item, creator)]
    return joiner.join([*(one[:5] for one in families[:1]), *(one[:1] for one in families[1:])])


def _auth_short(item: Item, creator: str = "author", joiner: str = ".") -> str:
    families = [ascii_of(one) for one in _families(item, creator)]
    if len(families) < 2:
        return "".join(families)
    return joiner.join(one[:1] for one in families[:3]) + "+" * (len(families) > 3)


def _authors_alpha(item: Item, creator: str = "author", joiner: str = "") -> str:
    """As BibTeX's style "alpha" has it: three letters of one name, else the first of each of up to four."""
    families = [ascii_of(one) for one in _families(item, creator)]
    if len(families) == 1:
        return families[0][:3]
    return joiner.join(one[:1] for one in families[: 3 if len(families) > 4 else 4]) + "+" * (len(families) > 4)


# titles


def _title(item: Item) -> str:
    return " ".join(map(capitalized, words_of(plain(item.get("title")), SKIPPED)))


def _camel(item: Item) -> str:
    return " ".join(map(capitalized, words_of(plain(item.get("title")))))


def _shorttitle(item: Item, n: int = 3, m: int = 0) -> str:
    found = words_of(plain(item.get("title")), SKIPPED)[:n]
    return " ".join(capitalized(word) if number < m else word for number, word in enumerate(found))


def _veryshorttitle(item: Item, n: int = 1, m: int = 0) -> str:
    return _shorttitle(item, n, m)


# dates and numbers


def date_part(item: Item, variable: str, number: int) -> str:
    """The year (0), month (1) or day (2) of a date; "" where it has none."""
    date = item.get(variable)
    points = date_parts(date) if isinstance(date, dict) else []
    return str(abs(points[0][number])) if points and len(points[0]) > number else ""


def _date(variable: str, usual: str) -> Callable[..., str]:
    def part(item: Item, format: str = usual) -> str:  # noqa: A002 - the pattern's word
        return format_date("-".join(filter(None, (date_part(item, variable, number) for number in range(3)))), format)

    return part


def format_date(text: str, format: str = "%Y-%m-%d") -> str:  # noqa: A002 - the pattern's word
    """A date in a format; what the date lacks goes with the sign before it.

    Examples:
        >>> format_date("2004-5", "%y%m%d"), format_date("2004", "%Y-%m-%d")
        ('0405', '2004')
    """
    year, month, day = [*re.findall(r"\d+", text)[:3], "", "", ""][:3]
    known = {"Y": year, "y": year[-2:], "m": month.zfill(2) if month else "", "d": day.zfill(2) if day else ""}
    pieces = re.split(r"%([Yymd])", format)
    output = pieces[0]
    for name, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        output = output + known[name] if known[name] else re.sub(r"[^\w]\Z", "", output)
        output += behind
    return output


def _pages(which: int) -> Callable[..., str]:
    def part(item: Item) -> str:
        numbers = re.findall(r"\w+", plain(item.get("page")))
        return numbers[which] if numbers else ""

    return part


def keywords(item: Item) -> list[str]:
    """A work's keywords one by one."""
    return [word.strip() for word in re.split(r"[,;]", plain(item.get("keyword"))) if word.strip()]


def _keyword(item: Item, n: int = 1) -> str:
    found = keywords(item)
    return found[n - 1] if 0 < n <= len(found) else ""


# other variables


def _variable(*names: str) -> Callable[..., str]:
    return lambda item: next((text for name in names if (text := plain(item.get(name)))), "")


def _journal(item: Item, abbrev: str = "abbrev+auto") -> str:
    short = plain(item.get("container-title-short")) if abbrev.startswith("abbrev") else ""
    return short or plain(item.get("container-title"))


def field(item: Item, name: str) -> str:
    """A variable or a field of a `.bib` file by its name, whatever its case; one that a note tells as `name: value`."""
    wanted = name.removeprefix("tex.").lower()
    custom = item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    for members in (item, kept if isinstance(kept, dict) else {}):
        for member, value in members.items():
            if str(member).lower().replace("-", "") == wanted.replace("-", "") and plain(value):
                return plain(value)
    told = re.search(rf"(?im)^(?:tex\.)?{re.escape(wanted)}\s*[:=]\s*(.+)$", plain(item.get("note")))
    return told[1].strip() if told else ""


#: Zotero's names of item types that are not CSL's.
_TYPES: Final = {
    "journalarticle": "article-journal", "magazinearticle": "article-magazine", "newspaperarticle": "article-newspaper",
    "booksection": "chapter", "conferencepaper": "paper-conference", "preprint": "article", "blogpost": "post-weblog",
    "encyclopediaarticle": "entry-encyclopedia", "dictionaryentry": "entry-dictionary", "film": "motion_picture",
    "case": "legal_case", "statute": "legislation", "letter": "personal_communication", "computerprogram": "software",
    "forumpost": "post", "presentation": "speech",
}  # fmt: skip


def _type(item: Item, *allowed: str) -> str:
    if not allowed:
        return plain(item.get("type"))
    if plain(item.get("type")) not in {_TYPES.get(name.lower(), name) for name in allowed}:
        raise NextPattern
    return ""


def _language(item: Item, *allowed: str) -> str:
    own = plain(item.get("language"))
    if allowed and own[:2].lower() not in {_LANGUAGES.get(name.lower(), name[:2].lower()) for name in allowed}:
        raise NextPattern
    return "" if allowed else own


#: Languages whose names don't begin as their tags do.
_LANGUAGES: Final = {
    "german": "de", "deutsch": "de", "austrian": "de", "swissgerman": "de", "chinese": "zh", "japanese": "ja",
    "spanish": "es", "american": "en", "british": "en", "australian": "en", "canadian": "en", "usenglish": "en",
    "ukenglish": "en", "dutch": "nl", "swedish": "sv", "czech": "cs", "polish": "pl", "portuguese": "pt", "greek": "el",
}  # fmt: skip


def _zotero(item: Item) -> str:
    """As Zotero's own export makes keys: `han_acupuncture_2004`."""
    title = _veryshorttitle(item)
    return "_".join(part or "nodate" for part in (_auth(item), title, date_part(item, "issued", 0)) if part or title)


#: What a pattern is made of.
PARTS: Final[dict[str, Callable[..., str]]] = {
    "auth": _auth,
    "authorLast": _author_last,
    "authForeIni": _initial(0),
    "authorLastForeIni": _initial(-1),
    "authors": _authors,
    "authEtAl": _first_and("EtAl", ""),
    "authEtal2": _first_and("etal", "."),
    "authAuthEa": _first_and("ea", ".", 2),
    "authIni": _beginnings,
    "authorIni": _author_beginning,
    "authshort": _auth_short,
    "authorsAlpha": _authors_alpha,
    "title": _title,
    "camel": _camel,
    "shorttitle": _shorttitle,
    "veryshorttitle": _veryshorttitle,
    "year": lambda item: date_part(item, "issued", 0),
    "shortyear": lambda item: date_part(item, "issued", 0)[-2:],
    "month": lambda item: date_part(item, "issued", 1),
    "day": lambda item: date_part(item, "issued", 2),
    "date": _date("issued", "%Y-%m-%d"),
    "origyear": lambda item: date_part(item, "original-date", 0),
    "origdate": _date("original-date", "%Y-%m-%d"),
    "journal": _journal,
    "container": _variable("container-title"),
    "publisher": _variable("publisher"),
    "series": _variable("collection-title"),
    "volume": _variable("volume"),
    "issue": _variable("issue"),
    "number": _variable("number", "issue"),
    "edition": _variable("edition"),
    "doi": _variable("DOI"),
    "firstpage": _pages(0),
    "lastpage": _pages(-1),
    "keyword": _keyword,
    "language": _language,
    "type": _type,
    "text": lambda item, text="": text + "",  # noqa: ARG005 - the text is the same for all
    "getField": lambda item, name: field(item, name + ""),
    "extra": lambda item, name: field(item, name + ""),
    "library": lambda item: "",  # noqa: ARG005 - a file is nobody's group library
    "zotero": lambda item: _zotero(item).lower(),
    # Fields as they are, by Zotero's names.
    "Title": _variable("title"),
    "ShortTitle": _variable("title-short"),
    "PublicationTitle": _variable("container-title"),
    "BookTitle": _variable("container-title"),
    "JournalAbbreviation": _variable("container-title-short"),
    "Publisher": _variable("publisher"),
    "Place": _variable("publisher-place"),
    "Series": _variable("collection-title"),
    "Volume": _variable("volume"),
    "Issue": _variable("issue"),
    "Number": _variable("number"),
    "Pages": _variable("page"),
    "Edition": _variable("edition"),
    "DOI": _variable("DOI"),
    "ISBN": _variable("ISBN"),
    "ISSN": _variable("ISSN"),
    "URL": _variable("URL"),
    "Date": _date("issued", "%Y-%m-%d"),
    "Year": lambda item: date_part(item, "issued", 0),
    "Language": _variable("language"),
    "CallNumber": _variable("call-number"),
}  # fmt: skip
