"""DataCite's JSON: answers of its REST API, lists of them, and records as its repositories give them out.

Source: DataCite REST API (`/dois`), DataCite Metadata Schema. How a record becomes an item is in
`citekit.records.datacite`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.formats.format import Format, whole
from citekit.formats.json_kinds import json_kind
from citekit.formats.json_text import values
from citekit.model.identifiers import DOI
from citekit.model.keys import Keys
from citekit.model.library import Entry, Origin
from citekit.model.problem import Problem
from citekit.records.json_values import objects, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.library import Library
    from citekit.model.span import SourceText


def read(source: SourceText) -> Library:
    """Read DataCite's records, as `citekit resolve` gives them, with abstract and keywords where there are any.

    Raises:
        ReadError: it is not JSON, or no record with a DOI is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> text = '{"doi": "10.5281/ZENODO.1", "titles": [{"title": "Sleep"}], "publicationYear": 2020}'
        >>> item = read(SourceText(text)).items[0]
        >>> item["title"], item["DOI"], item["issued"]
        ('Sleep', '10.5281/zenodo.1', {'date-parts': [[2020]]})
    """
    return whole(entries_of, source, "datacite-json")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The records one after the other."""
    from citekit.records.datacite import item_of  # noqa: PLC0415 - only for those who have such files

    keys = Keys()
    for value, span in values(source, problems, within=("data",), marks=frozenset({"attributes", "titles"})):
        data = value.get("data", value) if isinstance(value, dict) else value
        for record in data if isinstance(data, list) else [data]:
            attributes = record.get("attributes", record) if isinstance(record, dict) else None
            doi = _doi(record, attributes) if isinstance(attributes, dict) else None
            if doi is None or not isinstance(attributes, dict):
                hint = 'a record of DataCite is an object with "doi", "titles" and "creators"'
                problems.append(Problem("this is no record with a DOI", source, span, hint))
                continue
            item = item_of(attributes, doi)
            key = keys.make(item)
            yield Entry(key, {**item, **_described(attributes), "id": key}, Origin(source, span))


def _described(attributes: dict[str, Any]) -> dict[str, str]:
    """Abstract and keywords, which a list of sources does not print and whose file has them all the same."""
    from citekit.records.face_markup import to_abstract, to_plain  # noqa: PLC0415 - only for those who have such files

    abstracts = (
        to_abstract(text(one.get("description")))
        for one in objects(attributes.get("descriptions"))
        if one.get("descriptionType") == "Abstract"
    )
    keywords = dict.fromkeys(to_plain(text(one.get("subject"))) for one in objects(attributes.get("subjects")))
    found = {"abstract": next(filter(None, abstracts), ""), "keyword": ", ".join(filter(None, keywords))}
    return {variable: value for variable, value in found.items() if value}


def _doi(record: dict[str, Any], attributes: dict[str, Any]) -> DOI | None:
    others = [
        one.get("identifier") for one in objects(attributes.get("identifiers")) if one.get("identifierType") == "DOI"
    ]
    given = (text(value) for value in (attributes.get("doi"), record.get("id"), *others))
    return next((doi for doi in map(DOI.parse, given) if doi), None)


FORMAT = Format(
    "datacite-json", (".json", ".jsonl"), sniff=lambda head: json_kind(head) == "datacite-json",
    entries=entries_of,
)  # fmt: skip
