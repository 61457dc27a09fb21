"""Plain text: the characters alone, one entry a line, so that a pasted list can be split again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.output.runs import one_line, runs
from citekit.output.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.output.listing import Listing
    from citekit.richtext.nodes import Inline


def inline(node: Inline) -> str:
    """The characters of a tree on one line.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, Fragment, Quoted, Styled, Text
        >>> inline(Fragment((Quoted((Text("Endorphins."),)), Text(" "), Styled(ITALIC, (Text("Pain"),)))))
        '“Endorphins.” Pain'
    """
    return "".join(run.text for run in runs(node)).strip()


def bibliography(listing: Listing) -> str:
    """One entry a line; spacing is left to whoever sets the text. A blank line stands around headings."""
    return "".join(f"{line}\n" for line in _lines(listing))


def _lines(listing: Listing) -> Iterator[str]:
    for number, section in enumerate(listing.sections):
        if section.heading:
            yield from ("", one_line(section.heading), "") if number else (one_line(section.heading), "")
        for entry in section.entries:
            if line := inline(entry.node):
                yield line
                yield from (f"    {note}" for node in entry.notes if (note := inline(node)))


WRITER = Writer("text", (".txt",), inline, bibliography)
