"""What case a title is in: Title Case, sentence case, or all capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.handbooks.words import HYPHENS, MINOR, Word, make_word, word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def count_capitals(words: Sequence[Word], explained: Mapping[int, str]) -> tuple[int, int]:
    """How many words have a capital that only Title Case gives, and how many lack it; proper nouns say nothing."""
    up = down = 0
    for index, word in enumerate(words):
        if word.opens or word.protected or not word.is_plain or index in explained:
            continue
        minor = word.lower in MINOR or len(word.text) == 1
        if word.is_capitalised and (not minor or len(word.text) > 3):
            up += 1
        elif not minor and word.gap not in HYPHENS:
            down += 1
    return up, down


def is_title_case(words: Sequence[Word], explained: Mapping[int, str]) -> bool:
    """Whether most of the words that only Title Case capitalises have a capital."""
    up, down = count_capitals(words, explained)
    return up > down


def is_all_capitals(words: Sequence[Word]) -> bool:
    """Whether a title is in capitals throughout, and is more than acronyms."""
    letters = 0
    longest = 0
    for word in words:
        if word.protected:
            continue
        if word.text != word.text.upper():
            return False  # most titles end here, with their first word
        if any(map(str.isalpha, word.text)):
            letters += 1
            longest = max(longest, len(word.text))
    return letters > 2 and longest > 5


_ACRONYMS: Final = word_set(
    "ADHD AIDS BMI CBT CDC CNS COPD COVID CPR CT DNA DSM ECG EEG EHR EMDR EU FDA GP HIV HPV ICD ICU IQ IV LGBT LGBTQ"
    " MMR MRI MRSA NATO NHS NICE NICU NIH OCD PET PTSD RCT RNA SARS STD STI TB TBI TMJ TMS TV UK UN UNESCO UNICEF USA"
    " USSR WHO WWII II III VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
)


def lowered(word: Word, keep_capital: bool = False) -> Word:
    """A word of a title all in capitals, in lower case; known acronyms and protected words stay.

    Examples:
        >>> lowered(make_word("PAIN")).text, lowered(make_word("PTSD")).text, lowered(make_word("U.S.")).text
        ('pain', 'PTSD', 'U.S.')
    """
    stem = word.text.rstrip("S").rstrip("'’") if word.text.endswith(("'S", "’S")) else word.text
    if word.protected or stem in _ACRONYMS or any(map(str.isdigit, word.text)) or "." in word.text:
        return word
    text = word.text.capitalize() if keep_capital else word.lower
    return make_word(text, word.start, word.gap, word.opens, word.protected)
