"""A Markdown article: markers are comments on lines of their own, an entry is a paragraph or a list item.

```
<!-- citekit:begin -->

Han, Ji-Sheng. “Acupuncture and Endorphins.” *Neuroscience Letters*, …

<!-- citekit:end -->
```
Markers in fenced code are examples and don't count. A list written in HTML stays HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.documents import html
from citekit.documents.kind import DocumentKind, Marker
from citekit.documents.shape import BLANK_LINE, LINE_END, ListShape, counted, fixed
from citekit.errors import ReadError
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]+")
_MARKER = re.compile(r" {0,3}(?P<marker><!--[ \t]*citekit:[ \t]*(?P<word>begin|end)[ \t]*-->)[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<rest>.*)\Z")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|\Z)")
_BULLET = re.compile(r" {0,3}[-*+][ \t]+(?=\S)")
_NUMBER = re.compile(r"(?P<indent> {0,3})(?P<number>\d{1,9})(?P<after>[.)][ \t]+)(?=\S)")
_HTML_LIST = re.compile(r"\s*<(?:ol|ul|li|p|div|dl|section)[\s>]", re.IGNORECASE)
_DEFINITION = re.compile(r" {0,3}\[(?P<label>(?:[^\[\]\\\r\n]|\\[^\r\n]){1,200})\]:")
_QUOTE = re.compile(r" {0,3}> ?")
#: What ends a line within a paragraph.
_HARD_BREAKS = ("  ", "\\", "<br>", "<br/>", "<br />")
#: Pandoc's fenced divisions, `::: {#refs}` and `:::`.
_DIVISION = re.compile(r" {0,3}:{3,}[^\r\n]*(?:\r\n|\r|\n)\s*")
_DIVISION_END = re.compile(r"(?:\r\n|\r|\n)\s*:{3,}[ \t]*\Z")


def _lines(text: str) -> Iterator[re.Match[str]]:
    """The lines outside fenced code."""
    fence = ""
    for line in _LINE.finditer(text):
        match = _FENCE.match(line.group())
        if fence:
            closes = match and match["fence"].startswith(fence) and not match["rest"].strip()
            fence = "" if closes else fence
        elif match and not (match["fence"][0] == "`" and "`" in match["rest"]):
            fence = match["fence"]
        else:
            yield line


def markers(text: str) -> Iterator[Marker]:
    """The marker comments, in order."""
    for line in _lines(text):
        match = _MARKER.match(line.group())
        if match:
            start, end = match.span("marker")
            yield Marker(match["word"], Span(line.start() + start, line.start() + end))


def subheading(core: str) -> int | None:
    """Where the first heading within a list stands; `None` where there is none."""
    return next((line.start() for line in _lines(core) if _HEADING.match(line.group())), None)


def shape(core: str, before: str, newline: str) -> ListShape:
    """A list's marks, and whether it is loose: with blank lines between its items.

    Raises:
        ReadError: the list is made of definitions that the article refers to by label.
    """
    quoted = _QUOTE.match(core)
    if quoted and all(_QUOTE.match(line) for line in LINE_END.split(core) if line.strip()):
        return _within_quotation(core, quoted.group(), before, newline)
    if _HTML_LIST.match(core):
        return html.shape(core, before, newline)
    division = _DIVISION.match(core)
    start = division.end() if division else 0
    division_end = _DIVISION_END.search(core, start) if division else None
    end = division_end.start() if division_end else len(core)
    frame_before, frame_after, core = core[:start], core[end:], core[start:end]
    if _HTML_LIST.match(core):
        inner = html.shape(core, before, newline)
        return inner._replace(before=frame_before + inner.before, after=inner.after + frame_after)
    definition = _DEFINITION.match(core)
    if definition:
        raise ReadError(
            f"the list is made of definitions, [{definition['label']}]: …, that the article refers to",
            hint="citekit regenerates lists, bullets, numbers and paragraphs",
        )
    loose = BLANK_LINE.search(core) is not None
    opening, numbered = fixed(""), False
    bullet, number = _BULLET.match(core), _NUMBER.match(core)
    if bullet:
        opening = fixed(bullet.group())
    elif number:
        first = int(number["number"])
        opening = counted(number["indent"], "", first, _step(core, first), number["after"])
        numbered = True
    separator = newline * (2 if loose or not (bullet or number) else 1)
    if not (loose or bullet or number):
        separator = _hard_break(core, newline) or separator
    return ListShape(opening, "", separator, frame_before, frame_after, output="markdown", numbered=numbered)


def _within_quotation(core: str, mark: str, before: str, newline: str) -> ListShape:
    """The shape of a list in a block quotation: that of the list, with the quotation's mark on each line."""
    inner = shape(newline.join(_QUOTE.sub("", line) for line in LINE_END.split(core)), before, newline)

    def marked(text: str) -> str:
        first, *others = LINE_END.split(text)
        last = len(others) - 1
        lines = [mark + line if line or place == last else mark.rstrip() for place, line in enumerate(others)]
        return newline.join([first, *lines])

    def opening(index: int) -> str:
        return inner.opening(index) if index else mark + inner.opening(0)

    return inner._replace(opening=opening, separator=marked(inner.separator), after=marked(inner.after))


def _hard_break(core: str, newline: str) -> str:
    """The break between entries that are lines of one paragraph; empty where they are not."""
    *lines, _last = LINE_END.split(core)
    breaks = [next((end for end in _HARD_BREAKS if line.endswith(end)), "") for line in lines]
    return breaks[0] + newline if breaks and all(breaks) else ""


def _step(core: str, first: int) -> int:
    """0 where the second item has the same number as the first, which Markdown counts up by itself."""
    numbers = (_NUMBER.match(line) for line in LINE_END.split(core)[1:])
    second = next((match for match in numbers if match), None)
    return 0 if second is not None and int(second["number"]) == first else 1


KIND = DocumentKind(
    "markdown",
    markers,
    shape,
    subheading,
    "<!-- citekit:begin -->",
    "<!-- citekit:end -->",
    2,
    references=True,
)
