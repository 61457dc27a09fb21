"""CSL-JSON: the items as citeproc engines and Zotero exchange them."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.format import Format, whole
from citekit.formats.json_kinds import json_kind
from citekit.formats.json_text import values
from citekit.model.library import Entry, Library, Origin, as_entry
from citekit.model.problem import Problem
from citekit.model.variables import KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.model.span import SourceText, Span

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
#: An indent from which on the encoder does the rest, which recurses less.
_DEEP: Final = 60
#: What an item has, and what is not one has not.
_MARKS: Final = frozenset({"id", "type"})
_MEMBERS: Final = _MARKS | KIND.keys()


def read(source: SourceText) -> Library:
    """Read a CSL-JSON array, a single item, or an object with an `items` array (Zotero, pandoc).

    Members stay exactly as they are, unknown ones included. An array member that is not an object becomes a
    problem with its place; so does a syntax error, which costs the item it is in and not its neighbours.

    Raises:
        ReadError: the text is not JSON at all, or not one item in it could be read.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> library = read(SourceText('[{"id": "a", "title": "Pain", "x-own": [1]}, 7]'))
        >>> library.items
        [{'id': 'a', 'title': 'Pain', 'x-own': [1]}]
        >>> print(library.problems[0])
        <text>:1:46: an item must be an object, this is a number
    """
    return whole(entries_of, source, "csl-json")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The items one after the other, as `read` gives them."""
    first: dict[str, Span] = {}
    number = 0
    for value, span in values(source, problems, within=("items",), marks=_MARKS):
        if not isinstance(value, dict):
            problems.append(Problem(f"an item must be an object, this is {_kind(value)}", source, span))
            continue
        if value.keys().isdisjoint(_MEMBERS):
            message = "this object has no variable of CSL"
            problems.append(Problem(message, source, span, severity="warning"))
        number += 1
        entry = as_entry(value, number)
        yield Entry(entry.key, entry.item, Origin(source, span))
        before = first.setdefault(entry.key, span)
        if before is not span:
            line = source.location(before.start).line
            message = f"the id {entry.key!r} was used before, in line {line}"
            problems.append(Problem(message, source, span, severity="warning", key=entry.key))


def _kind(value: object) -> str:
    names = {list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


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
    return FORMAT.write(library)


def pieces_of(entries: Iterable[Entry]) -> Iterator[str]:
    """What `write` writes, item by item."""
    before = "["
    for entry in entries:
        yield before + "\n  " + _encodable(_indented(dict(entry.item), "\n  "))
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def lines_of(entries: Iterable[Entry]) -> Iterator[str]:
    """The same as JSON lines: one item a line."""
    for entry in entries:
        yield _encodable(json.dumps(dict(entry.item), ensure_ascii=False)) + "\n"


def _encodable(text: str) -> str:
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


FORMAT = Format(
    "csl-json",
    (".json", ".csljson"),
    sniff=lambda head: json_kind(head) == "csl-json",
    entries=entries_of,
    pieces=pieces_of,
    sentence_case=True,
)
LINES = Format(
    "csl-jsonl",
    (".jsonl", ".ndjson"),
    sniff=lambda head: json_kind(head) == "csl-jsonl",
    entries=entries_of,
    pieces=lines_of,
    sentence_case=True,
)
