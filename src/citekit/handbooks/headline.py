"""MLA's Title Case, by the words of a title alone: it needs no lexicon.

Source: MLA Handbook 2.90 to 2.92; style.mla.org, "Two-Word Prepositions in Titles".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.handbooks.spelling import is_all_capitals, is_title_case, lowered
from citekit.handbooks.words import (
    ARTICLES,
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
    from collections.abc import Sequence

#: After these a hyphenated word stays as it is: they are parts of words, not words (MLA 2.90).
_PREFIXES: Final = word_set(
    "anti auto bi bio co de ex extra hyper hypo il inter intra macro mega meta micro mini mis mono multi neo non over"
    " para poly post pre pro proto pseudo re semi socio sub super supra trans tri ultra un under uni"
)
#: Adverbs that are part of a verb where they follow one of these; else they are prepositions.
_PHRASAL: Final[dict[str, frozenset[str]]] = {
    "up": word_set(
        "add back backs break breaking bring bringing brings build building call catch catching cheer clean cleaning"
        " clear close closing come coming cover covering dress end ending ends fill flare flares follow following gave"
        " get gets getting give given gives giving grew grow growing grown grows heat hold holding hook keep keeping"
        " light line look looking make makes making measure measuring mix open opening opens pick picking power ramp"
        " ramping rise rising scale scaled scaling set sets setting show showing shut sign signing size speak speaking"
        " speed speeding split stand standing start starting step stepping sum take taking team teaming tie turn"
        " turning wake waking warm warming wind wrap"
    ),
    "down": word_set(
        "break breaking breaks bring broke calm calming close closing cool cooling count counting cut cutting drill"
        " lay let lie lying scale scaling shut shutting sit sitting slow slowing slows stand step stepping track"
        " tracking turn wind winding write writing"
    ),
    "out": word_set(
        "act acting burn burned burning burns burnt bow branch break breaking buy call calling carried carries carry"
        " carrying check come comes coming drop dropped dropping drops fall fallen fill filling find finding finds"
        " freak help helping hold left lock miss missing opt opted opting phase phasing point print pull reach"
        " reaching ride roll rolled rolling rule ruled ruling run running sell single sort sorting speak speaking"
        " spell stand standing start starting strike take tap test testing think time try trying tune turn watch work"
        " working"
    ),
    "off": word_set("call cut fend give lay laid laying log pay paying pays put set show sign spin take taking turn"),
    "on": word_set("carry carrying catch catching drag hang hold holding log move moving press pressing turn"),
    "over": word_set("do fall falling hand start starting take taken takes taking think turn"),
    "in": word_set("buy buying cash chime give giving log logging opt opted opting"),
    "around": word_set("look looking shop turn turning turned"),
    "through": word_set("muddle muddling"),
    "behind": word_set("fall falling lag lagging leave left leaving stay"),
    "along": word_set("get getting tag"),
}
#: Prepositions of two words; alone the first is something else: "The World according to Garp".
_COMPOUND: Final = frozenset(
    {
        ("according", "to"), ("ahead", "of"), ("apart", "from"), ("as", "regards"), ("because", "of"), ("close", "to"),
        ("contrary", "to"), ("due", "to"), ("instead", "of"), ("next", "to"), ("other", "than"), ("owing", "to"),
        ("prior", "to"), ("rather", "than"), ("regardless", "of"), ("subsequent", "to"), ("such", "as"),
        ("thanks", "to"),
    }
)  # fmt: skip
#: The second words of these, which have a capital elsewhere.
_SECOND: Final = frozenset({"regards", "than"})
#: Prepositions before a year, conjunctions elsewhere; and what is an adverb before a number: "Over 16s".
_BEFORE_A_YEAR: Final = frozenset({"since", "until", "till"})
_ADVERBS_WITH_NUMBERS: Final = frozenset({"over", "under"})
#: "As" begins a subordinating conjunction before these.
_AFTER_AS: Final = frozenset({"if", "though"})


def title_case(title: str, language: str = "", longest_minor: int = 99) -> str:
    """A title in MLA's Title Case; titles in other languages stay as they are.

    Articles, coordinating conjunctions, prepositions of any length and "to" go down, except first and last; the rest
    goes up, both halves of compounds too, and adverbs that belong to a verb. Acronyms, mixed case and protected words
    stay. Prepositions that a source in Title Case writes with a capital stay so where it writes others without.

    Args:
        title: a title, with CSL's mini-HTML or plain.
        language: its language as a tag ("en-GB"); where there is none it is told by the small words.
        longest_minor: the longest small word that stays small: APA and AMA raise prepositions of four letters.

    Examples:
        >>> title_case("Chaos: making a new science")
        'Chaos: Making a New Science'
        >>> title_case("How an Extraordinary Coincidence Inspired Lois Lowry’s New Book About World War II")
        'How an Extraordinary Coincidence Inspired Lois Lowry’s New Book about World War II'
        >>> title_case("The co-evolution of face-to-face teaching: What to look for")
        'The Co-evolution of Face-to-Face Teaching: What to Look For'
        >>> title_case("Growing up with pain according to nurses")
        'Growing Up with Pain according to Nurses'
        >>> title_case("Life after cancer in the city", longest_minor=3)
        'Life After Cancer in the City'
    """
    words = read_title(title)
    if not words or not is_english(words, language):
        return title
    titled = is_title_case(words, {})  # a rough answer will do, so that no lexicon is needed
    if is_all_capitals(words):
        words = [lowered(word) for word in words]
    minor = MINOR if longest_minor > _LONGEST else frozenset([word for word in MINOR if len(word) <= longest_minor])
    texts = [_titled(words, index, minor, titled=titled, trusted=False) for index in range(len(words))]
    if titled and _tells_small_words(words, texts):
        texts = [_titled(words, index, minor, titled=titled, trusted=True) for index in range(len(words))]
    return replace_words(title, words, texts)


#: No preposition of English is longer.
_LONGEST: Final = 12


def _tells_small_words(words: Sequence[Word], texts: Sequence[str]) -> bool:
    """Whether a title has a small word without a capital that belongs so, and a particle with one that may mean it."""
    particles = any([word.lower in _PARTICLES and word.text != word.lower for word in words])
    return particles and any(
        [word.text == word.lower == text and word.lower in MINOR for word, text in zip(words, texts, strict=True)]
    )


def _titled(words: Sequence[Word], index: int, minor: frozenset[str], *, titled: bool, trusted: bool) -> str:
    word = words[index]
    if word.protected or not word.is_plain:
        return word.text
    lower = word.lower
    hyphenated = word.gap in HYPHENS
    if hyphenated and words[index - 1].lower in _PREFIXES:
        return word.text
    if titled and index == 0 and word.text == lower and lower not in minor:
        return word.text  # a name's own spelling: "npj Digital Medicine"
    if word.opens or index + 1 == len(words) or words[index + 1].opens:
        return capitalise(word.text)
    after = words[index + 1]
    if hyphenated != (after.gap in HYPHENS):
        return _end_of_compound(words, index, lower)
    if (lower in _BEFORE_A_YEAR or lower in _ADVERBS_WITH_NUMBERS) and after.text[0].isdigit():
        return lower if lower in _BEFORE_A_YEAR else capitalise(word.text)
    if (lower == "like" and after.lower == "to") or (word.text == "A" and after.lower == "to"):
        return capitalise(word.text)  # "What Is It Like to Be", "From A to Z"
    if minor is MINOR and after.gap == " " and (lower, after.lower) in _COMPOUND:
        return lower
    if not hyphenated and word.gap == " ":
        before = words[index - 1].lower
        if before in _PHRASAL.get(lower, ()):
            return capitalise(word.text)
        if trusted and lower in _PARTICLES and word.text != lower and after.gap not in HYPHENS:
            return word.text
        if minor is MINOR and (before, lower) in _COMPOUND and lower in _SECOND:
            return lower
        if lower == "as" and after.gap == " " and after.lower in _AFTER_AS:
            return capitalise(word.text)
    return lower if lower in minor else _up(word)


def _end_of_compound(words: Sequence[Word], index: int, lower: str) -> str:
    """The first and last part of a hyphenated compound go up, "Over-the-Counter", but for an article that begins it."""
    return lower if lower in ARTICLES and words[index].gap not in HYPHENS else _up(words[index])


#: Where a title that writes "of" small writes these with a capital, they are adverbs ("Shut Up").
_PARTICLES: Final = frozenset({"down", "in", "off", "on", "out", "up"})


def _up(word: Word) -> str:
    """A capital in front, but for what follows an apostrophe."""
    return word.text if len(word.text) == 1 and word.gap.endswith(("'", "’")) else capitalise(word.text)
