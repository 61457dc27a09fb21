"""CSL-JSON: the items as citeproc engines and Zotero exchange them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from citekit.errors import ReadError
from citekit.formats.format import Format
from citekit.model.library import Entry, Library, Origin, as_entry
from citekit.model.problem import Problem
from citekit.model.span import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = " \t\r\n"


def read(source: SourceText) -> Library:
    """Read a CSL-JSON array, a single item, or an object with an `items` array (Zotero, pandoc).

    Members stay exactly as they are, unknown ones included. An array member that is not an object becomes a
    problem with its place; so does a syntax error, after which the members before it are still returned.

    Raises:
        ReadError: the text is not JSON at all, or holds no items.

    Examples:
        >>> library = read(SourceText('[{"id": "a", "title": "Pain", "x-own": [1]}, 7]'))
        >>> library.items
        [{'id': 'a', 'title': 'Pain', 'x-own': [1]}]
        >>> print(library.problems[0])
        <text>:1:46: an item must be an object, this is a number
    """
    text = source.text
    start = _skip_blank(text, 0)
    if start == len(text):
        raise ReadError("the file is empty", path=source.path)
    if text[start] == "{":
        start = _items_start(source, start)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for value, span in _values(source, start, problems):
        if isinstance(value, dict):
            entry = as_entry(value, len(entries) + 1)
            entries.append(Entry(entry.key, entry.item, Origin(source, span)))
        else:
            problems.append(Problem(f"an item must be an object, this is {_kind(value)}", source, span))
    problems.extend(_repeated_keys(entries, source))
    return Library(entries, source=source, format="csl-json", problems=problems)


def _items_start(source: SourceText, start: int) -> int:
    """Where the items begin in a text that starts with an object: the object itself, or its `items` array."""
    text = source.text
    try:
        value, _ = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise _not_json(source, error) from None
    except RecursionError:
        raise ReadError("the JSON is nested too deeply", path=source.path) from None
    if not isinstance(value.get("items"), list):
        return start
    position = text.find("[", text.find('"items"', start))
    return position if position >= 0 else start


def _values(source: SourceText, start: int, problems: list[Problem]) -> Iterator[tuple[Any, Span]]:
    """The items one by one with their spans; decoding each alone is what gives them a place."""
    text, decoder = source.text, json.JSONDecoder()
    position = start
    in_array = text[start] == "["
    if in_array:
        position = _skip_blank(text, start + 1)
        if text[position : position + 1] == "]":
            return
    while True:
        try:
            value, end = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            if position == start or (in_array and position == _skip_blank(text, start + 1)):
                raise _not_json(source, error) from None
            problems.append(
                Problem(
                    f"not JSON: {error.msg}",
                    source,
                    Span(error.pos, error.pos),
                    "the items after it were not read",
                )
            )
            return
        except RecursionError:
            raise ReadError("the JSON is nested too deeply", path=source.path) from None
        yield value, Span(position, end)
        position = _skip_blank(text, end)
        if not in_array or text[position : position + 1] == "]":
            return
        if text[position : position + 1] != ",":
            problems.append(Problem("not JSON: a comma is missing after this item", source, Span(end, end)))
        else:
            position = _skip_blank(text, position + 1)
        if position >= len(text):
            problems.append(Problem("not JSON: the array has no end", source, Span(end, end)))
            return


def _skip_blank(text: str, position: int) -> int:
    while position < len(text) and text[position] in _BLANK:
        position += 1
    return position


def _not_json(source: SourceText, error: json.JSONDecodeError) -> ReadError:
    line, column = source.location(error.pos)
    return ReadError(f"not JSON: {error.msg}", path=source.path, line=line, column=column)


def _kind(value: object) -> str:
    names = {list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _repeated_keys(entries: list[Entry], source: SourceText) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.key in first and entry.origin is not None:
            origin = first[entry.key].origin
            line = origin.location.line if origin else 0
            yield Problem(
                f"the id {entry.key!r} was used before, in line {line}",
                source,
                entry.origin.span,
                severity="warning",
                key=entry.key,
            )
        first.setdefault(entry.key, entry)


def write(library: Library) -> str:
    """Write a library as a CSL-JSON array, two spaces of indent, one member a line.

    Examples:
        >>> print(write(Library([{"id": "a", "title": "Pain"}])), end="")
        [
          {
            "id": "a",
            "title": "Pain"
          }
        ]
    """
    text = json.dumps(library.csl_json(), ensure_ascii=False, indent=2)
    # Half a surrogate pair can't be written as UTF-8, but its escape can, and is the same string.
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half.group()):04x}", text) + "\n"


def _sniff(text: str) -> bool:
    # Not the bracket alone: "[1] Han, J. …" begins a numbered list.
    return re.match(r'\ufeff?[ \t\r\n]*(?:\[[ \t\r\n]*(?:[\]{]|\Z)|\{[ \t\r\n]*[}"])', text) is not None


FORMAT = Format("csl-json", (".json", ".csljson"), read=read, write=write, sniff=_sniff)
