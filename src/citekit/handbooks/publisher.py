"""Organisations that publish themselves, and how MLA shortens publishers.

Clinics cite what CDC, WHO or NICE wrote, published and put on their sites. Both handbooks print such a body
once: APA as the author (Publication Manual 9.29), MLA as the publisher or site (MLA Handbook 5.19, 5.58).
One name may be the other's acronym; the full name is the one that is printed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from citekit.handbooks.elocator import PERIODICAL

if TYPE_CHECKING:
    from citekit.model.item import Item

_MINOR: Final = frozenset({"and", "de", "des", "du", "for", "in", "la", "of", "on", "the", "to"})
_WORD: Final = r"[^\W_]+"
#: Acronyms that are not the initials of the name they stand for.
_ACRONYMS: Final = {
    "cdc": "centers for disease control and prevention",
    "cms": "centers for medicare and medicaid services",
    "fda": "food and drug administration",
    "nice": "national institute for health and care excellence",
    "nhlbi": "national heart lung and blood institute",
    "nidcr": "national institute of dental and craniofacial research",
    "nimh": "national institute of mental health",
    "ninds": "national institute of neurological disorders and stroke",
    "samhsa": "substance abuse and mental health services administration",
    "unesco": "united nations educational scientific and cultural organization",
    "unicef": "united nations childrens fund",
}
_MARKUP: Final = r"<[^<>]{1,80}>"


#: Works whose container is a site, which has an owner, rather than an album, a book or a journal.
_ON_SITES: Final = frozenset(
    {"dataset", "document", "interview", "pamphlet", "post", "post-weblog", "report", "software", "webpage"}
)


def same_body(first: str, second: str) -> bool:
    """Whether two names are one organisation's, written the same way or one as the other's acronym.

    Examples:
        >>> same_body("The Food & Drug Administration", "Food and Drug Administration")
        True
        >>> same_body("AMTA", "American Massage Therapy Association")
        True
        >>> same_body("AMTA", "American Medical Association")
        False
    """
    left, right = _words(first), _words(second)
    if not left or not right:
        return False
    return left == right or _is_acronym(first, right) or _is_acronym(second, left)


def is_acronym_of(short: str, full: str) -> bool:
    """Whether `short` is an acronym that stands for `full`.

    Examples:
        >>> [is_acronym_of(name, "World Health Organization") for name in ("WHO", "World")]
        [True, False]
    """
    return _is_acronym(short, _words(full))


@lru_cache(maxsize=1024)
def _words(name: str) -> list[str]:
    plain = re.sub(_MARKUP, "", name).replace("&amp;", "and").replace("&", " and ").replace("'", "").replace("’", "")
    words = re.findall(_WORD, plain.casefold())
    if words[:1] == ["the"]:
        words = words[1:]
    if words[:2] == ["u", "s"] or words[:1] == ["us"]:
        words = words[2 if words[0] == "u" else 1 :]
    return words


def _is_acronym(name: str, words: list[str]) -> bool:
    letters = name.strip().replace(".", "")
    if not (2 <= len(letters) <= 10 and letters.isalpha() and letters[:2].isupper() and len(words) > 1):
        return False
    letters = letters.casefold()
    initials = "".join(word[0] for word in words)
    major = "".join(word[0] for word in words if word not in _MINOR)
    return letters in (initials, major) or _ACRONYMS.get(letters) == " ".join(words)


def corporate_author(item: Item) -> str | None:
    """The name of the one organisation that wrote a work; `None` for people and for several authors."""
    authors = item.get("author")
    if not isinstance(authors, list) or len(authors) != 1:
        return None
    return corporate_name(authors[0])


def corporate_name(name: Any) -> str | None:
    """An organisation's name; `None` for a person's."""
    if not isinstance(name, dict):
        return None
    if name.get("literal"):
        return str(name["literal"])
    return str(name["family"]) if name.get("family") and not name.get("given") else None


def drop_publishing_author(item: Item) -> Item:
    """MLA: an organisation that published its own work is named as publisher or site, not as author.

    Source: MLA Handbook 5.19 ("World Health Organization" is printed as the publisher alone).

    Examples:
        >>> who = {"author": [{"literal": "WHO"}], "publisher": "World Health Organization"}
        >>> drop_publishing_author(who)
        {'publisher': 'World Health Organization'}
        >>> drop_publishing_author({**who, "publisher": "Routledge"})["author"]
        [{'literal': 'WHO'}]
    """
    author = corporate_author(item)
    if author is None or item.get("type") in PERIODICAL:
        return item
    named = ("container-title", "publisher") if item.get("type") in _ON_SITES else ("publisher",)
    fields = [name for name in named if same_body(author, str(item.get(name) or ""))]
    if not fields:
        return item
    changed = {name: value for name, value in item.items() if name != "author"}
    for name in fields:
        if is_acronym_of(str(changed[name]), author):
            changed[name] = author
    return changed


def drop_publisher_of_same_name(item: Item) -> Item:
    """MLA: a publisher that has the name of the site or of the work is not named again.

    Source: MLA Handbook 5.55.

    Examples:
        >>> drop_publisher_of_same_name({"container-title": "Slate", "publisher": "Slate"})
        {'container-title': 'Slate'}
    """
    publisher, container = str(item.get("publisher") or ""), str(item.get("container-title") or "")
    if not publisher or not same_body(publisher, container):
        return item
    changed = {name: value for name, value in item.items() if name != "publisher"}
    if is_acronym_of(container, publisher):
        changed["container-title"] = publisher
    return changed


def drop_publisher_that_wrote(item: Item) -> Item:
    """APA: a publisher or site that is an author is not named again; neither is a journal ever dropped.

    The full name stays where the author is given by the acronym alone. Of several bodies ("Department;
    Office", "Department, Office") only the one that is the author goes.

    Source: Publication Manual 9.29 and 10.4 (parent agencies stay).

    Examples:
        >>> item = {"type": "webpage", "author": [{"literal": "AMTA"}], "publisher": "AMTA",
        ...         "container-title": "American Massage Therapy Association"}
        >>> drop_publisher_that_wrote(item)["container-title"], "publisher" in drop_publisher_that_wrote(item)
        ('American Massage Therapy Association', False)
    """
    names = item.get("author")
    authors = [name for name in map(corporate_name, names if isinstance(names, list) else ()) if name]
    if not authors:
        return item
    changed = dict(item)
    fields = ["publisher"]
    if item.get("type") in _ON_SITES:
        fields.append("container-title")
    for field in fields:
        kept = _without(str(item.get(field) or ""), authors)
        if kept:
            changed[field] = kept
        else:
            changed.pop(field, None)
    return changed


def _without(bodies: str, authors: list[str]) -> str:
    """What is left of a list of bodies without those among the authors."""
    if not bodies or _repeats(bodies, authors):
        return ""
    for separator in ("; ", ", "):
        parts = bodies.split(separator)
        if len(parts) > 1:
            return separator.join(part for part in parts if not _repeats(part, authors)) or bodies
    return bodies


def _repeats(body: str, authors: list[str]) -> bool:
    return any(same_body(body, author) and not is_acronym_of(author, body) for author in authors)


#: "University of Chicago Press", "University Press of Florida", "State University of New York Press", "Press of X".
_ACADEMIC: Final = r"(?i)\buniversit(?:y|ies)\b"
#: Presses of universities that don't say so in their names.
_PRESSES_OF_UNIVERSITIES: Final = frozenset({"MIT Press", "Teachers College Press", "Athabasca Press", "SUNY Press"})
_LEGAL_FORM: Final = (
    r",?\s{1,3}(?:Inc|Incorporated|Ltd|Limited|LLC|Corp|Corporation|Co|Company|GmbH|PLC|plc|S\.A)\.?"
    r"(?=\s{0,3}(?:$|/))"
)
_AMPERSAND: Final = r"\s{1,3}(?:&amp;|&|\+)\s{1,3}"
_COUNTRY: Final = r"\bU\.\s?([SKN])\.(?=\s|$|,)"


def abridge_publisher(item: Item) -> Item:
    """MLA: "UP" for University Press, "U" for University, no article in front, no business words; "/" between two.

    An ampersand is written "and", and "U.S." without full stops.

    Source: MLA Handbook 5.61 to 5.64 and appendix 1.

    Examples:
        >>> names = ("Yale University Press", "The University of Chicago Press", "W. W. Norton & Company",
        ...          "Northwestern University", "Taylor & Francis", "Iberoamericana; Vervuert")
        >>> [abridge_publisher({"publisher": name})["publisher"] for name in names]
        ['Yale UP', 'U of Chicago P', 'W. W. Norton', 'Northwestern U', 'Taylor and Francis', 'Iberoamericana/Vervuert']
    """
    name = str(item.get("publisher") or "")
    if not name:
        return item
    return {**item, "publisher": "/".join(_abridged(part.strip()) for part in name.split(";"))}


@lru_cache(maxsize=1024)
def _abridged(name: str) -> str:
    short = name.removeprefix("The ")
    trimmed = re.sub(r"\s{1,3}(?:&|and)$", "", re.sub(_LEGAL_FORM, "", short)) or short
    trimmed = re.sub(_COUNTRY, r"U\1", re.sub(_AMPERSAND, " and ", trimmed))
    if re.search(_ACADEMIC, trimmed) or trimmed in _PRESSES_OF_UNIVERSITIES:
        trimmed = re.sub(r"\bUniversity Press\b", "UP", trimmed)
        trimmed = re.sub(r"\bPress\b", "P", trimmed)
        trimmed = re.sub(r"\bUniversity\b", "U", trimmed)
    return trimmed


def names_of_countries(item: Item) -> Item:
    """Abbreviations in capitals have no full stops: US Food and Drug Administration.

    Source: MLA Handbook, appendix 1; AMA Manual of Style 13.5.

    Examples:
        >>> item = {"author": [{"literal": "U.S. Food and Drug Administration"}]}
        >>> names_of_countries(item)["author"]
        [{'literal': 'US Food and Drug Administration'}]
    """
    authors = item.get("author")
    if not isinstance(authors, list) or not any(isinstance(name, dict) and name.get("literal") for name in authors):
        return item
    return {**item, "author": [_without_stops(name) for name in authors]}


def _without_stops(name: Any) -> Any:
    if not isinstance(name, dict) or not isinstance(name.get("literal"), str):
        return name
    return {**name, "literal": re.sub(_COUNTRY, r"U\1", name["literal"])}


def without_legal_form(item: Item) -> Item:
    """A publisher without "Inc", "Ltd" and the like, and a country without full stops.

    Source: AMA Manual of Style 3.12; Citing Medicine, chapter 2.

    Examples:
        >>> without_legal_form({"publisher": "Wiley & Sons, Inc."})
        {'publisher': 'Wiley & Sons'}
    """
    name = str(item.get("publisher") or "")
    return {**item, "publisher": _without_legal_form(name)} if name else item


@lru_cache(maxsize=1024)
def _without_legal_form(name: str) -> str:
    trimmed = re.sub(r"\s{1,3}(?:&|and)$", "", re.sub(_LEGAL_FORM, "", name.removeprefix("The "))) or name
    return re.sub(_COUNTRY, r"U\1", trimmed)
