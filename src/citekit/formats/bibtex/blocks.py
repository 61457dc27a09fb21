"""What a `.bib` file is made of: entries, `@string`s, preambles and comments, each with its place."""

from __future__ import annotations

from typing import NamedTuple

from citekit.model.span import Span


class Piece(NamedTuple):
    """One part of a value between `#` signs: "braces", "quotes" or "bare", and its span with delimiters."""

    kind: str
    span: Span


class FieldSpan(NamedTuple):
    """One field: its name as written, where it stands, and its value's pieces."""

    name: str
    key: Span
    value: Span
    pieces: tuple[Piece, ...]


class Block(NamedTuple):
    """An entry, `@string`, `@preamble` or `@comment` with its span; other text lies between blocks."""

    type: str
    key: str
    span: Span
    fields: tuple[FieldSpan, ...] = ()
    #: Where the key stands; where it would stand in an entry without one.
    key_span: Span = Span(0, 0)
    #: Where the type's name stands, after its `@`.
    type_span: Span = Span(0, 0)

    def field(self, name: str) -> FieldSpan | None:
        """The first field of a name, whatever its case."""
        name = name.lower()
        return next((field for field in self.fields if field.name.lower() == name), None)

    @property
    def is_entry(self) -> bool:
        """Whether this is an entry, `@xdata` and `@set` included, and not a `@string`, `@preamble` or `@comment`."""
        return self.type not in ("string", "preamble", "comment")
