"""Editions: "2nd ed." is 2, "Revised edition" is a word."""

from __future__ import annotations

import re

_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}


def parse_edition(text: str) -> str | None:
    """The number of an edition, or its name where it has none.

    Examples:
        >>> parse_edition("2nd ed."), parse_edition("Third edition"), parse_edition("Rev. ed.")
        ('2', '3', 'Rev.')
    """
    text = re.sub(
        r"[\s,]*\b(?:ed(?:n|ition)?|aufl(?:age)?|éd(?:ition)?|edición)\b\.?\s*\Z",
        "",
        text.strip(" ,;:()[]"),
        flags=re.IGNORECASE,
    )
    number = re.match(r"(\d{1,3})(?:st|nd|rd|th|\.|e|ère|ª)?\Z", text, re.IGNORECASE)
    if number:
        return number[1]
    return _WORDS.get(text.lower()) or text.strip() or None
