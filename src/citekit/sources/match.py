"""A reference compared with what a registry has under its DOI: field by field, then as a whole.

Pure: values in, a `Match` out. Every field gets a verdict, and a field that one side lacks is "unknown", not
wrong. That a DOI leads to *another work* takes two signals, an unrelated title and a byline that disagrees:
either alone is a mistake in a reference, not a wrong DOI. The limits are in `citekit.sources.thresholds`.

Examples:
    >>> from citekit.model import DOI
    >>> from citekit.model.registration import Registration, Status
    >>> record = {"title": "Acupuncture and endorphins", "issued": {"date-parts": [[2004, 5]]},
    ...           "author": [{"family": "Han", "given": "Ji-Sheng"}], "volume": "361"}
    >>> registration = Registration(DOI("10.1016/j.neulet.2003.12.019"), Status.FOUND, record=record)
    >>> item = {"title": "Acupuncture and Endorphins", "author": [{"family": "Han", "given": "J.-S."}],
    ...         "issued": {"date-parts": [[2002]]}, "volume": "361"}
    >>> match = compare(item, registration)
    >>> [(difference.field, str(difference.verdict)) for difference in match.differences]
    [('issued', 'differs')]
    >>> str(match.relation), match.verdicts["page"].value
    ('same', 'unknown')
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from citekit.model.edtf import date_parts, parse_edtf
from citekit.sources import titles
from citekit.sources.bylines import BylineMatch, compare_bylines
from citekit.sources.folding import plain
from citekit.sources.locators import numbers_agree, pages_agree
from citekit.sources.thresholds import AUTHORS_DISAGREE, WEIGHTS, YEARS_DRIFT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.model.item import Item
    from citekit.model.registration import Registration


class Verdict(StrEnum):
    """What comparing one field gave."""

    AGREES = "agrees"
    DRIFT = "drift"  # the same thing with a slip: a misspelling, one year off, a name left out
    DIFFERS = "differs"
    UNKNOWN = "unknown"  # one side has nothing to compare


class Relation(StrEnum):
    """What the record is to the reference."""

    SAME = "same"
    ANOTHER = "another"  # another work: title and authors disagree
    CONTAINER = "container"  # the whole book or proceedings of which the reference is a part
    NOTICE = "notice"  # a notice about the work, or the work of which the reference is a notice


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that does not agree.

    `field` is the CSL variable, `value` what the reference has, `expected` what the registry has,
    `similarity` 0 to 1, `detail` the reason in words where there is one to give.
    """

    field: str
    verdict: Verdict
    value: str = ""
    expected: str = ""
    similarity: float = 0.0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A reference against a record: a score of 0 to 1, what differs, and a verdict for every field.

    `differences` holds the fields whose verdict is "drift" or "differs" (several for a byline).
    """

    score: float
    differences: tuple[Difference, ...] = ()
    verdicts: Mapping[str, Verdict] = field(default_factory=lambda: MappingProxyType({}))
    relation: Relation = Relation.SAME

    def of(self, variable: str) -> tuple[Difference, ...]:
        """The differences of one variable."""
        return tuple(difference for difference in self.differences if difference.field == variable)

    @property
    def compared(self) -> bool:
        """Whether there was any field to compare; the type alone is none."""
        return any(verdict is not Verdict.UNKNOWN for variable, verdict in self.verdicts.items() if variable != "type")

    @property
    def agrees(self) -> bool:
        """Whether the record is this work and nothing differs; see `compared` for whether anything could."""
        return self.relation is Relation.SAME and not self.differences


@dataclass(slots=True)
class _Comparison:
    """What comparing one field gave: its verdict, its similarity for the score, its differences."""

    field: str
    verdict: Verdict = Verdict.UNKNOWN
    similarity: float = 0.0
    differences: tuple[Difference, ...] = ()


#: Types that registries and bibliographies use for one another, by what they call a family.
_FAMILIES: Final = (
    frozenset({"article-journal", "article-magazine", "article-newspaper", "article", "manuscript",
               "report", "review", "review-book", "paper-conference", "periodical"}),
    frozenset({"book", "chapter", "paper-conference", "entry", "entry-encyclopedia", "entry-dictionary",
               "collection", "report", "thesis", "classic"}),
    frozenset({"webpage", "post", "post-weblog", "report", "article", "article-magazine",
               "article-newspaper"}),
    frozenset({"dataset", "software", "figure", "graphic", "map"}),
    frozenset({"standard", "report", "legislation", "regulation"}),
)  # fmt: skip
_YEAR: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_SAME_TITLE: Final = (titles.Likeness.SAME, titles.Likeness.SUBTITLE)
_NO_TYPE: Final = frozenset({"", "document", "other"})


def compare(item: Item, registration: Registration) -> Match:
    """Compare a reference with a registration's record.

    Without a record every field is unknown and the score is 0.
    """
    record = registration.record or {}
    title, relation = _compare_title(item, registration)
    author, byline = _compare_authors(item, record)
    comparisons = [
        title,
        author,
        _compare_year(item, registration),
        _compare_number("volume", item, record),
        _compare_number("issue", item, record),
        _compare_pages(item, registration),
        _compare_type(item, record),
    ]
    if relation is Relation.SAME and _is_another(title, byline, item, registration):
        relation = Relation.ANOTHER
    return Match(
        _score(comparisons),
        tuple(difference for comparison in comparisons for difference in comparison.differences),
        MappingProxyType({comparison.field: comparison.verdict for comparison in comparisons}),
        relation,
    )


def _score(comparisons: list[_Comparison]) -> float:
    known = [
        (WEIGHTS[comparison.field], comparison.similarity)
        for comparison in comparisons
        if comparison.field in WEIGHTS and comparison.verdict is not Verdict.UNKNOWN
    ]
    total = sum(weight for weight, _ in known)
    return round(sum(weight * value for weight, value in known) / total, 4) if total else 0.0


def _text(item: Mapping[str, Any], variable: str) -> str:
    return plain(item.get(variable))


# Titles ---------------------------------------------------------------------------------------------


def record_titles(registration: Registration) -> list[str]:
    """All titles a registry has for a record, in its own order."""
    record = registration.record or {}
    own = (record.get(variable) for variable in ("title", "original-title", "title-short"))
    return [text for text in dict.fromkeys(map(plain, [*own, *registration.titles])) if text]


def _compare_title(item: Item, registration: Registration) -> tuple[_Comparison, Relation]:
    variants = record_titles(registration)
    match = titles.compare_titles(item.get("title"), variants)
    if match is None:
        return _Comparison("title"), Relation.SAME
    if match.likeness in _SAME_TITLE and _is_of_notice(match.variant, item, registration):
        match = match._replace(likeness=titles.Likeness.NOTICE, detail="the registry's record is a notice's")
    if match.likeness in _SAME_TITLE:
        return _Comparison("title", Verdict.AGREES, match.similarity), Relation.SAME
    relation, detail = Relation.SAME, match.detail
    container = titles.compare_titles(item.get("container-title"), variants)
    if match.likeness is titles.Likeness.NOTICE:
        relation = Relation.NOTICE
    elif container is not None and container.likeness in _SAME_TITLE:
        relation, detail = Relation.CONTAINER, "the DOI is that of the whole it is part of"
    drift = match.likeness is titles.Likeness.DRIFT
    verdict = Verdict.DRIFT if drift else Verdict.DIFFERS
    difference = Difference("title", verdict, _text(item, "title"), match.variant, match.similarity, detail)
    return _Comparison("title", verdict, match.similarity, (difference,)), relation


def _is_of_notice(variant: str, item: Item, registration: Registration) -> bool:
    """Whether a record is a notice under the title of the work it is about, which the reference means.

    The `RETRACTED:` before a title is on the work's own record, but on that of the notice where the record
    says that it updates another one, and with publishers that have the habit.
    """
    marked = titles.without_status(variant)[1]
    own = (registration.doi, registration.alias_of)
    about_another = any(doi not in own for doi in registration.updates)
    habit = registration.doi.prefix in titles.NOTICE_PREFIXES
    return bool(marked) and (about_another or habit) and not titles.without_status(item.get("title"))[1]


def _is_another(title: _Comparison, byline: BylineMatch | None, item: Item, registration: Registration) -> bool:
    """Two signals: hardly a word of the title in common, and a byline that disagrees."""
    if title.verdict is not Verdict.DIFFERS or byline is None or byline.share >= AUTHORS_DISAGREE:
        return False
    match = titles.compare_titles(item.get("title"), record_titles(registration))
    return match is not None and match.likeness is titles.Likeness.UNRELATED


# Authors --------------------------------------------------------------------------------------------


def _compare_authors(item: Item, record: Mapping[str, Any]) -> tuple[_Comparison, BylineMatch | None]:
    variable = "author" if item.get("author") else "editor"
    names = _names(item, variable)
    others = _names(record, variable) or _names(record, "editor" if variable == "author" else "author")
    custom = item.get("custom")
    cut = custom.get("et-al") if isinstance(custom, dict) else None
    truncated = isinstance(cut, list | tuple) and variable in cut
    byline = compare_bylines(names, others, truncated=truncated)
    if byline is None:
        return _Comparison("author"), None
    differences = tuple(_byline_differences(variable, byline))
    verdicts = {difference.verdict for difference in differences}
    verdict = next((v for v in (Verdict.DIFFERS, Verdict.DRIFT) if v in verdicts), Verdict.AGREES)
    return _Comparison("author", verdict, byline.share, differences), byline


def _names(item: Mapping[str, Any], variable: str) -> list[Mapping[str, Any]]:
    value = item.get(variable)
    return [name for name in value if isinstance(name, dict)] if isinstance(value, list | tuple) else []


#: Names that are told one by one; the others of a wholly wrong byline are told together.
_NAMES_SHOWN: Final = 3


def _byline_differences(variable: str, byline: BylineMatch) -> list[Difference]:
    def difference(verdict: Verdict, value: str, expected: str, detail: str) -> Difference:
        return Difference(variable, verdict, value, expected, byline.share, detail)

    found: list[Difference] = []
    for verdict, pairs in ((Verdict.DIFFERS, byline.substituted), (Verdict.DRIFT, byline.misspelt)):
        few, many = pairs[:_NAMES_SHOWN], pairs[_NAMES_SHOWN:]
        found += [difference(verdict, name, other, f"name {place}") for place, name, other in few]
        if many:
            names = "; ".join(name for _, name, _ in many)
            others = "; ".join(other for _, _, other in many)
            found.append(difference(verdict, names, others, f"each of {len(many)} more names"))
    if byline.extra and byline.only_first:
        found.append(difference(Verdict.DRIFT, "; ".join(byline.extra), "", "it has only the first name"))
    elif byline.extra:
        found.append(difference(Verdict.DIFFERS, "; ".join(byline.extra), "", "nobody has that name"))
    if byline.missing:
        found.append(difference(Verdict.DRIFT, "", "; ".join(byline.missing), "left out without “et al.”"))
    if byline.reordered and not found:
        found.append(difference(Verdict.DRIFT, "", "", "the names are in another order"))
    return found


# Year, numbers, pages, type -------------------------------------------------------------------------


def _years(item: Mapping[str, Any], *variables: str) -> list[int]:
    years: list[int] = []
    for variable in variables:
        value = item.get(variable)
        if isinstance(value, str):  # an EDTF string, which CSL-JSON allows, or what looks like a date
            value = parse_edtf(value) or {"raw": value}
        if isinstance(value, dict):
            found = [point[0] for point in date_parts(value) if point[0]]
            years += found or map(int, _YEAR.findall(f"{value.get('raw')} {value.get('literal')}"[:200]))
    return years


def _compare_year(item: Item, registration: Registration) -> _Comparison:
    own = _years(item, "issued")
    known = sorted({*registration.years, *_years(registration.record or {}, "issued")})
    if not own or not known:
        return _Comparison("issued")
    accepted = {*own, *_years(item, "original-date")}
    gap = min(abs(year - other) for year in accepted for other in known)
    if gap == 0 or (len(own) == 2 and any(own[0] <= year <= own[1] for year in known)):
        return _Comparison("issued", Verdict.AGREES, 1.0)
    verdict = Verdict.DRIFT if gap <= YEARS_DRIFT else Verdict.DIFFERS
    similarity = 0.5 if gap <= YEARS_DRIFT else 0.0
    value, expected = "–".join(map(str, own)), ", ".join(map(str, known))
    return _Comparison("issued", verdict, similarity, (Difference("issued", verdict, value, expected, similarity),))


def _verdict(field: str, agree: bool | None, value: str, expected: str) -> _Comparison:
    if agree is None:
        return _Comparison(field)
    if agree:
        return _Comparison(field, Verdict.AGREES, 1.0)
    return _Comparison(field, Verdict.DIFFERS, 0.0, (Difference(field, Verdict.DIFFERS, value, expected),))


def _compare_number(variable: str, item: Item, record: Mapping[str, Any]) -> _Comparison:
    agree = numbers_agree(item.get(variable), record.get(variable))
    return _verdict(variable, agree, _text(item, variable), _text(record, variable))


def _compare_pages(item: Item, registration: Registration) -> _Comparison:
    record = registration.record or {}
    value = item.get("page") or item.get("number") if _is_article(item) else item.get("page")
    candidates = [record.get(variable) for variable in ("page", "number", "page-first")]
    agree = pages_agree(value, candidates, registration.alias_of or registration.doi)
    expected = next((text for text in map(plain, candidates) if text), "")
    return _verdict("page", agree, plain(value), expected)


def _is_article(item: Item) -> bool:
    return str(item.get("type") or "").startswith("article")


def _compare_type(item: Item, record: Mapping[str, Any]) -> _Comparison:
    mine, theirs = _text(item, "type"), _text(record, "type")
    if mine in _NO_TYPE or theirs in _NO_TYPE:
        return _Comparison("type")
    alike = mine == theirs or any(mine in family and theirs in family for family in _FAMILIES)
    # A verdict and no difference: registries' types are too coarse to call a reference wrong by them.
    return _Comparison("type", Verdict.AGREES if alike else Verdict.DIFFERS, float(alike))
