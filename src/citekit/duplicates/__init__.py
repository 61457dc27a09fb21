"""Works that a library has more than once: which entries are the same work, and why.

Two entries are the same where they share a DOI, PMID, PMCID, ISBN or arXiv number and their titles don't disagree, or
where title, authors and year agree and nothing else speaks against it (another DOI, other pages, a part of the book
rather than the book). What may be the same (a preprint and the article, a title with a word exchanged) is told. Only
entries that share an identifier or a rare word of their titles are compared, so that the cost stays near the number of
entries. Pure: no file is read or written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.collector import uninterrupted
from citekit.duplicates.judgement import contradict, judge
from citekit.duplicates.work import Work
from citekit.sources.folding import fold, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.model.library import Entry

__all__ = ["Doubt", "Duplicates", "Group", "find_duplicates"]

#: Words of a title under which an entry is filed, the rarest first: one may be misspelt, so several.
_RARE_WORDS: Final = 4
#: A word that more titles have files nothing by itself.
_COMMON: Final = 30
#: As many entries of a group are compared with those of another that is to join it.
_MOST: Final = 10
#: Versions of a work appear so many years apart; a title is misspelt in less.
_YEARS_APART: Final = 3


class Group(NamedTuple):
    """Entries that are one work, in the order of the library, and why each but the first is."""

    entries: tuple[Entry, ...]
    reasons: tuple[str, ...]


class Doubt(NamedTuple):
    """Two entries that a person should look at: versions of one work, or two works one of which has a wrong number."""

    one: Entry
    other: Entry
    reason: str


class Duplicates(NamedTuple):
    """What was found: groups of one work each, and pairs for a person to look at."""

    groups: tuple[Group, ...]
    doubts: tuple[Doubt, ...]


def find_duplicates(entries: Iterable[Entry]) -> Duplicates:
    """The works that a list of entries has more than once.

    Examples:
        >>> from citekit.model import Library
        >>> han = {"type": "article-journal", "title": "Acupuncture and Endorphins",
        ...     "author": [{"family": "Han", "given": "Ji-Sheng"}], "issued": {"date-parts": [[2004]]}}
        >>> library = Library([{**han, "id": "a"}, {"id": "b", "title": "Pain"}, {**han, "id": "c", "volume": "361"}])
        >>> for group in find_duplicates(library.entries).groups:
        ...     print([entry.key for entry in group.entries], group.reasons)
        ['a', 'c'] ('the same title, author and year as a',)
    """
    with uninterrupted():
        return _find(tuple(entries))


def _find(listed: tuple[Entry, ...]) -> Duplicates:
    works = [Work(number, entry) for number, entry in enumerate(listed)]
    leader = list(range(len(works)))
    members = {number: [number] for number in leader}

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    reasons: dict[int, str] = {}
    doubts: list[tuple[int, int, str]] = []
    for one, other, shared in _candidates(works):
        low, high = sorted((lead(one), lead(other)))
        if low == high:
            continue
        verdict = judge(works[one], works[other], shared)
        if verdict is None:
            continue
        if not verdict.is_same:
            doubts.append((one, other, verdict.reason))
            continue
        if any(
            contradict(works[mine], works[theirs])
            for mine in members[low][:_MOST]
            for theirs in members[high][:_MOST]
            if {mine, theirs} != {one, other}
        ):
            # A vague entry would join two works that differ.
            continue
        leader[high] = low
        members[low] += members.pop(high)
        reasons.setdefault(max(one, other), f"{verdict.reason} as {listed[min(one, other)].key}")
    groups = [
        Group(
            tuple(listed[number] for number in numbers),
            tuple(reasons.get(number) or f"the same work as {listed[numbers[0]].key}" for number in numbers[1:]),
        )
        for numbers in map(sorted, members.values())
        if len(numbers) > 1
    ]
    told: dict[tuple[int, int], Doubt] = {}
    for one, other, reason in doubts:
        # Of works that turned out to be one, one doubt is enough, and none among themselves.
        if lead(one) != lead(other):
            told.setdefault((lead(one), lead(other)), Doubt(listed[one], listed[other], reason))
    return Duplicates(tuple(groups), tuple(told.values()))


def _candidates(works: list[Work]) -> Iterator[tuple[int, int, str]]:
    """Pairs worth a look, each once: those that share an identifier first, then those with rare words in common."""
    seen: set[tuple[int, int]] = set()
    first: dict[tuple[str, str], int] = {}
    for work in works:
        for kind, value in work.identifiers.items():
            before = first.setdefault((kind, value), work.number)
            if before != work.number and (before, work.number) not in seen:
                seen.add((before, work.number))
                yield before, work.number, kind
    words = [_significant(work.folded) for work in works]
    counts = Counter(word for own in words for word in own)
    filed: dict[object, list[int]] = defaultdict(list)
    for work, own in zip(works, words, strict=True):
        keys: list[object] = [squash(work.folded)] if work.folded else []
        rare = sorted(own, key=lambda word: (counts[word], word))[:_RARE_WORDS]
        keys += [word if counts[word] <= _COMMON else (word, _surname(work), work.year) for word in rare]
        near: set[int] = set()
        for key in keys:
            # The last few are enough: what is the same as these is the same as those before them.
            near.update(filed[key][-_COMMON:])
            filed[key].append(work.number)
        for other in sorted(near):
            pair = (other, work.number)
            if pair not in seen and _may_be(works[other], work):
                seen.add(pair)
                yield (*pair, "")


def _significant(folded: str) -> set[str]:
    return {word for word in folded.split() if len(word) > 3} or set(folded.split())


def _surname(work: Work) -> str:
    name = work.names[0] if work.names else {}
    return fold(name.get("family") or name.get("literal"), umlauts=True)


def _may_be(one: Work, other: Work) -> bool:
    """What costs little and rules out most."""
    if one.year is not None and other.year is not None and abs(one.year - other.year) > _YEARS_APART:
        return False
    lengths = sorted((len(one.folded), len(other.folded)))
    return bool(lengths[0]) and (not one.names or not other.names or one.surnames & other.surnames != set())
