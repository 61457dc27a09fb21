"""The words of a list of names, each with what it can be: an initial, a name, a particle, "and"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"[^\W\d_](?:[^\W\d_]|['’`´](?=[^\W\d_])|[-‐‑](?=[^\W\d_])|\.(?=[-‐‑][^\W\d_]))*\.?"
_TOKEN = re.compile(rf"(?P<word>{_WORD})|(?P<mark>[,;&])|(?P<ellipsis>…|\.\s?\.\s?\.)|(?P<other>\S)")
INITIAL = re.compile(
    r"[^\W\d_]\.\Z|(?:[^\W\d_]{1,2}\.?[-‐‑])+[^\W\d_]{1,2}\.\Z|(?:Ch|Th|Ph|Chr|Yu|St|Sh|Zh|Ya|Wm|Jos|Geo|Fr)\.\Z"
)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?\Z|(?:II|III|IV|2nd|3rd)\.?\Z")
_PARTICLES = frozenset(
    "de da do dos das del della delle di du la le les lo van von der den ter ten te zu zum zur vom am"
    " im auf y e af av el al bin ibn ben abu st st. san santa 't d’ d' op in't".split()
)
_AND = frozenset({"and", "&", "et", "und", "y", "e", "och", "og", "en", "ed", "with", "ve", "i"})


class Token(NamedTuple):
    """A word or mark, where it stands, and what it can be."""

    text: str
    start: int
    end: int
    kind: str  # initial, caps, cap, particle, and, comma, semicolon, etal, suffix, ellipsis, other


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The words and marks of a text."""
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        yield Token(word, match.start(), match.end(), _kind(match.lastgroup or "", word))


def _kind(group: str, word: str) -> str:
    if group == "mark":
        return {",": "comma", ";": "semicolon", "&": "and"}[word]
    if group == "ellipsis":
        return "ellipsis"
    if group != "word":
        return "other"
    if word in _AND:
        return "and"
    if _SUFFIX.match(word):
        return "suffix"
    if word.lower() in _PARTICLES and (
        word[0].islower() or word in ("De", "Van", "Von", "La", "Le", "Di", "Da", "Del", "Der")
    ):
        return "particle"
    if INITIAL.match(word) and word[0].isupper():
        return "initial"
    letters = word.rstrip(".").replace("-", "").replace("‐", "")
    if letters.isupper() and letters.isascii() and len(letters) <= 4:
        return "caps"
    if letters.isupper() and len(letters) <= 3:
        return "caps"
    if word[0].isupper() or not word[0].islower() or (len(word) > 2 and word[1] in "’'" and word[2:3].isupper()):
        return "cap"
    return "other"
