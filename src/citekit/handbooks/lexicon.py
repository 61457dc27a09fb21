"""Proper nouns: places, peoples, eponyms, organisations, tests, species, which sentence case must keep.

The facts are in `data/`: `proper_nouns.txt`, kept by hand, and `dictionary.txt`, which `scripts/build_lexicon.py`
makes. They are read when the first title needs them; a style that has no sentence case never pays for them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATA: Final = Path(__file__).parent / "data"


class ProperNoun(NamedTuple):
    """One proper noun of several words: how each is written, and its kind ("places", "tests", …)."""

    words: tuple[str, ...]
    kind: str


class Lexicon(NamedTuple):
    """The proper nouns, for looking up as a title is read.

    `words` gives the kind of a single word, as it looks with one capital in front. The kinds are those of the two
    files: "words" is any name of the dictionary, "given" a first name, and what ends in "?" is an everyday word too.
    `phrases` has the nouns of several words by `phrase_key`, the longest first. `spellings` says how a
    word with capitals inside is written.

    Examples:
        >>> load_lexicon().kind_of("Zika"), load_lexicon().kind_of("Alzheimers"), load_lexicon().kind_of("Pain")
        ('names', 'eponyms', '')
        >>> load_lexicon().spellings["Youtube"]
        'YouTube'
    """

    words: dict[str, str]
    phrases: dict[str, list[ProperNoun]]
    spellings: dict[str, str]
    no_plurals: frozenset[str]

    def kind_of(self, word: str) -> str:
        """The kind of a word with a capital in front, or of the one that it is the plural of; "" for none."""
        kind = self.words.get(word)
        if kind is None and word[-1:] == "s" and len(word) > 4 and word not in self.no_plurals:
            kind = self.words.get(word[:-1], "")
            return "" if kind.endswith("?") or kind in ("ambiguous", "given") else kind
        return kind or ""


@cache
def load_lexicon(own: tuple[str, ...] = ()) -> Lexicon:
    """The lexicon, with the user's own proper nouns before all others.

    Examples:
        >>> load_lexicon().words["Zika"]
        'names'
        >>> load_lexicon(("Moyer Total Wellness",)).phrases["moyer total "][0].words
        ('Moyer', 'Total', 'Wellness')
    """
    if own:
        lexicon = load_lexicon()
        phrases = {key: [*nouns] for key, nouns in lexicon.phrases.items()}
        _add_phrases(phrases, own, "own")
        return lexicon._replace(phrases=_longest_first(phrases))
    dictionary = dict(_sections("dictionary.txt"))
    words = dict.fromkeys(dictionary["words"].split(), "words")
    for kind in ("surnames?", "given?", "given", "places"):
        words.update(dict.fromkeys(dictionary[kind].split(), kind))
    phrases = {}
    spellings: dict[str, str] = {}
    for kind, text in reversed(_sections("proper_nouns.txt")):
        several = []
        for entry in text.split(", "):
            if " " in entry or "-" in entry:
                several.append(entry)
            elif entry[1:] == entry[1:].lower():
                words[entry] = kind
            else:
                spellings[entry.capitalize()] = entry
                words[entry.capitalize()] = words[entry] = kind
        _add_phrases(phrases, several, kind)
    _add_phrases(phrases, dictionary["phrases"].split(", "), "places")
    return Lexicon(words, _longest_first(phrases), spellings, frozenset(dictionary["no plurals"].split()))


def _sections(name: str) -> list[tuple[str, str]]:
    """The sections of a file, each as its kind and its entries."""
    text = (_DATA / name).read_text(encoding="utf-8")
    parts = [part.partition("]\n") for part in text.split("\n[")[1:]]
    return [(kind, entries.strip().replace(",\n", ", ").replace("\n", " ")) for kind, _, entries in parts]


def _add_phrases(phrases: dict[str, list[ProperNoun]], entries: Iterable[str], kind: str) -> None:
    for entry in entries:
        words = tuple(entry.replace("-", " ").split())
        if len(words) == 2 and entry.isascii() and "." not in entry and "'" not in entry:  # most of them, and quicker
            key = f"{words[0]} {words[1]} ".lower()
        elif words:
            key = phrase_key(*words[:2])
        else:
            continue
        if key in phrases:
            phrases[key].append(ProperNoun(words, kind))
        else:
            phrases[key] = [ProperNoun(words, kind)]


def _longest_first(phrases: dict[str, list[ProperNoun]]) -> dict[str, list[ProperNoun]]:
    """Of nouns that begin alike the longest comes first; of equals the user's own."""
    for nouns in phrases.values():
        if len(nouns) > 1:
            nouns.sort(key=lambda noun: (-len(noun.words), noun.kind != "own"))
    return phrases


def phrase_key(first: str, second: str = "") -> str:
    """What phrases are looked up by: their first two words without endings.

    Examples:
        >>> phrase_key("Nurses’", "Health"), phrase_key("Moyer")
        ('nurses health ', 'moyer ')
    """
    key = f"{stem(first)} {stem(second)} " if second else f"{stem(first)} "
    return key.lower().replace(".", "")


def stem(word: str) -> str:
    """A word without the ending of a genitive, by which nouns are looked up.

    Examples:
        >>> stem("Alzheimer’s"), stem("Nurses’"), stem("Zika")
        ('Alzheimer', 'Nurses', 'Zika')
    """
    if word.endswith(("'", "’")):
        return word[:-1]
    return word[:-2] if word[-2:] in ("'s", "’s") else word
