"""Proper nouns: places, peoples, eponyms, organisations, tests, species, which sentence case must keep.

The facts are in `proper_nouns`, by kind; they are loaded when the first title needs them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class ProperNoun(NamedTuple):
    """One proper noun: how it is written, word by word, and its kind ("places", "given", …)."""

    words: tuple[str, ...]
    kind: str


#: By the lower-case first word; the longest first, so that "New York City" comes before "New York".
Lexicon = dict[str, list[ProperNoun]]


@cache
def load_lexicon(own: tuple[str, ...] = ()) -> Lexicon:
    """The lexicon, with the user's own proper nouns before all others.

    Examples:
        >>> load_lexicon()["zika"]
        [ProperNoun(words=('Zika',), kind='names')]
        >>> load_lexicon(("Moyer Total Wellness",))["moyer"][0].words
        ('Moyer', 'Total', 'Wellness')
    """
    from citekit.handbooks.proper_nouns import PROPER_NOUNS  # noqa: PLC0415 - not before a title needs it

    lexicon: Lexicon = {}
    _add(lexicon, own, "own")
    for kind, entries in PROPER_NOUNS.items():
        _add(lexicon, " ".join(entries.split()).split(", "), kind)
    for nouns in lexicon.values():
        if len(nouns) > 1:
            nouns.sort(key=lambda noun: -len(noun.words))
    return lexicon


def _add(lexicon: Lexicon, phrases: Iterable[str], kind: str) -> None:
    for phrase in phrases:
        words = tuple(phrase.replace("-", " ").split(" ")) if "-" in phrase or " " in phrase else (phrase,)
        lexicon.setdefault(stem(words[0]).lower(), []).append(ProperNoun(words, kind))


def stem(word: str) -> str:
    """A word without the ending of a genitive, by which nouns are looked up.

    Examples:
        >>> stem("Alzheimer’s"), stem("Nurses’"), stem("Zika")
        ('Alzheimer', 'Nurses', 'Zika')
    """
    if word.endswith(("'", "’")):
        return word[:-1]
    return word[:-2] if word[-2:] in ("'s", "’s") else word
