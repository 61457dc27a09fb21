"""Searching: records by the words that they share with a query, rare words weighing more.

Not Crossref's scores, which are Elasticsearch's, but with their manners: unbounded, growing with the query's length, no
probability, and `query.bibliographic` always finds something.
"""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeAlias

from citekit.testing.holdings import Record
from citekit.testing.services.crossref.fields import values

#: The field queries of `/works`, and where in a record they look.
FIELD_QUERIES: Final[dict[str, tuple[str, ...]]] = {
    "bibliographic": (
        "title", "subtitle", "original-title", "short-title", "container-title", "short-container-title",
        "author.given", "author.family", "author.name", "editor.family", "editor.name", "issued.date-parts",
        "volume", "issue", "page", "article-number", "ISSN", "ISBN", "publisher",
    ),
    "title": ("title", "subtitle", "original-title", "short-title"),
    "container-title": ("container-title", "short-container-title"),
    "author": ("author.given", "author.family", "author.name"),
    "editor": ("editor.given", "editor.family", "editor.name"),
    "chair": ("chair.given", "chair.family", "chair.name"),
    "translator": ("translator.given", "translator.family", "translator.name"),
    "contributor": tuple(
        f"{role}.{part}" for role in ("author", "editor", "chair", "translator") for part in ("given", "family", "name")
    ),
    "affiliation": ("author.affiliation.name",),
    "publisher-name": ("publisher",),
    "publisher-location": ("publisher-location",),
    "funder-name": ("funder.name",),
    "degree": ("degree",),
    "standards-body-name": ("standards-body.name",),
    "standards-body-acronym": ("standards-body.acronym",),
    "event-name": ("event.name",),
    "event-theme": ("event.theme",),
    "event-location": ("event.location",),
    "event-acronym": ("event.acronym",),
    "description": ("abstract", "description"),
}  # fmt: skip
#: Where the plain `query` looks.
ANYWHERE: Final = (
    *FIELD_QUERIES["bibliographic"],
    "DOI", "abstract", "subject", "funder.name", "author.affiliation.name", "event.name",
)  # fmt: skip

#: What everything scores where a bibliographic query shares no word with any record.
_NOTHING_SHARED: Final = 1.0

_TAG: Final = re.compile(r"<[^<>]{0,200}>")
_WORD: Final = re.compile(r"\w+")

Scores: TypeAlias = dict[str, float]


def words_of(text: str) -> list[str]:
    """The words of a text, without case, accents and markup.

    Examples:
        >>> words_of("Étude <i>in vitro</i>, 361(1-3)")
        ['etude', 'in', 'vitro', '361', '1', '3']
    """
    plain = unicodedata.normalize("NFKD", _TAG.sub(" ", text)).casefold()
    return _WORD.findall("".join(character for character in plain if not unicodedata.combining(character)))


class Index:
    """Which records have which word in some fields; built once, in the time it takes to read them."""

    def __init__(self, records: Mapping[str, Record], paths: Collection[str]) -> None:
        self._records = records
        self._having: defaultdict[str, list[str]] = defaultdict(list)
        for doi, record in records.items():
            words = {word for path in paths for value in values(record, path) for word in words_of(str(value))}
            for word in words:
                self._having[word].append(doi)

    def scores(self, query: str) -> Scores:
        """The records that share a word with a query, by DOI; a word weighs more the fewer records have it."""
        total = len(self._records) + 1
        found: defaultdict[str, float] = defaultdict(float)
        # In order, so that sums of fractions come out the same each time.
        for word in sorted(set(words_of(query))):
            having = self._having.get(word, ())
            weight = math.log(total / len(having)) if having else 0.0
            for doi in having:
                found[doi] += weight
        return dict(found)


class Search:
    """The indexes over some records, each built when it is first needed."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._indexes: dict[str, Index] = {}

    def scores(self, queries: Mapping[str, str]) -> Scores:
        """What scores for queries by field ("" is the plain query): a record has to match each of them."""
        found: Scores | None = None
        for field, query in queries.items():
            scores = self._index(field).scores(query)
            if field == "bibliographic" and not scores:
                scores = dict.fromkeys(self._records, _NOTHING_SHARED)
            found = scores if found is None else {doi: found[doi] + scores[doi] for doi in scores if doi in found}
        return {doi: round(score, 5) for doi, score in (found or {}).items()}

    def ranked(self, queries: Mapping[str, str]) -> Iterator[tuple[float, Record]]:
        """Records with their scores, the best first; equals in the order of the records."""
        scores = self.scores(queries)
        for doi in sorted((doi for doi in self._records if doi in scores), key=lambda doi: -scores[doi]):
            yield scores[doi], self._records[doi]

    def _index(self, field: str) -> Index:
        if field not in self._indexes:
            self._indexes[field] = Index(self._records, FIELD_QUERIES.get(field, ANYWHERE))
        return self._indexes[field]
