"""What a kind of article is: how markers look in it, and how a list is set.

To add a kind, write a module with a `KIND` and add it to `citekit.documents.DOCUMENTS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citekit.documents.shape import ListShape
    from citekit.model.span import Span


class Marker(NamedTuple):
    """A marker in an article: `word` is "begin" or "end"."""

    word: str
    span: Span


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of article.

    `markers` finds the markers of a text in order. `shape` reads how a list is set: it gets the list (empty
    where it has yet to be written), the text before it, and the line end to use. `subheading` says where in a
    list a heading stands. `begin` and `end` are the markers as a person types them, `gap` is how many lines
    part a new list from them. `references` says whether the kind has numeric character references for
    what a file's encoding lacks.
    """

    name: str
    markers: Callable[[str], Iterator[Marker]]
    shape: Callable[[str, str, str], ListShape]
    subheading: Callable[[str], int | None]
    begin: str
    end: str
    gap: int = 1
    references: bool = False
