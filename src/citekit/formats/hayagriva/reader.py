"""Hayagriva's YAML, which Typst keeps its references in: a mapping of keys to entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.collector import uninterrupted
from citekit.formats.format import whole
from citekit.formats.hayagriva.mapping import item_of
from citekit.formats.hayagriva.tables import TYPES
from citekit.formats.yaml_syntax.records import records
from citekit.formats.yaml_syntax.scalars import is_null
from citekit.model.library import Entry, Library, Origin
from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.formats.yaml_syntax.records import Record
    from citekit.model.span import SourceText

_HINT: Final = "an entry is a key with a mapping, such as `han2004: {type: book, title: Pain}`"


def read(source: SourceText) -> Library:
    """Read the entries of a Hayagriva file; what is in no entry becomes a problem with its place.

    Raises:
        ReadError: not one entry is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> text = '''
        ... han2004:
        ...   type: article
        ...   title: Acupuncture and {DNA}
        ...   author: ["Han, Ji-Sheng"]
        ...   date: 2004-05
        ...   parent: {type: periodical, title: Neuroscience Letters, volume: 361}
        ... '''
        >>> item = read(SourceText(text)).items[0]
        >>> item["id"], item["type"], item["container-title"], item["volume"]
        ('han2004', 'article-journal', 'Neuroscience Letters', '361')
    """
    with uninterrupted():
        return whole(entries_of, source, "hayagriva")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The entries one after the other, as `read` gives them."""
    before: dict[str, Span] = {}
    empty = True
    for record in records(source, problems):
        empty = False
        if record.key is None or not isinstance(record.value, dict):
            if record.key is not None or not (is_null(record.value) or record.value == {}):
                problems.append(Problem("this is no entry", source, record.span, _HINT, key=record.key))
            continue
        _check_type(record, source, problems)
        yield Entry(record.key, {"id": record.key, **item_of(record.value)}, Origin(source, record.span))
        first = before.setdefault(record.key, record.span)
        if first is not record.span:
            line = source.location(first.start).line
            message = f"the key {record.key!r} was used before, in line {line}"
            problems.append(Problem(message, source, record.span, severity="warning", key=record.key))
    if empty and not problems and source.text.strip("\ufeff \t\r\n"):
        problems.append(Problem("there are no entries in it", source, Span(0, 0), _HINT))


def _check_type(record: Record, source: SourceText, problems: list[Problem]) -> None:
    given = record.value.get("type")
    if isinstance(given, str) and not is_null(given) and given.lower() not in TYPES:
        span = record.fields.get("type", record.span)
        message = f"{given[:40]!r} is no type of Hayagriva; taken for misc"
        problems.append(Problem(message, source, span, "type: article", "warning", record.key))
