"""DataCite's record of a work (the `attributes` of its REST API) as a `Registration` with a CSL-JSON item.

Pure, and total for any record: what is missing or misshapen is left out.

Source: DataCite Metadata Schema 4.6 (`resourceTypeGeneral`, `dateType`, `relatedItem`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.registration import Registration, Status
from citekit.records.face_markup import to_mini_html, to_plain
from citekit.records.json_values import mapping, objects, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.model.identifiers import DOI

#: `resourceTypeGeneral` and CSL's types; what is not here is a document.
TYPES: Final[Mapping[str, str]] = {
    "Audiovisual": "motion_picture",
    "Book": "book",
    "BookChapter": "chapter",
    "Collection": "collection",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Event": "event",
    "Image": "graphic",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "OutputManagementPlan": "report",
    "PeerReview": "review",
    "Poster": "graphic",
    "Preprint": "article",
    "Presentation": "speech",
    "Report": "report",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
    "StudyRegistration": "report",
}
#: The same thing in the older, free `resourceType`: arXiv's records say "Text" and "Article".
_GENRES: Final = {"article": "article", "preprint": "article", "report": "report", "thesis": "thesis"}
_ROLES: Final = {"Editor": "editor", "Translator": "translator"}
_DATES: Final = ("Issued", "Available", "Created", "Submitted", "Updated")


def registration_of(attributes: Mapping[str, Any], doi: DOI) -> Registration:
    """The registration a DataCite record amounts to.

    Examples:
        >>> from citekit.model import DOI
        >>> found = registration_of({
        ...     "titles": [{"title": "Attention Is All You Need"}], "publicationYear": 2017,
        ...     "creators": [{"name": "Vaswani, Ashish", "givenName": "Ashish", "familyName": "Vaswani"}],
        ...     "publisher": "arXiv", "types": {"resourceTypeGeneral": "Preprint"},
        ... }, DOI("10.48550/arxiv.1706.03762"))
        >>> found.record["type"], found.record["author"], found.years
        ('article', [{'family': 'Vaswani', 'given': 'Ashish'}], (2017,))
    """
    titles = _titles(attributes)
    dates = _dates(attributes)
    years = {parts[0] for parts in dates.values()}
    return Registration(
        doi=doi,
        status=Status.FOUND,
        agency="DataCite",
        record=item_of(attributes, doi),
        titles=tuple(dict.fromkeys(titles)),
        years=tuple(sorted(years)),
    )


def item_of(attributes: Mapping[str, Any], doi: DOI) -> dict[str, Any]:
    """The record as a CSL-JSON item, its DOI for its id."""
    titles = _titles(attributes)
    dates = _dates(attributes)
    types = mapping(attributes.get("types"))
    general = text(types.get("resourceTypeGeneral"))
    kind = TYPES.get(general) or _GENRES.get(text(types.get("resourceType")).lower(), "document")
    publisher = attributes.get("publisher")
    container = _container(attributes)
    pages = [text(container.get("firstPage")), text(container.get("lastPage"))]
    issued = dates.get("Year") or next((dates[name] for name in _DATES if name in dates), None)
    item: dict[str, Any] = {
        "id": str(doi),
        "type": kind,
        "title": titles[0] if titles else "",
        "author": [name for name in map(_name, objects(attributes.get("creators"))) if name],
        **_contributors(attributes),
        "issued": {"date-parts": [issued]} if issued else None,
        "publisher": to_plain(text(mapping(publisher).get("name")) or text(publisher)),
        "container-title": to_mini_html(text(container.get("title"))),
        "volume": text(container.get("volume")),
        "issue": text(container.get("issue")),
        "page": "-".join(page for page in pages if page),
        "version": text(attributes.get("version")),
        "genre": "Preprint" if general == "Preprint" else "",
        "language": text(attributes.get("language")),
        "DOI": str(doi),
    }
    return {variable: value for variable, value in item.items() if value}


def _titles(attributes: Mapping[str, Any]) -> list[str]:
    """The title with its subtitle, then every title; the main one has no `titleType`."""
    found = [(text(entry.get("titleType")), to_mini_html(text(entry.get("title"))))
             for entry in objects(attributes.get("titles"))]  # fmt: skip
    main = [title for kind, title in found if title and not kind]
    subtitles = [title for kind, title in found if title and kind == "Subtitle"]
    others = [title for kind, title in found if title and kind not in ("", "Subtitle")]
    full = [f"{main[0]}: {subtitles[0]}"] if main and subtitles else []
    return [*full, *main, *others]


def _container(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """What the work was published in: the record's own summary of it, or the related item that says so."""
    container = mapping(attributes.get("container"))
    if text(container.get("title")):
        return container
    for related in objects(attributes.get("relatedItems")):
        titles = [text(title.get("title")) for title in objects(related.get("titles"))]
        if related.get("relationType") == "IsPublishedIn" and any(titles):
            return {**related, "title": next(filter(None, titles))}
    return container


def _dates(attributes: Mapping[str, Any]) -> dict[str, list[int]]:
    """The dates by type; `Year` is the publication year, with the month and day of "Issued" in that year."""
    found: dict[str, list[int]] = {}
    for entry in objects(attributes.get("dates")):
        match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)", text(entry.get("date")))
        kind = text(entry.get("dateType"))
        if match and kind in _DATES and int(match[1]):
            parts = [int(part) for part in match.groups() if part]
            valid = all(1 <= part <= most for part, most in zip(parts[1:], (12, 31), strict=False))
            found.setdefault(kind, parts if valid else parts[:1])
    year = text(attributes.get("publicationYear"))
    if re.fullmatch(r"[0-9]{4}", year) and int(year):
        issued = found.get("Issued", [])
        found["Year"] = issued if issued[:1] == [int(year)] else [int(year)]
    return found


def _contributors(attributes: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for entry in objects(attributes.get("contributors")):
        role = _ROLES.get(text(entry.get("contributorType")))
        name = _name(entry)
        if role and name:
            found.setdefault(role, []).append(name)
    return found


def _name(entry: Mapping[str, Any]) -> dict[str, str]:
    """A creator: parted names where they are given, "Family, Given" otherwise, else an organisation."""
    family, given, whole = (to_plain(text(entry.get(part))) for part in ("familyName", "givenName", "name"))
    if text(entry.get("nameType")) != "Organizational":
        if not family and whole.count(",") == 1:
            family, given = (part.strip() for part in whole.split(","))
        if family:
            return {"family": family, **({"given": given} if given else {})}
    return {"literal": whole} if whole else {}
