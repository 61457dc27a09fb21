"""Reading and writing references in the formats people keep them in.

To add a format, write a module with a `FORMAT` and add it to `FORMATS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.errors import ReadError, UnknownFormat
from citekit.formats import (
    bibtex,
    cff,
    crossref_json,
    csl_json,
    csl_yaml,
    datacite_json,
    endnote,
    hayagriva,
    identifier_list,
    medline,
    plaintext,
    pubmed_xml,
    ris,
)
from citekit.formats.format import some

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.formats.format import Format
    from citekit.model.library import Entry, Library
    from citekit.model.loss import Loss
    from citekit.model.problem import Problem
    from citekit.model.span import SourceText

#: The first of those that share an extension is written where a file is named so; plain text takes what is left.
FORMATS: tuple[Format, ...] = (
    csl_json.FORMAT,
    csl_json.LINES,
    crossref_json.FORMAT,
    datacite_json.FORMAT,
    bibtex.BIBLATEX,
    bibtex.FORMAT,
    ris.FORMAT,
    medline.FORMAT,
    endnote.FORMAT,
    pubmed_xml.FORMAT,
    csl_yaml.FORMAT,
    hayagriva.FORMAT,
    cff.FORMAT,
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


#: So much of a text tells what it is.
_HEAD = 20_000


def sniff(text: str, path: str | None = None) -> Format:
    """Which format a text is in: by how it begins, where that can be nothing else, and by its file's extension.

    What begins unmistakably as one format is that, whatever the file is called. The extension decides between several
    that a text may be, and where it looks like none. What has neither is plain text.

    Raises:
        ReadError: it may be several; the message names them.

    Examples:
        >>> sniff("@book{a,}").name, sniff("Han, J. Pain. 2004.").name
        ('bibtex', 'text')
        >>> sniff("TY  - JOUR", "sources.txt").name, sniff("", "sources.bib").name
        ('ris', 'biblatex')
        >>> sniff("hello", "sources.json")
        Traceback (most recent call last):
        ...
        citekit.errors.ReadError: sources.json: can't tell what this is: a .json file may be \
crossref-json, csl-json or datacite-json, and it begins as none of them (say the format: --from, or format=)
    """
    head = text[:_HEAD]
    named = [format_ for format_ in FORMATS if path is not None and path.lower().endswith(format_.extensions)]
    looking = [format_ for format_ in FORMATS if format_.sniff(head)]
    candidates = [format_ for format_ in looking if format_ in named] or looking or named or [FORMATS[-1]]
    # Formats that are read alike are one to the reader: BibTeX and BibLaTeX.
    if len({format_.kind for format_ in candidates}) > 1:
        raise _ambiguous(candidates, path, by_name=not looking)
    return candidates[0]


def _ambiguous(candidates: Iterable[Format], path: str | None, *, by_name: bool) -> ReadError:
    *names, last = sorted(format_.name for format_ in candidates)
    considered = f"{', '.join(names)} or {last}"
    if by_name and path is not None:
        why = f"a .{path.rpartition('.')[2].lower()} file may be {considered}, and it begins as none of them"
    else:
        why = f"it begins as {considered}"
    return ReadError(f"can't tell what this is: {why}", path=path, hint="say the format: --from, or format=")


def read(source: SourceText, format: str | None = None) -> Library:  # noqa: A002 - the field's word
    """Read references out of a text, in the format of that name or the one it looks like.

    Raises:
        ReadError: nothing could be read; what could only in part is in `Library.problems`.
        UnknownFormat: no format of that name.
    """
    chosen = find_format(format) if format else sniff(source.text, source.path)
    return chosen.read(source)


def iterate(source: SourceText, problems: list[Problem], format: str | None = None) -> Iterator[Entry]:  # noqa: A002
    """Read a text's references one after the other, without ever holding all of them where the format allows that.

    What could not be read is added to `problems`.

    Raises:
        ReadError: nothing could be read at all.
        UnknownFormat: no format of that name.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> source = SourceText("@book{a, title = {Pain}} @book{b, title = {Gain}}")
        >>> [entry.item["title"] for entry in iterate(source, [])]
        ['Pain', 'Gain']
    """
    chosen = find_format(format) if format else sniff(source.text, source.path)
    return some(chosen.entries, source, problems)


def write(library: Library, format: str) -> str:  # noqa: A002
    """Write references in the format of a name.

    Raises:
        UnknownFormat: no format of that name can be written.
    """
    chosen = find_format(format)
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


def losses(library: Library, format: str) -> tuple[Loss, ...]:  # noqa: A002
    """What of a library a format can't hold, one for each variable of each reference.

    Examples:
        >>> from citekit.model.library import Library
        >>> print(*losses(Library([{"id": "a", "type": "book", "categories": ["x"]}]), "biblatex"))
        a: categories is lost: it is no variable of CSL
    """
    told = find_format(format).losses
    return () if told is None else tuple(loss for entry in library.entries for loss in told(entry))
