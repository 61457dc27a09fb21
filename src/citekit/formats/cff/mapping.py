"""A reference of a CITATION.cff, or the work that it is about, as a CSL item.

What CSL has no variable for stays as it is in `custom["cff"]`; of persons that is all but their names.

Source: Citation File Format 1.2.0, schema guide.
"""

from __future__ import annotations

import re
from typing import Any, Final

from citekit.formats.cff.tables import ADDRESSES, ENTRIES, NAMES, SIMPLE, TYPES
from citekit.formats.yaml_syntax.scalars import is_null, resolved
from citekit.model.edtf import parse_edtf
from citekit.model.identifiers import DOI

_NUMBER: Final = re.compile(r"\s*-?\d{1,9}\s*\Z")
#: Parts of a person and of a CSL name.
_PERSON: Final = {
    "family-names": "family", "given-names": "given", "name-particle": "non-dropping-particle", "name-suffix": "suffix",
}  # fmt: skip
_PLACE: Final = ("city", "region", "country")
#: Articles, whose collection is not a series.
_PAPERS: Final = frozenset({"paper-conference", "article-journal", "entry-dictionary", "entry-encyclopedia"})


def item_of(reference: dict[str, Any], default: str = "generic") -> dict[str, Any]:
    """The CSL item that a reference is, without an id; `default` is the type of one that has none.

    Examples:
        >>> item = item_of({
        ...     "type": "article", "title": "Pain", "authors": [{"family-names": "Han", "orcid": "https://orcid.org/0"}],
        ...     "journal": "Letters", "year": "2004", "month": "5", "start": "258", "end": "261",
        ... })
        >>> item["type"], item["author"], item["issued"], item["page"]
        ('article-journal', [{'family': 'Han'}], {'date-parts': [[2004, 5]]}, '258-261')
        >>> item["custom"]
        {'cff': {'authors': [{'orcid': 'https://orcid.org/0'}]}}
    """
    return _Mapping(reference, default).item()


class _Mapping:
    """A reference on its way into an item: `left` has the fields that no variable has taken."""

    def __init__(self, reference: dict[str, Any], default: str) -> None:
        self.left = {name: value for name, value in reference.items() if not is_null(value)}
        self.found: dict[str, Any] = {}
        given = str(self.left.get("type", default)).strip().lower()
        self.kind = given if given in TYPES else default
        if TYPES.get(given) is not None:
            self.left.pop("type", None)

    def item(self) -> dict[str, Any]:
        """The item."""
        self.found["type"] = TYPES[self.kind]
        self._titles()
        for field, variable in NAMES.items():
            self._names(field, variable)
        self._dates()
        for field, variable in SIMPLE.items():
            self._put(variable, self._text(field), field)
        self._pages()
        self._bodies()
        self._conference()
        self._identifiers()
        self._lists()
        if self.kind != default_of(self.found["type"]):
            self.left["type"] = self.kind
        kept = {name: value for name, value in resolved(self.left).items() if value not in ({}, [], None, "")}
        item = {name: value for name, value in self.found.items() if value}
        return {**item, "custom": {"cff": kept}} if kept else item

    def _text(self, field: str) -> str:
        value = self.left.get(field)
        return " ".join(value.split()) if isinstance(value, str) and field != "abstract" else str(value or "").strip()

    def _put(self, variable: str, value: Any, *fields: str) -> bool:
        """Set a variable that has no value yet, and take the fields that it is made of."""
        if (
            not value
            or self.found.get(variable)
            or any(not isinstance(self.left.get(name, ""), str) for name in fields)
        ):
            return False
        self.found[variable] = value
        for field in fields:
            self.left.pop(field, None)
        return True

    def _titles(self) -> None:
        """Of a work of reference the entry, where one is meant; the collection is what a paper is in, else a series."""
        entry = next((field for field in ("term", "entry") if self._text(field)), "")
        if entry and self.kind in ENTRIES:
            self.found["type"] = ENTRIES[self.kind]
            self._put("title", self._text(entry), entry)
            self._put("container-title", self._text("title"), "title")
        is_in = self.found["type"] in _PAPERS and not self._text("journal") and "container-title" not in self.found
        self._put(
            "container-title" if is_in else "collection-title", self._text("collection-title"), "collection-title"
        )

    def _names(self, field: str, variable: str) -> None:
        given = self.left.get(field)
        persons = given if isinstance(given, list) else [given]
        names = [(name_of(person), person) for person in persons if person]
        if not self._put(variable, [name for name, _ in names if name]):
            return
        more = [_more(person) for name, person in names if name]
        if any(more):
            self.left[field] = more
        else:
            del self.left[field]

    def _dates(self) -> None:
        for field in ("date-published", "date-released"):
            self._date("issued", field)
        year, month = self._text("year"), self._text("month")
        if _NUMBER.match(year):
            parts = [int(year), *([int(month)] if _NUMBER.match(month) and 1 <= int(month) <= 12 else [])]
            used = ("year", "month") if len(parts) == 2 else ("year",)
            if not self._put("issued", {"date-parts": [parts]}, *used) and self._agrees(parts):
                for field in used:
                    del self.left[field]
        self._date("issued", "issue-date")
        for field in ("date-accessed", "date-downloaded"):
            self._date("accessed", field)
        original = self._text("year-original")
        if _NUMBER.match(original):
            self._put("original-date", {"date-parts": [[int(original)]]}, "year-original")

    def _agrees(self, parts: list[int]) -> bool:
        """Whether the year and month say nothing that the date does not."""
        points = self.found["issued"].get("date-parts")
        return bool(points) and points[0][: len(parts)] == parts

    def _date(self, variable: str, field: str) -> None:
        text = self._text(field)
        date = parse_edtf(text)
        if date is not None:
            self._put(variable, dict(date), field)
        elif text:
            self._put(variable, {"literal": text}, field)

    def _pages(self) -> None:
        start, end, pages = self._text("start"), self._text("end"), self._text("pages")
        if start or end:
            both = f"{start}-{end}" if start and end and start != end else start or end
            self._put("page", both, *(field for field in ("start", "end") if field in self.left))
        # By the schema it is their number; many put the range there.
        self._put("number-of-pages" if _NUMBER.match(pages) else "page", pages, "pages")

    def _bodies(self) -> None:
        """Publisher, institution and location; of an institution's works it is the publisher."""
        for field in ("publisher", "institution"):
            name, place, more = _body(self.left.get(field))
            is_publisher = field == "publisher" or (
                self.found["type"] in ("thesis", "report") and "publisher" not in self.found
            )
            if name and self._put("publisher" if is_publisher else "authority", name):
                if place and is_publisher and self._put("publisher-place", place):
                    more = {part: value for part, value in more.items() if part not in _PLACE}
                self._keep(field, more)
        name, place, more = _body(self.left.get("location"))
        if name or place:
            variable = (
                "event-place" if self.found["type"] in ("event", "paper-conference", "speech") else "publisher-place"
            )
            written = ", ".join(dict.fromkeys(part for part in (name, place) if part))
            if self._put(variable, written):
                self._keep("location", {part: value for part, value in more.items() if part not in _PLACE})

    def _conference(self) -> None:
        conference = self.left.get("conference")
        name, place, more = _body(conference)
        self._put("event-title", name)
        if not isinstance(conference, dict):
            self.left.pop("conference", None) if name else None
            return
        location = str(more.get("location") or "")
        if self._put("event-place", location or place):
            more = {part: value for part, value in more.items() if part not in (("location",) if location else _PLACE)}
        points = [parse_edtf(str(more.get(field) or "")) for field in ("date-start", "date-end")]
        if points[0] is not None:
            ends = [point["date-parts"][0] for point in points if point is not None]
            self._put("event-date", {"date-parts": ends if len(ends) == 2 and ends[0] != ends[1] else ends[:1]})
            more = {part: value for part, value in more.items() if part not in ("date-start", "date-end")}
        self._keep("conference", more)

    def _keep(self, field: str, more: dict[str, Any]) -> None:
        if more:
            self.left[field] = more
        else:
            self.left.pop(field, None)

    def _identifiers(self) -> None:
        doi = DOI.parse(self._text("doi")) if self._text("doi") else None
        self._put("DOI", str(doi or self._text("doi")), "doi")
        for field in ADDRESSES:
            self._put("URL", self._text(field), field)
        given = self.left.get("identifiers")
        left: list[Any] = []
        for identifier in given if isinstance(given, list) else ():
            kind = str(identifier.get("type", "")).lower() if isinstance(identifier, dict) else ""
            value = str(identifier.get("value") or "").strip() if isinstance(identifier, dict) else ""
            variable = {"doi": "DOI", "url": "URL"}.get(kind, "")
            if kind == "doi":
                value = str(DOI.parse(value) or value)
            said = bool(variable) and (self._put(variable, value) or self.found.get(variable) == value)
            if not said or "description" in identifier:
                left.append(identifier)
        if isinstance(given, list):
            self._keep_list("identifiers", left)

    def _lists(self) -> None:
        """Lists that one variable holds; more than one language is kept as well."""
        for field, variable, joint in (
            ("keywords", "keyword", ", "),
            ("license", "license", " OR "),
            ("patent-states", "jurisdiction", ", "),
        ):
            words = _words(self.left.get(field))
            if words and self._put(variable, joint.join(words)):
                del self.left[field]
        languages = _words(self.left.get("languages"))
        if languages and self._put("language", languages[0]) and len(languages) == 1:
            del self.left["languages"]

    def _keep_list(self, field: str, left: list[Any]) -> None:
        if left:
            self.left[field] = left
        else:
            del self.left[field]


def default_of(csl: str) -> str:
    """The type of CFF's that a type of CSL's says without more."""
    return next((kind for kind, type_ in _BY_LENGTH if type_ == csl), "")


#: The plainest of those that are the same to CSL.
_BY_LENGTH: Final = sorted(
    TYPES.items(), key=lambda pair: (pair[0] in ("manual", "video", "music", "data", "grant"), len(pair[0]))
)


def name_of(person: Any) -> dict[str, str]:
    """A person or a body as a CSL name; one who has but an alias goes by that.

    Examples:
        >>> name_of({"family-names": "Humboldt", "given-names": "Alexander", "name-particle": "von"})
        {'family': 'Humboldt', 'given': 'Alexander', 'non-dropping-particle': 'von'}
        >>> name_of({"name": "The Knee Trial Group"}), name_of({"alias": "bell hooks"})
        ({'literal': 'The Knee Trial Group'}, {'literal': 'bell hooks'})
    """
    if isinstance(person, str):
        return {} if is_null(person) or not person.strip() else {"literal": person.strip()}
    if not isinstance(person, dict):
        return {}
    given = {variable: person.get(part) for part, variable in _PERSON.items()}
    name = {
        variable: " ".join(part.split())
        for variable, part in given.items()
        if isinstance(part, str) and not is_null(part) and part.strip()
    }
    if "family" in name or ("given" in name and "name" not in person):
        return name
    whole = next((person[part] for part in ("name", "alias") if isinstance(person.get(part), str)), "")
    return {"literal": " ".join(whole.split())} if whole.strip() else {}


def _more(person: Any) -> dict[str, Any]:
    """What of a person is not in the name."""
    if not isinstance(person, dict):
        return {}
    literal = name_of(person).get("literal")
    used = {"name", *(["alias"] if literal and not person.get("name") else [])} if literal else set(_PERSON)
    return {part: value for part, value in person.items() if part not in used and not is_null(value)}


def _body(value: Any) -> tuple[str, str, dict[str, Any]]:
    """A body's name and place, and what else is said of it."""
    if isinstance(value, str):
        return ("" if is_null(value) else " ".join(value.split())), "", {}
    if not isinstance(value, dict):
        return "", "", {}
    parts = {part: given for part, given in value.items() if not is_null(given)}
    place = ", ".join(str(parts[part]) for part in _PLACE if isinstance(parts.get(part), str))
    name = parts.get("name")
    more = {part: given for part, given in parts.items() if part != "name"}
    return (" ".join(name.split()) if isinstance(name, str) else ""), place, more


def _words(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [str(word).strip() for word in listed if isinstance(word, str) and not is_null(word) and word.strip()]
