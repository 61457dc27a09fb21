"""Plain text: the reference list of an article, or references pasted as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formats.format import Format

if TYPE_CHECKING:
    from citekit.model.library import Library
    from citekit.model.span import SourceText


def _read(source: SourceText) -> Library:
    from citekit.formats.plaintext.reader import read  # noqa: PLC0415 - only where it is needed

    return read(source)


FORMAT = Format("text", (".txt", ".md", ".markdown", ".html", ".htm"), read=_read)
