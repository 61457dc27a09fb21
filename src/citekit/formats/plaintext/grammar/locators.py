"""Volume, issue and pages told apart by order and punctuation alone: "12(3), 45–67", "2004;5:1-9".

In: a draft and the region after the title's beginning. Out: the offset at which the numbers begin, after
labelling them; the journal's name ends there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formats.plaintext.grammar.draft import FILLER
from citekit.formats.plaintext.normalize.dates import DATE, YEAR

if TYPE_CHECKING:
    from citekit.formats.plaintext.grammar.draft import Draft

_V = r"[A-Z]{0,3}-?\d{1,4}[A-Z]?(?:\s?[-–/]\s?\d{1,4})?"
_VOL = rf"(?:[Vv]ol\.?\s?)?(?P<volume>{_V})"
_I = rf"\(\s?(?:[Nn]o\.?\s?|[Nn]r\.\s?)?(?!{YEAR}\s?\))(?P<issue>[^()]{{1,40}}?)\s?\)"
_PAGE = r"[A-Za-z]{0,4}\d{1,9}[A-Za-z]{0,2}"
_P = rf"(?:pp?\.?\s?|Article\s)?(?P<page>{_PAGE}(?:\s?[-–—−‐]+\s?{_PAGE})?(?:,\s?{_PAGE}\s?[-–—]\s?{_PAGE})*)"
_Y = rf"\(\s?(?P<issued>{DATE})\s?\)"
_END = rf"(?=\s*(?:[.,;:)\]({FILLER}\[]|\Z|\s))(?![-–]?\d)"

#: The shapes, the most telling first.
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # 2004 May;361(1-3):258-61
        rf"(?P<issued>{DATE})\s?[;:]\s?(?:{_VOL})?\s?(?:{_I})?(?:\s?(?:Suppl\.?\s?\d*\s?)?[:,;]\s?{_P})?{_END}",
        # 361, no. 1 (May 2004): 258-61
        rf"(?<![\w.]){_VOL}(?:\s?,?\s?(?:no\.|nr\.)\s?(?P<issue>[\w–-]{{1,12}}))?\s?,?\s?{_Y}\s?[:,.]?\s?{_P}{_END}",
        # 361, ▯ (2004): 258-61, where the issue stood behind its cue
        rf"(?<![\w.]){_VOL}\s?,\s?{FILLER}+\s?{_Y}\s?[:,.]?\s?{_P}{_END}",
        # 361 (1-3) (2004) 258
        rf"(?<![\w.]){_VOL}\s?{_I}\s?,?\s?{_Y}\s?[:,.]?\s?{_P}{_END}",
        # 361(1-3):258-61
        rf"(?<![\w.]){_VOL}\s?(?:{_I})?\s?:\s?{_P}{_END}",
        # 361(1–3), 258–261   361(1-3)
        rf"(?<![\w.]){_VOL}\s?{_I}(?:\s?,\s?{_P}{_END})?",
        # , (249), 30–33
        rf"(?<=,)\s?{_I.replace('[^()]{1,40}?', '[A-Z]?[0-9–-]{1,9}')}\s?,\s?{_P}{_END}",
        # 71, 4729 (1949)
        rf"(?<![\w.(]){_VOL}\s?,\s?{_P}\s?,?\s?{_Y}",
        # 361 (2004), where the pages stood behind their cue
        rf"(?<![\w.(]){_VOL}\s?{_Y}(?=\s?[,.:]?\s?(?:{FILLER}|\Z))",
        # 2003. 20(6)
        rf"(?<![\w.])(?P<issued>{YEAR})\s?[.,]\s?{_VOL}\s?{_I}(?:\s?[:,]\s?{_P})?{_END}",
        # 2014, 550, 595-601 behind a journal; 2012 A 48 118
        rf"(?<![\w.])(?P<issued>{YEAR})\s?[,;]\s?{_VOL}\s?(?:{_I}\s?)?,\s?{_P}{_END}",
        rf"(?<=[\s,]){_VOL}\s?[,;]\s?{_P}{_END}",
        # J. Org. Chem. 1980, 4645 / 4645 (1973)
        rf"(?<=[\s.])(?P<page>\d{{2,6}}(?:[-–]\d{{1,6}})?)\s?{_Y}\s*[.;]?\s*\Z",
        rf"(?<=[a-z.\s)])\s(?P<volume>\d{{1,4}}[A-Z]?)\s(?P<page>{_PAGE})(?=\s*(?:[.;{FILLER}]|\Z))",
    )
)


def label_locators(draft: Draft, start: int, end: int | None = None) -> int | None:
    """Label the numbers of the first shape that fits, and say where they begin.

    Examples:
        >>> from citekit.formats.plaintext.grammar.draft import Draft
        >>> from citekit.formats.plaintext.passage import Passage
        >>> text = "Neurosci Lett. 2004 May;361(1-3):258-61."
        >>> draft = Draft(Passage(text, range(len(text))))
        >>> label_locators(draft, 0)
        15
        >>> sorted((segment.label, text[segment.start : segment.end]) for segment in draft.segments)
        [('issue', '1-3'), ('issued', '2004 May'), ('page', '258-61'), ('volume', '361')]
    """
    end = len(draft.text) if end is None else end
    for shape in _SHAPES:
        matches = [match for match in shape.finditer(draft.text, start, end) if _is_plausible(draft, match)]
        if not matches:
            continue
        match = matches[-1]
        groups = match.groupdict()
        if groups.get("volume") and draft.has("volume"):
            continue
        for label in ("volume", "issue", "page", "issued"):
            if groups.get(label) and not draft.has(label):
                draft.take_group(label, match, label, 0.95)
        draft.mask(*match.span())
        return match.start() + len(match.group()) - len(match.group().lstrip(" ,"))
    return None


def _is_plausible(draft: Draft, match: re.Match[str]) -> bool:
    """Whether what fits is no range of years, Bible verse, or year with a place."""
    groups = match.groupdict()
    volume, page = groups.get("volume") or "", groups.get("page") or ""
    if not (groups.get("issued") or draft.has("issued")) and re.fullmatch(YEAR, volume) and not groups.get("issue"):
        return False
    if re.fullmatch(YEAR, page) and not (groups.get("issued") or draft.has("issued")):
        return False
    issue = groups.get("issue") or ""
    return not (issue and not page and not re.search(r"\d|[Ss]uppl|[Ss]pec|issue", issue))
