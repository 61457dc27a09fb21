"""A record of Crossref's as a snapshot keeps it: the members that are read, small, and the words it is found by.

Pure. References, abstracts, links and licences, which are most of a record, are left out.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citekit.model.identifiers import DOI
from citekit.records.json_values import date_parts, mapping, objects, text, texts
from citekit.snapshot.split import records_in
from citekit.sources.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The members that `citekit.records.crossref` and its neighbours read.
KEPT: Final = (
    "DOI", "type", "subtype", "title", "subtitle", "short-title", "original-title", "author", "editor", "translator",
    "chair", "issued", "published", "published-print", "published-online", "published-other", "posted", "accepted",
    "approved", "content-created", "content-updated", "journal-issue", "container-title", "short-container-title",
    "volume", "issue", "page", "article-number", "publisher", "publisher-location", "ISSN", "issn-type", "ISBN",
    "isbn-type", "language", "edition-number", "update-to", "updated-by", "institution", "event", "degree",
    "group-title", "standards-body", "aliases",
)  # fmt: skip
#: Of a name: who, not where.
_OF_A_NAME: Final = ("given", "family", "name", "suffix", "prefix", "sequence")
_NAMES: Final = frozenset({"author", "editor", "translator", "chair"})

#: What short records have in common; a compressor that knows it beforehand halves them. It is kept in the file.
COMMON: Final = (
    b'"update-to":[{"DOI":"10.","type":"correction","label":"Correction","source":"publisher","updated":{"date-parts":[['
    b'"updated-by":[{"type":"retraction","source":"retraction-watch","record-id":"standards-body":{"name":"group-title":"'
    b'"degree":["PhD"],"institution":[{"name":"University"}],"event":{"name":"International Conference on","location":"'
    b'"subtype":"preprint","type":"posted-content","posted":{"date-parts":[[2021,"accepted":{"date-parts":[['
    b'"type":"proceedings-article","type":"book-chapter","type":"monograph","type":"component","type":"dissertation",'
    b'"ISBN":["9783","9780"],"isbn-type":[{"value":"978","type":"electronic"},{"value":"978","type":"print"}],'
    b'"publisher":"Springer International Publishing","publisher":"Oxford University Press (OUP)","publisher":"IEEE",'
    b'"publisher":"Wiley","publisher":"Elsevier BV","publisher":"Informa UK Limited","publisher":"MDPI AG",'
    b'"publisher-location":"New York, NY","editor":[{"given":"","family":"","sequence":"additional"}],"subtitle":[],'
    b'"short-title":[],"original-title":[],"language":"en","article-number":"e0","journal-issue":{"issue":"1",'
    b'"published-print":{"date-parts":[[2010,"published-online":{"date-parts":[[2015,"published":{"date-parts":[[2018,'
    b'"container-title":["Journal of the American Medical"],"short-container-title":["J"],"ISSN":["0000-0000","1000-'
    b'"issn-type":[{"value":"1","type":"print"},{"value":"2","type":"electronic"}],"volume":"1","issue":"2","page":"1-10"'
    b',"author":[{"given":"","family":"","sequence":"first"},{"given":"","family":"","sequence":"additional"}],'
    b'"issued":{"date-parts":[[2020,1,1]]},"title":["Effects of the and in a study of on patients with for from"],'
    b'{"DOI":"10.1016/j.","type":"journal-article"'
)

#: A word that is longer is none, and a record with more words is found by the first of them.
_LONGEST_WORD: Final = 40
_MOST_WORDS: Final = 60
_FOUND_BY: Final = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records a snapshot is to have: by prefix, by Crossref's type, by year; all where nothing is said."""

    prefixes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    from_year: int = 0

    def has(self, message: Mapping[str, Any], doi: DOI) -> bool:
        """Whether a record is one of them; one without a year is.

        Examples:
            >>> wanted = Wanted(prefixes=("10.1016",), from_year=2000)
            >>> wanted.has({"issued": {"date-parts": [[2004]]}}, DOI("10.1016/j.neulet.2003.12.019"))
            True
            >>> wanted.has({"issued": {"date-parts": [[1999]]}}, DOI("10.1016/1")), wanted.has({}, DOI("10.1/2"))
            (False, False)
        """
        if self.prefixes and doi.prefix not in self.prefixes:
            return False
        if self.types and text(message.get("type")) not in self.types:
            return False
        year = date_parts(message.get("issued"))[:1]
        return not (self.from_year and year and year[0] < self.from_year)


EVERYTHING: Final = Wanted()


class Digest(NamedTuple):
    """A record as it is kept: its DOI, how new it is, its members compressed, its words, its other DOIs."""

    doi: str
    stamp: int
    body: bytes
    words: str
    aliases: tuple[str, ...]


def digest(message: Mapping[str, Any], wanted: Wanted = EVERYTHING) -> Digest | None:
    """A record as it is kept; nothing where it is not wanted.

    Raises:
        ValueError: it is no record, having no DOI.

    Examples:
        >>> kept = digest({"DOI": "10.1016/J.NEULET.2003.12.019", "title": ["Acupuncture and endorphins"],
        ...                "author": [{"family": "Han"}], "issued": {"date-parts": [[2004]]}, "abstract": "…"})
        >>> kept.doi, kept.words, opened(kept.body)["title"]
        ('10.1016/j.neulet.2003.12.019', 'acupuncture and endorphins han 2004', ['Acupuncture and endorphins'])
    """
    doi = DOI.parse_exact(text(message.get("DOI")))
    if doi is None:
        raise ValueError("a record without a DOI")
    if not wanted.has(message, doi):
        return None
    kept = {name: _slim(name, message[name]) for name in KEPT if message.get(name)}
    packed = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    aliases = [DOI.parse_exact(alias) for alias in texts(message.get("aliases"))]
    return Digest(
        str(doi),
        _stamp(message),
        _squeezed(packed),
        " ".join(words_of(message)),
        tuple(str(alias) for alias in aliases if alias is not None and alias != doi),
    )


def opened(body: bytes, common: bytes = COMMON, limit: int = 32 << 20) -> dict[str, Any]:
    """The members that were kept of a record; empty for what is damaged.

    Examples:
        >>> opened(b"damaged")
        {}
    """
    try:
        return mapping(json.loads(zlib.decompressobj(-15, zdict=common).decompress(body, limit)))
    except (zlib.error, ValueError, RecursionError):
        return {}


def words_of(message: Mapping[str, Any]) -> list[str]:
    """The words that a record is found by: of its titles, its first names, its container, its year.

    Examples:
        >>> words_of({"title": ["Müller’s “Pain”"], "author": [{"family": "Li"}, {"name": "WHO"}]})
        ['mullers', 'pain', 'li', 'who']
    """
    parts = [*texts(message.get("title"))[:2], *texts(message.get("subtitle"))[:1]]
    if not parts:
        parts = texts(message.get("original-title"))[:1]
    people = objects(message.get("author")) or objects(message.get("editor"))
    parts += [text(name.get("family")) or text(name.get("name")) for name in people[:_FOUND_BY]]
    parts += texts(message.get("container-title"))[:1]
    parts += [str(part) for part in date_parts(message.get("issued"))[:1]]
    words = (word for part in parts for word in fold(part).split() if len(word) <= _LONGEST_WORD)
    return list(dict.fromkeys(words))[:_MOST_WORDS]


def _squeezed(packed: bytes) -> bytes:
    compressor = zlib.compressobj(6, zlib.DEFLATED, -15, zdict=COMMON)
    return compressor.compress(packed) + compressor.flush()


def _slim(name: str, value: Any) -> Any:
    """A member without what nobody reads: affiliations, ORCIDs, roles."""
    if name in _NAMES:
        return [{part: person[part] for part in _OF_A_NAME if person.get(part)} for person in objects(value)]
    return value


def _stamp(message: Mapping[str, Any]) -> int:
    """When the record was last changed, in milliseconds since 1970, as far as it says."""
    return max(map(_milliseconds, (message.get("deposited"), message.get("indexed"))), default=0)


def _milliseconds(moment: Any) -> int:
    value = mapping(moment).get("timestamp")
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 62 else 0


def digests(bodies: Iterable[bytes], wanted: Wanted) -> list[list[Digest | str | None]]:
    """For each piece its records as they are kept, or the reason why one is none; for another process to do."""
    return [_digests(body, wanted) for body in bodies]


def _digests(body: bytes, wanted: Wanted) -> list[Digest | str | None]:
    found: list[Digest | str | None] = []
    try:
        records = records_in(body) if body else []
    except ValueError as error:
        return [str(error)]
    for record in records:
        try:
            found.append(digest(record, wanted) if isinstance(record, dict) else "not a record")
        except (ValueError, RecursionError) as error:
            found.append(str(error))
    return found
