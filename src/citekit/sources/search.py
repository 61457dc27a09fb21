"""Finding the DOI of a reference that has none: what to ask Crossref, and which of its answers to believe.

Pure. Crossref's search always answers something, and its scores are no probabilities, so nothing is accepted for its
score: each candidate is compared with the reference field by field, and has to agree in title, byline and year. Where
two works survive, the answer is "ambiguous". What is found is proposed and never written unasked.

Source: Crossref REST API documentation, "Queries" (`query.bibliographic`); the limits are in
`citekit.sources.thresholds`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citekit.model.edtf import date_parts
from citekit.sources.folding import plain
from citekit.sources.match import Match, Relation, Verdict, compare
from citekit.sources.thresholds import AMBIGUOUS, FOUND_SUPPORT, FOUND_TITLE
from citekit.sources.titles import Likeness, compare_titles, is_notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citekit.model.identifiers import DOI
    from citekit.model.item import Item
    from citekit.model.registration import Registration

#: How many candidates are asked for: the right one is among the first five or not there at all.
ROWS: Final = 5
_LONGEST_QUERY: Final = 500
_AUTHORS: Final = 3


class Outcome(StrEnum):
    """What a search came to."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"  # two works or more agree with the reference
    NOTHING = "nothing"  # no candidate agrees
    UNCHECKED = "unchecked"  # the registry could not be asked


class Candidate(NamedTuple):
    """A record that a search gave, and how the reference compares with it."""

    registration: Registration
    match: Match
    support: int

    @property
    def doi(self) -> DOI:
        """The record's own DOI."""
        return self.registration.alias_of or self.registration.doi


class Found(NamedTuple):
    """What a search came to: the work if it is one, those that agree, and why there is none.

    `candidates` are all that agree, the best first.
    """

    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""

    @property
    def doi(self) -> DOI | None:
        """The DOI, where exactly one work agrees."""
        return self.candidates[0].doi if self.outcome is Outcome.FOUND else None


def query_of(item: Item) -> str:
    """What to look for: names, title, container, year, volume and page, as a reference has them.

    Examples:
        >>> query_of({"title": "Acupuncture and <i>Endorphins</i>", "author": [{"family": "Han", "given": "J.-S."}],
        ...           "issued": {"date-parts": [[2004]]}, "volume": "361", "page": "258-261"})
        'Han Acupuncture and Endorphins 2004 361 258'
        >>> query_of({"page": "3"})
        ''
    """
    title = plain(item.get("title"))
    if not title:
        return ""
    names = item.get("author") or item.get("editor")
    listed = [name for name in names if isinstance(name, dict)] if isinstance(names, list) else []
    people = [plain(name.get("family") or name.get("literal")) for name in listed]
    issued = item.get("issued")
    points = date_parts(issued) if isinstance(issued, dict) else []
    year = str(points[0][0]) if points else ""
    page = plain(item.get("page")).replace("–", "-").partition("-")[0]
    parts = [*people[:_AUTHORS], title, plain(item.get("container-title")), year, plain(item.get("volume")), page]
    return " ".join(part for part in parts if part)[:_LONGEST_QUERY]


def choose(item: Item, registrations: Iterable[Registration]) -> Found:
    """Which of the records that a search gave is the reference's work.

    Examples:
        >>> from citekit.model import DOI
        >>> from citekit.model.registration import Registration, Status
        >>> record = {"type": "article-journal", "title": "Acupuncture and endorphins", "volume": "361",
        ...           "author": [{"family": "Han", "given": "Ji-Sheng"}], "issued": {"date-parts": [[2004]]}}
        >>> known = Registration(DOI("10.1016/j.neulet.2003.12.019"), Status.FOUND, record=record)
        >>> choose({**record, "title": "Acupuncture and Endorphins"}, [known]).doi
        DOI('10.1016/j.neulet.2003.12.019')
        >>> choose({**record, "title": "Massage for pain"}, [known]).outcome.value
        'nothing'
    """
    agreeing: dict[DOI, Candidate] = {}
    for registration in registrations:
        candidate = _weighed(item, registration)
        if candidate is not None:
            agreeing.setdefault(candidate.doi, candidate)
    ranked = sorted(agreeing.values(), key=lambda one: (_is_other_stage(one, item), -one.match.score, -one.support))
    if not ranked:
        return Found(Outcome.NOTHING, reason="no record agrees in title, names and year")
    if _is_tie(item, ranked):
        dois = ", ".join(candidate.doi for candidate in ranked[:3])
        return Found(Outcome.AMBIGUOUS, tuple(ranked), f"several works agree: {dois}")
    return Found(Outcome.FOUND, tuple(ranked))


#: Records that no reference means unless it says so.
_NEVER: Final = frozenset({"periodical", "figure"})
_SUPPORTING: Final = ("title", "author", "issued", "volume", "issue", "page")


def _weighed(item: Item, registration: Registration) -> Candidate | None:
    """The candidate, if it agrees with the reference."""
    record = registration.record or {}
    kind, own = plain(record.get("type")), plain(item.get("type"))
    if kind in _NEVER and own != kind:
        return None
    if kind == "review" and own not in ("review", "review-book"):
        return None  # reviewers' reports bear the title of what they review
    if is_notice(record.get("title")) != is_notice(item.get("title")):
        return None
    match = compare(item, registration)
    verdicts = match.verdicts
    if match.relation is not Relation.SAME or not _title_agrees(match):
        return None
    agreed = [name for name in _SUPPORTING if verdicts.get(name) is Verdict.AGREES]
    support = len(agreed) + _same_container(item, record)
    if any(verdicts.get(name) is Verdict.DIFFERS for name in ("author", "issued")):
        return None
    if verdicts.get("volume") is Verdict.DIFFERS and verdicts.get("page") is Verdict.DIFFERS:
        return None  # a sibling: editorials and parts of a series share title and names
    if verdicts.get("issued") is Verdict.DRIFT and not _is_made_good(item, record, verdicts):
        return None
    told = [name for name in ("author", "issued") if verdicts.get(name) in (Verdict.AGREES, Verdict.DRIFT)]
    if len(told) < 2 and support < FOUND_SUPPORT:
        return None
    if _says_too_little(item) and support < FOUND_SUPPORT:
        return None
    return Candidate(registration, match, support)


def _title_agrees(match: Match) -> bool:
    verdict = match.verdicts.get("title")
    if verdict is Verdict.AGREES:
        return True
    return verdict is Verdict.DRIFT and max((one.similarity for one in match.of("title")), default=0) >= FOUND_TITLE


def _same_container(item: Item, record: Any) -> int:
    """1 where the containers' names agree."""
    theirs = [record.get(name) for name in ("container-title", "container-title-short")]
    match = compare_titles(item.get("container-title"), [name for name in theirs if name])
    return int(match is not None and match.likeness in (Likeness.SAME, Likeness.SUBTITLE))


def _is_made_good(item: Item, record: Any, verdicts: Mapping[str, Verdict]) -> bool:
    """Whether a year that is one off is a slip or the gap to the print, and not another edition or version.

    A preprint is posted once, so its year is no other.
    """
    if record.get("type") == "article":
        return False
    told = any(verdicts.get(name) is Verdict.AGREES for name in ("volume", "page"))
    return told or _same_container(item, record) > 0


def _says_too_little(item: Item) -> bool:
    """Whether a title is one of those that many works have: "Editorial", "Introduction"."""
    return len(plain(item.get("title")).split()) < 3


def _is_other_stage(candidate: Candidate, item: Item) -> bool:
    """Whether a candidate is a preprint and the reference does not say that it means one, or the other way round."""
    return ((candidate.registration.record or {}).get("type") == "article") != (item.get("type") == "article")


def _is_tie(item: Item, ranked: Sequence[Candidate]) -> bool:
    """Whether the first two are two works that nothing tells apart."""
    if len(ranked) < 2:
        return False
    first, second = ranked[:2]
    if _is_other_stage(first, item) != _is_other_stage(second, item):
        return False  # the published work comes before its preprint, unless that is meant
    return first.match.score - second.match.score < AMBIGUOUS and first.support - second.support < 2
