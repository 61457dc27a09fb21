"""Titles compared: the same title, a slip in it, another title, or a notice about the work.

In: a reference's title and all that a registry has for the record. Out: a `TitleMatch`. Whether one side is a
notice (a corrigendum, a reply, a retraction notice) is asked before any similarity, since `Corrigendum to X`
looks very much like X and is another document.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.sources.folding import fold, plain, script, similarity, squash
from citekit.sources.locators import roman
from citekit.sources.thresholds import (
    CUT_WORDS,
    FRAGMENT_WORDS,
    FRAGMENT_WORDS_WEAK,
    SAME_WORD,
    TITLE_ANOTHER_LETTERS,
    TITLE_ANOTHER_WORDS,
    TITLE_DRIFT,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class Likeness(StrEnum):
    """What two titles are to each other, best first."""

    SAME = "same"
    SUBTITLE = "subtitle"  # one has a subtitle more
    DRIFT = "drift"  # misspelt, a word more or less
    OTHER = "other"
    NOTICE = "notice"  # one is a notice about the other
    UNRELATED = "unrelated"  # hardly a word in common


_RANK: Final = {likeness: rank for rank, likeness in enumerate(Likeness)}


class TitleMatch(NamedTuple):
    """How a title agrees with the nearest variant a registry has: that variant, and why if it doesn't."""

    likeness: Likeness
    similarity: float
    variant: str
    detail: str = ""


#: What publishers put before the title of a retracted work, on the work's own record. Without it the title
#: is compared as it was.
_STATUS = re.compile(
    r"\s*[\[(]?\s*(?P<status>retracted|withdrawn|removed|temporary removal|expression of concern)"
    r"(?:\s+(?:article|paper|manuscript|chapter))?\s*[\])]?\s*[:—–-]\s*|\s*[\[(]retracted[\])]\s*",
    re.IGNORECASE,
)
_STATUS_BEHIND = re.compile(
    r"[\s.]*[\[(](?:retracted|withdrawn)(?: article| paper)?[^\])]{0,80}[\])][\s.]*\Z", re.IGNORECASE
)

#: Publishers, by DOI prefix, that put "Retracted: ..." on the notice's record and leave the work's as it was
#: (Hindawi).
NOTICE_PREFIXES: Final = frozenset({"10.1155"})

#: How a notice about another work begins; the words must be followed by what joins them to the title.
_NOTICE = re.compile(
    r"""\s*[\[(]?(?:
        (?:(?:author|authors|publisher|editorial|formal)['’]?s?['’]?\s+)?
          (?:correction|corrections|corrigendum|corrigenda|erratum|errata|addendum|retraction|clarification|
             withdrawal)
          (?:\s+(?:notice|note))?\s*[\])]?\s*(?:to\b|for\b|:|[—–-]\s|\.\s)
      | (?:retraction|withdrawal|correction)\s+(?:notice|note|of)\s*[:“"'‘]
      | (?:notice\s+of|statement\s+of)\s+(?:retraction|withdrawal|correction|concern)
      | expression\s+of\s+concern\s*(?:to|for|about|regarding|on)\b
      | (?:(?:a\s+|authors?['’]?s?['’]?\s+)?(?:reply|response|rejoinder|comments?|commentary|rebuttal))\s*
          (?:to\b|on\b|:|[—–-]\s)
      | letter\s+to\s+the\s+editor\s*(?:regarding|re|on|about|concerning)\b
      | re\s*:\s
      | (?:comment|discussion)\s+(?:on|of)\s*[:“"'‘]
      | (?:book\s+)?review\s+of\s*[:“"'‘]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTICE_BEHIND = re.compile(
    r"(?:[:.—–-]|\s[\[(])\s*(?:(?:author|publisher)['’]?s?\s+)?"
    r"(?:correction|corrigendum|erratum|addendum|retraction|reply|comment|rejoinder|retraction notice|"
    r"author'?s reply)"
    r"[\])]?[\s.]*\Z",
    re.IGNORECASE,
)
_SUBTITLE_MARK = re.compile(r"\s?[:;—–]\s?|\s=\s|[.?!]\s|\s-\s|\s\(|,\s|/\s?")
#: Marks that may as well stand inside a title, and those that always begin a subtitle.
_WEAK_MARKS: Final = (",", ";", "/")
_STRONG_MARKS: Final = (":", "—", "–")
_ARTICLES: Final = frozenset({"a", "an", "the", "der", "die", "das", "le", "la", "les", "el", "los"})
#: Headings that stand before a title and are none.
_HEADINGS: Final = frozenset(
    "abstract abstracts announcement appendix commentary contents discussion editorial foreword index "
    "introduction letter letters news obituary preface reply review reviews summary".split()
)


def without_status(title: object) -> tuple[str, str]:
    """A title without the `RETRACTED:` a publisher put on it, and that word in lower case.

    Examples:
        >>> without_status("RETRACTED ARTICLE: Massage for Pain"), without_status("Retracted signals")
        (('Massage for Pain', 'retracted'), ('Retracted signals', ''))
    """
    text = plain(title)
    match = _STATUS.match(text)
    if match:
        return text[match.end() :].strip() or text, (match["status"] or "retracted").lower()
    behind = _STATUS_BEHIND.search(text[-200:])
    if behind and len(text) > behind.end() - behind.start():
        return text[: len(text[:-200]) + behind.start()].strip(), "retracted"
    return text, ""


def is_notice(title: object) -> bool:
    """Whether a title is a notice's: a correction, a retraction, a reply, a comment on another work.

    Examples:
        >>> is_notice("Corrigendum to “Massage for Pain”"), is_notice("Correction of Myopia by Laser")
        (True, False)
    """
    text = plain(title)
    return bool(_NOTICE.match(text) or _NOTICE_BEHIND.search(text[-120:]))


def compare_titles(title: object, variants: Iterable[object]) -> TitleMatch | None:
    """Compare a title with each variant a registry has and keep the best; `None` where one side has none.

    Examples:
        >>> compare_titles("Acupuncture and endorphins", ["Acupuncture and Endorphins"]).likeness
        <Likeness.SAME: 'same'>
        >>> compare_titles("Massage for Pain", ["Corrigendum to “Massage for Pain”"]).likeness
        <Likeness.NOTICE: 'notice'>
    """
    mine = plain(title)
    if not fold(mine):
        return None
    matches = [_compare(mine, theirs) for theirs in dict.fromkeys(map(plain, variants)) if fold(theirs)]
    return min(matches, key=lambda match: (_RANK[match.likeness], -match.similarity)) if matches else None


def _compare(mine: str, theirs: str) -> TitleMatch:
    if is_notice(mine) != is_notice(theirs):
        return _compare_with_notice(mine, theirs)
    if script(mine) != script(theirs):
        # A translation or a transliteration: nothing can be told from the letters.
        return TitleMatch(Likeness.DRIFT, 0.0, theirs, "it is in another writing system")
    bare, bare_theirs = without_status(mine)[0], without_status(theirs)[0]
    one, two = fold(bare), fold(bare_theirs)
    if squash(_without_article(one)) == squash(_without_article(two)):
        return TitleMatch(Likeness.SAME, 1.0, theirs)
    letters = max(similarity(one, two), similarity(squash(one), squash(two)))
    fragment = _fragment(bare, bare_theirs)
    if fragment is not None:
        likeness, detail = fragment
        return TitleMatch(likeness, max(letters, TITLE_DRIFT), theirs, detail)
    if letters >= TITLE_DRIFT:
        detail = _changed_numbers(one.split(), two.split())
        return TitleMatch(Likeness.OTHER if detail else Likeness.DRIFT, letters, theirs, detail)
    return TitleMatch(_unlike(one, two, letters), letters, theirs)


def _unlike(one: str, two: str, letters: float) -> Likeness:
    """Whether two different titles could still be slips of one, or have nothing to do with each other."""
    unrelated = similarity(one.split(), two.split()) <= TITLE_ANOTHER_WORDS and letters < TITLE_ANOTHER_LETTERS
    return Likeness.UNRELATED if unrelated else Likeness.OTHER


def _compare_with_notice(mine: str, theirs: str) -> TitleMatch:
    """A notice against what may be the work it is about; never the same, however alike they look."""
    one, two = fold(mine), fold(theirs)
    theirs_is = is_notice(theirs)
    notice, work = (two, one) if theirs_is else (one, two)
    letters = similarity(one, two)
    if squash(work) not in squash(notice) and letters < TITLE_ANOTHER_LETTERS:
        return TitleMatch(_unlike(one, two, letters), letters, theirs)
    whose = "the registry's title is" if theirs_is else "this title is"
    return TitleMatch(Likeness.NOTICE, letters, theirs, f"{whose} a notice's")


def _without_article(folded: str) -> str:
    first, _, rest = folded.partition(" ")
    return rest if first in _ARTICLES and rest else folded


def _fragment(one: str, other: str) -> tuple[Likeness, str] | None:
    """Whether the shorter title is where the longer one begins, ending with a word."""
    short, long = sorted((one, other), key=lambda title: len(squash(fold(title))))
    words = fold(short).split()
    start = squash(fold(short))
    if not start or not squash(fold(long)).startswith(start):
        return None
    for mark in islice(_SUBTITLE_MARK.finditer(long), 40):
        head = squash(fold(long[: mark.start()]))
        if len(head) > len(start):
            break
        if head == start:
            enough = FRAGMENT_WORDS_WEAK if mark.group().strip() in _WEAK_MARKS else FRAGMENT_WORDS
            alone = len(words) == 1 and words[0] not in _HEADINGS and mark.group().strip() in _STRONG_MARKS
            if len(words) >= enough or alone:
                return Likeness.SUBTITLE, ""
            return Likeness.DRIFT, "only the beginning agrees"
    if len(words) >= CUT_WORDS and fold(long).split()[: len(words)] == words:
        return Likeness.DRIFT, "one title is cut short"
    return None


def _changed_numbers(mine: list[str], theirs: list[str]) -> str:
    """What tells two titles of one series apart: "Part 1" and "Part 2", or the word exchanged; "" if nothing.

    Words that are one word misspelt don't count.
    """
    counted, counted_theirs = Counter(map(_value, mine)), Counter(map(_value, theirs))
    only = sorted((counted - counted_theirs).elements())
    only_theirs = sorted((counted_theirs - counted).elements())
    numbers = [word for word in only if word.isdecimal()]
    numbers_theirs = [word for word in only_theirs if word.isdecimal()]
    if numbers and numbers_theirs:
        return f"“{numbers[0]}” is not “{numbers_theirs[0]}”"
    exchanged = [
        word
        for word in only
        if len(word) > 3 and not any(similarity(word, theirs_) >= SAME_WORD for theirs_ in only_theirs[:20])
    ]
    if exchanged and only_theirs and "".join(only) not in "".join(only_theirs):
        return f"“{exchanged[0]}” is not in it"
    return ""


def _value(word: str) -> str:
    """A word, or a Roman numeral as a number: "Part II" is "Part 2"."""
    if word.isdecimal():
        return str(int(word))
    number = roman(word) if len(word) > 1 or word in "iv" else None
    return word if number is None else str(number)
