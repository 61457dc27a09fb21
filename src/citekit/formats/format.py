"""What a reference format is: a name, its file extensions, and how it is told, read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from citekit.collector import uninterrupted
from citekit.errors import ReadError, UnknownFormat
from citekit.model.library import Entry, Library
from citekit.model.problem import Problem
from citekit.model.span import SourceText, Span

if TYPE_CHECKING:
    from citekit.model.loss import Loss

Writer: TypeAlias = Callable[[Library], str]
#: Gives entry after entry, and adds what it could not read to a list.
EntryReader: TypeAlias = Callable[[SourceText, list[Problem]], Iterator[Entry]]
#: Gives the text of a file of those entries, piece by piece.
EntryWriter: TypeAlias = Callable[[Iterable[Entry]], Iterator[str]]


def _never(_text: str) -> bool:
    return False


def _always(_source: SourceText) -> bool:
    return True


def _nothing(source: SourceText, _problems: list[Problem]) -> Iterator[Entry]:
    raise ReadError("it can't be read", path=source.path)


@dataclass(frozen=True, slots=True)
class Format:
    """A format references are kept in.

    `sniff` looks at a text's beginning. `entries` reads one entry after the other and raises `ReadError` only where
    nothing could be read at all; everything less is added to the problems. `pieces` writes so; a format without it can
    only be read. `losses` tells which variables of a reference `pieces` can't hold.

    `writes` writes a whole library where that is not one entry after the other. `write_back` writes one that was read
    from a file of this format into that file's text, and changes there only what was edited.
    """

    name: str
    extensions: tuple[str, ...] = ()
    sniff: Callable[[str], bool] = _never
    entries: EntryReader = _nothing
    pieces: EntryWriter | None = None
    losses: Callable[[Entry], Iterable[Loss]] | None = None
    writes: Writer | None = None
    write_back: Writer | None = None
    #: Whether a text that was read as this format, or one that is read alike, is all that this one has to be.
    stays: Callable[[SourceText], bool] = _always
    #: The name of another format that is read alike, whose library it gives then.
    like: str = ""
    #: Whether English titles are kept in sentence case in it.
    sentence_case: bool = False

    @property
    def kind(self) -> str:
        """The format of a library that was read from it: BibLaTeX and BibTeX are one to the reader."""
        return self.like or self.name

    @property
    def is_written(self) -> bool:
        """Whether it can be written, and not only read."""
        return self.pieces is not None or self.writes is not None

    def read(self, source: SourceText) -> Library:
        """The references of a text.

        Raises:
            ReadError: nothing could be read; what could only in part is in `Library.problems`.
        """
        with uninterrupted():
            return whole(self.entries, source, self.kind)

    def write(self, library: Library) -> str:
        """A text with all references of a library.

        One that was read from a text of this format, and that nobody edited, is that text.

        Raises:
            UnknownFormat: it can only be read.
        """
        if self.writes is not None:
            return self.writes(library)
        if self.pieces is None:
            raise UnknownFormat(f"{self.name} can only be read")
        if library.format == self.kind and library.source is not None and self._is_as_read(library, library.source):
            return library.source.text
        return "".join(self.pieces(library.entries))

    def _is_as_read(self, library: Library, source: SourceText) -> bool:
        try:
            before = self.read(source).entries
        except ReadError:
            return False
        # As text, since Python takes 1, 1.0 and true for the same.
        return [repr((entry.key, dict(entry.item))) for entry in before] == [
            repr((entry.key, dict(entry.item))) for entry in library.entries
        ]


def whole(entries: EntryReader, source: SourceText, name: str) -> Library:
    """The library of all entries that a reader gives.

    Raises:
        ReadError: there is no entry, and something was wrong.
    """
    problems: list[Problem] = []
    found = list(some(entries, source, problems))
    problems.sort(key=lambda problem: problem.span or Span(0, 0))
    return Library(found, source=source, format=name, problems=problems)


def some(entries: EntryReader, source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The entries that a reader gives, one after the other.

    Raises:
        ReadError: there is no entry, and something was wrong.
    """
    empty = True
    for entry in entries(source, problems):
        empty = False
        yield entry
    if empty and problems:
        first = problems[0]
        line, column = first.location or (None, None)
        raise ReadError(first.message, path=source.path, line=line, column=column, hint=first.hint)
