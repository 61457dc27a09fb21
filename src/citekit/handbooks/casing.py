"""The two capitalisations: APA's sentence case and MLA's Title Case.

CSL prints titles as they are stored and can't know a proper noun; so both are made here, before rendering.
What is decided with little confidence is told in `Cased.review`, for a person to look at.

Sources: Publication Manual 6.17 (title case, sentence case) and 9.19; MLA Handbook 2.90 to 2.92.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.handbooks.headline import title_case
from citekit.handbooks.recognition import find_proper_nouns
from citekit.handbooks.spelling import count_capitals, is_all_capitals, lowered
from citekit.handbooks.words import MINOR, Word, capitalise, is_english, read_title, replace_words, word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Cased", "sentence_case", "title_case"]


class Cased(NamedTuple):
    """A title in another case, and the words about which that was unsure."""

    text: str
    review: tuple[str, ...] = ()


def sentence_case(
    title: str, language: str = "", proper_nouns: tuple[str, ...] = (), *, small_subtitles: bool = False
) -> Cased:
    r"""A title in APA's sentence case, and the words it was unsure about.

    Down goes what a title in Title Case capitalises, but for the first word of the title, of a subtitle and
    of a sentence, proper nouns, acronyms, mixed case, and what is protected. A title that is in sentence
    case already keeps all its capitals; only the first word of its subtitle goes up. Other languages stay.

    Args:
        title: a title, with CSL's mini-HTML or plain.
        language: its language as a tag ("en-GB"); where there is none it is told by the small words.
        proper_nouns: names that the lexicon doesn't know, as they are written.
        small_subtitles: whether what follows a colon begins with a small letter, as AMA and NLM have it.

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
    shouted = is_all_capitals(words)
    if shouted:
        words = [lowered(word, keep_capital=True) for word in words]
    elif not any([word.is_capitalised and not word.opens for word in words]):
        return Cased(_with_openings(title, words))
    review: list[str] = []
    found = find_proper_nouns(words, proper_nouns, review)
    up, down = count_capitals(words, found)
    if not shouted and up <= down and small_subtitles:
        return _with_small_subtitles(title, words, found)
    if not shouted and up <= down:
        return Cased(_with_openings(title, words), _unexplained(words, found) if up > 1 and 2 * up > down else ())
    texts = [_sentence_word(words, index, found) for index in range(len(words))]
    return Cased(replace_words(title, words, texts), tuple(dict.fromkeys(review)))


#: A colon, before which the title stands and after which its subtitle.
_COLON: Final = re.compile(r":['’”\"»)\]]*\s+[“‘\"'(\[]*\Z")


def _with_small_subtitles(title: str, words: list[Word], found: Mapping[int, str]) -> Cased:
    """A title in sentence case, where only the capital after a colon is in question."""
    texts = [capitalise(word.text) if word.opens and not word.protected else word.text for word in words]
    review = []
    for index, word in enumerate(words):
        changeable = word.is_capitalised and word.is_plain and not word.protected and index not in found
        if changeable and _COLON.search(word.gap) and not _is_designation(words, index):
            texts[index] = word.text.lower()
            if word.lower not in MINOR:
                review.append(word.text)
    return Cased(replace_words(title, words, texts), tuple(dict.fromkeys(review)))


def _with_openings(title: str, words: list[Word]) -> str:
    """The title as it is, but for a capital where it and its subtitles begin."""
    texts = [
        capitalise(word.text) if word.opens and word.is_plain and not word.protected else word.text for word in words
    ]
    return replace_words(title, words, texts)


def _unexplained(words: Sequence[Word], found: Mapping[int, str]) -> tuple[str, ...]:
    """The capitals of a title that is half in Title Case: they are left alone, and put forward for review."""
    return tuple(
        dict.fromkeys(
            word.text
            for index, word in enumerate(words)
            if word.is_capitalised
            and not word.opens
            and not word.protected
            and index not in found
            and len(word.text) > 1
        )
    )


def _sentence_word(words: Sequence[Word], index: int, found: Mapping[int, str]) -> str:
    word = words[index]
    if word.protected:
        return word.text
    if index in found:
        return capitalise(found[index]) if word.opens else found[index]
    if not word.is_plain or _is_designation(words, index) or _is_numbered(words, index):
        return word.text
    if word.opens or _begins_quoted_title(words, index):
        return capitalise(word.text)
    return word.lower


#: What a single letter names: "vitamin A", "hepatitis B", "influenza A".
_LETTERED: Final = word_set(
    "appendix class factor grade group hepatitis influenza medicare part phase plan serie series"
    " streptococcus study type version vitamin level model section table"
)


def _is_designation(words: Sequence[Word], index: int) -> bool:
    """Whether a single capital is a name ("Vitamin A", "X chromosome", "I") and not the article."""
    if len(words[index].text) > 3:
        return False
    letter = words[index].text.removesuffix("’s").removesuffix("'s")
    if len(letter) > 1 or not letter.isupper():
        return False
    return letter != "A" or (index > 0 and words[index - 1].lower in _LETTERED)


#: With a number these name one of a series (6.19); parts of books and "type 2", "stage 3" do not.
_NUMBERED: Final = word_set(
    "appendix chapter criterion episode experiment figure item lesson module no opus part season session study"
    " symphony table task title trial unit volume wave"
)
_WITH_NO: Final = word_set("concerto quartet sonata symphony trio")
_MONTHS: Final = word_set("jan feb mar apr jun jul aug sep sept oct nov dec")
_MAY_BE_NUMBERED: Final = _NUMBERED | _WITH_NO | _MONTHS
_NUMBER: Final = re.compile(r"\d{1,4}[a-z]?|[IVX]{1,6}|[A-Z]")


def _is_numbered(words: Sequence[Word], index: int) -> bool:
    """Whether a noun and the number after it name one of a series: "Trial 3", "Wave 26"."""
    lower = words[index].lower
    if lower not in _MAY_BE_NUMBERED or not words[index].is_capitalised or index + 1 == len(words):
        return False
    after = words[index + 1]
    if lower in _MONTHS:
        return after.text.isdigit()
    if lower in _WITH_NO and after.lower in ("no", "nos") and after.gap == " ":
        return _is_numbered(words, index + 1)
    return (
        lower in _NUMBERED
        and after.gap in (" ", "\u00a0", ". ", ".\u00a0")
        and not after.opens
        and bool(_NUMBER.fullmatch(after.text))
    )


_OPENING_QUOTES: Final = (' "', " “", " &“")


def _begins_quoted_title(words: Sequence[Word], index: int) -> bool:
    """Whether a quotation that ends the title begins, long enough to be a title: 'Review for "Novel model of …"'."""
    if not words[index].gap.endswith(_OPENING_QUOTES) or len(words) - index < 5 or index == 0:
        return False
    return not any([any([mark in word.gap for mark in '"“”']) for word in words[index + 1 :]])
