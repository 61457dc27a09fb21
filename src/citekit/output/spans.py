"""JSON: each entry's plain text, and for every stretch of it which variable of which work it came from.

For programs that need to know what is the title and what the year: editors that highlight fields, tests of styles,
the training of parsers. What the style supplied (terms, affixes, delimiters, quotation marks) has no span.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from citekit.output.runs import sourced
from citekit.output.writer import Writer

if TYPE_CHECKING:
    from citekit.output.listing import Listing
    from citekit.richtext.nodes import Inline


class Span(NamedTuple):
    """Characters `start` to `end` (code points, end excluded) of a text, and where they came from.

    `key` is the work's citation key and `variable` the CSL variable. `part` tells the part of a date ("year") or of a
    name ("family", "given", "non-dropping-particle" …), `name` which name of the variable, from 0 on.
    """

    start: int
    end: int
    key: str
    variable: str
    part: str = ""
    name: int | None = None


def spans(node: Inline) -> tuple[str, tuple[Span, ...]]:
    """A finished tree's characters, as plain text has them, and their sources in reading order.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, Fragment, Source, Styled, Text
        >>> year = Text("1982", Source("wall", "issued", "year"))
        >>> title = Styled(ITALIC, (Text("Pain", Source("wall", "title")),))
        >>> text, found = spans(Fragment((Text("("), year, Text("). "), title)))
        >>> text, [(text[span.start : span.end], span.variable) for span in found]
        ('(1982). Pain', [('1982', 'issued'), ('Pain', 'title')])
    """
    text = ""
    found: list[Span] = []
    for characters, source in sourced(node):
        start, end = len(text), len(text) + len(characters)
        text += characters
        if source is None:
            continue
        if found and found[-1].end == start and found[-1][2:] == tuple(source):
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Span(start, end, *source))
    return _stripped(text, found)


def _stripped(text: str, found: list[Span]) -> tuple[str, tuple[Span, ...]]:
    """Without space around it, as plain text has it; spans go along."""
    inner = text.strip()
    shift = len(text) - len(text.lstrip())
    moved = (span._replace(start=max(span.start - shift, 0), end=min(span.end - shift, len(inner))) for span in found)
    return inner, tuple(span for span in moved if span.start < span.end)


def _object(node: Inline) -> dict[str, Any]:
    text, found = spans(node)
    rows = [{name: value for name, value in span._asdict().items() if value not in ("", None)} for span in found]
    return {"text": text, "spans": rows}


def inline(node: Inline) -> str:
    """One tree as a JSON object with `text` and `spans`."""
    return json.dumps(_object(node), ensure_ascii=False)


def bibliography(listing: Listing) -> str:
    """The list as a JSON array, each entry an object with `id`, `text` and `spans`.

    Where there are any, `section` is the heading that an entry stands under and `notes` are the notes under it.
    """
    rows: list[dict[str, Any]] = []
    for section in listing.sections:
        for entry in section.entries:
            row = _object(entry.node)
            if row["text"]:
                heading = {"section": section.heading} if section.heading else {}
                notes = {"notes": [spans(note)[0] for note in entry.notes]} if entry.notes else {}
                rows.append({"id": entry.key, **heading, **row, **notes})
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


WRITER = Writer("json", (".json",), inline, bibliography)
