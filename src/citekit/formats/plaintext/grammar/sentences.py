"""Where the parts of a reference end: sentences, and the elements between commas.

A period after an initial, an abbreviation or inside a number ends nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from citekit.formats.plaintext.grammar.draft import FILLER

_STOP = re.compile(rf"(?P<mark>[.?!…。])(?P<close>[”\"’'»)\]]*)(?=\s|\Z|{FILLER}|[A-Z][a-z]{{2}})")
_ABBREVIATIONS = frozenset(
    "vol vols no nos nr pp ed eds edn trans dr st mr mrs ms prof rev jr sr vs v etc cf ca fig figs dept"
    " univ approx suppl ser pt ch sec art nat inc al spp subsp var hrsg bd aufl comp comps ill dir col"
    " gen gov mt ft op".split()
)
_LAST_WORD = re.compile(r"[^\s(\[“\"‘—/-]*\Z")
_LOOSE = " \n,;" + FILLER


class Sentence(NamedTuple):
    """A sentence: its first character, the end of its words, and where the next one may begin."""

    start: int
    stop: int
    end: int
    mark: str


def sentences(text: str, start: int, end: int) -> list[Sentence]:
    """Cut `start` to `end` into sentences.

    Examples:
        >>> text = "Ethics of care. J. Med. 2nd ed. Wiley"
        >>> [text[s.start : s.stop] for s in sentences(text, 0, len(text))]
        ['Ethics of care', 'J. Med', '2nd ed. Wiley']
    """
    found: list[Sentence] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match["mark"] == "." and not _is_full_stop(text, begin, match.start(), match.end()):
            continue
        if text[begin : match.start()].strip(_LOOSE):
            stop = match.start() + (match["mark"] in "?!")
            found.append(_sentence(text, begin, stop, match.end(), match["mark"]))
        begin = match.end()
    if text[begin:end].strip(_LOOSE + ".:)"):
        stop = begin + len(text[begin:end].rstrip(_LOOSE))
        found.append(_sentence(text, begin, stop, end, ""))
    return found


def _sentence(text: str, begin: int, stop: int, end: int, mark: str) -> Sentence:
    while begin < stop and text[begin] in _LOOSE:
        begin += 1
    return Sentence(begin, max(begin, stop), end, mark)


def _is_full_stop(text: str, begin: int, stop: int, after: int) -> bool:
    word_match = _LAST_WORD.search(text, max(begin, stop - 40), stop)
    word = word_match.group() if word_match else ""
    following = text[after : after + 2].lstrip()
    if len(word) == 1 and word.isupper():
        if text[stop - 2 : stop - 1] in "([":
            return False
        # "J. Smith" is a name, "vitamin D. Lancet" is not.
        before = _LAST_WORD.search(text, max(begin, stop - 40), max(begin, stop - 2))
        behind_a_word = before is not None and before.group().islower() and len(before.group()) > 3
        return behind_a_word and not following[:1].islower()
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return text[after:].lstrip(" \n)")[:1] in ("", FILLER)  # "U.S." at the end
    if word.lower().rstrip(".") in _ABBREVIATIONS:
        return False
    return not following[:1].islower()


_COMMA = re.compile(rf"[,;]\s|[,;](?={FILLER}|\Z)")


def elements(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The elements between commas that have a letter or digit in them, brackets kept together.

    Examples:
        >>> text = "Pain, Suffering, and Relief, Wiley"
        >>> [text[a:b] for a, b in elements(text, 0, len(text))]
        ['Pain, Suffering, and Relief', 'Wiley']
    """
    cuts = [start]
    depth = 0
    position = start
    for match in _COMMA.finditer(text, start, end):
        depth += text.count("(", position, match.start()) - text.count(")", position, match.start())
        position = match.end()
        if depth <= 0:
            cuts.append(match.end())
    cuts.append(end)
    parts: list[tuple[int, int]] = []
    for left, right in pairwise(cuts):
        first, last = left, right
        while first < last and text[first] in _LOOSE + ".:":
            first += 1
        while last > first and text[last - 1] in _LOOSE + ":":
            last -= 1
        if first >= last or not any(character.isalnum() for character in text[first:last]):
            continue
        serial = parts and re.match(r"(?:and|&)\s", text[first:last])
        if serial and FILLER not in text[parts[-1][1] : first]:
            # A serial comma: the list goes back to the start of the run.
            parts[-1] = (parts[-1][0] if len(parts) < 2 else parts[-2][0], last)
            if len(parts) > 1:
                parts.pop(-2)
        else:
            parts.append((first, last))
    return parts
