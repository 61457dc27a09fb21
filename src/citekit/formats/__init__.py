"""Reading and writing references in the formats people keep them in.

To add a format, write a module with a `FORMAT` and add it to `FORMATS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.errors import ReadError, UnknownFormat
from citekit.formats import bibtex, csl_json, plaintext

if TYPE_CHECKING:
    from citekit.formats.format import Format
    from citekit.model.library import Library
    from citekit.model.span import SourceText

#: In the order in which a text without a telling name is sniffed; plain text takes what is left.
FORMATS: tuple[Format, ...] = (csl_json.FORMAT, bibtex.FORMAT, plaintext.FORMAT)


def find_format(name: str) -> Format:
    """The format of a name.

    Raises:
        UnknownFormat: there is none; the message lists those there are.
    """
    for format_ in FORMATS:
        if format_.name == name:
            return format_
    known = ", ".join(format_.name for format_ in FORMATS)
    raise UnknownFormat(f"no format is called {name!r}; there are {known}")


def sniff(text: str, path: str | None = None) -> Format:
    """Which format a text is in: by its file's extension, else by how it begins.

    Examples:
        >>> sniff("@book{a,}").name, sniff("Han, J. Pain. 2004.").name
        ('bibtex', 'text')
    """
    if path is not None:
        for format_ in FORMATS:
            if path.lower().endswith(format_.extensions):
                return format_
    head = text[:20000]
    return next((format_ for format_ in FORMATS if format_.sniff(head)), FORMATS[-1])


def read(source: SourceText, format: str | None = None) -> Library:  # noqa: A002 - the field's word
    """Read references out of a text, in the format of that name or the one it looks like.

    Raises:
        ReadError: nothing could be read; what could only in part is in `Library.problems`.
        UnknownFormat: no format of that name.
    """
    chosen = find_format(format) if format else sniff(source.text, source.path)
    if chosen.read is None:
        raise ReadError(f"{chosen.name} can only be written", path=source.path)
    return chosen.read(source)


def write(library: Library, format: str) -> str:  # noqa: A002
    """Write references in the format of a name.

    Raises:
        UnknownFormat: no format of that name can be written.
    """
    chosen = find_format(format)
    if chosen.write is None:
        raise UnknownFormat(f"{chosen.name} can only be read")
    return chosen.write(library)
