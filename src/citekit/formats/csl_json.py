"""CSL-JSON: the items as citeproc engines and Zotero exchange them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import ReadError
from citekit.formats.format import Format
from citekit.model.library import Entry, Library, Origin, as_entry
from citekit.model.problem import Problem
from citekit.model.span import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ITEM_START: Final = re.compile(r",\s*\{")
#: Python reads no longer integers out of text; no bibliography has any.
_MAX_DIGITS: Final = 4000
#: An indent from which on the encoder does the rest, which recurses less.
_DEEP: Final = 60
#: How often a broken file is tried again further on.
_MAX_ATTEMPTS: Final = 1000


def read(source: SourceText) -> Library:
    """Read a CSL-JSON array, a single item, or an object with an `items` array (Zotero, pandoc).

    Members stay exactly as they are, unknown ones included. An array member that is not an object becomes a
    problem with its place; so does a syntax error, which costs the item it is in and not its neighbours.

    Raises:
        ReadError: the text is not JSON at all, or not one item in it could be read.

    Examples:
        >>> library = read(SourceText('[{"id": "a", "title": "Pain", "x-own": [1]}, 7]'))
        >>> library.items
        [{'id': 'a', 'title': 'Pain', 'x-own': [1]}]
        >>> print(library.problems[0])
        <text>:1:46: an item must be an object, this is a number
    """
    text = source.text
    start = _skip_blank(text, int(text.startswith("\ufeff")))
    if start == len(text):
        raise ReadError("the file is empty", path=source.path)
    if text[start] not in "[{":
        raise ReadError("this is not CSL-JSON", path=source.path, hint='CSL-JSON is an array of items: [{"id": …}, …]')
    problems: list[Problem] = []
    entries: list[Entry] = []
    array = start if text[start] == "[" else _items_start(source, start)
    if array is None:
        value, end = _first_value(source, start)
        members = [(value, Span(start, end))]
        _check_rest(source, end, problems)
    else:
        members = list(_members(source, array, problems, wrapped=array != start))
    for value, span in members:
        if isinstance(value, dict):
            entry = as_entry(value, len(entries) + 1)
            entries.append(Entry(entry.key, entry.item, Origin(source, span)))
        else:
            problems.append(Problem(f"an item must be an object, this is {_kind(value)}", source, span))
    if problems and not entries:
        location = problems[0].location or (None, None)
        raise ReadError(problems[0].message, path=source.path, line=location[0], column=location[1])
    problems.extend(_repeated_keys(entries, source))
    return Library(entries, source=source, format="csl-json", problems=problems)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def _number(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"the number {text[:20]} is too large")
    return value


def _integer(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise ValueError(f"the number {text[:20]}… is too long")
    return int(text)


#: Takes JSON and no more: what it lets in can be written again as JSON.
_DECODER = json.JSONDecoder(parse_constant=_no_constant, parse_float=_number, parse_int=_integer)


@dataclass(frozen=True, slots=True)
class _Mistake:
    """A syntax error: what is wrong, and where."""

    message: str
    position: int


def _decode(text: str, position: int) -> tuple[Any, int] | _Mistake:
    """The JSON value at a place, and where it ends."""
    try:
        return _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        return _Mistake(f"not JSON: {error.msg}", error.pos)
    except RecursionError:
        return _Mistake("the JSON is nested too deeply", position)
    except ValueError as error:
        return _Mistake(f"not JSON: {error}", position)


def _first_value(source: SourceText, position: int) -> tuple[Any, int]:
    decoded = _decode(source.text, position)
    if isinstance(decoded, _Mistake):
        line, column = source.location(decoded.position)
        raise ReadError(decoded.message, path=source.path, line=line, column=column)
    return decoded


def _items_start(source: SourceText, start: int) -> int | None:
    """Where the `items` array of the object at `start` begins; `None` where it has none and is an item itself."""
    text = source.text
    position = _skip_blank(text, start + 1)
    while text[position : position + 1] == '"':
        name, end = _first_value(source, position)
        position = _skip_blank(text, end)
        if text[position : position + 1] != ":":
            return None
        position = _skip_blank(text, position + 1)
        if name == "items" and text[position : position + 1] == "[":
            return position
        _, end = _first_value(source, position)
        position = _skip_blank(text, end)
        if text[position : position + 1] == ",":
            position = _skip_blank(text, position + 1)
    return None


def _members(source: SourceText, array: int, problems: list[Problem], *, wrapped: bool) -> Iterator[tuple[Any, Span]]:
    """An array's members one by one with their spans; decoding each alone is what gives them a place.

    A broken one becomes a problem, and reading goes on where the next one seems to begin.
    """
    text = source.text
    position = _skip_blank(text, array + 1)
    attempts = _MAX_ATTEMPTS
    while text[position : position + 1] != "]":
        decoded = _decode(text, position)
        if isinstance(decoded, _Mistake):
            place = min(decoded.position, len(text))
            # From the line's beginning: a string without an end has swallowed the comma after its item.
            behind = max(position, text.rfind("\n", position, place)) + 1
            position, attempts = _next_item(text, behind, attempts)
            hint = "the items after it were not read" if position < 0 else ""
            problems.append(Problem(decoded.message, source, Span(place, place), hint))
            if position < 0:
                return
            continue
        value, end = decoded
        yield value, Span(position, end)
        position = _skip_blank(text, end)
        if position >= len(text):
            problems.append(Problem("not JSON: the array has no end", source, Span(end, end)))
            return
        if text[position] == ",":
            comma, position = position, _skip_blank(text, position + 1)
            if text[position : position + 1] == "]":
                problems.append(
                    Problem("not JSON: a comma before the array's end", source, Span(comma, comma), "", "warning")
                )
        elif text[position] != "]":
            problems.append(Problem("not JSON: a comma is missing after this item", source, Span(end, end)))
    if not wrapped:
        _check_rest(source, position + 1, problems)


def _next_item(text: str, position: int, attempts: int) -> tuple[int, int]:
    """Where an object with an id or a type begins that can be read, -1 where none does; and the attempts left."""
    for match in _ITEM_START.finditer(text, position):
        if attempts <= 0:
            break
        attempts -= 1
        decoded = _decode(text, match.end() - 1)
        if isinstance(decoded, _Mistake):
            continue
        item: dict[str, Any] = decoded[0]
        if {"id", "type"} & item.keys():
            return match.end() - 1, attempts
    return -1, attempts


def _check_rest(source: SourceText, end: int, problems: list[Problem]) -> None:
    """Nothing may follow the items."""
    rest = _skip_blank(source.text, end)
    if rest < len(source.text):
        problems.append(
            Problem("not JSON: this follows the end and was not read", source, Span(rest, len(source.text)))
        )


def _skip_blank(text: str, position: int) -> int:
    blank = _BLANK.match(text, position)
    return blank.end() if blank else position


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

    A library that was read from CSL-JSON and not edited is given back as it was, byte for byte.

    Example:
        >>> print(write(Library([{"id": "a", "title": "Pain"}])), end="")
        [
          {
            "id": "a",
            "title": "Pain"
          }
        ]
    """
    items = library.csl_json()
    if library.format == "csl-json" and library.source is not None and _is_as_read(library.source, items):
        return library.source.text
    text = _indented(items, "\n") + "\n"
    # Half a character can't be encoded; JSON has an escape for it.
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _indented(value: Any, line: str) -> str:
    """As `json.dumps` with an indent of two writes it, in a third of its time and without a list of all the pieces."""
    if type(value) is str:
        return encode_basestring(value)
    shallow = len(line) < _DEEP
    if shallow and type(value) is dict and value and all(type(key) is str for key in value):
        inner = line + "  "
        members = (f"{encode_basestring(key)}: {_indented(member, inner)}" for key, member in value.items())
        return f"{{{inner}{f',{inner}'.join(members)}{line}}}"
    if shallow and type(value) is list and value:
        inner = line + "  "
        return f"[{inner}{f',{inner}'.join(_indented(member, inner) for member in value)}{line}]"
    # A line end in a string is written as an escape, so that those here are all of the layout.
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", line)


def _is_as_read(source: SourceText, items: list[dict[str, Any]]) -> bool:
    try:
        before = read(source).csl_json()
    except ReadError:
        return False
    # As text, since Python takes 1, 1.0 and true for the same.
    return json.dumps(before) == json.dumps(items)


def _sniff(text: str) -> bool:
    # Not the bracket alone: "[1] Han, J. …" begins a numbered list.
    return re.match(r'\ufeff?[ \t\r\n]*(?:\[[ \t\r\n]*(?:[\]{]|\Z)|\{[ \t\r\n]*[}"])', text) is not None


FORMAT = Format("csl-json", (".json", ".csljson"), read=read, write=write, sniff=_sniff)
