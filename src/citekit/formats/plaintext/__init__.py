"""Plain text: the reference list of an article, or references pasted as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formats.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.library import Entry
    from citekit.model.problem import Problem
    from citekit.model.span import SourceText


def _entries(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    from citekit.formats.plaintext.reader import read  # noqa: PLC0415 - only where it is needed

    # What a reference is depends on those around it.
    library = read(source)
    problems.extend(library.problems)
    yield from library.entries


FORMAT = Format("text", (".txt", ".md", ".markdown", ".html", ".htm"), entries=_entries)
