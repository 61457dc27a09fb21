"""Inline trees in, text out: plain text, Markdown, HTML, JSON with the sources of the characters.

To add an output, write a module with a `WRITER` and add it to `OUTPUTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.errors import UnknownFormat
from citekit.output import html, markdown, spans, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.output.writer import Entry, Writer
    from citekit.richtext.nodes import EntryLayout

OUTPUTS: tuple[Writer, ...] = (text.WRITER, markdown.WRITER, html.WRITER, spans.WRITER)

__all__ = ["OUTPUTS", "find_output", "write"]


def find_output(name: str) -> Writer:
    """The output of a name.

    Raises:
        UnknownFormat: there is none; the message lists those there are.

    Examples:
        >>> find_output("html").extensions
        ('.html', '.htm')
    """
    for writer in OUTPUTS:
        if writer.name == name:
            return writer
    known = ", ".join(writer.name for writer in OUTPUTS)
    raise UnknownFormat(f"no output is called {name!r}; there are {known}")


def write(entries: Sequence[Entry], layout: EntryLayout, to: str) -> str:
    """A whole bibliography in the output of a name; it ends with a line end.

    Raises:
        UnknownFormat: no output of that name.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, EntryLayout, Styled, Text
        >>> print(write([("pain", Styled(ITALIC, (Text("Pain"),)))], EntryLayout(), "markdown"), end="")
        *Pain*
    """
    return find_output(to).bibliography(entries, layout)
