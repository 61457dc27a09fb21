"""A plain-text article: markers are lines of their own, an entry is a line.

```
[citekit:begin]
Han, Ji-Sheng. “Acupuncture and Endorphins.” …
[citekit:end]
```
The comment form of Markdown and HTML is understood too. Bullets, numbers, indentation and blank lines between
entries stay as the old list has them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.documents.kind import DocumentKind, Marker
from citekit.documents.shape import BLANK_LINE, LINE_END, ListShape, counted, fixed
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MARKER = re.compile(
    r"^[ \t]*(?P<marker>\[citekit:(?P<a>begin|end)\]|<!--[ \t]*citekit:[ \t]*(?P<b>begin|end)[ \t]*-->)"
    r"[ \t]*$",
    re.MULTILINE,
)
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*•‣–][ \t]+)(?=\S)")
_NUMBER = re.compile(r"(?P<indent>[ \t]*)(?P<before>[\[(]?)(?P<number>\d{1,4})(?P<after>[\])]?[.:]?[ \t]+)(?=\S)")


def markers(text: str) -> Iterator[Marker]:
    """The marker lines, in order."""
    # A carriage return alone ends a line for old Macintosh files, but not for `re`.
    for match in _MARKER.finditer(LINE_END.sub(_line_feed, text)):
        yield Marker(match["a"] or match["b"], Span(*match.span("marker")))


def _line_feed(match: re.Match[str]) -> str:
    return " \n" if len(match.group()) == 2 else "\n"


def shape(core: str, _before: str, newline: str) -> ListShape:
    """Bullets and numbers count as the list's own only if every entry has one."""
    separator = newline * 2 if BLANK_LINE.search(core) else newline
    opening, numbered = _opening(_first_lines(core))
    return ListShape(opening, separator=separator, numbered=numbered)


def _first_lines(core: str) -> list[str]:
    """The lines that begin an entry: after a blank line, or not further to the right than the first."""
    if BLANK_LINE.search(core):
        return [block.lstrip("\r\n") for block in BLANK_LINE.split(core) if block.strip()]
    lines = [line for line in LINE_END.split(core) if line.strip()]
    return [line for line in lines if _indent(line) <= _indent(lines[0])]


def _indent(line: str) -> int:
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


def _opening(lines: list[str]) -> tuple[Callable[[int], str], bool]:
    indent = re.match(r"[ \t]*", lines[0] if lines else "")
    plain = fixed(indent.group() if indent else "")
    bullets = [_BULLET.match(line) for line in lines]
    if lines and bullets[0] and {match and match.group().strip() for match in bullets} == {bullets[0].group().strip()}:
        return fixed(bullets[0].group()), False
    numbers = [_NUMBER.match(line) for line in lines]
    first = numbers[0] if numbers else None
    if (
        first
        and [match and int(match["number"]) for match in numbers] == list(range(1, len(lines) + 1))
        and (first["before"] or not first["after"].isspace())
    ):
        return counted(first["indent"], first["before"], 1, 1, first["after"]), True
    return plain, False


def subheading(_core: str) -> int | None:
    """Plain text has no headings that could be told from entries."""
    return None


KIND = DocumentKind("text", markers, shape, subheading, "[citekit:begin]", "[citekit:end]")
