"""JSON read value by value: each with its place, a broken one at no cost to its neighbours.

Pure. The values are the members of an array, those of an array inside an object, a single object, or one object a
line (JSON lines).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import ReadError
from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from citekit.model.span import SourceText

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_ITEM_START: Final = re.compile(r",\s*\{")
_LINE_START: Final = re.compile(r"[\r\n][ \t]*(?=\{)")
#: Python reads no longer integers out of text; no bibliography has any.
_MAX_DIGITS: Final = 4000
#: How often a broken file is tried again further on.
_MAX_ATTEMPTS: Final = 1000


def values(
    source: SourceText, problems: list[Problem], *, within: Sequence[str] = (), marks: AbstractSet[str] = frozenset()
) -> Iterator[tuple[Any, Span]]:
    r"""The values of a text one by one with their spans.

    `within` names the members under which, one inside the other or the last alone, an object may have its array of
    values. A broken array is read on where an object begins that has one of `marks`. What can't be read becomes a
    problem.

    Raises:
        ReadError: the text is empty, or begins with no JSON object or array.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> text = '{"status": "ok", "message": {"items": [{"DOI": "10.1000/1"}]}}'
        >>> [value for value, _ in values(SourceText(text), [], within=("message", "items"))]
        [{'DOI': '10.1000/1'}]
        >>> [value for value, _ in values(SourceText('{"id": "a"}\n{"id": "b"}\n'), [])]
        [{'id': 'a'}, {'id': 'b'}]
    """
    text = source.text
    start = _skip_blank(text, int(text.startswith("\ufeff")))
    if start == len(text):
        raise ReadError("the file is empty", path=source.path)
    if text[start] not in "[{":
        raise ReadError("this is not JSON", path=source.path, hint="JSON begins with [ or {")
    array = start if text[start] == "[" else _array_in(source, start, within)
    if array is None:
        yield from _lines(source, start, problems)
    else:
        yield from _members(source, array, problems, marks, wrapped=array != start)


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


def _array_in(source: SourceText, start: int, within: Sequence[str]) -> int | None:
    """Where the array of the object at `start` begins that stands under the members of `within`, or their last."""
    if not within:
        return None
    text = source.text
    for name, position in _member_starts(text, start):
        mark = text[position : position + 1]
        if name == within[-1] and mark == "[":
            return position
        if name == within[0] and mark == "{":
            return _array_in(source, position, within[1:])
    return None


def _member_starts(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The names of an object's members, and where their values begin, as far as it can be read."""
    position = _skip_blank(text, start + 1)
    while text[position : position + 1] == '"':
        name = _decode(text, position)
        if isinstance(name, _Mistake):
            return
        position = _skip_blank(text, name[1])
        if text[position : position + 1] != ":":
            return
        position = _skip_blank(text, position + 1)
        yield name[0], position
        value = _decode(text, position)
        if isinstance(value, _Mistake):
            return
        position = _skip_blank(text, value[1])
        if text[position : position + 1] == ",":
            position = _skip_blank(text, position + 1)


def _lines(source: SourceText, position: int, problems: list[Problem]) -> Iterator[tuple[Any, Span]]:
    """An object, or one after the other without commas; a broken one costs its line."""
    text = source.text
    attempts = _MAX_ATTEMPTS
    while text[position : position + 1] == "{":
        decoded = _decode(text, position)
        if isinstance(decoded, _Mistake):
            place = min(decoded.position, len(text))
            attempts -= 1
            following = _LINE_START.search(text, position) if attempts else None
            problems.append(Problem(decoded.message, source, Span(place, place)))
            if following is None:
                return
            position = following.end()
            continue
        yield decoded[0], Span(position, decoded[1])
        position = _skip_blank(text, decoded[1])
    _check_rest(source, position, problems)


def _members(
    source: SourceText, array: int, problems: list[Problem], marks: AbstractSet[str], *, wrapped: bool
) -> Iterator[tuple[Any, Span]]:
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
            position, attempts = _next_item(text, behind, marks, attempts)
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


def _next_item(text: str, position: int, marks: AbstractSet[str], attempts: int) -> tuple[int, int]:
    """Where an object with one of the marks begins that can be read, -1 where none does; and the attempts left."""
    for match in _ITEM_START.finditer(text, position):
        if attempts <= 0:
            break
        attempts -= 1
        decoded = _decode(text, match.end() - 1)
        if isinstance(decoded, _Mistake):
            continue
        item: dict[str, Any] = decoded[0]
        if marks & item.keys():
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
