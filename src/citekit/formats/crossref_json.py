"""Crossref's JSON: records and lists of its REST API, alone, in the API's answers, or one a line.

Source: Crossref REST API, "works" format. How a record becomes an item is in `citekit.records.crossref`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.formats.format import Format, whole
from citekit.formats.json_kinds import json_kind
from citekit.formats.json_text import values
from citekit.model.keys import Keys
from citekit.model.library import Entry, Origin
from citekit.model.problem import Problem
from citekit.records.json_values import text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.library import Library
    from citekit.model.span import SourceText


def read(source: SourceText) -> Library:
    """Read Crossref's records, as `citekit resolve` gives them, with abstract and keywords where there are any.

    What the work itself cites, licences, funders and the like are left out.

    Raises:
        ReadError: it is not JSON, or no record with a DOI is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> text = '{"message-type": "work", "message": {"DOI": "10.1000/1", "title": ["Pain"], "type": "book"}}'
        >>> read(SourceText(text)).items[0]["title"]
        'Pain'
    """
    return whole(entries_of, source, "crossref-json")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The records one after the other."""
    from citekit.records.crossref import registration_of  # noqa: PLC0415 - only for those who have such files

    keys = Keys()
    for value, span in values(source, problems, within=("message", "items"), marks=frozenset({"DOI"})):
        for record in _records(value):
            try:
                item = registration_of(record).record if isinstance(record, dict) else None
            except ValueError:
                item = None
            if item is None:
                hint = 'a record of Crossref is an object with "DOI", "type" and "title"'
                problems.append(Problem("this is no record with a DOI", source, span, hint))
                continue
            key = keys.make(item)
            yield Entry(key, {**item, **_described(record), "id": key}, Origin(source, span))


def _described(record: dict[str, Any]) -> dict[str, str]:
    """Abstract and keywords, which a list of sources does not print and whose file has them all the same."""
    from citekit.records.face_markup import to_abstract, to_plain  # noqa: PLC0415 - only for those who have such files

    keywords = dict.fromkeys(to_plain(keyword) for keyword in texts(record.get("subject")))
    found = {"abstract": to_abstract(text(record.get("abstract"))), "keyword": ", ".join(keywords)}
    return {variable: value for variable, value in found.items() if value}


def _records(value: Any) -> list[Any]:
    """The records in a value: itself, or what an answer of the API holds."""
    message = value.get("message", value) if isinstance(value, dict) else value
    items = message.get("items") if isinstance(message, dict) and "DOI" not in message else None
    return items if isinstance(items, list) else [message]


FORMAT = Format(
    "crossref-json", (".json", ".jsonl"), sniff=lambda head: json_kind(head) == "crossref-json",
    entries=entries_of,
)  # fmt: skip
