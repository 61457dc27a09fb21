"""A finding: one thing a rule has to say about a reference, with its place.

Findings are values for people and for programs; `str` gives the line a terminal or an editor can jump from.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """How bad it is: `error` is wrong, `warning` is probably wrong, `info` is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, higher for less."""
        return tuple(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found.

    `code` and `rule` name the rule, `key` the reference, `field` the CSL variable. `path`, `line` and
    `column` (both from 1) say where it stands and are `None` for what came from no file. `value` is what the
    reference has, `expected` what it should have or what the registry has, `source` who says so and when.

    Examples:
        >>> print(Finding("DOI003", "doi-trailing-punctuation", Severity.WARNING, "the DOI ends with “.”",
        ...               key="han2004", path="refs/sources.bib", line=14, column=12, field="DOI"))
        refs/sources.bib:14:12: DOI003 the DOI ends with “.”
    """

    code: str
    rule: str
    severity: Severity
    message: str
    key: str = ""
    path: str | None = None
    line: int | None = None
    column: int | None = None
    field: str = ""
    value: str | None = None
    expected: str | None = None
    source: str | None = None

    @property
    def place(self) -> str:
        """`path:line:column`, as far as it is known; else the reference's key."""
        parts = (self.path or ("<text>" if self.line else None), self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None) or self.key

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Findings are sorted by file, place, severity and code."""
        place = (self.path or "", self.line or 0, self.column or 0)
        return (*place, self.severity.rank, self.code, self.key, self.message)

    def as_json(self) -> Mapping[str, Any]:
        """The finding as the JSON reporter writes it."""
        members = ("code", "rule", "severity", "key", "path", "line", "column", "field")
        values = asdict(self)
        return {name: values[name] for name in (*members, "message", "value", "expected", "source")}

    def __str__(self) -> str:
        place = self.place
        return f"{place}: {self.code} {self.message}" if place else f"{self.code} {self.message}"
