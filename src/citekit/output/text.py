"""Plain text: the characters alone, one entry a line, so that a pasted list can be split again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.output.runs import runs
from citekit.output.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.output.writer import Entry
    from citekit.richtext.nodes import EntryLayout, Inline


def inline(node: Inline) -> str:
    """The characters of a tree on one line.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, Fragment, Quoted, Styled, Text
        >>> inline(Fragment((Quoted((Text("Endorphins."),)), Text(" "), Styled(ITALIC, (Text("Pain"),)))))
        '“Endorphins.” Pain'
    """
    return "".join(run.text for run in runs(node)).strip()


def bibliography(entries: Sequence[Entry], _layout: EntryLayout) -> str:
    """One entry a line; spacing is left to whoever sets the text."""
    lines = (inline(node) for _key, node in entries)
    return "".join(f"{line}\n" for line in lines if line)


WRITER = Writer("text", (".txt",), inline, bibliography)
