"""Libraries on disk: load, parse and save references in any format."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from citekit import formats, model
from citekit.errors import ReadError
from citekit.model.span import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.formats.format import Format
    from citekit.model.library import Entry
    from citekit.model.problem import Problem

#: A file larger than this is not read: no bibliography is, and a wrong path can be a disk image.
MAX_BYTES = 200 * 1024 * 1024


class Library(model.Library):
    """References in order, by citation key, that can be saved; see `citekit.model.Library`."""

    def save(self, path: str | os.PathLike[str], format: str | None = None) -> None:  # noqa: A002
        r"""Write the library to a file, at once or not at all.

        The format is the one named, or that of the file's extension, or the one the library was read from.
        A library that nobody edited and that goes back into its own format is written byte for byte as it
        was read, line ends, encoding and comments included. Of an edited one, in a `.bib` file, only the
        fields that were edited change.

        Raises:
            UnknownFormat: there is no such format, or it can't be written.
            OSError: the file can't be written; what was there before is still there.

        Examples:
            >>> import tempfile
            >>> folder = tempfile.TemporaryDirectory()
            >>> path = Path(folder.name, "pain.bib")
            >>> _ = path.write_bytes(b"@book{a,\r\n\ttitle = {Pain} % mine\r\n}\r\n")
            >>> load(path).save(path)
            >>> path.read_bytes()
            b'@book{a,\r\n\ttitle = {Pain} % mine\r\n}\r\n'
            >>> folder.cleanup()
        """
        from citekit.atomic import write_atomically  # noqa: PLC0415 - only where something is written

        own = formats.find_format(self.format).name if self.source is not None and self.format else None
        name = format or _format_of(path, own or self.format)
        back = own is not None and format is None and name == own
        text = formats.write_back(self) if back else formats.write(self, name)
        keeps_source = self.source is not None and name == self.format
        data = self.source.encode(text) if keeps_source and self.source is not None else text.encode("utf-8")
        write_atomically(path, data)


def _format_of(path: str | os.PathLike[str], own: str | None) -> str:
    """The format that a path's extension tells, else the library's own."""
    name = os.fspath(path).lower()
    fitting = [format_ for format_ in formats.FORMATS if name.endswith(format_.extensions)]
    if not fitting:
        return own or "csl-json"
    # BibTeX and BibLaTeX share an extension and a reader: a file that goes back is what it was.
    same = [format_ for format_ in formats.FORMATS if format_.name == own and format_.kind == fitting[0].kind]
    writable = [format_ for format_ in fitting if format_.is_written]
    return (same or writable or fitting)[0].name


def load(path: str | os.PathLike[str], format: str | None = None) -> Library:  # noqa: A002
    """Read the references of a file: BibTeX, CSL-JSON, or an article with a list of sources.

    The format is the one named or the one the file looks like. What could not be read in part is in
    `library.problems`, each with line and column.

    Raises:
        ReadError: the file is missing, empty, not text, or holds no references at all.
        UnknownFormat: no format of that name.

    Examples:
        >>> load("nowhere.bib")
        Traceback (most recent call last):
        ...
        citekit.errors.ReadError: nowhere.bib: there is no such file
    """
    return read(read_source(path), format)


def parse(text_or_path: str | os.PathLike[str], format: str | None = None) -> Library:  # noqa: A002
    """Read references out of a text, or out of a file where a path is given.

    A string that names an existing file (one line, no list) is taken for a path.

    Raises:
        ReadError: there are no references in it.

    Examples:
        >>> library = parse('Han, Ji-Sheng. “Acupuncture and Endorphins.” Neuroscience Letters, '
        ...                 'vol. 361, no. 1-3, May 2004, pp. 258-61.')
        >>> reference = library["han2004"]
        >>> reference.title, reference.container_title, reference.page
        ('Acupuncture and Endorphins', 'Neuroscience Letters', '258-261')
    """
    return read(source_of(text_or_path), format)


def source_of(text_or_path: str | os.PathLike[str]) -> SourceText:
    """A text as it is, or that of the file that a path, or a string that names an existing file, stands for.

    Raises:
        ReadError: the file is missing, unreadable, too large or not text.
    """
    if isinstance(text_or_path, os.PathLike) or _names_a_file(text_or_path):
        return read_source(text_or_path)
    return SourceText(text_or_path)


def _names_a_file(text: str) -> bool:
    if "\n" in text or not text or len(text) > 1000 or "\0" in text:
        return False
    try:
        return Path(text).is_file()
    except OSError:
        return False


def read(source: SourceText, format: str | None = None) -> Library:  # noqa: A002
    """Read references out of a source text that is already in memory."""
    library = formats.read(source, format_of(source, format).name)
    return Library(library.entries, source=source, format=library.format, problems=library.problems)


def iterate(
    text_or_path: str | os.PathLike[str],
    format: str | None = None,  # noqa: A002 - the field's word
    problems: list[Problem] | None = None,
) -> Iterator[Entry]:
    """Read references one after the other, so that a long file needs no memory for all of them.

    Takes what `parse` takes and gives entries: `key`, `item` (CSL-JSON) and `origin`. What could not be read is added
    to `problems`. Every format goes entry by entry but an article or list in words, which is read as a whole.

    Raises:
        ReadError: there are no references in it.
        UnknownFormat: no format of that name.

    Examples:
        >>> entries = iterate("@book{wall, title = {Pain}} @book{melzack, title = {The Puzzle of Pain}}")
        >>> next(entries).item["title"]
        'Pain'
    """
    source = source_of(text_or_path)
    found = [] if problems is None else problems
    return formats.iterate(source, found, format_of(source, format).name)


def format_of(source: SourceText, name: str | None) -> Format:
    """The format of a name, or the one that a text looks like.

    Raises:
        ReadError: the text is empty, or may be in several formats.
        UnknownFormat: no format of that name.
    """
    if not source.text.strip():
        raise ReadError("the file is empty" if source.path else "there is no text", path=source.path)
    return formats.find_format(name) if name else formats.sniff(source.text, source.path)


def read_source(path: str | os.PathLike[str]) -> SourceText:
    """Read and decode a text file.

    Raises:
        ReadError: it is missing, a folder, unreadable, too large or not text.
    """
    name = os.fspath(path)
    try:
        if os.path.isdir(name):  # noqa: PTH112 - cheaper than pathlib at start-up
            raise ReadError("this is a folder, not a file", path=name)
        if os.path.getsize(name) > MAX_BYTES:  # noqa: PTH202
            raise ReadError(f"the file is larger than {MAX_BYTES // 1024**2} MB", path=name)
        with open(name, "rb") as stream:  # noqa: PTH123
            data = stream.read()
    except FileNotFoundError:
        raise ReadError("there is no such file", path=name) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadError(f"can't read the file: {reason}", path=name) from None
    return SourceText.decode(data, name)
