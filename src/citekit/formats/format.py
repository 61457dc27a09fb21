"""What a reference format is: a name, its file extensions, and how it is told, read and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from citekit.model.library import Library
from citekit.model.span import SourceText

Reader: TypeAlias = Callable[[SourceText], Library]
Writer: TypeAlias = Callable[[Library], str]


def _never(_text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A format references are kept in.

    `sniff` looks at a text's beginning; `read` raises `ReadError` only where nothing could be read at all,
    everything less becomes `Library.problems`. A format without `write` can only be read.

    `write_back` writes a library that was read from a file of this format into that file's text, and changes there
    only what was edited. `losses` tells which variables of which references `write` can't hold.
    """

    name: str
    extensions: tuple[str, ...] = ()
    read: Reader | None = None
    write: Writer | None = None
    sniff: Callable[[str], bool] = _never
    write_back: Writer | None = None
    losses: Callable[[Library], Sequence[object]] | None = None
