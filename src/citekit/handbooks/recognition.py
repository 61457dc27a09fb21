"""Finding the proper nouns of a title: by the lexicon, and by what stands around a word.

The input is a title in Title Case, in which every word has a capital; the output is the words that keep theirs in
sentence case. The lexicon comes first; the rules after it see what it found, and each sees what those before it did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.handbooks.bodies import find_bodies, find_instruments, find_places, find_surveys
from citekit.handbooks.lexicon import ProperNoun, load_lexicon, stem
from citekit.handbooks.people import find_derived, find_eponyms, find_people, find_races
from citekit.handbooks.reading import Reading
from citekit.handbooks.words import MINOR, Word, read_title, replace_words, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_proper_nouns(words: Sequence[Word], own: tuple[str, ...], review: list[str]) -> dict[int, str]:
    """The words of a title that are proper nouns, by their index, as they are to be written."""
    reading = Reading(words, load_lexicon(own), review)
    for rule in _RULES:
        rule(reading)
    return reading.found


def mark_proper_nouns(title: str) -> str:
    """A title in Title Case, with CSL's markup, with its proper nouns in `nocase` spans.

    Examples:
        >>> mark_proper_nouns("Massage at Mayo Clinic")
        'Massage at <span class="nocase">Mayo</span> <span class="nocase">Clinic</span>'
    """
    words = read_title(title)
    found = find_proper_nouns(words, (), [])
    texts = [
        f'<span class="nocase">{word.text}</span>'
        if index in found and word.is_capitalised and not word.protected
        else word.text
        for index, word in enumerate(words)
    ]
    return replace_words(title, words, texts)


def _look_up(reading: Reading) -> None:
    """What the lexicon has: phrases first, then single words."""
    words = reading.words
    index = 0
    while index < len(words):
        noun = _find_phrase(reading, index)
        if noun:
            for offset, canonical in enumerate(noun.words):
                reading.found[index + offset] = _cased_like(words[index + offset], canonical)
                reading.kinds[index + offset] = noun.kind
                if canonical[0].islower():
                    reading.capitals[index + offset] = False
            index += len(noun.words)
            continue
        if reading.capitals[index]:
            _look_up_word(reading, index)
        index += 1


def _cased_like(word: Word, canonical: str) -> str:
    """A word with the capitals of a noun; its characters are its own, and so is its case if that is mixed."""
    if not word.is_plain:
        return word.text
    if canonical[1:] == canonical[1:].lower():
        return word.text if canonical[0].isupper() else word.lower
    letters = [own if own.lower() != noun.lower() else noun for own, noun in zip(word.text, canonical, strict=False)]
    return "".join(letters) + word.text[len(letters) :]


def _find_phrase(reading: Reading, index: int) -> ProperNoun | None:
    """The longest phrase that begins with a word; the name of a book is none where it is the title itself."""
    phrases = reading.lexicon.phrases
    keys = reading.keys
    nouns = phrases.get(keys[index] + keys[index + 1], ()) or phrases.get(keys[index], ())
    for noun in nouns:
        if _matches(reading.words, index, noun.words) and not (noun.kind == "books" and index < 2):
            return noun
    return None


def _look_up_word(reading: Reading, index: int) -> None:
    word = reading.words[index]
    name = reading.stems[index]
    kind = reading.lexicon.kind_of(name.replace("'", "’"))
    if not kind:
        return
    reading.kinds[index] = kind
    if kind == "ambiguous":
        if _is_evident(reading, index):
            reading.keep(index)
        elif not word.opens:
            reading.review.append(word.text)
    elif not kind.endswith("?"):
        reading.found[index] = reading.lexicon.spellings.get(name, name) + word.text[len(name) :]


def _matches(words: Sequence[Word], index: int, canonical: tuple[str, ...]) -> bool:
    if index + len(canonical) > len(words):
        return False
    for offset, part in enumerate(canonical):
        word = words[index + offset]
        if offset and word.gap not in (" ", "-", "\u00a0", ". ", "–", "\u2010", "\u2011"):
            return False
        last = offset + 1 == len(canonical)
        if _folded(word.text) != _folded(part) and not (last and _folded(stem(word.text)) == _folded(part)):
            return False
        if word.text == word.text.lower() and part != part.lower():
            return False
    return True


def _folded(text: str) -> str:
    return text.lower().replace("’", "'").rstrip(".")


#: What stands before a place or a month rather than before a verb or a thing.
_BEFORE_A_NAME: Final = word_set(
    "across after around before between by during early from in into late mid near of since throughout to toward"
    " towards until via within"
)


def _is_evident(reading: Reading, index: int) -> bool:
    after = reading.lowers[index + 1] if index + 1 < len(reading.words) else ""
    before = reading.before(index)
    return before in _BEFORE_A_NAME or before.isdigit() or after[:1].isdigit()


_GENUS: Final = ("a", "as", "es", "ia", "is", "ix", "ma", "on", "os", "um", "us", "yx")
_EPITHET: Final = (
    "ae", "alis", "ana", "anus", "aris", "ata", "atum", "atus", "cola", "ella", "ensis", "eus", "fera", "folia",
    "formis", "ica", "icum", "icus", "idis", "ii", "ina", "inum", "inus", "oides", "orum", "osa", "osum", "osus",
    "ulus", "utea", "ykiss",
)  # fmt: skip


def _find_species(reading: Reading) -> None:
    """A word that stays small beside a capital, both of Latin form, names a species: "Larus audouinii"."""
    if all([capital or lower in MINOR for capital, lower in zip(reading.capitals, reading.lowers, strict=True)]):
        return
    for index in range(1, len(reading.words)):
        small = reading.words[index].text
        if reading.capitals[index] or not reading.follows(index) or small in MINOR or not small.endswith(_EPITHET):
            continue
        genus = reading.words[index - 1]
        if genus.is_capitalised and genus.text.endswith(_GENUS):
            reading.keep(index - 1, unsure=True)


#: The order matters: persons' names make bodies and instruments recognisable.
_RULES: Final = (
    _look_up,
    _find_species,
    find_people,
    find_eponyms,
    find_derived,
    find_races,
    find_places,
    find_instruments,
    find_surveys,
    find_bodies,
)
