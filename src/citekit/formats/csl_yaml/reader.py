"""CSL's items in YAML: a list of them, `references:` as in pandoc's metadata, or a single one.

What a variable of CSL holds is text as it was written, whatever YAML takes it for: a volume 007, an edition 1.10, a
title "No". Names, dates and the rest become what CSL-JSON has; pandoc's Markdown becomes CSL's markup.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from citekit.collector import uninterrupted
from citekit.formats.csl_yaml.dates import date_of
from citekit.formats.csl_yaml.inline import from_markdown
from citekit.formats.format import whole
from citekit.formats.yaml_syntax.records import Record, records, stands_twice
from citekit.formats.yaml_syntax.scalars import Block, is_null, resolved
from citekit.model.library import Entry, Library, Origin, as_entry
from citekit.model.problem import Problem
from citekit.model.span import Span
from citekit.model.variables import KIND, SYNONYMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.span import SourceText

#: Under these keys a mapping has lists of items.
LISTS: Final = ("references", "items")
_KIND: Final = {**KIND, **dict.fromkeys(SYNONYMS, "text"), "id": "plain", "type": "plain"}
#: Variables that are no prose, and hold no Markdown.
PLAIN: Final = frozenset(
    {"id", "type", "DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "language", "citation-key", "citation-label"}
)
#: Keys in any case, by what CSL calls them.
_SPELLING: Final = {name.lower(): name for name in _KIND}
_NAME_FLAGS: Final = frozenset({"comma-suffix", "static-ordering", "parse-names"})
_HINT: Final = "an item is a mapping such as {id: han2004, type: book, title: Pain}"


def read(source: SourceText) -> Library:
    """Read CSL's items from YAML, or from the YAML that an article in Markdown begins with.

    A mistake of the syntax costs the item it is in and not its neighbours; it becomes a problem with its place, as
    does a member that is no item.

    Raises:
        ReadError: not one item is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> text = '''
        ... references:
        ... - id: han2004
        ...   title: The *E. coli* story
        ...   volume: 007
        ...   author: {family: Han, given: Ji-Sheng}
        ...   issued: 2004-05
        ... '''
        >>> item = read(SourceText(text)).items[0]
        >>> item["title"], item["volume"], item["issued"]
        ('The <i>E. coli</i> story', '007', {'date-parts': [[2004, 5]]})
    """
    with uninterrupted():
        return whole(entries_of, source, "csl-yaml")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The items one after the other, as `read` gives them."""
    before: dict[str, Span] = {}
    number = 0
    empty = True
    for record in _items(source, problems):
        empty = False
        if not isinstance(record.value, dict):
            if not is_null(record.value) and (record.listed or record.value != []):
                kind = "a list" if isinstance(record.value, list) else "text"
                message = f"an item must be a mapping, this is {kind}"
                problems.append(Problem(message, source, record.span, _HINT))
            continue
        number += 1
        item, fields = _item(record, source, problems)
        entry = as_entry(item, number)
        yield Entry(entry.key, item, Origin(source, record.span, MappingProxyType(fields)))
        first = before.setdefault(entry.key, record.span)
        if first is not record.span:
            line = source.location(first.start).line
            message = f"the id {entry.key!r} was used before, in line {line}"
            problems.append(Problem(message, source, record.span, severity="warning", key=entry.key))
    if empty and not problems and source.text.strip("\ufeff \t\r\n"):
        problems.append(Problem("there are no references in it", source, Span(0, 0), "a list of items, or references:"))


def _items(source: SourceText, problems: list[Problem]) -> Iterator[Record]:
    """What stands where items do: in the lists, or a mapping that is one itself."""
    pairs: list[Record] = []
    listed = 0
    for record in records(source, problems, LISTS):
        if pairs and (record.listed or pairs[0].document != record.document):
            if listed != pairs[0].document:
                yield from _single(pairs, source, problems)
            pairs = []
        if record.listed:
            # Behind its metadata an article may begin with a list.
            if record.document == 1 or (isinstance(record.value, dict) and _KIND.keys() & record.value.keys()):
                listed = record.document
                yield record
        elif record.key in LISTS and (isinstance(record.value, dict) or record.value == [] or is_null(record.value)):
            listed = record.document
            yield record
        elif record.key is not None:
            if listed != record.document:
                pairs.append(record)
        elif record.document == 1 and record.value != {}:
            yield record
    if pairs and listed != pairs[0].document:
        yield from _single(pairs, source, problems)


def _single(pairs: list[Record], source: SourceText, problems: list[Problem]) -> Iterator[Record]:
    """The item that a mapping is; metadata of an article without references is none."""
    value: dict[str, Any] = {}
    for pair in pairs:
        if pair.key is not None:
            if pair.key in value:
                problems.append(Problem(stands_twice(pair.key), source, pair.span, severity="warning"))
            value[pair.key] = pair.value
    if "type" in value or "id" in value or len(_KIND.keys() & value.keys()) > 1:
        span = Span(pairs[0].span.start, pairs[-1].span.end)
        yield Record(
            value, span, document=pairs[0].document, fields={pair.key: pair.span for pair in pairs if pair.key}
        )


def _item(record: Record, source: SourceText, problems: list[Problem]) -> tuple[dict[str, Any], dict[str, Span]]:
    """A mapping as an item, and where its variables stand."""
    item: dict[str, Any] = {}
    fields: dict[str, Span] = {}
    given: dict[str, Any] = record.value
    for key, value in given.items():
        name = key if key in _KIND else _SPELLING.get(key.lower(), key)
        if name != key and name in given:
            name = key
        kind = _KIND.get(name)
        if kind == "name":
            found: Any = _names(value)
        elif kind == "date":
            found = date_of(value)
        elif kind is not None:
            found = _text(value, markdown=name not in PLAIN)
            if isinstance(found, dict):
                span = record.fields.get(key, record.span)
                problems.append(Problem(f"{name} must be text, this is a mapping", source, span, severity="warning"))
        else:
            found = resolved(value)
        if found is not None or kind is None:
            item[name] = found
            if key in record.fields:
                fields[name] = record.fields[key]
    return item, fields


def _text(value: Any, *, markdown: bool) -> Any:
    """The text of a variable; several are joined, what is no text stays as it is, nothing is `None`."""
    if isinstance(value, str):
        if is_null(value):
            return None
        text = value.removesuffix("\n") if type(value) is Block else str(value)
        return from_markdown(text) if markdown else str(text)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        parts = [_text(part, markdown=markdown) for part in value]
        return ", ".join(part for part in parts if part) or None
    return resolved(value)


def _names(value: Any) -> Any:
    """Names as CSL-JSON has them: a list, also of one."""
    listed = value if isinstance(value, list) else [value]
    return [name for name in map(_name, listed) if name] or None


def _name(value: Any) -> Any:
    if isinstance(value, str):
        return None if is_null(value) else {"literal": from_markdown(str(value))}
    if not isinstance(value, dict):
        return resolved(value)
    name: dict[str, Any] = {}
    for part, given in value.items():
        if not isinstance(given, str) or part in _NAME_FLAGS:
            name[part] = resolved(given)
        elif not is_null(given):
            name[part] = from_markdown(str(given))
    return name
