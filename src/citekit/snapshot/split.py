"""Taking Crossref's public data apart: one record at a time, however long the file.

The data comes as lines of JSON, or as one object with `items`, or as a list; a line may be the record itself or an
answer of the API with the record in it. What can't be read is told with its place and passed over, and nothing is ever
held in memory but the record at hand.
"""

from __future__ import annotations

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


_BETWEEN: Final = b" \t\r\n,"


def _items(buffer: bytes, read: Callable[[int], bytes]) -> Iterator[Piece]:
    """The members of a list: each ends where its brackets close, outside strings."""
    number = 0
    ended = False
    while True:
        buffer = buffer.lstrip(_BETWEEN)
        if buffer[:1] in (b"]", b"") and (buffer or ended):
            return
        end = _end_of(buffer)
        if end is None and not ended:
            if len(buffer) > LONGEST:
                yield Piece(number + 1, problem=f"a record of more than {LONGEST >> 20} MB; the rest is not read")
                return
            # At least as much again, so that a long record is not looked through again and again.
            more = read(max(_CHUNK, len(buffer)))
            ended = not more
            buffer += more
            continue
        number += 1
        if end is None:
            yield Piece(number, problem="the list breaks off")
            return
        yield Piece(number, buffer[:end])
        buffer = buffer[end:]


_MARK: Final = re.compile(rb'["{}\[\]]')
_STRING_END: Final = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SCALAR_END: Final = re.compile(rb"[,\]]")


def _end_of(buffer: bytes) -> int | None:
    """Where the first member of a list ends; nothing where that is not in the buffer."""
    if buffer[:1] not in (b"{", b"["):
        found = _SCALAR_END.search(buffer, 1)
        return found.start() if found else None
    depth = position = 0
    while True:
        mark = _MARK.search(buffer, position)
        if mark is None:
            return None
        position = mark.end()
        if mark[0] == b'"':
            string = _STRING_END.match(buffer, position)
            if string is None:
                return None
            position = string.end()
        elif mark[0] in b"{[":
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return position
