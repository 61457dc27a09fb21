"""The two capitalisations: APA's sentence case and MLA's Title Case.

CSL prints titles as they are stored and can't know a proper noun; so both are made here, before rendering.
What is decided with little confidence is told in `Cased.review`, for a person to look at.

Sources: Publication Manual 6.17 (title case, sentence case) and 9.19; MLA Handbook 2.90 to 2.92.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.handbooks.lexicon import stem
from citekit.handbooks.recognition import find_proper_nouns
from citekit.handbooks.words import (
    HYPHENS,
    MINOR,
    Word,
    capitalise,
    is_english,
    read_title,
    replace_words,
    word_set,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Cased(NamedTuple):
    """A title in another case, and the words about which that was unsure."""

    text: str
    review: tuple[str, ...] = ()


#: Particles of verbs ("Shut Up") and prepositions: where a title capitalises them, they are the former.
_PARTICLES: Final = frozenset({"down", "in", "off", "on", "out", "over", "up"})
#: After these a hyphenated word stays as it is: they are parts of words, not words (MLA 2.90).
_PREFIXES: Final = word_set(
    "anti auto bi bio co de ex extra hyper hypo il inter intra macro mega meta micro mini mis mono"
    " multi neo non over para poly post pre pro proto pseudo re semi socio sub super supra trans tri"
    " ultra un under uni"
)


# --------------------------------------------------------------------------------------- Title Case


def title_case(title: str, language: str = "", longest_minor: int = 99) -> str:
    """A title in MLA's Title Case; titles in other languages stay as they are.

    APA and AMA lower only the small words of three letters at most: `longest_minor` 3.

    Articles, coordinating conjunctions, prepositions of any length and "to" go down, except first and last;
    the rest goes up, both halves of compounds too. Acronyms, mixed case and protected words stay.

    Examples:
        >>> title_case("Chaos: making a new science")
        'Chaos: Making a New Science'
        >>> title_case("How an Extraordinary Coincidence Inspired Lois Lowry’s New Book About World War II")
        'How an Extraordinary Coincidence Inspired Lois Lowry’s New Book about World War II'
        >>> title_case("The co-evolution of face-to-face teaching: What to look for")
        'The Co-evolution of Face-to-Face Teaching: What to Look For'
        >>> title_case("Life after cancer in the city", longest_minor=3)
        'Life After Cancer in the City'
    """
    words = read_title(title)
    if not words or not is_english(words, language):
        return title
    titled = _is_title_case(words, {})  # a rough answer will do, so that MLA needs no lexicon
    if _is_all_capitals(words):
        words = [_lowered(word) for word in words]
    minor = MINOR if longest_minor > 9 else frozenset(word for word in MINOR if len(word) <= longest_minor)
    texts = [_title_word(words, index, minor, titled=titled) for index in range(len(words))]
    return replace_words(title, words, texts)


def _title_word(words: Sequence[Word], index: int, minor: frozenset[str], *, titled: bool) -> str:
    word = words[index]
    if word.protected or not word.is_plain:
        return word.text
    lower = word.text.lower()
    if word.gap in HYPHENS and words[index - 1].text.lower() in _PREFIXES:
        return word.text
    if titled and index == 0 and word.text == lower and lower not in minor:
        return word.text  # a name's own spelling: "npj Digital Medicine"
    if word.opens or index + 1 == len(words) or words[index + 1].opens:
        return capitalise(word.text)
    if word.gap in HYPHENS:
        return _up_unless_minor(word, lower, minor)
    if titled and lower in _PARTICLES and word.text != lower and words[index + 1].gap not in HYPHENS:
        return word.text
    return _up_unless_minor(word, lower, minor)


def _up_unless_minor(word: Word, lower: str, minor: frozenset[str]) -> str:
    if lower in minor:
        return lower
    if word.gap.endswith(("'", "’")) and len(lower) == 1:
        return word.text
    return capitalise(word.text)


# ------------------------------------------------------------------------------------ sentence case


def sentence_case(
    title: str, language: str = "", proper_nouns: tuple[str, ...] = (), *, small_subtitles: bool = False
) -> Cased:
    r"""A title in APA's sentence case, and the words it was unsure about.

    Down goes what a title in Title Case capitalises, but for the first word of the title, of a subtitle and
    of a sentence, proper nouns, acronyms, mixed case, and what is protected. A title that is in sentence
    case already keeps all its capitals; only the first word of its subtitle goes up. Other languages stay.

    Examples:
        >>> sentence_case("Come Together: Massage & Integrative Medicine in the United States").text
        'Come together: Massage & integrative medicine in the United States'
        >>> sentence_case("The complete social scientist: a Kurt Lewin reader").text
        'The complete social scientist: A Kurt Lewin reader'
        >>> sentence_case("Life After <span class=\"nocase\">Moyer</span> at Home")
        Cased(text='Life after <span class="nocase">Moyer</span> at home', review=())
        >>> sentence_case("How Music May Help in May 2004")
        Cased(text='How music may help in May 2004', review=('May',))
        >>> sentence_case("Pain: A Survey", small_subtitles=True).text
        'Pain: a survey'
    """
    words = read_title(title)
    if small_subtitles:
        words = [word._replace(opens=False) if _COLON.search(word.gap) else word for word in words]
    if not words or not is_english(words, language):
        return Cased(title)
    shouted = _is_all_capitals(words)
    if shouted:
        words = [_lowered(word, keep_capital=True) for word in words]
    explained = find_proper_nouns(words, proper_nouns, []) if _has_capitals(words) else {}
    if not shouted and not _is_title_case(words, explained):
        if small_subtitles:
            return _with_small_subtitles(title, words, explained)
        return Cased(replace_words(title, words, [_opening(word) for word in words]))
    review: list[str] = []
    texts = _sentence_words(words, proper_nouns, review)
    return Cased(replace_words(title, words, texts), tuple(dict.fromkeys(review)))


def _with_small_subtitles(title: str, words: list[Word], explained: Mapping[int, str]) -> Cased:
    """A title in sentence case, where only the capital after a colon is in question."""
    texts = [_opening(word) for word in words]
    review = []
    for index, word in enumerate(words):
        changeable = word.is_capitalised and word.is_plain and not word.protected and index not in explained
        if changeable and _COLON.search(word.gap) and len(word.text) + (word.text == "A") > 1:
            texts[index] = word.text.lower()
            if word.text.lower() not in MINOR:
                review.append(word.text)
    return Cased(replace_words(title, words, texts), tuple(review))


#: A colon, before which the title stands and after which its subtitle.
_COLON: Final = re.compile(r":['’”\"»)\]]*\s+[“‘\"'(\[]*\Z")


def _opening(word: Word) -> str:
    return capitalise(word.text) if word.opens and not word.protected else word.text


def _sentence_words(words: Sequence[Word], own: tuple[str, ...], review: list[str]) -> list[str]:
    found = find_proper_nouns(words, own, review)
    texts = []
    for index, word in enumerate(words):
        if index in found and not word.protected:
            texts.append(found[index])
        elif word.protected or not word.is_plain or _is_designation(words, index):
            texts.append(word.text)
        elif word.opens:
            texts.append(capitalise(word.text))
        else:
            texts.append(word.text.lower())
    return texts


#: What a single letter names: "vitamin A", "hepatitis B", "influenza A".
_LETTERED: Final = word_set(
    "appendix class factor grade group hepatitis influenza medicare part phase plan serie series"
    " streptococcus study type version vitamin level model section table"
)


def _is_designation(words: Sequence[Word], index: int) -> bool:
    """Whether a single capital is a name ("Vitamin A", "X chromosome", "I") and not the article."""
    letter = stem(words[index].text)
    if len(letter) > 1 or not letter.isupper():
        return False
    return letter != "A" or (index > 0 and words[index - 1].text.lower() in _LETTERED)


# ---------------------------------------------------------------------------------- what case it is in


def _has_capitals(words: Sequence[Word]) -> bool:
    return any(word.is_capitalised and not word.opens for word in words)


def _is_title_case(words: Sequence[Word], explained: Mapping[int, str]) -> bool:
    """Whether most of the words that only Title Case capitalises are; proper nouns say nothing."""
    up = down = 0
    for index, word in enumerate(words):
        if word.opens or word.protected or not word.is_plain or index in explained:
            continue
        minor = word.text.lower() in MINOR or len(word.text) == 1
        if word.is_capitalised and (not minor or len(word.text) > 3):
            up += 1
        elif not minor and word.gap not in HYPHENS:
            down += 1
    return up > down


def _is_all_capitals(words: Sequence[Word]) -> bool:
    letters = [word for word in words if not word.protected and any(map(str.isalpha, word.text))]
    return (
        len(letters) > 2
        and all(word.text == word.text.upper() for word in letters)
        and any(len(word.text) > 5 for word in letters)
    )


@cache
def _acronyms() -> frozenset[str]:
    return word_set(
        "AIDS ADHD AIDS BMI CDC CNS COPD COVID CT DNA DSM ECG EEG EU FDA HIV ICD ICU IQ LGBT LGBTQ MRI"
        " NATO NHS NIH PTSD RCT RNA SARS TMS TV UK UN USA US WHO II III IV VI VII VIII IX XI XII"
    )


def _lowered(word: Word, keep_capital: bool = False) -> Word:
    """A word of a title all in capitals, in lower case; known acronyms and protected words stay."""
    stem = word.text.rstrip("S") if word.text.endswith("'S") else word.text
    if word.protected or stem in _acronyms() or any(map(str.isdigit, word.text)) or "." in word.text:
        return word
    text = word.text.capitalize() if keep_capital else word.text.lower()
    return Word(text, word.start, word.gap, word.opens, word.protected)
