"""One reference: from its characters to a CSL-JSON item with the place and the confidence of every field.

The pipeline: identifiers out by grammar → labels (`grammar`, or a trained model in its place) → one
normaliser a field → the type. What no label was found for is left out; nothing is invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from citekit.formats.plaintext import grammar
from citekit.formats.plaintext.identifiers import find_identifiers
from citekit.formats.plaintext.item_type import infer_type
from citekit.formats.plaintext.normalize.container import clean_container, clean_publisher, clean_title
from citekit.formats.plaintext.normalize.dates import parse_date
from citekit.formats.plaintext.normalize.edition import parse_edition
from citekit.formats.plaintext.normalize.names import parse_names
from citekit.formats.plaintext.normalize.pages import parse_number, parse_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citekit.formats.plaintext.grammar import Segment
    from citekit.formats.plaintext.passage import Passage
    from citekit.model.span import Span

#: Nobody's reference is longer; thousands of authors fit in.
MAX_LENGTH = 20_000


class Field(NamedTuple):
    """Where a variable's value stands in the source, and how sure it is (0 to 1)."""

    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """A reference as it was understood: its item, and each field's place and confidence."""

    passage: Passage
    item: Mapping[str, Any]
    fields: Mapping[str, Field] = field(default_factory=dict)
    repeats_author: bool = False

    @property
    def confidence(self) -> float:
        """How sure the least sure field is; 0 where nothing was understood."""
        return min((found.confidence for found in self.fields.values()), default=0.0)

    @property
    def is_understood(self) -> bool:
        """Whether there is enough in it: an identifier, or two of author, title, date, container."""
        main = sum(variable in self.item for variable in ("author", "editor", "title", "issued", "container-title"))
        return main >= 2 or any(variable in self.item for variable in ("DOI", "URL", "PMID", "PMCID", "ISBN"))


_NAMES = ("author", "editor", "translator", "editor-translator", "illustrator")
_DATES = ("issued", "original-date", "accessed")
_TEXTS: dict[str, Callable[[str], str | None]] = {
    "container-title": clean_container,
    "collection-title": clean_container,
    "publisher": clean_publisher,
    "publisher-place": clean_container,
    "source": clean_container,
    "archive": clean_container,
    "genre": clean_container,
    "number": parse_number,
    "volume": parse_number,
    "issue": parse_number,
    "page": parse_pages,
    "edition": parse_edition,
    "status": str.lower,
}
_IDENTIFIERS = ("DOI", "URL", "PMID", "PMCID", "ISBN", "ISSN")
_REPEATED = re.compile(r"\s*(?:[—–―⸺⸻_-]\s?){1,6}[.,]?\s*(?:(?:eds?|trans)\.)?\s*\Z")

#: The order of an item's members, the way people list them.
_ORDER = (
    *(
        "type",
        "author",
        "editor",
        "editor-translator",
        "translator",
        "illustrator",
        "title",
        "container-title",
    ),
    *(
        "collection-title",
        "publisher",
        "publisher-place",
        "genre",
        "number",
        "edition",
        "volume",
        "issue",
        "issued",
    ),
    *(
        "original-date",
        "status",
        "page",
        "archive",
        "archive_location",
        "source",
        "DOI",
        "URL",
        "PMID",
        "PMCID",
    ),
    *("ISBN", "ISSN", "accessed", "custom"),
)


def parse_reference(passage: Passage) -> ParsedReference:
    """Understand one reference; its item has a type, and no member that is empty.

    Examples:
        >>> from citekit.formats.plaintext.passage import Passage
        >>> text = "Han, J.-S. (2004). Acupuncture and endorphins. Neuroscience Letters, 361(1–3), 258–261."
        >>> parsed = parse_reference(Passage(text, range(len(text))))
        >>> parsed.item["container-title"], parsed.item["volume"], parsed.item["issue"], parsed.item["page"]
        ('Neuroscience Letters', '361', '1-3', '258-261')
        >>> parsed.fields["page"].span
        Span(start=79, end=86)
    """
    if len(passage.text) > MAX_LENGTH:
        return ParsedReference(passage, {})
    identifiers = find_identifiers(passage.text)
    segments = grammar.label(passage, identifiers)
    values: dict[str, Any] = {}
    fields: dict[str, Field] = {}

    def put(variable: str, value: Any, segment: Segment, confidence: float | None = None) -> None:
        if value and variable not in values:
            values[variable] = value
            start, end = _narrowed(passage.text, segment, value)
            fields[variable] = Field(
                passage.source_span(start, end), segment.confidence if confidence is None else confidence
            )

    et_al: list[str] = []
    repeats = False
    found_values = {(found.variable, found.span): found.value for found in identifiers}
    for segment in segments:
        text = passage.text[segment.start : segment.end]
        label = segment.label
        if label in _NAMES:
            if label == "author" and _REPEATED.match(text):
                repeats = True
                continue
            names = parse_names(text.replace("\n", " "))
            put(
                label,
                names.names,
                segment,
                min(segment.confidence, 0.7) if names.shape == "organisation" else None,
            )
            if names.et_al and label in values and label not in et_al:
                et_al.append(label)
        elif label in ("title", "quoted-title"):
            put("title", clean_title(_with_italics(passage, segment), quoted=label == "quoted-title"), segment)
        elif label in _DATES:
            put(label, parse_date(text), segment)
        elif label in _TEXTS:
            put(label, _TEXTS[label](text), segment)
        elif label in _IDENTIFIERS or label == "arXiv":
            value = next(
                (
                    value
                    for (name, span), value in found_values.items()
                    if name == label and span.start == segment.start
                ),
                None,
            )
            if label == "arXiv":
                put("archive_location", value, segment)
            else:
                put(label, value, segment)
    if "archive_location" in values:
        values["archive"] = "arXiv"
    _tell_editors_apart(values, fields)
    if et_al:
        values["custom"] = {"et-al": et_al}
    values["type"] = infer_type(values, in_host=any(segment.label == "in" for segment in segments))
    item = {name: values[name] for name in _ORDER if name in values}
    return ParsedReference(passage, item, fields, repeats)


def _narrowed(text: str, segment: Segment, value: Any) -> tuple[int, int]:
    """The characters of the value itself: a DOI without its resolver, a title without its final period."""
    start, end = segment.start, segment.end
    if isinstance(value, str):
        place = text.find(value, start, end)
        if place >= 0:
            return place, place + len(value)
        if text[end - 1] == "." and not value.endswith("."):
            return start, end - 1
    elif isinstance(value, list) and text[end - 1] == ".":
        last = value[-1]
        if not str(last.get("suffix") or last.get("given") or last.get("literal")).endswith("."):
            return start, end - 1
    return start, end


def _tell_editors_apart(values: dict[str, Any], fields: dict[str, Field]) -> None:
    """Someone who edited and translated is both; a name that the parser merged is none of them."""
    both = values.pop("editor-translator", None)
    place = fields.pop("editor-translator", None)
    if both and place:
        for role in ("editor", "translator"):
            if role not in values:
                values[role], fields[role] = both, place


def _with_italics(passage: Passage, segment: Segment) -> str:
    """A title's characters, with CSL's `<i>` around the words in it that stand out from the rest."""
    text = passage.text[segment.start : segment.end]
    inside = [
        (max(left, segment.start) - segment.start, min(right, segment.end) - segment.start)
        for left, right in passage.italics
        if left < segment.end and right > segment.start
    ]
    covered = sum(right - left for left, right in inside)
    if not inside or covered >= len(text.strip(" .,?!")) - 1:
        return text.replace("\n", " ")
    pieces: list[str] = []
    position = 0
    for left, right in inside:
        pieces += [text[position:left], "<i>", text[left:right], "</i>"]
        position = right
    return "".join([*pieces, text[position:]]).replace("\n", " ")
