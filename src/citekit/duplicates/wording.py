"""Two titles that are nearly the same: one work with a slip in it, or another work with another word in it."""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import IntEnum
from typing import Final

from citekit.sources.folding import similarity, squash
from citekit.sources.locators import roman
from citekit.sources.thresholds import SAME_WORD

#: Words that are as soon left out as put in.
_SMALL: Final = frozenset(
    "a an the of on in for and to with by der die das des und von la le les el los las il de du et en y".split()
)
#: What a part of a work, or a work about it, has more in its title than the work.
_ADDITIONS: Final = frozenset(
    """part parts teil teile partie parte section chapter volume vol band bd tome tomo book number no issue edition
    aufl auflage reply replies response rejoinder comment comments commentary discussion rebuttal answer erwiderung
    antwort entgegnung kommentar diskussion replik reponse commentaire replica respuesta comentario risposta
    erratum errata corrigendum corrigenda correction addendum addenda berichtigung retraction supplement supplementary
    supplemental appendix appendices data dataset code software slides poster abstract summary zusammenfassung preface
    introduction foreword vorwort einleitung editorial index contents
    one two three four five first second third""".split()
)
#: Headings that many works have.
_GENERIC: Final = frozenset(
    """abstract abstracts acknowledgements acknowledgments annual announcement announcements appendix bibliography book
    books chapter comment commentary conclusion conclusions contents contributors correspondence discussion editor
    editorial editorials einleitung epilogue foreword front glossary guest home index introduction issue letter letters
    literature masthead matter message miscellany news note notes notice obituary overview panel preface proceedings
    prologue publications references references remarks reply report reports response results review reviews section
    summary supplement table technical vorwort welcome welcoming words""".split()
)


class Wording(IntEnum):
    """What the difference between two titles is."""

    OTHER = 0  # another title
    DOUBTFUL = 1  # a letter exchanged: a slip, or another word
    SLIP = 2  # a letter or a small word more or less


def compare_wording(one: str, other: str) -> Wording:
    """What two folded titles differ in.

    Examples:
        >>> compare_wording("acupunture and endorphins", "acupuncture and endorphins").name
        'SLIP'
        >>> compare_wording("protein kinase a in pain", "protein kinase c in pain").name
        'OTHER'
        >>> compare_wording("adduction of the arm", "abduction of the arm").name
        'DOUBTFUL'
    """
    mine, theirs = _words(one), _words(other)
    worst = Wording.SLIP
    for tag, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        ours, yours = mine[a:b], theirs[c:d]
        if squash(" ".join(ours)) == squash(" ".join(yours)):
            continue
        ours, yours = _big(ours), _big(yours)
        if len(ours) != len(yours):
            return Wording.OTHER
        for pair in zip(ours, yours, strict=True):
            worst = min(worst, _compare_words(*pair))
    return worst


def _words(folded: str) -> list[str]:
    """The words of a title; a letter at its end is no article."""
    words = folded.split()
    return [*words[:-1], *(f"({word})" if len(word) == 1 else word for word in words[-1:])]


def _big(words: list[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]


def _compare_words(one: str, other: str) -> Wording:
    if one == other:
        return Wording.SLIP
    short, long = sorted((one, other), key=len)
    if any(letter.isdigit() for letter in one + other) or (len(short) < 4 and long != short + "s"):
        return Wording.OTHER
    if len(long) - len(short) == 1:
        # One letter more: at the front it may be a prefix that means the contrary ("asymptomatic").
        place = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
        if short[place:] == long[place + 1 :]:
            return Wording.SLIP if place else Wording.DOUBTFUL
    if len(long) == len(short):
        places = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(places) == 1 and {one[places[0]], other[places[0]]} == {"s", "z"}:
            return Wording.SLIP
        if len(places) == 2 and places[1] == places[0] + 1 and one[places[0]] == other[places[1]]:
            return Wording.SLIP
    return Wording.DOUBTFUL if similarity(one, other) >= SAME_WORD else Wording.OTHER


def adds_a_part(one: str, other: str) -> bool:
    """Whether the longer of two folded titles has more in it what makes it a part, a reply, a correction of the other.

    Examples:
        >>> adds_a_part("needles", "needles part two"), adds_a_part("needles", "needles a history")
        (True, False)
    """
    mine, theirs = set(one.split()), set(other.split())
    more = mine ^ theirs
    return bool(more & _ADDITIONS) or any(
        word.isdigit() or (len(word) > 1 and roman(word) is not None) or word in ("i", "v", "x") for word in more
    )


def is_generic(folded: str) -> bool:
    """Whether a title is a heading that many works have.

    Examples:
        >>> is_generic("letter to the editor"), is_generic("the gate control theory")
        (True, False)
    """
    return all(word in _GENERIC or word.isdigit() for word in _big(folded.split()))
