"""Taking Crossref's public data apart: one record at a time, however long the file.

The data comes as lines of JSON, or as one object with `items`, or as a list; a line may be the record itself or an
answer of the API with the record in it. What can't be read is told with its place and passed over, and nothing is ever
held in memory but the record at hand.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: The longest record of all has some ten megabytes.
LONGEST: Final = 64 << 20
_CHUNK: Final = 1 << 20
_ITEMS: Final = re.compile(rb'\s*(?:\{\s*"items"\s*:\s*)?\[')


class Piece(NamedTuple):
    """One line or one member of a list, as bytes of JSON, with its number from 1; or the reason why there is none."""

    number: int
    body: bytes = b""
    problem: str = ""


def pieces(read: Callable[[int], bytes]) -> Iterator[Piece]:
    r"""The pieces of one file, which `read` gives so many bytes of at a time.

    Examples:
        >>> import io
        >>> [piece.body for piece in pieces(io.BytesIO(b'{"items": [{"DOI": "10.1000/1"}, {}]}').read)]
        [b'{"DOI": "10.1000/1"}', b'{}']
        >>> [piece.number for piece in pieces(io.BytesIO(b'{"DOI": "10.1000/1"}\n\n{"DOI": "10.1000/2"}\n').read)]
        [1, 3]
    """
    head = read(_CHUNK)
    start = _ITEMS.match(head)
    if start is None:
        yield from _lines(head, read)
    else:
        yield from _items(head[start.end() :], read)


def records_in(body: bytes) -> list[Any]:
    """The records in a piece: itself, or what an answer of the API holds.

    Raises:
        ValueError: it is not JSON.

    Examples:
        >>> records_in(b'{"status": "ok", "message": {"items": [{"DOI": "10.1000/1"}]}}')
        [{'DOI': '10.1000/1'}]
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    message = value.get("message", value) if isinstance(value, dict) else value
    if isinstance(message, dict) and isinstance(message.get("items"), list) and "DOI" not in message:
        return list(message["items"])
    return [message]


def _lines(buffer: bytes, read: Callable[[int], bytes]) -> Iterator[Piece]:
    number = 0
    while buffer:
        *whole, rest = buffer.split(b"\n")
        for line in whole:
            number += 1
            if line.strip():
                yield Piece(number, line)
        more = read(_CHUNK)
        if len(rest) > LONGEST:
            number += 1
            yield Piece(number, problem=f"a line of more than {LONGEST >> 20} MB")
            while more and b"\n" not in more:
                more = read(_CHUNK)
            rest, more = b"", more.partition(b"\n")[2]
        if not more:
            if rest.strip():
                yield Piece(number + 1, rest)
            return
        buffer = rest + more


_BETWEEN: Final = re.compile(r"[ \t\r\n,]*")
_DECODER: Final = json.JSONDecoder()


def _items(head: bytes, read: Callable[[int], bytes]) -> Iterator[Piece]:
    """The members of a list, one after the other."""
    # Bytes that are no UTF-8 become marks, and are found to be none of JSON's or part of a string.
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    buffer, position, number, ended = decode(head), 0, 0, False
    while True:
        position = _BETWEEN.match(buffer, position).end()  # type: ignore[union-attr]
        if buffer[position : position + 1] == "]":
            return
        end = _end_of(buffer, position)
        if end is not None:
            number += 1
            yield Piece(number, buffer[position:end].encode("utf-8", "replace"))
            position = end
        elif ended:
            if position < len(buffer):
                yield Piece(number + 1, problem="the list breaks off")
            return
        elif len(buffer) - position > LONGEST:
            yield Piece(number + 1, problem=f"a record of more than {LONGEST >> 20} MB; the rest is not read")
            return
        else:
            # At least as much again, so that a long record is not looked through again and again.
            more = read(max(_CHUNK, len(buffer) - position))
            ended = not more
            buffer, position = buffer[position:] + decode(more, final=ended), 0


_MARK: Final = re.compile(r'["{}\[\]]')
_STRING_END: Final = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SCALAR_END: Final = re.compile(r"[,\]]")


def _end_of(buffer: str, position: int) -> int | None:
    """Where the member of a list that begins somewhere ends; nothing where that is not in the buffer."""
    if buffer[position : position + 1] in ("{", "["):
        try:
            return _DECODER.raw_decode(buffer, position)[1]
        except (ValueError, RecursionError):
            return _end_by_brackets(buffer, position)  # it is not whole, or not JSON
    if buffer[position : position + 1] == '"':
        string = _STRING_END.match(buffer, position + 1)
        return string.end() if string else None
    found = _SCALAR_END.search(buffer, position + 1)
    return found.start() if found else None


def _end_by_brackets(buffer: str, position: int) -> int | None:
    """Where the bracket that stands somewhere closes, outside strings, whatever is in it."""
    depth = 0
    while True:
        mark = _MARK.search(buffer, position)
        if mark is None:
            return None
        position = mark.end()
        if mark[0] == '"':
            string = _STRING_END.match(buffer, position)
            if string is None:
                return None
            position = string.end()
        elif mark[0] in "{[":
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return position
