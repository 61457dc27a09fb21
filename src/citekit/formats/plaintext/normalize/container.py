"""Titles, containers and publishers: the words without the punctuation the style put around them."""

from __future__ import annotations

import re

_OPEN = "“\"„«‘'‹"
_CLOSE = "”\"“»’'›"
_INNER = re.compile(r"(?<![^\s(\[—–-])‘([^‘’]*(?:[^\s‘’]’[^\s‘’.,;:!?)][^‘’]*)*)’(?![^\W\d_])")


def clean_title(text: str, *, quoted: bool = False) -> str | None:
    """A title without its quotation marks and final period; "?" and "!" stay.

    In a title that stood in quotation marks the single ones inside become double again.

    Examples:
        >>> clean_title("Acupuncture and Endorphins."), clean_title("Does It Help?")
        ('Acupuncture and Endorphins', 'Does It Help?')
        >>> clean_title("Teaching with ‘Dr. House.’", quoted=True)
        'Teaching with “Dr. House”'
    """
    text = re.sub(r"\s+", " ", text).strip(" ,;:")
    if len(text) > 1 and text[0] in _OPEN and text[-1] in _CLOSE and not (text[0] in "‘'" and len(text) < 4):
        inner = text[1:-1]
        if not any(mark in inner for mark in _OPEN + _CLOSE if mark not in "'’"):
            text = inner.strip(" ,;:")
    text = re.sub(r"(?<![.])\.([”’\"']*)\Z", r"\1", text) if not _ends_in_abbreviation(text) else text
    text = re.sub(r",([”’\"']+)\Z", r"\1", text).strip(" ,;")
    if quoted:
        text = _INNER.sub(r"“\1”", text)
    return text or None


def _ends_in_abbreviation(text: str) -> bool:
    """Whether the final period belongs to the word: "U.S.", "Jr." and their like."""
    return bool(re.search(r"\b(?:[A-Z]\.){2,}\Z|\b(?:Jr|Sr|Inc|Ltd|Co|etc)\.\Z", text))


def clean_container(text: str) -> str | None:
    """A container's title verbatim, without what stands around it; "Journal : ABBR" stays as it is.

    Examples:
        >>> clean_container("In: Neuroscience Letters,"), clean_container("Complementary Medicine : ECAM, ")
        ('Neuroscience Letters', 'Complementary Medicine : ECAM')
    """
    text = re.sub(r"\s+", " ", text).strip(" ,;:([")
    text = re.sub(r"\A(?:in|In)(?::\s*|\s+(?=[^\Wa-z\d_]|the\b))", "", text).strip(" ,;:([")
    if text.endswith((")", "]")) and text.count(")") + text.count("]") > text.count("(") + text.count("["):
        text = text[:-1]
    if text[:1] in _OPEN and text[-1:] in _CLOSE:
        text = text[1:-1]
    if text.endswith(".") and not _is_abbreviated(text):
        text = text[:-1]
    return text.strip(" ,;:") or None


def _is_abbreviated(text: str) -> bool:
    """Whether a title is made of abbreviations, so that its last period belongs to it."""
    return text.count(".") > 1 and bool(re.search(r"\b[^\W\d_]{1,8}\.\s?\S", text))


_UNIVERSITY_PRESS = (
    (re.compile(r"\bU of (?P<name>[^,;]{2,60}) P\b"), r"University of \g<name> Press"),
    (re.compile(r"\bU P of (?P<name>[^,;]{2,60})"), r"University Press of \g<name>"),
    (re.compile(r"\bUP of (?P<name>[^,;]{2,60})"), r"University Press of \g<name>"),
    (re.compile(r"\bUP\b"), "University Press"),
)


def clean_publisher(text: str) -> str | None:
    """A publisher's name, with MLA's "UP" written out.

    Examples:
        >>> clean_publisher("Oxford UP,"), clean_publisher("U of Chicago P"), clean_publisher("AMTA")
        ('Oxford University Press', 'University of Chicago Press', 'AMTA')
    """
    text = re.sub(r"\s+", " ", text).strip(" ,;:()[]")
    if text.endswith(".") and not _ends_in_abbreviation(text):
        text = text[:-1]
    for pattern, words in _UNIVERSITY_PRESS:
        text = pattern.sub(words, text)
    return text.strip(" ,;:") or None
