"""BibLaTeX's localization keys: what `type = {phdthesis}` or `series = {newseries}` stand for, in English.

Source: the BibLaTeX manual, section 4.9.2 (localization keys).
"""

from __future__ import annotations

from typing import Final

_COUNTRIES: Final = {
    "de": ("German", "Germany"), "eu": ("European", "European Union"), "ep": ("European", "European Union"),
    "fr": ("French", "France"), "uk": ("British", "United Kingdom"), "us": ("U.S.", "United States of America"),
}  # fmt: skip

KEYS: Final = {
    # Theses, reports, media
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis", "techreport": "technical report",
    "resreport": "research report", "software": "computer software", "datacd": "data CD", "audiocd": "audio CD",
    # Patents
    "patent": "patent", "patreq": "patent request",
    **{f"patent{code}": f"{adjective} patent" for code, (adjective, _) in _COUNTRIES.items()},
    **{f"patreq{code}": f"{adjective} patent request" for code, (adjective, _) in _COUNTRIES.items()},
    **{f"country{code}": country for code, (_, country) in _COUNTRIES.items()},
    # States of publication
    "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming", "inpress": "in press",
    "prepublished": "pre-published",
    # Series
    "newseries": "New series", "oldseries": "Old series",
}  # fmt: skip
#: Keys that tell how far a work is on its way, which people also write where a year belongs.
STATES: Final = frozenset({"inpreparation", "submitted", "forthcoming", "inpress", "prepublished"})


def localized(text: str) -> str:
    """A field's text, or what it stands for where it is a key.

    Examples:
        >>> localized("patreqfr"), localized("Diploma thesis")
        ('French patent request', 'Diploma thesis')
    """
    return KEYS.get(text.strip().lower(), text)


def series(text: str) -> str:
    """The title of a series; a bare number is that of a journal's series.

    Examples:
        >>> series("3"), series("newseries"), series("Lecture Notes")
        ('3rd series', 'New series', 'Lecture Notes')
    """
    return f"{ordinal(int(text))} series" if text.isascii() and text.isdigit() and len(text) < 5 else localized(text)


def ordinal(number: int) -> str:
    """A number with its English ending.

    Examples:
        >>> ordinal(3), ordinal(12), ordinal(21)
        ('3rd', '12th', '21st')
    """
    teens = 10 < number % 100 < 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
