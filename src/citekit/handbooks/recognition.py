"""Finding the proper nouns of a title: by the lexicon, and by what stands around a word.

The input is a title in Title Case, in which every word has a capital; the output is the words that keep
theirs in sentence case. Beyond the lexicon there are three rules: a capitalised word after a given name is a
surname ("Kurt Lewin"), one after "Dr." a name, and "University", "Lake" and the like belong to the name of
the place beside them ("Stanford University", "Lake Victoria").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.handbooks.lexicon import load_lexicon, stem
from citekit.handbooks.words import MINOR, Word, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_proper_nouns(words: Sequence[Word], own: tuple[str, ...], review: list[str]) -> dict[int, str]:
    """The words of a title that are proper nouns, by their index, as they are to be written."""
    lexicon = load_lexicon(own)
    found: dict[int, str] = {}
    kinds: dict[int, str] = {}
    index = 0
    while index < len(words):
        size = 1
        for noun in lexicon.get(stem(words[index].text).lower(), ()):
            size = len(noun.words)
            if not _matches(words, index, noun.words):
                size = 1
                continue
            if noun.kind == "ambiguous" and not _is_evident(words, index):
                if not words[index].opens:
                    review.append(words[index].text)
                break
            if noun.kind == "given" and not _is_name(words, index):
                break
            for offset, canonical in enumerate(noun.words):
                found[index + offset] = _as_written(words[index + offset], canonical)
                kinds[index + offset] = noun.kind
            break
        index += size
    _add_titled_people(words, found)
    _add_species(words, found, review)
    _add_surnames(words, found, kinds, review)
    _add_institutions(words, found, kinds)
    return found


def _matches(words: Sequence[Word], index: int, canonical: tuple[str, ...]) -> bool:
    if index + len(canonical) > len(words):
        return False
    for offset, part in enumerate(canonical):
        word = words[index + offset]
        if offset and word.gap not in (" ", "-", "\u00a0", ". ", "–"):
            return False
        last = offset + 1 == len(canonical)
        if _folded(word.text) != _folded(part) and not (last and _folded(stem(word.text)) == _folded(part)):
            return False
        if word.text == word.text.lower() and part != part.lower():
            return False
    return True


def _folded(text: str) -> str:
    return text.lower().replace("’", "'").rstrip(".")


def _as_written(word: Word, canonical: str) -> str:
    """The canonical word with the ending the title has; acronyms and mixed case are the title's own."""
    return canonical + word.text[len(canonical) :] if word.is_plain else word.text


#: What stands before a place or a month rather than before a verb or a thing.
_BEFORE_A_NAME: Final = word_set(
    "across after around before between by during early from in into late mid near of since"
    " throughout to toward towards until within"
)


def _is_evident(words: Sequence[Word], index: int) -> bool:
    before = words[index - 1].text.lower() if index and words[index].gap == " " else ""
    after = words[index + 1].text if index + 1 < len(words) else ""
    return before in _BEFORE_A_NAME or before.isdigit() or after[:1].isdigit()


def _is_name(words: Sequence[Word], index: int) -> bool:
    """Whether a given name is followed by what can be a surname or an initial, or stands as a genitive."""
    word = words[index]
    if word.text.endswith(("'s", "’s")):
        return True
    if index + 1 == len(words):
        return not word.opens or index == 0
    return words[index + 1].gap in (" ", ". ") and words[index + 1].is_capitalised


_GENUS: Final = ("a", "as", "es", "ia", "is", "ix", "ma", "on", "os", "um", "us", "yx")
_SPECIES: Final = (
    "ae",
    "anus",
    "ata",
    "atum",
    "atus",
    "ensis",
    "icus",
    "ii",
    "ina",
    "oides",
    "orum",
    "osa",
    "osus",
)


def _add_species(words: Sequence[Word], found: dict[int, str], review: list[str]) -> None:
    """A word that stays small beside a capital, both of Latin form, names a species: "Larus audouinii"."""
    for index in range(1, len(words)):
        genus, species = words[index - 1], words[index]
        if species.gap != " " or species.text != species.text.lower() or not genus.is_capitalised:
            continue
        if genus.text.endswith(_GENUS) and species.text.endswith(_SPECIES) and index - 1 not in found:
            found[index - 1] = genus.text
            review.append(genus.text)


_TITLES_OF_PEOPLE: Final = frozenset({"dr", "mr", "mrs", "ms", "prof", "st"})


def _add_titled_people(words: Sequence[Word], found: dict[int, str]) -> None:
    for index in range(1, len(words)):
        title, name = words[index - 1], words[index]
        if title.text.lower() in _TITLES_OF_PEOPLE and name.gap.startswith(".") and name.is_capitalised:
            found.setdefault(index - 1, title.text)
            found.setdefault(index, name.text)


#: Words that follow a given name but are no surname.
_NO_SURNAME: Final = MINOR | word_set(
    "am are be been can could did do does goes had has have he her his if is it may must not shall"
    " she should than that they was were when where which who whom whose why will would learns meets"
    " says study studies"
)
_PARTICLES_OF_NAMES: Final = word_set("al ben bin da de del den der di du ibn la le san ter van von")
_COMMON_ENDINGS: Final = (
    "ing", "tion", "sion", "ment", "ness", "ity", "ism", "ist", "ists", "ogy", "ical", "ance", "ence", "ship",
)  # fmt: skip


def _add_surnames(words: Sequence[Word], found: dict[int, str], kinds: dict[int, str], review: list[str]) -> None:
    for index in [index for index in found if kinds.get(index) == "given"]:
        after = index + 1
        while after < len(words) and (
            (len(words[after].text.rstrip(".")) == 1 and words[after].text[0].isupper())
            or words[after].text.lower() in _PARTICLES_OF_NAMES
            or kinds.get(after) == "given"
        ):
            found.setdefault(after, words[after].text)
            after += 1
        if after >= len(words) or after in found or not words[after].is_capitalised:
            continue
        surname = words[after]
        if surname.opens or surname.gap not in (" ", ". ", "-") or surname.text.lower() in _NO_SURNAME:
            continue
        if surname.text.endswith(_COMMON_ENDINGS):
            continue
        found[after] = surname.text
        review.append(surname.text)


#: Kinds of places and bodies, whose name includes the word: "Stanford University", "Lake Victoria".
_AFTER_A_NAME: Final = word_set(
    "university college clinic hospital institute council parliament prize river lake island islands"
    " county bay sea ocean valley peninsula mountains desert street avenue empire dynasty war"
    " revolution"
)
_BEFORE_A_PLACE: Final = word_set("lake mount cape fort port gulf")
_OF_A_PLACE: Final = word_set(
    "university republic kingdom bank gulf bay isle sea province state commonwealth parliament city"
)


def _add_institutions(words: Sequence[Word], found: dict[int, str], kinds: dict[int, str]) -> None:
    named = [index for index in found if kinds.get(index) in ("places", "eponyms", "own")]
    for index in named:
        after, before = index + 1, index - 1
        if after < len(words) and words[after].gap == " " and words[after].text.lower() in _AFTER_A_NAME:
            found.setdefault(after, words[after].text)
        if before < 0 or words[index].gap != " " or kinds.get(index) != "places":
            continue
        if words[before].text.lower() in _BEFORE_A_PLACE:
            found.setdefault(before, words[before].text)
        elif before > 0 and words[before].text.lower() == "of" and words[before].gap == " ":
            body = words[before - 1]
            if body.text.lower() in _OF_A_PLACE and body.is_capitalised and body.text != "City":
                found.setdefault(before - 1, body.text)
