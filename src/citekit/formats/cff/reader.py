"""CITATION.cff: the work that a file is about, the reference to be cited instead, and other references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from citekit.formats.cff.mapping import item_of
from citekit.formats.cff.tables import TYPES
from citekit.formats.format import whole
from citekit.formats.yaml_syntax.records import records, stands_twice
from citekit.formats.yaml_syntax.scalars import is_null
from citekit.model.keys import Keys
from citekit.model.library import Entry, Library, Origin
from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.formats.yaml_syntax.records import Record
    from citekit.model.span import SourceText

_REFERENCES: Final = "references"
_PREFERRED: Final = "preferred-citation"
#: What is said of the file and not of the work.
_OF_THE_FILE: Final = frozenset({"cff-version", "message", _REFERENCES, _PREFERRED})
_HINT: Final = "a CITATION.cff has cff-version, title and authors"


def read(source: SourceText) -> Library:
    """Read a CITATION.cff: first the work itself, then what is to be cited instead, then its references.

    Each gets a key of its own making, since the format has none.

    Raises:
        ReadError: no work is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> text = '''
        ... cff-version: 1.2.0
        ... message: Please cite it.
        ... title: Needles
        ... authors: [{family-names: Ruiz, given-names: Ana}]
        ... date-released: 2021-05-02
        ... version: 1.10
        ... '''
        >>> item = read(SourceText(text)).items[0]
        >>> item["id"], item["type"], item["version"], item["issued"]
        ('ruiz2021', 'software', '1.10', {'date-parts': [[2021, 5, 2]]})
    """
    return whole(entries_of, source, "cff")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The works, that of the file first."""
    own: dict[str, Any] = {}
    others: list[Record] = []
    preferred: list[Record] = []
    last = first = None
    for record in records(source, problems, (_REFERENCES,)):
        first = first if first is not None else record.span.start
        if record.listed:
            others.append(record)
        elif record.key == _PREFERRED:
            preferred.append(record)
        elif record.key == _REFERENCES and isinstance(record.value, dict):
            others.append(record)
        elif record.key is not None and record.key not in _OF_THE_FILE:
            if record.key in own:
                problems.append(Problem(stands_twice(record.key), source, record.span, severity="warning"))
            own[record.key] = record.value
            last = record.span.end
    keys = Keys()
    if "title" in own or "authors" in own:
        span = Span(first or 0, last or 0)
        yield _entry(own, span, "software", keys, source)
    for record in (*preferred, *others):
        if not isinstance(record.value, dict):
            if not is_null(record.value):
                problems.append(Problem("this is no reference", source, record.span, "a mapping with type and title"))
            continue
        given = record.value.get("type")
        if isinstance(given, str) and given.strip().lower() not in TYPES and not is_null(given):
            place = record.fields.get("type", record.span)
            message = f"{given[:40]!r} is no type of CFF; taken for generic"
            problems.append(Problem(message, source, place, "type: article", "warning"))
        yield _entry(record.value, record.span, "generic", keys, source)
    if not own and not preferred and not others and not problems:
        problems.append(Problem("there is no work in it", source, Span(0, 0), _HINT))


def _entry(reference: dict[str, Any], span: Span, default: str, keys: Keys, source: SourceText) -> Entry:
    item = item_of(reference, default)
    key = keys.make(item)
    return Entry(key, {"id": key, **item}, Origin(source, span))
