"""Titles as words: what the two capitalisations share.

A title is a string with CSL's mini-HTML. `read_title` gives its words with the place each has, what stands
before it, and whether its case is protected: by `<span class="nocase">`, or because it stands in italics of
its own (a species, a title in the title).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple


def word_set(text: str) -> frozenset[str]:
    """The words of a string, as a set.

    Examples:
        >>> sorted(word_set("an a the"))
        ['a', 'an', 'the']
    """
    return frozenset(text.split())


#: What may go on a word: letters and digits, and accents that stand by themselves.
_REST: Final = r"(?:[^\W_]|[\u0300-\u036f])"
_TOKEN: Final = re.compile(
    r"(?P<tag></?(?:[a-z]{1,9}:[a-z]{1,20}|i|b|em|italic|bold|strong|sc|scp|sup|sub|span)\b[^<>]{0,300}>)"
    r"|(?P<entity>&(?:#\w{1,7}|\w{2,8});)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W_]" + _REST + r"*(?:['’.][^\W_]" + _REST + r"*)*)",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Za-z0-9]+(?:['.][A-Za-z0-9]+)*")
#: Marks after which a subtitle or a new sentence begins; a lone dash counts between spaces only.
_OPENS: Final = re.compile(r"[:?!;—]['’”\"»)\]]*\s|—|\s[–-]\s|…\s")
_PERIOD: Final = re.compile(r"\.['’”\")\]]*\s")
#: What joins the parts of a compound: the hyphen of keyboards and Unicode's own two.
HYPHENS: Final = ("-", "\u2010", "\u2011")
#: Abbreviations whose period ends no sentence.
_ABBREVIATIONS: Final = word_set(
    "al approx cf co dr ed eds etc fig inc jr mr mrs ms mt no nos prof sr st ste vol vols vs v"
)


class Word(NamedTuple):
    """One word of a title: its text, where it stands, the text since the word before it.

    `opens` says that a title, subtitle or sentence begins with it; `protected` that its case is not ours. It is
    `is_capitalised` where its one capital stands in front ("Pain", "A"), and `is_plain` where it has at most that: no
    acronym, no mixed case, no digits, no domain.
    """

    text: str
    start: int
    gap: str
    opens: bool
    protected: bool
    lower: str
    is_capitalised: bool
    is_plain: bool


def make_word(text: str, start: int = 0, gap: str = "", opens: bool = False, protected: bool = False) -> Word:
    """A word with what its text says of its case.

    Examples:
        >>> make_word("Pain").is_capitalised, make_word("pH").is_plain, make_word("B12").is_plain
        (True, False, False)
    """
    return Word(text, start, gap, opens, protected, *_case_of(text))


@lru_cache(maxsize=8192)
def _case_of(text: str) -> tuple[str, bool, bool]:
    """A word in lower case, whether it is capitalised, whether it is plain; titles use the same words again."""
    rest = text[1:]
    small = rest == rest.lower()
    plain = small and (text.isalpha() or not ("." in rest or any([letter.isdigit() for letter in text])))
    return text.lower(), small and text[:1].isupper(), plain


def read_title(title: str) -> list[Word]:
    """The words of a title, in order.

    Examples:
        >>> [word.text for word in read_title("The NCEP/NCAR 40-year project: <i>Zika</i> in the U.S.")]
        ['The', 'NCEP', 'NCAR', '40', 'year', 'project', 'Zika', 'in', 'the', 'U.S.']
        >>> [word.text for word in read_title("What now? Lessons: a start") if word.opens]
        ['What', 'Lessons', 'a']
    """
    if title.isascii() and "<" not in title and "&" not in title:
        return _read_plain(title)
    words: list[Word] = []
    gap = ""
    end = 0
    open_tags: list[tuple[str, bool]] = []
    for match in _TOKEN.finditer(title):
        gap += title[end : match.start()]
        end = match.end()
        if match["tag"]:
            _follow(match["tag"], open_tags)
            continue
        if match["entity"]:
            gap += "&"
            continue
        text = match["word"]
        protected = bool(open_tags) and any([shields for _, shields in open_tags])
        opens = not words or (gap != " " and _opens(gap, words))
        words.append(make_word(text, match.start(), gap, opens, protected))
        gap = ""
    return words


def _read_plain(title: str) -> list[Word]:
    """The same for a title without markup, accents and references, which most are."""
    words: list[Word] = []
    end = 0
    for match in _PLAIN.finditer(title):
        start = match.start()
        gap = title[end:start]
        end = match.end()
        text = match[0]
        opens = not words or (gap != " " and _opens(gap, words))
        words.append(Word(text, start, gap, opens, False, *_case_of(text)))
    return words


def _follow(tag: str, open_tags: list[tuple[str, bool]]) -> None:
    name = tag.strip("</>").split()[0].lower()
    if not tag.startswith("</"):
        if not tag.endswith("/>"):
            open_tags.append((name, "nocase" in tag or name in ("i", "em", "italic") or ":" in name))
    elif any(name == opened for opened, _ in open_tags):
        while open_tags.pop()[0] != name:
            pass


def _opens(gap: str, before: list[Word]) -> bool:
    if _OPENS.search(gap):
        return True
    if not _PERIOD.match(gap):
        return False
    last = before[-1].text
    if last in ("I", "V", "X") and (before[-1].opens or (len(before) > 1 and before[-2].lower in ("part", "volume"))):
        return True  # the number of a part; "II." is no initial anyway
    return (len(last) > 1 or last.isdigit()) and "." not in last and last.lower() not in _ABBREVIATIONS


def capitalise(word: str) -> str:
    """The word with a capital in front; mixed case ("eHealth") is the owner's.

    Examples:
        >>> capitalise("pain"), capitalise("iPhone")
        ('Pain', 'iPhone')
    """
    return word[:1].upper() + word[1:] if word == word.lower() and len(word[:1].upper()) == 1 else word


def replace_words(title: str, words: list[Word], texts: list[str]) -> str:
    """The title with each word replaced by its text of `texts`.

    Examples:
        >>> replace_words("To <b>Be</b>", read_title("To <b>Be</b>"), ["to", "be"])
        'to <b>be</b>'
    """
    pieces: list[str] = []
    end = 0
    for word, text in zip(words, texts, strict=True):
        pieces += (title[end : word.start], text)
        end = word.start + len(word.text)
    return "".join([*pieces, title[end:]])


ARTICLES: Final = frozenset({"a", "an", "the"})
COORDINATORS: Final = frozenset({"and", "but", "for", "nor", "or", "so", "yet"})
#: Prepositions of any length. "After" is in ("life after cancer"); what opens clauses more often ("since",
#: "until", "than") is out.
PREPOSITIONS: Final = word_set(
    "about above across after against along alongside amid amidst among amongst around as aside at"
    " atop before behind below beneath beside besides between betwixt beyond by concerning despite"
    " down during except for from in inside into like near of off on onto out outside over past per"
    " regarding round through throughout till to toward towards under underneath unlike unto up upon"
    " versus via vs vs. v with within without"
)
MINOR: Final = ARTICLES | COORDINATORS | PREPOSITIONS

#: Words of other languages that no English title has in lower case.
_FOREIGN: Final = word_set(
    "aux alla als auf aus bei chez como dal dalla dans degli delle durch em en entre gegen hacia ihrer leur nach nel"
    " nella não nicht ohne pela pelo ses sich su sus tra über unter wie zu zwischen où avec ce cette da dans das de"
    " del della delle den der des di die dos du e een ein eine el et från för für gli het il im la las le les los mit"
    " nel och oder og ou par para por pour que sobre sur uma una und une vom von y zum zur é"
)
_ENGLISH: Final = word_set(
    "a an and as at by for from how in into is its of on or our the their to toward what when where"
    " why with among between through using versus"
)


def is_english(words: list[Word], language: str = "") -> bool:
    """Whether a title is to be capitalised as English: by the item's language, else by its small words.

    Examples:
        >>> is_english(read_title("Die Akupunktur und der Schmerz"))
        False
        >>> is_english(read_title("Acupuncture for Pain"))
        True
    """
    if language:
        return language.lower().startswith("en")
    lowers = [word.lower for word in words]
    if _FOREIGN.isdisjoint(lowers):
        return True
    shouted = all([word.text == word.text.upper() for word in words])
    foreign = sum([word.lower in _FOREIGN for word in words if shouted or word.text == word.lower])
    english = sum([lower in _ENGLISH for lower in lowers])
    return foreign <= english or (foreign < 2 and len(words) < 3)
