"""What a reference format is: a name, its file extensions, and how it is told, read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from citekit.errors import ReadError
from citekit.model.library import Entry, Library
from citekit.model.problem import Problem
from citekit.model.span import SourceText

if TYPE_CHECKING:
    from citekit.model.loss import Loss

Reader: TypeAlias = Callable[[SourceText], Library]
Writer: TypeAlias = Callable[[Library], str]
#: Gives entry after entry, and adds what it could not read to a list.
EntryReader: TypeAlias = Callable[[SourceText, list[Problem]], Iterator[Entry]]
#: Gives the text of a file of those entries, piece by piece.
EntryWriter: TypeAlias = Callable[[Iterable[Entry]], Iterator[str]]


def _never(_text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A format references are kept in.

    `sniff` looks at a text's beginning; `read` raises `ReadError` only where nothing could be read at all,
    everything less becomes `Library.problems`. A format without `write` can only be read.

    `entries` reads one entry after the other, so that no library has to be held, and `pieces` writes so.

    `write_back` writes a library that was read from a file of this format into that file's text, and changes there
    only what was edited. `losses` tells which variables of a reference `write` can't hold.
    """

    name: str
    extensions: tuple[str, ...] = ()
    read: Reader | None = None
    write: Writer | None = None
    sniff: Callable[[str], bool] = _never
    write_back: Writer | None = None
    losses: Callable[[Entry], Iterable[Loss]] | None = None
    entries: EntryReader | None = None
    pieces: EntryWriter | None = None
    #: Whether English titles are kept in sentence case in it.
    sentence_case: bool = False


def whole(entries: EntryReader, source: SourceText, name: str) -> Library:
    """The library of all entries that a reader gives.

    Raises:
        ReadError: there is no entry, and something was wrong.
    """
    problems: list[Problem] = []
    found = list(some(entries, source, problems))
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
