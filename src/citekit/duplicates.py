"""Works that a library has more than once: which entries are the same work, and why.

Two entries are the same where they share a DOI, PMID, PMCID, ISBN or arXiv number and their titles don't disagree, or
where title, first author and year agree and nothing else speaks against it (another DOI, other pages, a part of the
book rather than the book). Only entries that share an identifier or a rare word of their titles are compared, so that
the cost stays near the number of entries. Pure: no file is read or written.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citekit.model.edtf import date_parts
from citekit.model.identifiers import DOI, ISBN, PMCID, PMID, ArXivID
from citekit.sources.bylines import compare_bylines
from citekit.sources.folding import fold, plain, squash
from citekit.sources.locators import numbers_agree, pages_agree
from citekit.sources.titles import Likeness, compare_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citekit.model.item import Item
    from citekit.model.library import Entry

#: Types whose ISBN is their own; a chapter has that of its book.
_WHOLE: Final = frozenset({"book", "report", "thesis", "pamphlet", "standard", "document", "software", "classic"})
#: Words of a title under which an entry is filed, the rarest first: one may be misspelt, so several.
_RARE_WORDS: Final = 4
#: A word that more titles have files nothing by itself.
_COMMON: Final = 30
#: As many entries of a group are compared with those of another that is to join it.
_MOST: Final = 10
#: Titles must be this alike to be the same by title alone; below it a slip is as likely as another work.
_NEAR: Final = 0.92
#: Half of the names, or the first of a list that ends in "et al.".
_SHARED_NAMES: Final = 0.5
_AGREEING: Final = (Likeness.SAME, Likeness.SUBTITLE, Likeness.DRIFT)


class Pair(NamedTuple):
    """Two entries, by their numbers in the library, and why they are the same work."""

    one: int
    other: int
    reason: str


class Group(NamedTuple):
    """Entries that are one work, in the order of the library, and why each but the first is."""

    entries: tuple[Entry, ...]
    reasons: tuple[str, ...]


class Doubt(NamedTuple):
    """Two entries that share an identifier although their titles are those of two works; one of them has it wrongly."""

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
    listed = tuple(entries)
    works = [_Work(number, entry) for number, entry in enumerate(listed)]
    leader = list(range(len(works)))
    members = {number: [number] for number in leader}

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    reasons: dict[int, str] = {}
    doubts: list[Doubt] = []
    for one, other, shared in _candidates(works):
        low, high = sorted((lead(one), lead(other)))
        if low == high:
            continue
        verdict = _judge(works[one], works[other], shared)
        if verdict is None:
            continue
        same, reason = verdict
        if not same:
            doubts.append(Doubt(listed[one], listed[other], reason))
            continue
        if any(
            _contradict(works[mine], works[theirs])
            for mine in members[low][:_MOST]
            for theirs in members[high][:_MOST]
            if {mine, theirs} != {one, other}
        ):
            # A vague entry would join two works that differ.
            continue
        leader[high] = low
        members[low] += members.pop(high)
        reasons.setdefault(max(one, other), f"{reason} as {listed[min(one, other)].key}")
    groups = [
        Group(
            tuple(listed[number] for number in numbers),
            tuple(reasons.get(number) or f"the same work as {listed[numbers[0]].key}" for number in numbers[1:]),
        )
        for numbers in map(sorted, members.values())
        if len(numbers) > 1
    ]
    return Duplicates(tuple(groups), tuple(doubts))


class _Work:
    """What of an entry is compared, read once."""

    def __init__(self, number: int, entry: Entry) -> None:
        item = entry.item
        self.number = number
        self.item = item
        self.type = str(item.get("type") or "")
        self.title = plain(item.get("title"))
        self.folded = fold(self.title)
        self.container = fold(item.get("container-title"))
        issued = item.get("issued")
        points = date_parts(issued) if isinstance(issued, dict) else []
        self.year = points[0][0] if points else None
        self.names = _names(item)
        custom = item.get("custom")
        kept = custom.get("bibtex") if isinstance(custom, dict) else None
        self.key = entry.key.lower()
        #: The entry that this one has its data from, its identifiers too.
        self.parent = str(kept.get("crossref") or "").strip().lower() if isinstance(kept, dict) else ""
        listed = custom.get("et-al") if isinstance(custom, dict) else None
        self.truncated = isinstance(listed, list | tuple) and bool(listed)
        self.identifiers = dict(_identifiers(item))


def _names(item: Item) -> Sequence[dict[str, Any]]:
    for variable in ("author", "editor", "director", "composer", "translator"):
        names = item.get(variable)
        if isinstance(names, list | tuple) and names:
            return [name for name in names if isinstance(name, dict)]
    return []


def _identifiers(item: Item) -> Iterator[tuple[str, str]]:
    for variable, kind in (("DOI", DOI), ("PMID", PMID), ("PMCID", PMCID)):
        found = kind.parse(str(item.get(variable) or ""))
        if found:
            yield variable, str(found)
    if str(item.get("archive") or "").lower() == "arxiv":
        arxiv = ArXivID.parse(str(item.get("archive_location") or ""))
        if arxiv:
            yield "arXiv number", re.sub(r"v\d+\Z", "", str(arxiv))
    if str(item.get("type") or "") in _WHOLE:
        for text in re.split(r"[,;\s]+(?=97|\d{9})", str(item.get("ISBN") or "")):
            isbn = ISBN.parse(text)
            if isbn:
                yield "ISBN", str(isbn)
                return


def _candidates(works: list[_Work]) -> Iterator[tuple[int, int, str]]:
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


def _surname(work: _Work) -> str:
    name = work.names[0] if work.names else {}
    return fold(name.get("family") or name.get("literal"), umlauts=True)


def _may_be(one: _Work, other: _Work) -> bool:
    """What costs little and rules out most."""
    if one.year is not None and other.year is not None and abs(one.year - other.year) > 1:
        return False
    lengths = sorted((len(one.folded), len(other.folded)))
    return bool(lengths[0]) and (not one.names or not other.names or _surnames(one) & _surnames(other) != set())


def _surnames(work: _Work) -> set[str]:
    """The first letters of the surnames, so that a slip at the end of one costs nothing."""
    names = (fold(name.get("family") or name.get("literal"), umlauts=True) for name in work.names[:20])
    return {word[:3] for name in names for word in name.split()[-2:]}


def _judge(one: _Work, other: _Work, shared: str) -> tuple[bool, str] | None:
    """Whether two candidates are the same work, and why; `None` where they are not."""
    match = compare_titles(one.title, [other.title])
    if shared:
        if _is_part(one, other):
            return None
        if match is not None and match.likeness not in _AGREEING:
            return False, f"the same {shared}, although the titles differ"
        if shared == "ISBN" and numbers_agree(one.item.get("volume"), other.item.get("volume")) is False:
            return None
        return True, f"the same {shared}"
    if match is None or match.likeness not in _AGREEING or _is_part(one, other):
        return None
    if match.likeness is Likeness.DRIFT and match.similarity < _NEAR:
        return None
    if _contradict(one, other):
        return None
    bylines = compare_bylines(one.names, other.names, truncated=one.truncated or other.truncated)
    years = one.year is not None and one.year == other.year
    place = _place_agrees(one, other)
    if bylines is None:
        # Without names on one side the year and the place in a journal have to say it.
        return (True, "the same title, year and place") if years and place and match.likeness is Likeness.SAME else None
    if bylines.share < _SHARED_NAMES:
        return None
    exact = match.likeness is Likeness.SAME
    title = "the same title" if exact else "nearly the same title"
    if years:
        return True, f"{title}, author and year"
    if one.year is None or other.year is None:
        return (True, f"{title} and author") if exact and len(one.folded.split()) > 2 else None
    return (True, f"{title}, author and place, a year apart") if place and exact else None


def _is_part(one: _Work, other: _Work) -> bool:
    """Whether one is a part, a review or a translation of the other, or both are parts of one book."""
    if one.parent == other.key or other.parent == one.key or (one.parent and one.parent == other.parent):
        return True
    if ("review" in one.type) != ("review" in other.type):
        return True
    books = {one.type in _WHOLE, other.type in _WHOLE}
    chapters = {"chapter", "entry", "entry-encyclopedia", "entry-dictionary"}
    if books == {True, False} and ({one.type, other.type} & chapters):
        return True
    # Chapters that have the DOI of their book.
    both = {one.type, other.type} <= {*chapters, "paper-conference"}
    return both and bool(one.container) and one.container == other.container and one.folded != other.folded


def _contradict(one: _Work, other: _Work) -> bool:
    """Whether something tells two works with alike titles apart."""
    for kind in ("DOI", "PMID", "PMCID", "ISBN"):
        mine, theirs = one.identifiers.get(kind), other.identifiers.get(kind)
        if mine and theirs and mine != theirs:
            return True
    if pages_agree(one.item.get("page"), [other.item.get("page")]) is False:
        return True
    for variable in ("volume", "edition", "chapter-number", "part", "version"):
        if numbers_agree(one.item.get(variable), other.item.get(variable)) is False:
            return True
    languages = {str(work.item.get("language") or "")[:2].lower() for work in (one, other)}
    return len(languages - {""}) > 1


def _place_agrees(one: _Work, other: _Work) -> bool:
    pages = pages_agree(one.item.get("page"), [other.item.get("page")])
    volumes = numbers_agree(one.item.get("volume"), other.item.get("volume"))
    return bool(pages or volumes or (one.container and one.container == other.container))
