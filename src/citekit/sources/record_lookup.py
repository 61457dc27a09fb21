"""From identifiers of any kind to registrations: which service is asked for which, and how their answers go together.

DOIs, and arXiv's ids as the DOIs that they have, go to the registries of DOIs. PubMed's ids go to PubMed; PubMed
Central's are first converted. A work that has a DOI as well has the registry's record, with PubMed's ids and notices
added: Crossref hears of fewer retractions than PubMed does. Books go to Open Library.
"""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import SourceError
from citekit.model.identifiers import DOI, ISBN, PMCID, PMID, ArXivID
from citekit.model.registration import Notice, Registration, Status
from citekit.pubmed import Article
from citekit.records.json_values import mapping, objects, text
from citekit.records.notices import SEVERITY
from citekit.sources import id_converter, open_library, pubmed
from citekit.sources.answers import read_json
from citekit.sources.inquiry import Inquiry
from citekit.sources.transport import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from citekit.model.identifiers import Identifier
    from citekit.sources.cache import CachedTransport
    from citekit.sources.transport import Request

_THREADS: Final = 3
#: What stands for the DOI of a work that has none.
NO_DOI: Final = DOI("")


def doi_of_arxiv(one: ArXivID) -> DOI:
    """The DOI that arXiv registers for all versions of a paper.

    Examples:
        >>> doi_of_arxiv(ArXivID("1706.03762v5"))
        DOI('10.48550/arxiv.1706.03762')
    """
    return DOI("10.48550/arxiv." + re.sub(r"v\d+\Z", "", one.lower()))


class RecordLookup:
    """One round of questions about identifiers of any kind; `run` gives a registration for each."""

    def __init__(
        self,
        transport: CachedTransport,
        services: tuple[pubmed.PubMed, id_converter.IdConverter, open_library.OpenLibrary],
        registrations: Callable[[Iterable[DOI]], Mapping[DOI, Registration]],
        *,
        clock: Callable[[], float],
    ) -> None:
        self._transport = transport
        self._pubmed, self._converter, self._library = services
        self._registrations = registrations
        self._clock = clock

    def run(self, ids: Iterable[Identifier]) -> dict[Identifier, Registration]:
        """A registration for every identifier, in the order asked; no network fault is raised."""
        asked = list(dict.fromkeys(ids))
        settled: dict[Identifier, Registration] = {}
        try:
            with ThreadPoolExecutor(_THREADS, thread_name_prefix="citekit") as pool:
                inquiry = Inquiry(self._transport, pool, self._clock)
                try:
                    self._ask_all(inquiry, asked, settled)
                except BaseException:
                    self._transport.stop()
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise
        finally:
            self._transport.resume()
        return {one: replace(settled[one], identifier=one) for one in asked}

    def _ask_all(self, inquiry: Inquiry, asked: Sequence[Identifier], settled: dict[Identifier, Registration]) -> None:
        converted = self._convert(inquiry, [one for one in asked if isinstance(one, PMCID)], settled)
        pmids = [one for one in asked if isinstance(one, PMID)]
        pmids += [ids.pmid for ids in converted.values() if ids.pmid is not None]
        articles, reasons = self._articles(inquiry, list(dict.fromkeys(pmids)))
        books = [one for one in asked if isinstance(one, ISBN)]
        settled.update(self._books(inquiry, books))
        dois: dict[Identifier, DOI] = {one: one for one in asked if isinstance(one, DOI)}
        dois |= {one: doi_of_arxiv(one) for one in asked if isinstance(one, ArXivID)}
        for one in asked:
            if isinstance(one, PMID | PMCID) and one not in settled:
                article = articles.get(_pmid_of(one, converted))
                doi = article.doi if article is not None else None
                doi = doi or (converted[one].doi if one in converted else None)
                if doi is not None:
                    dois[one] = doi
        known = self._registrations(dict.fromkeys(dois.values()))
        for one in asked:
            if one in settled:
                continue
            registered = known.get(dois[one]) if one in dois else None
            if isinstance(one, DOI | ArXivID):
                settled[one] = registered or _unchecked("no registry could be asked")
                continue
            pmid = _pmid_of(one, converted)
            told = _joined(articles.get(pmid), registered) or reasons.get(pmid)
            settled[one] = told or Registration(NO_DOI, Status.NO_METADATA, "PubMed", reason="no record of it is given")

    # PubMed Central ---------------------------------------------------------------------------------

    def _convert(
        self, inquiry: Inquiry, pmcids: Sequence[PMCID], settled: dict[Identifier, Registration]
    ) -> dict[Identifier, id_converter.Ids]:
        found: dict[Identifier, id_converter.Ids] = {}
        new = []
        for one in pmcids:
            kept = self._transport.recall(self._converter.one(one))
            if kept is None:
                new.append(one)
            elif kept.status == 404:
                settled[one] = _absent(f"{one} is not in PubMed Central")
            else:
                found[one] = _ids_of(mapping(read_json(kept)), one)
        batches = [tuple(new[start : start + id_converter.MOST]) for start in range(0, len(new), id_converter.MOST)]

        def ask(batch: tuple[PMCID, ...]) -> tuple[dict[PMCID, id_converter.Ids], set[PMCID]]:
            return inquiry.ask(self._converter.ids(batch), id_converter.read_ids)[1]

        for batch, answer in inquiry.each(batches, ask):
            for one in batch:
                if isinstance(answer, SourceError):
                    settled[one] = _unchecked(str(answer))
                elif one in answer[0]:
                    ids = found[one] = answer[0][one]
                    self._keep(self._converter.one(one), {"pmcid": ids.pmcid, "pmid": ids.pmid, "doi": ids.doi})
                elif one in answer[1]:
                    self._transport.remember(self._converter.one(one), Response(404))
                    settled[one] = _absent(f"{one} is not in PubMed Central")
                else:
                    settled[one] = _unchecked("the ID converter said nothing of it")
        return found

    # PubMed -----------------------------------------------------------------------------------------

    def _articles(
        self, inquiry: Inquiry, pmids: Sequence[PMID]
    ) -> tuple[dict[PMID | None, Article], dict[PMID | None, Registration]]:
        """The records of ids, and, where there is none, why."""
        found: dict[PMID | None, Article] = {}
        reasons: dict[PMID | None, Registration] = {}
        new = []
        for one in pmids:
            kept = self._transport.recall(self._pubmed.record(one))
            if kept is None:
                new.append(one)
            elif kept.status == 404:
                reasons[one] = _absent(f"PubMed has no record {one}")
            else:
                found[one] = _article_of(mapping(read_json(kept)), one)
        missing: list[PMID] = []

        def ask(batch: tuple[PMID, ...]) -> dict[PMID, Article]:
            return inquiry.ask(self._pubmed.records(batch), pubmed.read_records)[1]

        for batch, answer in inquiry.each(list(pubmed.batches(new)), ask):
            if isinstance(answer, SourceError):
                reasons.update(dict.fromkeys(batch, _unchecked(str(answer))))
                continue
            for one in batch:
                if one in answer:
                    found[one] = answer[one]
                    self._keep(self._pubmed.record(one), _as_json(answer[one]))
                else:
                    missing.append(one)
        reasons.update(self._reasons(inquiry, missing))
        return found, reasons

    def _reasons(self, inquiry: Inquiry, missing: Sequence[PMID]) -> dict[PMID | None, Registration]:
        """What esummary says of ids that efetch passed over: only its own word makes one absent."""
        reasons: dict[PMID | None, Registration] = {}

        def ask(batch: tuple[PMID, ...]) -> set[PMID]:
            return inquiry.ask(self._pubmed.summaries(batch), pubmed.read_missing)[1]

        for batch, answer in inquiry.each(list(pubmed.batches(missing)), ask):
            for one in batch:
                if isinstance(answer, SourceError):
                    reasons[one] = _unchecked(str(answer))
                elif one in answer:
                    self._transport.remember(self._pubmed.record(one), Response(404))
                    reasons[one] = _absent(f"PubMed has no record {one}")
                else:
                    known = Registration(NO_DOI, Status.NO_METADATA, "PubMed", reason=f"PubMed gives no record {one}")
                    reasons[one] = known
        return reasons

    # Books ------------------------------------------------------------------------------------------

    def _books(self, inquiry: Inquiry, isbns: Sequence[ISBN]) -> dict[Identifier, Registration]:
        found: dict[Identifier, Registration] = {}
        new = []
        for one in isbns:
            kept = self._transport.recall(self._library.book(one))
            if kept is None:
                new.append(one)
            else:
                found[one] = _book(mapping(read_json(kept)) if kept.status == 200 else {}, one)
        batches = [tuple(new[start : start + open_library.MOST]) for start in range(0, len(new), open_library.MOST)]

        def ask(batch: tuple[ISBN, ...]) -> dict[ISBN, dict[str, Any]]:
            return inquiry.ask(self._library.books(batch), open_library.read_books)[1]

        for batch, answer in inquiry.each(batches, ask):
            for one in batch:
                if isinstance(answer, SourceError):
                    found[one] = _unchecked(str(answer), "Open Library")
                    continue
                book = answer.get(one, {})
                if book:
                    self._keep(self._library.book(one), book)
                else:
                    self._transport.remember(self._library.book(one), Response(404))
                found[one] = _book(book, one)
        return found

    def _keep(self, request: Request, value: Mapping[str, Any]) -> None:
        """Keep one of a batch's answers as if it had been asked for alone."""
        self._transport.remember(request, Response(200, body=json.dumps(value).encode(), url=request.url))


def _pmid_of(one: Identifier, converted: Mapping[Identifier, id_converter.Ids]) -> PMID | None:
    if isinstance(one, PMID):
        return one
    return converted[one].pmid if one in converted else None


def _joined(article: Article | None, registered: Registration | None) -> Registration | None:
    """What the two say together; nothing where neither has anything."""
    if article is None:
        return registered
    own = Registration(
        article.doi or NO_DOI,
        Status.FOUND,
        "PubMed",
        record=article.item,
        titles=tuple(filter(None, (str(article.item.get("title", "")), str(article.item.get("original-title", ""))))),
        years=tuple(part[0] for part in mapping(article.item.get("issued")).get("date-parts", ()) if part),
        notices=article.notices,
        updates=article.updates,
    )
    if registered is None or registered.record is None:
        return own
    added: dict[str, Any] = {name: article.item[name] for name in ("PMID", "PMCID") if name in article.item}
    custom = {**mapping(article.item.get("custom")), **mapping(registered.record.get("custom"))}
    custom.pop("et-al", None)
    return replace(
        registered,
        record={**registered.record, **added, **({"custom": custom} if custom else {})},
        notices=_together(registered.notices, own.notices),
    )


def _together(first: Iterable[Notice], second: Iterable[Notice]) -> tuple[Notice, ...]:
    """Notices of two sources, each once: by its DOI, or, where one source has none, by its kind."""
    found = list(first)
    for notice in second:
        same = [
            one for one in found if one.type == notice.type and (one.doi == notice.doi or not (one.doi and notice.doi))
        ]
        if not same:
            found.append(notice)
    return tuple(sorted(found, key=lambda one: SEVERITY.index(one.type) if one.type in SEVERITY else len(SEVERITY)))


def _may_be_one(one: Notice, other: Notice) -> bool:
    return one.doi == other.doi or one.doi is None or other.doi is None


def _book(book: Mapping[str, Any], isbn: ISBN) -> Registration:
    if not book:
        # No library has all books, so this is no verdict on the number.
        why = f"Open Library has no book {isbn}"
        return Registration(NO_DOI, Status.NO_METADATA, "Open Library", reason=why)
    item = open_library.item_of(book, isbn)
    years = tuple(part[0] for part in mapping(item.get("issued")).get("date-parts", ()) if part)
    return Registration(
        NO_DOI,
        Status.FOUND,
        "Open Library",
        record=item,
        titles=(str(item.get("title", "")),),
        years=years,
        identifier=isbn,
    )


def _absent(reason: str) -> Registration:
    return Registration(NO_DOI, Status.ABSENT, "PubMed", reason=reason)


def _unchecked(reason: str, agency: str = "PubMed") -> Registration:
    return Registration(NO_DOI, Status.UNCHECKED, agency, reason=reason)


# What is kept of a batch's parts -----------------------------------------------------------------------


def _ids_of(kept: Mapping[str, Any], pmcid: PMCID) -> id_converter.Ids:
    pmid, doi = text(kept.get("pmid")), text(kept.get("doi"))
    return id_converter.Ids(pmcid, PMID.parse(pmid) if pmid else None, DOI.parse(doi) if doi else None)


def _as_json(article: Article) -> dict[str, Any]:
    notices = [{"type": one.type, "doi": one.doi, "date": one.date, "label": one.label} for one in article.notices]
    return {"item": article.item, "notices": notices, "updates": list(article.updates)}


def _article_of(kept: Mapping[str, Any], pmid: PMID) -> Article:
    item = dict(mapping(kept.get("item")))
    notices = tuple(
        Notice(
            text(one.get("type")),
            DOI.parse_exact(text(one.get("doi"))),
            text(one.get("date")),
            "pubmed",
            text(one.get("label")),
        )
        for one in objects(kept.get("notices"))
    )
    updates = tuple(doi for doi in map(DOI.parse_exact, map(str, kept.get("updates") or ())) if doi is not None)
    doi, pmcid = text(item.get("DOI")), text(item.get("PMCID"))
    return Article(pmid, item, DOI.parse(doi) if doi else None, PMCID.parse(pmcid) if pmcid else None, notices, updates)
