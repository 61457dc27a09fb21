"""Articles with a reference list in them: finding the list, and writing it anew.

To add a kind of article, write a module with a `KIND` and add it to `DOCUMENTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.documents import html, markdown, plaintext
from citekit.documents.document import Document, Region
from citekit.documents.entries import render_entries
from citekit.documents.regenerate import regenerate, regeneration, unified_diff
from citekit.errors import UnknownFormat

if TYPE_CHECKING:
    from citekit.documents.kind import DocumentKind

DOCUMENTS: tuple[DocumentKind, ...] = (plaintext.KIND, markdown.KIND, html.KIND)

__all__ = [
    "DOCUMENTS",
    "Document",
    "Region",
    "find_kind",
    "regenerate",
    "regeneration",
    "render_entries",
    "unified_diff",
]


def find_kind(name: str) -> DocumentKind:
    """The kind of article of a name.

    Raises:
        UnknownFormat: there is none; the message lists those there are.

    Examples:
        >>> find_kind("text").begin
        '[citekit:begin]'
    """
    for kind in DOCUMENTS:
        if kind.name == name:
            return kind
    known = ", ".join(kind.name for kind in DOCUMENTS)
    raise UnknownFormat(f"no kind of article is called {name!r}; there are {known}")
