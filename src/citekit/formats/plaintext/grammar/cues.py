"""What a word in front of it gives away: access dates, vol., no., pp., editions.

In: a draft. Out: the draft with those labelled. Only outside the title in quotation marks, and never in a
place where the cue could be a word of a title ("Symphony No. 9 in Context").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formats.plaintext.grammar.draft import FILLER
from citekit.formats.plaintext.normalize.dates import DATE

if TYPE_CHECKING:
    from citekit.formats.plaintext.grammar.draft import Draft

_ACCESSED = re.compile(
    rf"[\[(]?\b(?:(?:last\s|date\s)?(?:accessed|retrieved|viewed|visited)|cited|abgerufen|zugriff|consulté|consultado|"
    rf"geraadpleegd|accesso)\s?:?\s?(?:on\s|am\s|le\s|el\s|op\s|il\s)?(?P<accessed>{DATE})[\])]?\.?,?(?:\s(?:from|at)\b:?)?",
    re.IGNORECASE,
)
_LEAD_TO_ADDRESS = re.compile(
    rf"\b(?:(?:Retrieved|Available|Accessed|Verfügbar|Disponible)\s?(?:from|at|online|unter|en|sur)?(?:\sat)?|Internet|URL|Link)\s?:?\s?(?={FILLER})",
    re.IGNORECASE,
)
_INTERNET = re.compile(r"\[(?:Internet|Online|online|en ligne|Web page|Website)\]")
_VALUE = r"[A-Z]{0,3}[-‐]?\d{1,6}[A-Za-z]?(?:\s?[-–—/&]\s?[A-Z]{0,2}\d{1,6}[A-Za-z]?)?"
_PAGE = r"[A-Za-z]{0,3}\.?\d{1,9}[A-Za-z]?"
_PAGES = rf"{_PAGE}(?:\s?[-–—−‐]+\s?{_PAGE})?(?:,\s?{_PAGE}\s?[-–—−‐]\s?{_PAGE}(?![\w(]))*"
_EDGE = rf"(?:(?<=[,;.:)(\[\s{FILLER}])|\A)"

#: Label, pattern, confidence. The order matters: the first to match hides its characters from the rest.
_CUES: tuple[tuple[str, re.Pattern[str], float], ...] = (
    (
        "edition",
        re.compile(
            rf"{_EDGE}(?P<edition>(?:\d{{1,3}}(?:st|nd|rd|th|\.)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|"
            r"[Nn]inth|[Tt]enth|[Rr]ev(?:ised|\.)?|[Uu]pdated|[Ee]xpanded|[Aa]nniversary|[Ii]nternational|[Cc]ritical|[Ee]nlarged|"
            r"[A-Z][a-z]+\s(?=ed\.[,)]))(?:\s(?:rev\.|revised|and|enlarged|expanded|international))*\s?(?:edn?\b\.?|edition\b|[Aa]ufl(?:age|\.)))"
        ),
        0.95,
    ),
    (
        "volume",
        re.compile(
            rf"{_EDGE}(?:[Vv]ol(?:ume|s|umes)?\b\.?|VOL\.?|[Bb]d\.)\s?(?P<volume>{_VALUE}|[IVXLC]{{1,7}}\b)(?!\s+vols?\b)"
        ),
        0.98,
    ),
    (
        "issue",
        re.compile(
            rf"{_EDGE}(?:[Nn]os?\b\.?|[Nn]r\.|[Ii]ss(?:ue)?\b\.?|[Nn]umber|№|n[°º]|[Hh]eft)\s?(?P<issue>{_VALUE}|[Ss]uppl(?:\.|ement)?\s?\w{{0,3}})"
        ),
        0.96,
    ),
    (
        "page",
        re.compile(
            rf"{_EDGE}(?:[Pp]p?\b\.?|[Pp]ages?\b|[Ss]\.(?=\s\d+\s?[-–])|páginas?|pàg\.)\s?:?\s?(?P<page>{_PAGES})(?!\s?(?:pp|pages|p\.))"
        ),
        0.97,
    ),
    (
        "page",
        re.compile(
            rf"{_EDGE}(?:[Aa]rticle|[Aa]rt\.)\s(?:(?:ID|no\.|number|No\.)\s?)?:?(?P<page>[A-Za-z]{{0,6}}[.-]?\d[\w.-]{{0,16}}\b)"
        ),
        0.95,
    ),
)


def label_cues(draft: Draft, start: int = 0) -> None:
    """Label what a cue gives away from `start` on, each variable once.

    Examples:
        >>> from citekit.formats.plaintext.grammar.draft import Draft
        >>> from citekit.formats.plaintext.passage import Passage
        >>> text = "Neuroscience Letters, vol. 361, no. 1-3, May 2004, pp. 258–261"
        >>> draft = Draft(Passage(text, range(len(text))))
        >>> label_cues(draft)
        >>> [(segment.label, text[segment.start : segment.end]) for segment in draft.segments]
        [('volume', '361'), ('issue', '1-3'), ('page', '258–261')]
    """
    for label, pattern, confidence in _CUES:
        if draft.has(label):
            continue
        matches = [match for match in pattern.finditer(draft.text, start) if _is_apart(draft, match, label)]
        if matches:
            match = matches[-1] if label == "page" else matches[0]
            draft.take_group(label, match, label, confidence)
            draft.mask(*match.span())


def _is_apart(draft: Draft, match: re.Match[str], label: str) -> bool:
    """Whether a cue stands apart from running words: "no. 3" after a comma or a volume, not amid a title."""
    before = draft.text[max(0, match.start() - 3) : match.start()].rstrip()
    after = draft.text[match.end() : match.end() + 2].lstrip()
    closed = after == "" or after[:1] in ".,;:)]([" + FILLER or not after[:1].isalpha()
    closed = (
        closed
        or re.match(r"\s?(?:[Nn]os?|[Ii]ss|pp?|[Pp]ages?)\b", draft.text[match.end() : match.end() + 8]) is not None
    )
    if label == "page":
        return closed or before.endswith((",", ";", ".", "(", FILLER))
    if before == "" or before[-1] in ',;.:)(]”"' + FILLER or before[-1].isdigit():
        return closed or label == "edition"
    return closed and label in ("volume", "edition")


def label_accessed(draft: Draft) -> None:
    """Label the day on which an address was visited, and hide the words that lead to an address."""
    matches = list(_ACCESSED.finditer(draft.text))
    if matches:
        match = matches[-1]
        draft.take_group("accessed", match, "accessed", 0.98)
        draft.mask(*match.span())
    for pattern in (_LEAD_TO_ADDRESS, _INTERNET):
        for match in pattern.finditer(draft.text):
            draft.mask(*match.span())
