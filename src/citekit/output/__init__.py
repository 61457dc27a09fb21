"""Inline trees in, documents out: text, Markdown, HTML, WordPress blocks, RTF, DOCX, LaTeX, JSON with sources.

To add an output, write a module with a `WRITER` and name it in `OUTPUTS`; it is imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from citekit.errors import UnknownFormat
from citekit.output.listing import ListEntry, Listing, Section, plain_listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.output.writer import Writer
    from citekit.richtext.nodes import EntryLayout, Inline

#: The outputs by name, each with its module in this package.
OUTPUTS: Final = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "wordpress": "wordpress",
    "rtf": "rtf",
    "docx": "docx",
    "latex": "latex",
    "json": "spans",
}
#: The outputs by the extension of a file's name.
EXTENSIONS: Final = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".rtf": "rtf",
    ".docx": "docx", ".tex": "latex", ".json": "json",
}  # fmt: skip

__all__ = [
    "EXTENSIONS", "OUTPUTS", "ListEntry", "Listing", "Section", "find_output", "pack", "plain_listing", "write",
]  # fmt: skip


def find_output(name: str) -> Writer:
    """The output of a name.

    Raises:
        UnknownFormat: there is none; the message lists those there are.

    Examples:
        >>> find_output("html").extensions
        ('.html', '.htm')
    """
    if name not in OUTPUTS:
        raise UnknownFormat(f"no output is called {name!r}; there are {', '.join(OUTPUTS)}")
    writer: Writer = import_module(f"citekit.output.{OUTPUTS[name]}").WRITER
    return writer


def write(entries: Sequence[tuple[str, Inline]] | Listing, layout: EntryLayout, to: str) -> str:
    """A whole bibliography in the output of a name; it ends with a line end.

    Raises:
        UnknownFormat: no output of that name, or one that is no text; `pack` gives its bytes.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, EntryLayout, Styled, Text
        >>> print(write([("pain", Styled(ITALIC, (Text("Pain"),)))], EntryLayout(), "markdown"), end="")
        *Pain*
    """
    writer = find_output(to)
    if writer.pack is not None:
        raise UnknownFormat(f"{to} is no text; `to_bytes` gives the contents of a file")
    return writer.bibliography(entries if isinstance(entries, Listing) else plain_listing(entries, layout))


def pack(entries: Sequence[tuple[str, Inline]] | Listing, layout: EntryLayout, to: str) -> bytes:
    r"""A whole bibliography as the bytes of a file, in any output.

    Raises:
        UnknownFormat: no output of that name.

    Examples:
        >>> from citekit.richtext.nodes import EntryLayout, Text
        >>> pack([("pain", Text("Pain"))], EntryLayout(), "text")
        b'Pain\n'
    """
    writer = find_output(to)
    listing = entries if isinstance(entries, Listing) else plain_listing(entries, layout)
    if writer.pack is not None:
        return writer.pack(listing)
    return writer.bibliography(listing).encode("utf-8", "replace")
