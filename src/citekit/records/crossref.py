"""Crossref's record of a work ("works JSON") as a `Registration` with a CSL-JSON item.

Pure, and total: whatever the record lacks or has in the wrong shape is left out, nothing is raised. The
abstract is left out too, being the publisher's. The date is the one people cite: print before the earliest.

Sources: Crossref REST API "works" format (`api_format.md`); CSL 1.0.2 item types; the types' equivalents are
citekit's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.identifiers import DOI, ISBN, ISSN
from citekit.model.registration import Registration, Status
from citekit.records.deposited_names import names
from citekit.records.face_markup import to_mini_html, to_plain
from citekit.records.json_values import date_parts, mapping, objects, text, texts
from citekit.records.notices import notices_of, updates_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Crossref's types and CSL's.
TYPES: Final[Mapping[str, str]] = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    **dict.fromkeys(("book-chapter", "book-section", "book-part", "book-track"), "chapter"),
    "reference-entry": "entry-encyclopedia",
    **dict.fromkeys(
        (
            "book",
            "monograph",
            "edited-book",
            "reference-book",
            "book-set",
            "book-series",
            "proceedings",
            "proceedings-series",
        ),
        "book",
    ),
    **dict.fromkeys(("report", "report-component", "report-series"), "report"),
    "dissertation": "thesis",
    **dict.fromkeys(("dataset", "database"), "dataset"),
    **dict.fromkeys(("standard", "standard-series"), "standard"),
    "posted-content": "article",
    "peer-review": "review",
    **dict.fromkeys(("journal", "journal-volume", "journal-issue"), "periodical"),
    **dict.fromkeys(("component", "grant"), "document"),
}
_BLOG: Final = "post-weblog"
_PARTS: Final = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
#: Articles that are counted by number where they have no pages.
_NUMBERED: Final = frozenset({"article-journal", "paper-conference", "article", "review"})

#: The dates of a record from the one people cite to the one they hardly would; registration dates are none.
_DATES: Final = ("published-print", "issued", "published", "published-online", "posted", "approved", "published-other")
_POSTED_DATES: Final = ("posted", *_DATES)
_OTHER_DATES: Final = ("accepted", "content-created", "content-updated")


def registration_of(message: Mapping[str, Any], asked: DOI | None = None) -> Registration:
    """The registration a record amounts to; `asked` is the DOI it was asked for under, if an alias.

    Raises:
        ValueError: the record has no DOI and none was asked for.

    Examples:
        >>> found = registration_of({
        ...     "DOI": "10.1016/j.neulet.2003.12.019", "type": "journal-article",
        ...     "title": ["Acupuncture and endorphins"], "author": [{"family": "Han", "given": "Ji-Sheng"}],
        ...     "issued": {"date-parts": [[2004, 5]]}, "page": "258-261"})
        >>> found.record["type"], found.record["issued"], found.years
        ('article-journal', {'date-parts': [[2004, 5]]}, (2004,))
    """
    own = DOI.parse_exact(text(message.get("DOI"))) or asked
    if own is None:
        raise ValueError("a record without a DOI")
    return Registration(
        doi=asked or own,
        status=Status.FOUND,
        agency="Crossref",
        record=item_of(message, own),
        titles=tuple(dict.fromkeys(_titles(message))),
        years=_years(message),
        notices=notices_of(message, own),
        updates=updates_of(message, own),
        alias_of=own if asked is not None and asked != own else None,
    )


def item_of(message: Mapping[str, Any], doi: DOI) -> dict[str, Any]:
    """The record as a CSL-JSON item, its DOI for its id."""
    kind = _type(message)
    titles = list(_titles(message))
    item: dict[str, Any] = {
        "id": str(doi),
        "type": kind,
        "title": titles[0] if titles else "",
        "title-short": _other_than(titles[:1], texts(message.get("short-title"))),
        "original-title": _other_than(titles, texts(message.get("original-title"))),
        **{role: names(message.get(role)) for role in ("author", "editor", "translator", "chair")},
        "issued": _issued(message, kind),
        **_container(message, kind),
        **_numbers(message, kind),
        **_publication(message, kind),
        "ISBN": _isbn(message),
        "ISSN": _issn(message),
        "language": text(message.get("language")),
        "DOI": str(doi),
        "custom": _custom(message, doi),
    }
    return {variable: value for variable, value in item.items() if value}


def _custom(message: Mapping[str, Any], doi: DOI) -> dict[str, Any]:
    """The notice by which a work was retracted, for styles that print it; no CSL variable has room for one."""
    for notice in notices_of(message, doi) if message.get("updated-by") else ():
        if notice.type in ("retraction", "withdrawal", "removal") and notice.date[:4].isdecimal():
            told = {"year": int(notice.date[:4]), "DOI": str(notice.doi or "")}
            return {"retraction": {name: value for name, value in told.items() if value}}
    return {}


def _type(message: Mapping[str, Any]) -> str:
    kind = text(message.get("type"))
    if kind == "posted-content" and text(message.get("subtype")) == "blog":
        return _BLOG
    if kind not in TYPES:  # "other", and types still to come
        return "chapter" if message.get("ISBN") and message.get("container-title") else "document"
    return TYPES[kind]


# Titles ---------------------------------------------------------------------------------------------


def _titles(message: Mapping[str, Any]) -> Iterator[str]:
    """Every title the record gives the work, the full one first."""
    main = [to_mini_html(title) for title in texts(message.get("title"))]
    subtitles = [to_mini_html(title) for title in texts(message.get("subtitle"))]
    for number, title in enumerate(main):
        yield _with_subtitle(title, subtitles[number] if number < len(subtitles) else "")
    yield from main
    for variable in ("original-title", "short-title"):
        yield from filter(None, map(to_mini_html, texts(message.get(variable))))


def _with_subtitle(title: str, subtitle: str) -> str:
    """Title and subtitle in one, where the title doesn't have it already."""
    # "4hhb", "(718982007-001)": registrants' own numbers, which nobody cites as a subtitle.
    wordless = not re.search(r"\b[^\W\d_]{3,}\b", subtitle)
    if wordless or subtitle.casefold() in title.casefold():
        return title
    joint = " " if re.search(r"[?!:.…]\Z", title) else ": "
    return f"{title}{joint}{subtitle}"


def _other_than(known: list[str], candidates: list[str]) -> str:
    """The first candidate that is not known already, case aside."""
    seen = {title.casefold() for title in known}
    found = map(to_mini_html, candidates)
    return next((title for title in found if title and title.casefold() not in seen), "")


# Dates ----------------------------------------------------------------------------------------------


def _issued(message: Mapping[str, Any], kind: str) -> dict[str, Any] | None:
    in_issue = mapping(message.get("journal-issue"))
    order = _POSTED_DATES if kind in ("article", _BLOG) else _DATES
    dated = [message.get(order[0]), in_issue.get("published-print"), *(message.get(name) for name in order)]
    parts = next((parts for parts in map(date_parts, dated) if parts), None)
    return {"date-parts": [parts]} if parts else None


def _years(message: Mapping[str, Any]) -> tuple[int, ...]:
    in_issue = mapping(message.get("journal-issue"))
    dated = [message.get(name) for name in (*_DATES, "posted", *_OTHER_DATES)]
    dated += [in_issue.get("published-print"), in_issue.get("published-online")]
    return tuple(sorted({parts[0] for parts in map(date_parts, dated) if parts}))


# Where it was published -----------------------------------------------------------------------------

#: Two containers are a series and a volume of it, in either order. A meeting or a year tells the volume.
_SERIES: Final = re.compile(
    r"\b(?:series|lecture notes|colloquia|studies in|topics in|communications in|monographs|springer texts"
    r"|contributions to|library of|reihe|schriften)\b",
    re.IGNORECASE,
)
_VOLUME: Final = re.compile(
    r"\b(?:proceedings|conference|symposium|workshop|meeting|congress|handbook|(?:19|20)\d\d)\b", re.IGNORECASE
)


def _container(message: Mapping[str, Any], kind: str) -> dict[str, str]:
    containers = [to_mini_html(title) for title in texts(message.get("container-title"))]
    if kind in _PARTS and len(containers) > 1:
        first, second = containers[:2]
        score = [bool(_VOLUME.search(title)) - bool(_SERIES.search(title)) for title in (first, second)]
        volume, series = (second, first) if score[1] > score[0] else (first, second)
        return {"container-title": volume, "collection-title": series}
    if kind in ("book", "report") and containers:
        return {"collection-title": containers[0]}
    short = [to_mini_html(title) for title in texts(message.get("short-container-title"))]
    named = containers[0] if containers else ""
    if kind == _BLOG and not named:
        named = to_plain(text(message.get("group-title")))
    return {
        "container-title": named,
        "container-title-short": short[0] if short and short[0].casefold() != named.casefold() else "",
    }


def _numbers(message: Mapping[str, Any], kind: str) -> dict[str, str]:
    """Volume, issue, edition and pages; an article's number is its `number`, also where it is in `page`."""
    page = re.sub(r"\s?[\u2010-\u2015\u2212]\s?", "-", to_plain(text(message.get("page"))))
    number = to_plain(text(message.get("article-number")))
    if number and (page == number or page.split("-")[0].lstrip("e") == number):
        page = ""
    edition = text(message.get("edition-number"))
    return {
        "volume": to_plain(text(message.get("volume"))),
        "issue": to_plain(text(message.get("issue"))),
        "number": number if kind in _NUMBERED else "",
        "page": page or ("" if kind in _NUMBERED else number),
        "edition": "" if edition in ("0", "1") else edition,
    }


def _publication(message: Mapping[str, Any], kind: str) -> dict[str, str]:
    """Publisher, place, meeting and genre, each where the work's type puts it."""
    institutions = objects(message.get("institution"))
    institution = to_plain(text(institutions[0].get("name"))) if institutions else ""
    publisher = to_plain(text(message.get("publisher")))
    found = {
        "publisher": publisher,
        "publisher-place": to_plain(text(message.get("publisher-location"))),
    }
    if kind in ("article", _BLOG, "thesis") and institution:
        found["publisher"] = institution
    elif kind == "article" and text(message.get("group-title")) == "SSRN":
        found["publisher"] = "SSRN"
    if kind == "article" and text(message.get("subtype")) == "preprint":
        found["genre"] = "Preprint"
    if kind == "thesis":
        found["genre"] = next(iter(map(to_plain, texts(message.get("degree")))), "")
    if kind == "standard":
        body = to_plain(text(mapping(message.get("standards-body")).get("name")))
        found["authority"] = body if body.casefold() != publisher.casefold() else ""
    event = mapping(message.get("event"))
    if kind == "paper-conference" and event:
        found["event-title"] = to_plain(text(event.get("name")))
        found["event-place"] = to_plain(text(event.get("location")))
    return found


def _isbn(message: Mapping[str, Any]) -> str:
    """The printed book's ISBN, else the first that is one."""
    typed = objects(message.get("isbn-type"))
    printed = [text(entry.get("value")) for entry in typed if entry.get("type") == "print"]
    found = (ISBN.parse(number) for number in [*printed, *texts(message.get("ISBN"))])
    return next((str(isbn) for isbn in found if isbn), "")


def _issn(message: Mapping[str, Any]) -> str:
    """The printed journal's ISSN, else the first that is one."""
    typed = objects(message.get("issn-type"))
    printed = [text(entry.get("value")) for entry in typed if entry.get("type") == "print"]
    found = (ISSN.parse(number) for number in [*printed, *texts(message.get("ISSN"))])
    return next((str(issn) for issn in found if issn), "")
