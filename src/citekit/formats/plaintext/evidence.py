"""How much a piece of text looks like a reference, before anything in it is understood.

In: one clean line or paragraph. Out: a score; 2 and more is a reference. A year alone is prose as often as
not, so no single feature decides but an address that stands alone.
"""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<![\d.])(?:1[5-9]|20)\d\d[a-z]?(?![\d])|\bn\.\s?d\.")
_ADDRESS = re.compile(
    r"https?://|\bwww\.|\bdoi\b|\b10\.\d{4,9}/|\barXiv:|\b[a-z0-9-]{2,40}\.(?:com|org|net|edu|gov|int)(?=[/.,;\s]|\Z)|\bPMC?ID\b",
    re.IGNORECASE,
)
_BARE_ADDRESS = re.compile(r"\W{0,3}(?:https?://|www\.)\S{4,}\Z")
_LOCATOR = re.compile(
    r"\bvols?\.\s?\w|\bno\.\s?\d|\bpp?\.\s?[a-z]?\d|\d\s?\(\d[^()]{0,12}\)|\d:\s?e?\d|;\s?\d|\d{1,4}[-–]\d{1,5}\b|\beds?\b\.?"
    r"|\(\d{4}\)\s?\d|\d,\s?\w?\d{2,6}\b",
    re.IGNORECASE,
)
_TITLE_QUOTE = re.compile(r"(?:^|[.,:)]\s)[“\"«„‘'].{8,400}[”\"»“’']", re.DOTALL)
_CUE = re.compile(
    r"\bet\s+al\b|\b(?:Accessed|Retrieved|Available (?:at|from))\b|\bPress\b|\bPublish|\b\d(?:st|nd|"
    r"rd|th) ed\b"
    r"|\(Eds?\.\)|\bdissertation\b|\bProceedings\b|\bJournal\b|\bUniversity\b|\bReview\b|\b&c\b|\bthesis\b"
    r"|\bVerlag\b|\b\w+: [A-Z]\w+(?: \w+)?, (?:1[5-9]|20)\d\d\b"
)
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_NAME_START = re.compile(
    rf"(?:(?:de|van|von|der|la|le|da|di|el|al)\s)*{_UPPER}[\w'’\-]*(?:\s{_UPPER}[\w'’\-]*){{0,3}}"
    rf"(?:,\s*{_UPPER}(?:\.|[\w'’\-]+)|\s{_UPPER}{{1,3}}\b[,.]|\.\s[“\"]|\.?\s?\((?:1[5-9]|20)\d\d|\.\s(?:1[5-9]|20)\d\d)"
    rf"|{_UPPER}\.(?:[\s-]?{_UPPER}\.)*\s?{_UPPER}[\w'’\-]+,?"
)
_IMPRINT = re.compile(
    r"[.?!]\s[^\W\d_a-z][^.?!]{2,100},\s(?:1[5-9]|20)\d\d[.)]{0,2}\Z"
    r"|\A[^“\"]{2,300}\.\s\((?:(?:1[5-9]|20)\d\d[^()]{0,30}|n\.\s?d\.|in press|forthcoming)\)\.\s"
)
_SENTENCE_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|may|will|should|you|your|we|our|she|he|they|this|these|that)\b"
)


def reference_score(text: str) -> float:
    """A score for looking like a reference: 2 and more does.

    Examples:
        >>> reference_score("Han, Ji-Sheng. “Acupuncture and Endorphins.” Pain, vol. 361, 2004.") >= 2
        True
        >>> reference_score("She has been a part of the team since the summer of 2017.") >= 2
        False
    """
    text = text[:1500].strip()
    if _BARE_ADDRESS.match(text):
        return 2.0
    if len(text) < 20:
        return 0.0
    score = 0.0
    score += 1.0 if _YEAR.search(text) else 0.0
    score += 1.5 if _ADDRESS.search(text) else 0.0
    score += 1.0 if _LOCATOR.search(text) else 0.0
    score += 1.0 if _TITLE_QUOTE.search(text) else 0.0
    score += 0.5 if _CUE.search(text) else 0.0
    score += 1.0 if _NAME_START.match(text) else 0.0
    score += 1.0 if _IMPRINT.search(text) else 0.0
    score -= min(2.0, 0.25 * max(0, len(_SENTENCE_VERB.findall(text)) - 2))
    return score


def looks_like_reference(text: str) -> bool:
    """Whether a line or paragraph is probably a reference."""
    return reference_score(text) >= 2


def starts_like_reference(text: str) -> bool:
    """Whether a line begins as references begin: with a name, or a title in quotation marks."""
    return bool(_NAME_START.match(text)) or text[:1] in '“"«„—'
