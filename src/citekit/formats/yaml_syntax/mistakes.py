"""Mistakes in YAML: what they are called, where a broken text can be cut, and which lines can be mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yaml import YAMLError


class Broken(Exception):
    """The text is no YAML from a place on; caught where it is read, and made a problem."""

    def __init__(self, message: str, position: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.hint = hint


_IN_QUOTES: Final = "put the value in quotation marks"
#: Words of the parser's message, what it means, and what to try.
_MEANINGS: Final = (
    ("mapping values are not allowed", "a colon and a space stand in a value without quotation marks", _IN_QUOTES),
    ("tab", "a tab stands where YAML has spaces", "indent with spaces"),
    ("'\\t'", "a tab stands where YAML has spaces", "indent with spaces"),
    ("expected node content", "no value can begin so", _IN_QUOTES),
    ("cannot start any token", "no value can begin so", _IN_QUOTES),
    ("nesting depth", "this is nested too deeply", ""),
    ("expected alphabetic or numeric", "* and & begin an alias or an anchor of YAML", _IN_QUOTES),
    ("could not find expected ':'", "a key without a colon", "a pair is `key: value`"),
    ("did not find expected key", "this fits neither the value before it nor a key", _IN_QUOTES),
    ("expected <block end>", "this fits neither the value before it nor a key", _IN_QUOTES),
    (
        "did not find expected '-' indicator",
        "this is not in line with the list before it",
        "records begin in one column",
    ),
)


def broken(error: YAMLError, place: Callable[[int], int]) -> Broken:
    """A mistake out of the parser's error; `place` gives the position in the whole text for one of the parser's."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it can't be read")
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None)
    if "quoted scalar" in context and "unexpected" in problem and start is not None:
        return Broken("not YAML: these quotation marks are never closed", place(start.index))
    position = mark.index if mark is not None else int(getattr(error, "position", None) or 0)
    for words, meaning, hint in _MEANINGS:
        if words in problem:
            return Broken(f"not YAML: {meaning}", place(position), hint)
    return Broken(f"not YAML: {problem}", place(position))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines of a broken text: a record of a list, a pair of a mapping, what is neither, or where a document begins."""

    kind: Literal["item", "pair", "stray", "document"]
    start: int
    stop: int


#: A line with something on it that is no remark: its indent and what shows what it begins.
_LINE: Final = re.compile(
    r"(?:\A|(?<=\n)|(?<=\r)(?!\n))(?P<indent> *)"
    r"(?P<mark>-(?=\s|\Z)|:(?=\s|\Z)|(?P<document>---|\.\.\.)(?=\s|\Z)|[^\s#])"
)


def chunks(text: str, start: int, stop: int, list_indent: int | None, map_indent: int | None) -> Iterator[Chunk]:
    r"""Cut lines from a place on into records by their indent, each to be read alone.

    A list at the top has no `map_indent`; where the text is in no list, `list_indent` is `None`.

    Examples:
        >>> text = "refs:\n- id: a\n  title: 'x\n- id: b\nnocite: c\n"
        >>> [(chunk.kind, text[chunk.start:chunk.stop]) for chunk in chunks(text, 6, len(text), 0, 0)]
        [('item', "- id: a\n  title: 'x\n"), ('item', '- id: b\n'), ('pair', 'nocite: c\n')]
    """
    begun: Literal["item", "pair", "stray"] | None = None
    begin = start
    for line in _LINE.finditer(text, start, stop):
        indent = line.end("indent") - line.start()
        dash = line["mark"] == "-"
        kind: Literal["item", "pair", "stray", "document"]
        if line["document"] and not indent:
            kind = "document"
        elif dash and list_indent is not None and indent == list_indent:
            kind = "item"
        elif indent == map_indent and line["mark"] != ":" and not dash:
            kind, list_indent = "pair", None
        elif indent <= (list_indent if list_indent is not None else (map_indent or 0) - 1):
            kind = "stray"
        else:
            continue
        if begun is not None:
            yield Chunk(begun, begin, line.start())
        if kind == "document":
            yield Chunk(kind, line.start(), stop)
            return
        begun, begin = kind, line.start()
    if begun is not None:
        yield Chunk(begun, begin, stop)


#: A key with a value on its line that may have to be in quotation marks.
_PAIR: Final = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[\w./-]{1,80}: +)(?P<value>[^\s#][^\r\n]*?)[ \t]*\Z")
_SUSPICIOUS: Final = re.compile(r"[*&!%@`\[\]{},\"'|>-]|[^\r\n]*:(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with quotation marks that were missing, where they were put, and where the values in them begin."""

    text: str
    inserted: tuple[int, ...]
    values: tuple[int, ...]


def mended(text: str, reads: Callable[[str], bool]) -> Mended | None:
    r"""A record in which values that can't be read have quotation marks; `None` where there are none such.

    A value is mended where it stands on one line and what follows is no part of it. `reads` says whether a text is
    YAML.

    Examples:
        >>> mended("- id: a\n  title: Pain: A Story\n", lambda text: "Pain" not in text).text
        "- id: a\n  title: 'Pain: A Story'\n"
    """
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    output: list[str] = []
    inserted: list[int] = []
    values: list[int] = []
    before = after = 0
    for number, line in enumerate(lines):
        content = line.rstrip("\r\n")
        pair = _PAIR.match(content)
        if pair and _SUSPICIOUS.match(pair["value"]) and not _goes_on(lines, number + 1, len(pair["lead"])):
            value = pair["value"]
            if not reads(f"{pair['key']}{value}"):
                begin = pair.start("value")
                values.append(before + begin)
                quoted = "'"
                inserted.append(after + begin)
                for character in value:
                    quoted += "''" if character == "'" else character
                    if character == "'":
                        inserted.append(after + begin + len(quoted) - 1)
                inserted.append(after + begin + len(quoted))
                before += len(line)
                line = content[:begin] + quoted + "'" + content[pair.end("value") :] + line[len(content) :]  # noqa: PLW2901
                after += len(line)
                output.append(line)
                continue
        before += len(line)
        after += len(line)
        output.append(line)
    return Mended("".join(output), tuple(inserted), tuple(values)) if values else None


def _goes_on(lines: list[str], number: int, column: int) -> bool:
    """Whether the first line from a place on that is not empty stands further in than a column."""
    while number < len(lines):
        content = lines[number].rstrip()
        if content:
            return len(content) - len(content.lstrip(" ")) > column and not content.lstrip(" ").startswith("#")
        number += 1
    return False
