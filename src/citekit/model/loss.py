"""What a format can't hold of a reference."""

from __future__ import annotations

from typing import NamedTuple


class Loss(NamedTuple):
    """A variable of one reference that a format can't hold: what becomes of it, and why.

    Examples:
        >>> print(Loss("han2004", "medium", "RIS has no place for it"))
        han2004: medium is lost: RIS has no place for it
    """

    key: str
    variable: str
    reason: str
    outcome: str = "is lost"

    def __str__(self) -> str:
        return f"{self.key}: {self.variable} {self.outcome}: {self.reason}"
