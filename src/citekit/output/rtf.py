r"""RTF: a document that Word, Pages and LibreOffice open, with real hanging indents, italics and links.

Entries are paragraphs of the named style "Bibliography", so that one change of the style changes all of them.
Characters beyond ASCII are `\u` escapes, which every reader of RTF since 1.5 understands.

Source: Rich Text Format Specification, version 1.9.1.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from citekit.output.listing import anchor
from citekit.output.runs import one_line, runs
from citekit.output.segments import segments
from citekit.output.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.output.listing import ListEntry, Listing
    from citekit.output.runs import Run
    from citekit.richtext.nodes import EntryLayout, Inline

#: Half an inch, in twips: the indent the handbooks ask for.
_INDENT: Final = 720
_LINE: Final = 240
_HEADER: Final = (
    r"{\rtf1\ansi\ansicpg1252\deff0\uc1"
    r"{\fonttbl{\f0\froman Times New Roman;}}"
    r"{\colortbl;\red5\green99\blue193;}"
    r"{\stylesheet{\s0\f0\fs24 Normal;}{\s1\b\fs28 heading 2;}{\s2\f0\fs24 Bibliography;}{\s3\f0\fs24 Annotation;}}"
)
_LOOKS: Final = {
    "italic": r"\i", "oblique": r"\i", "bold": r"\b", "small-caps": r"\scaps", "underline": r"\ul",
    "sup": r"\super", "sub": r"\sub",
}  # fmt: skip


def escape(text: str) -> str:
    r"""Text in RTF: three characters are markup, and only ASCII stands as it is.

    Examples:
        >>> print(escape("{Pain} \\ 痛 🎵"))
        \{Pain\} \\ \u30171? \u-10180?\u-8267?
    """
    pieces = []
    for character in text:
        if character in "\\{}":
            pieces.append("\\" + character)
        elif " " <= character <= "~":
            pieces.append(character)
        else:
            units = character.encode("utf-16-le", "replace")
            for index in range(0, len(units), 2):
                unit = int.from_bytes(units[index : index + 2], "little", signed=True)
                pieces.append(f"\\u{unit}?")
    return "".join(pieces)


def inline(node: Inline) -> str:
    r"""A tree as RTF within a paragraph.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, Fragment, Styled, Text
        >>> print(inline(Fragment((Styled(ITALIC, (Text("Pain"),)), Text(".")))))
        {\i Pain}.
    """
    return _written(runs(node)).strip()


def _written(row: Iterable[Run]) -> str:
    line = ""
    for href, group in groupby(row, key=lambda run: run.href):
        text = "".join(map(_run, group))
        if href:
            field = r'{\field{\*\fldinst{HYPERLINK "%s"}}{\fldrslt{\ul\cf1 %s}}}'
            line += field % (escape(href), text)
        else:
            line += text
    return line


def _run(run: Run) -> str:
    looks = "".join(_LOOKS.get(value, "") for value in run.formatting if value)
    text = escape(run.text)
    return f"{{{looks} {text}}}" if looks else text


def bibliography(listing: Listing) -> str:
    """A whole document."""
    labels = [
        sum(len(run.text) for run in segment.runs)
        for entry in listing.entries
        for segment in segments(entry.node)
        if segment.display == "left-margin"
    ]
    # A tenth of an inch for a character, and as much again.
    width = (max(labels) + 1) * 144 if labels else 0
    paragraphs: list[str] = []
    for section in listing.sections:
        if section.heading:
            paragraphs.append(rf"\pard\plain\s1\sb240\sa120\keepn\b\fs28 {escape(one_line(section.heading))}\par")
        for entry in section.entries:
            paragraphs += _entry(entry, listing.layout, width)
    return _HEADER + "\n" + "\n".join([*paragraphs, "}"]) + "\n"


def _entry(entry: ListEntry, layout: EntryLayout, width: int) -> list[str]:
    parts = segments(entry.node)
    if not parts:
        return []
    labelled = parts[0].display == "left-margin"
    indent = width if labelled else _INDENT if layout.hanging_indent else 0
    hanging = rf"\li{indent}\fi-{indent}\tx{indent}" if indent else ""
    spacing = rf"\sl{_LINE * layout.line_spacing}\slmult1" if layout.line_spacing > 1 else ""
    after = rf"\sa{_LINE * layout.entry_spacing}" if layout.entry_spacing else ""
    name = anchor(entry.key).replace("-", "_")
    mark = rf"{{\*\bkmkstart {name}}}{{\*\bkmkend {name}}}"
    text = ""
    for number, part in enumerate(parts):
        if number:
            text += r"\tab " if parts[number - 1].display == "left-margin" else r"\line "
        text += _written(part.runs)
    lines = [rf"\pard\plain\s2{hanging}{spacing}{after}\f0\fs24 {mark}{text}\par"]
    under = rf"\pard\plain\s3\li{indent or _INDENT}{spacing}{after}\f0\fs24 "
    return [*lines, *(rf"{under}{inline(note)}\par" for note in entry.notes)]


WRITER = Writer("rtf", (".rtf",), inline, bibliography)
