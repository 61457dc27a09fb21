"""Reading and writing references in the formats people keep them in.

To add a format, write a module with a `FORMAT` and add it to `FORMATS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.errors import ReadError, UnknownFormat
from citekit.formats import bibtex, csl_json, identifier_list, medline, plaintext, pubmed_xml, ris

if TYPE_CHECKING:
    from citekit.formats.format import Format
    from citekit.model.library import Library
    from citekit.model.span import SourceText

#: In the order in which a text without a telling name is sniffed; plain text takes what is left.
FORMATS: tuple[Format, ...] = (
    csl_json.FORMAT,
    bibtex.BIBLATEX,
    bibtex.FORMAT,
    ris.FORMAT,
    medline.FORMAT,
    pubmed_xml.FORMAT,
    identifier_list.FORMAT,
    plaintext.FORMAT,
)


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


def write_back(library: Library) -> str:
    """The text of the library's own file with what was edited, and all else as it was.

    A library that came from no file, or from one of a format that can't be edited, is written whole.

    Raises:
        UnknownFormat: the library's format can only be read.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> library = read(SourceText("@book{a, title = {Pain}, year = 1999} % mine"))
        >>> library.items[0]["title"] = "Gain"
        >>> write_back(library)
        '@book{a, title = {Gain}, year = 1999} % mine'
    """
    chosen = find_format(library.format or "csl-json")
    if chosen.write_back is not None and library.source is not None:
        return chosen.write_back(library)
    return write(library, chosen.name)


def detached(library: Library) -> Library:
    """The same references without the file they came from, so that they are written whole."""
    from citekit.model.library import Library as Model  # noqa: PLC0415 - only for the type where nothing is written

    return Model(library.entries)


def losses(library: Library, format: str) -> tuple[str, ...]:  # noqa: A002
    """What of a library a format can't hold, a sentence for each variable of each reference.

    Examples:
        >>> from citekit.model.library import Library
        >>> losses(Library([{"id": "a", "type": "book", "categories": ["x"]}]), "biblatex")
        ('a: categories is lost: it is no variable of CSL',)
    """
    told = find_format(format).losses
    return () if told is None else tuple(map(str, told(library)))
