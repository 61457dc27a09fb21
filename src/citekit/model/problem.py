"""What a reader could not make sense of, as a value with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citekit.model.span import Location, SourceText, Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that was skipped or repaired while it was read; the rest was read all the same.

    `severity` is "error" where content could not be used and "warning" where it was understood by a repair.
    """

    message: str
    source: SourceText | None = None
    span: Span | None = None
    hint: str = ""
    severity: str = "error"
    key: str | None = None

    @property
    def location(self) -> Location | None:
        """Line and column, both from 1, where the place is known."""
        if self.source is None or self.span is None:
            return None
        return self.source.location(self.span.start)

    def __str__(self) -> str:
        place = self.source.path if self.source is not None and self.source.path else ""
        location = self.location
        if location is not None:
            place = f"{place or '<text>'}:{location.line}:{location.column}"
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.message}{hint}" if place else f"{self.message}{hint}"
