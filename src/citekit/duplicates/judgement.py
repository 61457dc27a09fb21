"""Whether two entries are one work: yes, perhaps, or no, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.duplicates.wording import Wording, adds_a_part, compare_wording, is_generic
from citekit.duplicates.work import WHOLE
from citekit.sources.bylines import compare_bylines
from citekit.sources.folding import fold
from citekit.sources.locators import numbers_agree, pages_agree
from citekit.sources.titles import Likeness, compare_titles

if TYPE_CHECKING:
    from citekit.duplicates.work import Work

#: Titles must be this alike to be the same by title alone; below it a slip is as likely as another work.
_NEAR: Final = 0.92
#: Half of the names, or the first of a list that ends in "et al.".
_SHARED_NAMES: Final = 0.5
_AGREEING: Final = (Likeness.SAME, Likeness.SUBTITLE, Likeness.DRIFT)
_CHAPTERS: Final = frozenset({"chapter", "entry", "entry-encyclopedia", "entry-dictionary"})
#: Versions of a work appear this many years apart.
_VERSIONS_APART: Final = 3


class Verdict(NamedTuple):
    """Whether two entries are one work, or only may be, and why."""

    is_same: bool
    reason: str


def judge(one: Work, other: Work, shared: str) -> Verdict | None:
    """Whether two candidates are the same work, and why; `None` where they are not.

    `shared` names the identifier that they have in common, if any.
    """
    if is_part(one, other):
        return None
    return _by_identifier(one, other, shared) if shared else _by_title(one, other)


def _by_identifier(one: Work, other: Work, shared: str) -> Verdict | None:
    match = compare_titles(one.title, [other.title])
    if match is not None and match.likeness not in _AGREEING:
        return Verdict(False, f"the same {shared}, although the titles differ")
    if shared == "ISBN" and numbers_agree(one.item.get("volume"), other.item.get("volume")) is False:
        return None
    for kind in ("DOI", "PMID", "PMCID"):
        if kind != shared and _differ(one.identifiers.get(kind), other.identifiers.get(kind)):
            return Verdict(False, f"the same {shared}, although the {kind}s differ")
    return Verdict(True, f"the same {shared}")


def _by_title(one: Work, other: Work) -> Verdict | None:
    match = compare_titles(one.title, [other.title])
    if match is None or match.likeness not in _AGREEING:
        return None
    exact = match.likeness is Likeness.SAME
    wording = Wording.SLIP
    if not exact and adds_a_part(one.folded, other.folded):
        return None
    if match.likeness is Likeness.DRIFT:
        wording = compare_wording(one.folded, other.folded)
        if match.similarity < _NEAR or wording is Wording.OTHER:
            return None
    bylines = compare_bylines(one.names, other.names, truncated=one.truncated or other.truncated)
    if bylines is not None and bylines.share < _SHARED_NAMES:
        return None
    title = "the same title" if exact else "nearly the same title"
    apart = abs(one.year - other.year) if one.year is not None and other.year is not None else None
    if one.kind and other.kind and one.kind != other.kind:
        # Versions of one work, each of which can be cited.
        if bylines is None or (apart or 0) > _VERSIONS_APART:
            return None
        return Verdict(False, f"{title} and author, {one.kind} and {other.kind}")
    if contradict(one, other) or (apart or 0) > 1:
        return None
    place = _place_agrees(one, other)
    generic = is_generic(one.folded)
    elsewhere = containers_differ(one, other)
    if elsewhere and (generic or not exact):
        return None
    if bylines is None:
        # Without names on one side the year and the place in a journal have to say it.
        return Verdict(True, f"{title}, year and place") if apart == 0 and place and exact and not generic else None
    same = _same_by_title(apart, title, exact=exact, place=place, words=len(one.folded.split()))
    if same is None:
        return None
    if elsewhere:
        return Verdict(False, f"{same}, but “{one.containers[0]}” is not “{other.containers[0]}”")
    if wording is Wording.DOUBTFUL:
        return Verdict(False, f"{same}, but for a word")
    if generic and not (place and (one.type in _CHAPTERS or _numbers_agree(one, other))):
        return Verdict(False, f"{same}, but many works have that title")
    return Verdict(True, same)


def _same_by_title(apart: int | None, title: str, *, exact: bool, place: bool, words: int) -> str | None:
    if apart == 0:
        return f"{title}, author and year"
    if apart is None:
        return f"{title} and author" if exact and words > 2 else None
    return f"{title}, author and place, a year apart" if place and exact else None


def is_part(one: Work, other: Work) -> bool:
    """Whether one is a part, a review or a translation of the other, or both are parts of one book."""
    if one.parent == other.key or other.parent == one.key or (one.parent and one.parent == other.parent):
        return True
    if ("review" in one.type) != ("review" in other.type):
        return True
    books = {one.type in WHOLE, other.type in WHOLE}
    if books == {True, False} and ({one.type, other.type} & _CHAPTERS):
        return True
    # Chapters that have the DOI of their book.
    both = {one.type, other.type} <= {*_CHAPTERS, "paper-conference"}
    return both and bool(one.containers) and one.containers == other.containers and one.folded != other.folded


def contradict(one: Work, other: Work) -> bool:
    """Whether something tells two works with alike titles apart."""
    if any(
        _differ(one.identifiers.get(kind), other.identifiers.get(kind)) for kind in ("DOI", "PMID", "PMCID", "ISBN")
    ):
        return True
    if pages_agree(one.item.get("page"), [other.item.get("page")]) is False:
        return True
    for variable in ("volume", "issue", "number", "chapter-number", "part", "version"):
        if numbers_agree(one.item.get(variable), other.item.get(variable)) is False:
            return True
    if one.edition and other.edition and one.edition != other.edition:
        return True
    if _differ(fold(one.item.get("volume-title")), fold(other.item.get("volume-title"))):
        return True
    if {one.type, other.type} <= {"webpage", "post", "post-weblog"} and _differ(_address(one), _address(other)):
        return True
    languages = {str(work.item.get("language") or "")[:2].lower() for work in (one, other)}
    return len(languages - {""}) > 1


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _address(work: Work) -> str:
    text = str(work.item.get("URL") or "").lower().partition("#")[0]
    return text.partition("://")[2].removeprefix("www.").rstrip("/") or text


def _numbers_agree(one: Work, other: Work) -> bool:
    return any(numbers_agree(one.item.get(name), other.item.get(name)) for name in ("volume", "issue")) or bool(
        pages_agree(one.item.get("page"), [other.item.get("page")])
    )


def _place_agrees(one: Work, other: Work) -> bool:
    pages = pages_agree(one.item.get("page"), [other.item.get("page")])
    volumes = numbers_agree(one.item.get("volume"), other.item.get("volume"))
    named = bool(one.containers and other.containers) and not containers_differ(one, other)
    return bool(pages or volumes or named)


def containers_differ(one: Work, other: Work) -> bool:
    """Whether two works appeared in things of other names; a name and its abbreviation are one."""
    if not one.containers or not other.containers:
        return False
    return not any(_abbreviates(mine, theirs) for mine in one.containers for theirs in other.containers)


def _abbreviates(one: str, other: str) -> bool:
    """Whether one name has the other's words, cut short or contracted, in their order, or their first letters.

    Examples:
        >>> _abbreviates("proc natl acad sci", "proceedings of the national academy of sciences")
        True
        >>> _abbreviates("jama", "journal of the american medical association"), _abbreviates("pain", "brain")
        (True, False)
    """
    short, long = sorted((one.split(), other.split()), key=lambda words: len("".join(words)))
    words = iter([word for word in long if word not in _SMALL_WORDS])
    if all(any(_contracts(part, word) for word in words) for part in short if part not in _SMALL_WORDS):
        return True
    first = "".join(word[0] for word in long if word not in _SMALL_WORDS)
    return len(short) == 1 and len(long) > 2 and short[0] == first


_SMALL_WORDS: Final = frozenset("of the and for in on a an de la le les der die das des und et".split())


def _contracts(part: str, word: str) -> bool:
    if part == word:
        return True
    if not part or part[0] != word[0]:
        return False
    letters = iter(word)
    return len(part) < len(word) and all(letter in letters for letter in part)
