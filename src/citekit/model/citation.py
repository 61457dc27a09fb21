"""A citation in the text: which works, which place in them, and how it is to be phrased."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

#: How a cite is phrased: in parentheses as the style has it, with the author in the sentence ("Han (2004)"),
#: the author alone, or without the author.
CiteMode = Literal["normal", "narrative", "author-only", "suppress-author"]


#: What people write before a locator, and the CSL label it stands for; a bare number is a page.
_LABELS: Final = (
    ("page", r"pp?\.|pages?\b"),
    ("chapter", r"ch(?:ap)?s?\.|chapters?\b"),
    ("section", r"secs?\.|sections?\b|§§?"),
    ("paragraph", r"paras?\.|paragraphs?\b|¶¶?"),
    ("volume", r"vols?\.|volumes?\b"),
    ("figure", r"figs?\.|figures?\b"),
    ("table", r"tab\.|tables?\b"),
    ("line", r"ll?\.|lines?\b"),
    ("verse", r"vv?\.|verses?\b"),
    ("note", r"nn?\.|notes?\b"),
    ("part", r"pts?\.|parts?\b"),
    ("column", r"cols?\.|columns?\b"),
    ("folio", r"fols?\.|folios?\b"),
    ("act", r"acts?\b"),
    ("scene", r"scs?\.|scenes?\b"),
    ("appendix", r"app\.|appendix\b"),
    ("timestamp", r"(?=\d{1,2}:\d\d)"),
)


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work cited, perhaps at one place in it.

    `locator` is the place ("258-261"), `label` what it counts (a CSL locator label, "page" by default).

    Examples:
        >>> CitationItem("han2004", locator="259").label
        'page'
    """

    id: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    mode: CiteMode = "normal"

    @classmethod
    def at(cls, id: str, place: str, mode: CiteMode = "normal") -> CitationItem:  # noqa: A002 - CSL's word
        """A cite of one place, as people write it: `259`, `p. 259`, `chap. 3`, `§ 2`, `1:02:30`.

        Examples:
            >>> CitationItem.at("han2004", "chap. 3")
            CitationItem(id='han2004', locator='3', label='chapter', prefix='', suffix='', mode='normal')
        """
        place = place.strip()
        for label, pattern in _LABELS:
            match = re.match(rf"(?:{pattern})\s*", place, re.IGNORECASE)
            if match and place[match.end() :]:
                return cls(id, place[match.end() :], label, mode=mode)
        return cls(id, place, mode=mode)


@dataclass(frozen=True, slots=True)
class Citation:
    """One or several works cited together, and the note they stand in (0: in the text)."""

    items: tuple[CitationItem, ...]
    note_number: int = 0
    mode: CiteMode = "normal"
