"""The words that keys are made of: plain letters, and the words of a title that mean something.

Sources: Better BibTeX for Zotero, "Preferences: skip words"; JabRef, "Customize the citation key generator".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: No value is read further than this.
LONGEST: Final = 500
#: Letters that have no decomposition, as people write them in ASCII.
_LETTERS: Final = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ŋ": "ng", "ħ": "h",
}  # fmt: skip
#: The same as Germans and their neighbours write them.
_GERMAN: Final = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe",
}  # fmt: skip
_PLAIN_TABLE: Final = str.maketrans(_LETTERS)
_GERMAN_TABLE: Final = str.maketrans({**_LETTERS, **_GERMAN})
#: Words that no key is made of where Better BibTeX makes it.
SKIPPED: Final = frozenset(
    """a ab aboard about above across after against al along amid among an and anti around as at before behind below
    beneath beside besides between beyond but by despite do down during except for from in inside into is like near nor
    of off on onto or over past per plus round save since so some than the through to toward towards under underneath
    unlike until up upon versus via while with within without yet
    das dem den der des die ein eine einem einen einer eines von zu zum
    d de des du en et l la le les sur un une
    al del el en la las lo los un una unas uno unos
    d da dei degli dell della delle dello do gli i il l la le lo un una uno""".split()
)
#: JabRef's function words, which are left out of short titles and keep their case in others.
FUNCTION_WORDS: Final = frozenset(
    """a an the above about across against along among around at before behind below beneath beside between beyond by
    down during except for from in inside into like near of off on onto since to toward through under until up upon
    with within without and but nor or so yet""".split()
)


def ascii_of(text: str, *, german: bool = False) -> str:
    """A text in plain letters; what has none is left out.

    Examples:
        >>> ascii_of("Müßig Ørsted"), ascii_of("Müßig", german=True)
        ('Mussig Orsted', 'Muessig')
    """
    text = unicodedata.normalize("NFC", text[: 4 * LONGEST]).translate(_GERMAN_TABLE if german else _PLAIN_TABLE)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def plain(value: object) -> str:
    """A variable's text without markup; "" for what is no text or number."""
    text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return re.sub(r"<[^<>]{0,80}>", "", text[:LONGEST])


def words_of(text: str, skipped: frozenset[str] = frozenset()) -> list[str]:
    """The words of a text, without punctuation and those that are skipped; all where nothing would be left.

    Examples:
        >>> words_of("On the Müller-Lyer Illusion: don't!", SKIPPED)
        ['MüllerLyer', 'Illusion', 'dont']
    """
    found = [re.sub(r"[^\w]|_", "", word) for word in re.split(r"[\s\u2012-\u2015/]+|--+", text)]
    words = [word for word in found if word]
    return [word for word in words if word.lower() not in skipped] or words


def capitalized(word: str) -> str:
    """A word with its first letter as a capital, the others as they are."""
    return word[:1].upper() + word[1:]
