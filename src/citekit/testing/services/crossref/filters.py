"""The filters of `/works?filter=`: which there are, which values they take, which records pass.

The names are those that the API gives for this route ("Valid filters for this route are: …", 2025). The same filter
given twice means either, different filters mean both.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from citekit.testing.holdings import Record
from citekit.testing.services.crossref.fields import day, values
from citekit.testing.services.crossref.refusal import Refusal, not_available, not_one_of
from citekit.testing.services.crossref.types import TYPES

Check: TypeAlias = Callable[[str], Refusal | None]
Passes: TypeAlias = Callable[[Record, str], bool]

_BOOLEANS: Final = ("t", "true", "1", "f", "false", "0")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T[\d:.]{1,15}Z?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a value must look like, and which records pass."""

    check: Check
    passes: Passes


# What values look like ---------------------------------------------------------------------------------


def _anything(_: str) -> Refusal | None:
    return None


def _formed(kind: str, pattern: str, what: str, form: str) -> Check:
    compiled = re.compile(pattern, re.IGNORECASE | re.ASCII)

    def check(value: str) -> Refusal | None:
        if compiled.fullmatch(_bare(value)):
            return None
        return Refusal(kind, value, f"{what} specified as {value} but must be of the form: {form}")

    return check


def _among(kind: str, what: str, choices: Sequence[str]) -> Check:
    return lambda value: None if value in choices else not_one_of(kind, what, value, choices)


def _integer(value: str) -> Refusal | None:
    if re.fullmatch(r"[0-9]+", value):
        return None
    return Refusal("integer-not-valid", value, f"Integer specified as {value} but must be a positive integer. ")


def _date(value: str) -> Refusal | None:
    match = _DATE.fullmatch(value)
    if not match:
        form = "yyyy or yyyy-MM or yyyy-MM-dd"
        return Refusal("date-not-valid", value, f"Date specified as {value} but must be of the form: {form}")
    try:
        date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        what = f"Date {value} specified in the correct format but represents an illegitimate date."
        return Refusal("date-not-legitimate", value, what)
    return None


_boolean = _among("boolean-not-valid", "Boolean", _BOOLEANS)
_doi = _formed("doi-not-valid", r"10\.\d{4,}(\.\d+)*/.+", "DOI", "10.prefix/suffix where prefix is 4 or more digits")
_prefix = _formed("prefix-not-valid", r"10\.\d{4,}(\.\d+)*", "Prefix", "10.digits where digits is 4 or more digits")
_issn = _formed("issn-not-valid", r"\d{4}-?\d{3}[\dx]", "ISSN", "aaaa-aaab where a is a digit, and b is a digit or 'X'")
_orcid = _formed("orcid-not-valid", r"(\d{4}-){3}\d{3}[\dx]", "ORCID", "aaaa-aaaa-aaaa-aaab")
_type = _among("type-not-valid", "Type", tuple(TYPES))
_version = _among("version-not-valid", "Version", ("vor", "am", "tdm"))


# Which records pass ------------------------------------------------------------------------------------


def _bare(value: object) -> str:
    """An identifier without the address in front of it."""
    return re.sub(r"^(?:https?://[^/]+/|doi:)", "", str(value), flags=re.IGNORECASE)


def _same(path: str) -> Passes:
    """Equal but for case, and for the address in front of an identifier."""
    return lambda record, value: _bare(value).casefold() in (_bare(one).casefold() for one in values(record, path))


def _same_number(path: str) -> Passes:
    """Equal in letters and digits: ISSN and ISBN are written with hyphens and without."""

    def bare(value: object) -> str:
        return re.sub(r"[^0-9x]", "", _bare(value).lower())

    return lambda record, value: bare(value) in (bare(one) for one in values(record, path))


def _has(*paths: str) -> Passes:
    def passes(record: Record, value: str) -> bool:
        there = any(True for path in paths for _ in values(record, path))
        return there == (value in _BOOLEANS[:3])

    return passes


def _true(path: str) -> Passes:
    return lambda record, value: (True in values(record, path)) == (value in _BOOLEANS[:3])


def _from(path: str) -> Filter:
    def passes(record: Record, value: str) -> bool:
        found = day(record, path)
        return found is not None and found >= _bound(value, last=False)

    return Filter(_date, passes)


def _until(path: str) -> Filter:
    def passes(record: Record, value: str) -> bool:
        found = day(record, path)
        return found is not None and found <= _bound(value, last=True)

    return Filter(_date, passes)


def _bound(value: str, *, last: bool) -> tuple[int, int, int]:
    """A date whose missing parts reach to the end of the period, or begin it."""
    match = _DATE.fullmatch(value)
    year, month, number = match.groups() if match else ("0", None, None)
    return int(year), int(month or (12 if last else 1)), int(number or (31 if last else 1))


def _type_name(record: Record, value: str) -> bool:
    return TYPES.get(str(record.get("type")), "").casefold() == value.casefold()


def _relations(record: Record) -> Mapping[str, object]:
    found = record.get("relation")
    return found if isinstance(found, dict) else {}


def _relation_type(record: Record, value: str) -> bool:
    return value in _relations(record)


def _in_relations(member: str) -> Passes:
    def passes(record: Record, value: str) -> bool:
        found = (one for related in _relations(record).values() for one in values({"to": related}, f"to.{member}"))
        return value.casefold() in (str(one).casefold() for one in found)

    return passes


def _amount(*, most: bool) -> Passes:
    def passes(record: Record, value: str) -> bool:
        found = [one for one in values(record, "project.award-amount.amount") if isinstance(one, int | float)]
        return any(one <= int(value) if most else one >= int(value) for one in found)

    return passes


def _funder(record: Record, value: str) -> bool:
    bare = _bare(value).removeprefix("10.13039/")
    return bare in (_bare(one).removeprefix("10.13039/") for one in values(record, "funder.DOI"))


_PERIODS: Final = {
    "update": "deposited",
    "deposit": "deposited",
    "index": "indexed",
    "created": "created",
    "pub": "issued",
    "issued": "issued",
    "online-pub": "published-online",
    "print-pub": "published-print",
    "posted": "posted",
    "accepted": "accepted",
    "approved": "approved",
    "awarded": "project.award-start",
    "event-start": "event.start",
    "event-end": "event.end",
}


FILTERS: Final[dict[str, Filter]] = {
    "doi": Filter(_doi, _same("DOI")),
    "type": Filter(_type, _same("type")),
    "type-name": Filter(_anything, _type_name),
    "prefix": Filter(_prefix, _same("prefix")),
    "member": Filter(_integer, _same("member")),
    "issn": Filter(_issn, _same_number("ISSN")),
    "isbn": Filter(_anything, _same_number("ISBN")),
    "orcid": Filter(_orcid, _same("author.ORCID")),
    "ror-id": Filter(_anything, _same("author.affiliation.id.id")),
    "container-title": Filter(_anything, _same("container-title")),
    "category-name": Filter(_anything, _same("subject")),
    "group-title": Filter(_anything, _same("group-title")),
    "article-number": Filter(_anything, _same("article-number")),
    "alternative-id": Filter(_anything, _same("alternative-id")),
    "clinical-trial-number": Filter(_anything, _same("clinical-trial-number.clinical-trial-number")),
    "archive": Filter(_among("archive-not-valid", "Archive", ("Portico", "CLOCKSS", "DWT")), _same("archive")),
    "directory": Filter(_among("directory-not-valid", "Directory", ("DOAJ",)), _same("directory")),
    "assertion": Filter(_anything, _same("assertion.name")),
    "assertion-group": Filter(_anything, _same("assertion.group.name")),
    "content-domain": Filter(_anything, _same("content-domain.domain")),
    "reference-visibility": Filter(_anything, _same("reference-visibility")),
    "funder": Filter(_anything, _funder),
    "funder-doi-asserted-by": Filter(
        _among("funder-doi-asserted-by-not-valid", "Funder DOI asserted by party", ("crossref", "publisher")),
        _same("funder.doi-asserted-by"),
    ),
    "award.funder": Filter(_anything, _funder),
    "award.number": Filter(_anything, _same("funder.award")),
    "gte-award-amount": Filter(_integer, _amount(most=False)),
    "lte-award-amount": Filter(_integer, _amount(most=True)),
    "full-text.type": Filter(_anything, _same("link.content-type")),
    "full-text.application": Filter(_anything, _same("link.intended-application")),
    "full-text.version": Filter(_version, _same("link.content-version")),
    "license.url": Filter(_anything, lambda record, value: value in values(record, "license.URL")),
    "license.version": Filter(_version, _same("license.content-version")),
    "license.delay": Filter(
        _integer,
        lambda record, value: any(
            isinstance(one, int) and one <= int(value) for one in values(record, "license.delay-in-days")
        ),
    ),
    "relation.type": Filter(_anything, _relation_type),
    "relation.object": Filter(_anything, _in_relations("id")),
    "relation.object-type": Filter(_anything, _in_relations("id-type")),
    # A notice has `update-to`, the work that it is about `updated-by`.
    "updates": Filter(_doi, _same("update-to.DOI")),
    "update-type": Filter(_anything, _same("update-to.type")),
    "is-update": Filter(_boolean, _has("update-to")),
    "has-update": Filter(_boolean, _has("updated-by")),
    "has-update-policy": Filter(_boolean, _has("update-policy")),
    "has-abstract": Filter(_boolean, _has("abstract")),
    "has-affiliation": Filter(_boolean, _has("author.affiliation")),
    "has-archive": Filter(_boolean, _has("archive")),
    "has-assertion": Filter(_boolean, _has("assertion")),
    "has-authenticated-orcid": Filter(_boolean, _true("author.authenticated-orcid")),
    "has-award": Filter(_boolean, _has("funder.award")),
    "has-clinical-trial-number": Filter(_boolean, _has("clinical-trial-number")),
    "has-content-domain": Filter(_boolean, _has("content-domain.domain")),
    "has-domain-restriction": Filter(_boolean, _true("content-domain.crossmark-restriction")),
    "has-event": Filter(_boolean, _has("event")),
    "has-full-text": Filter(_boolean, _has("link")),
    "has-funder": Filter(_boolean, _has("funder")),
    "has-funder-doi": Filter(_boolean, _has("funder.DOI")),
    "has-license": Filter(_boolean, _has("license")),
    "has-orcid": Filter(_boolean, _has("author.ORCID")),
    "has-references": Filter(_boolean, _has("reference")),
    "has-relation": Filter(_boolean, _has("relation")),
    "has-ror-id": Filter(_boolean, _has("author.affiliation.id.id")),
    **{f"from-{period}-date": _from(path) for period, path in _PERIODS.items()},
    **{f"until-{period}-date": _until(path) for period, path in _PERIODS.items()},
}

Wanted: TypeAlias = dict[str, list[str]]


def read_filters(texts: Iterable[str]) -> tuple[Wanted, list[Refusal]]:
    """The filters in the parameter's values, and what is wrong with them.

    Examples:
        >>> read_filters(["type:book,type:monograph"])
        ({'type': ['book', 'monograph']}, [])
        >>> read_filters(["has-title:true"])[1][0].type
        'filter-not-available'
    """
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    refusals: list[Refusal] = []
    for text in texts:
        for pair in filter(None, text.split(",")):
            name, colon, value = pair.partition(":")
            if not colon:
                form = f"Pair list form specified as '{text}' but should be of the form: key:val,...,keyN:valN"
                refusals.append(Refusal("pair-list-form-invalid", text, form))
            elif name not in FILTERS:
                refusals.append(not_available("filter", name, tuple(FILTERS)))
            else:
                wrong = FILTERS[name].check(value)
                refusals.extend([wrong] if wrong else ())
                wanted[name].append(value)
    return dict(wanted), refusals


def dois_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The DOIs that filters name, in lower case."""
    pairs = (pair.partition(":") for text in texts for pair in text.split(","))
    return tuple(_bare(value).lower() for name, _, value in pairs if name == "doi")


def passing(records: dict[str, Record], wanted: Wanted) -> Iterator[Record]:
    """The records that pass, out of records by DOI; with DOIs named, no others are looked at."""
    named = wanted.get("doi")
    rest = [(FILTERS[name].passes, given) for name, given in wanted.items() if name != "doi"]
    if named is None:
        looked_at: Iterable[Record] = records.values()
    else:
        keys = dict.fromkeys(_bare(doi).lower() for doi in named)
        looked_at = (records[doi] for doi in keys if doi in records)
    for record in looked_at:
        if all(any(passes(record, value) for value in given) for passes, given in rest):
            yield record
