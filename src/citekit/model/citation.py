"""A citation in the text: which works, which place in them, and how it is to be phrased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: How a cite is phrased: in parentheses as the style has it, with the author in the sentence ("Han (2004)"),
#: the author alone, or without the author.
CiteMode = Literal["normal", "narrative", "author-only", "suppress-author"]


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work cited, perhaps at one place in it.

    `locator` is the place ("258-261"), `label` what it counts (a CSL locator label, "page" by default).

    Example:
        >>> CitationItem("han2004", locator="259").label
        'page'
    """

    id: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    mode: CiteMode = "normal"


@dataclass(frozen=True, slots=True)
class Citation:
    """One or several works cited together, and the note they stand in (0: in the text)."""

    items: tuple[CitationItem, ...]
    note_number: int = 0
    mode: CiteMode = "normal"
