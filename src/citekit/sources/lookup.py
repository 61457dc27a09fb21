"""The order in which the registries are asked about DOIs, and what each answer settles.

Batches at Crossref; then, one by one, what they left out (aliases answer 301); then the agencies, several at
once; then the handle system, which alone can say that a DOI does not exist; then DataCite for its own. Every
step settles some DOIs and hands the rest on. A step that could not be taken settles its DOIs as "unchecked",
with the reason, and no others.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from citekit.errors import BadResponse, SourceError
from citekit.model.registration import Registration, Status
from citekit.sources import crossref, datacite, doi_org, works
from citekit.sources.transport import Request, Response, without_mailto

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citekit.model.identifiers import DOI
    from citekit.sources.cache import CachedTransport

#: As many as any of Crossref's pools takes at once; the transport holds back what is too much.
_THREADS: Final = 3

_Asked = TypeVar("_Asked")
_Answered = TypeVar("_Answered")


class Lookup:
    """One round of questions about some DOIs; `run` gives a registration for each.

    With `metadata_only` a record that is too old for its retraction status to be trusted will do.
    """

    def __init__(
        self,
        transport: CachedTransport,
        registries: tuple[crossref.Crossref, doi_org.DoiOrg, datacite.DataCite],
        *,
        clock: Callable[[], float],
        offline: bool = False,
        metadata_only: bool = False,
    ) -> None:
        self._transport = transport
        self._crossref, self._doi_org, self._datacite = registries
        self._clock = clock
        self._offline = offline
        self._metadata_only = metadata_only
        self._settled: dict[DOI, Registration] = {}

    def run(self, dois: Iterable[DOI]) -> dict[DOI, Registration]:
        """A registration for every DOI, in the order asked; no network fault is raised."""
        asked = list(dict.fromkeys(dois))
        try:
            with ThreadPoolExecutor(_THREADS, thread_name_prefix="citekit") as pool:
                try:
                    self._ask_all(pool, asked)
                except BaseException:
                    # An interrupt: what waits for its turn gives up, so that the pool can end.
                    self._transport.stop()
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise
        finally:
            self._transport.resume()
        return {doi: self._settled[doi] for doi in asked}

    def _ask_all(self, pool: ThreadPoolExecutor, asked: Sequence[DOI]) -> None:
        left = self._in_batches(pool, self._from_cache(asked))
        self._singly(pool, left)
        left = self._unsettled(asked)
        self._by_agency(pool, left, self._agencies(pool, left))

    # Crossref ---------------------------------------------------------------------------------------

    def _from_cache(self, dois: Sequence[DOI]) -> list[DOI]:
        """Settle what is kept and young enough; give back what no kept answer speaks of.

        What is kept as "not found" needs no asking at Crossref, and is left to the agencies.
        """
        left = []
        for doi in dois:
            request = self._crossref.work(doi)
            kept = self._transport.recall(request, stale=self._metadata_only)
            if kept is None or not self._is_readable(request, kept):
                left.append(doi)
            else:
                self._settle_work(doi, request, kept)
        return left

    def _is_readable(self, request: Request, kept: Response) -> bool:
        try:
            self._read(request, kept, crossref.read_work)
        except BadResponse:
            return False
        return True

    def _in_batches(self, pool: ThreadPoolExecutor, dois: Sequence[DOI]) -> list[DOI]:
        """Settle what the batches have; give back what has to be asked for singly."""
        single = [doi for doi in dois if not crossref.fits_in_batch(doi)]
        if self._offline:
            return list(dois)
        waiting = list(self._crossref.batches(dois))
        if sum(map(len, waiting)) == 1:
            return list(dois)  # one alone is asked for under its own address, which also knows aliases
        while waiting:
            halves: list[tuple[DOI, ...]] = []
            for batch, answer in self._each(pool, waiting, self._ask_batch):
                if answer is None and len(batch) > 1:
                    middle = len(batch) // 2
                    halves += (batch[:middle], batch[middle:])
                elif answer is None:
                    single += batch
                elif isinstance(answer, SourceError):
                    self._settle_from_old(batch, answer)
                else:
                    single += self._settle_batch(batch, answer)
            waiting = halves
        return single

    def _ask_batch(self, batch: tuple[DOI, ...]) -> tuple[Response, list[dict[str, Any]]] | None:
        response = self._transport.send(self._crossref.works(batch))
        if crossref.is_too_much(response):
            return None
        return response, crossref.read_works(response)

    def _settle_batch(self, batch: tuple[DOI, ...], answer: tuple[Response, list[dict[str, Any]]]) -> list[DOI]:
        response, messages = answer
        wanted = set(batch)
        for message in messages:
            for name in crossref.names_of(message):
                if name in wanted and name not in self._settled:
                    alone = self._crossref.work(name)
                    self._keep(alone, response, message)
                    self._settle(works.registration_of(message, name), alone, response)
        return [doi for doi in batch if doi not in self._settled]

    def _keep(self, request: Request, batch: Response, message: dict[str, Any]) -> None:
        """Keep a work out of a batch as if it had been asked for alone."""
        body = json.dumps({"status": "ok", "message-type": "work", "message": message}).encode()
        self._transport.remember(request, replace(batch, body=body, url=request.url))

    def _singly(self, pool: ThreadPoolExecutor, dois: Sequence[DOI]) -> None:
        """Ask for the rest one by one; an alias leads to another DOI, which may be settled already."""
        for doi, answer in self._each(pool, list(dois), self._ask_work):
            if isinstance(answer, SourceError):
                self._settle_from_old([doi], answer)
            else:
                self._settle_work(doi, *answer)

    def _ask_work(self, doi: DOI) -> tuple[Request, Response]:
        request = self._crossref.work(doi)
        return request, self._transport.send(request)

    def _settle_work(self, doi: DOI, request: Request, response: Response, hops: int = 3) -> bool:
        """Settle a DOI by the answer about it alone; false where Crossref has no record.

        Aliases are followed to their prime DOI, under Crossref's own address.
        """
        try:
            found = self._read(request, response, crossref.read_work)
            for _ in range(hops):
                if found is None or isinstance(found, dict):
                    break
                request = self._crossref.work(found)
                response, found = self._ask(request, crossref.read_work)
        except SourceError as error:
            self._unchecked(doi, error)
            return True
        if found is not None and not isinstance(found, dict):
            self._unchecked(doi, SourceError(f"{request.host} leads in a circle", url=request.url))
            return True
        if found is None:
            return False
        self._settle(works.registration_of(found, doi), request, response)
        return True

    def _settle_from_old(self, dois: Iterable[DOI], error: SourceError) -> None:
        """Where Crossref can't be asked, a record from before serves, with its day; else it is unchecked."""
        for doi in dois:
            request = self._crossref.work(doi)
            old = self._transport.recall(request, stale=True)
            if old is None or not self._settle_work(doi, request, old):
                self._unchecked(doi, error)
            elif self._settled[doi].status is Status.FOUND:
                self._settled[doi] = replace(self._settled[doi], reason=f"as kept from before; {error}")

    # Agencies, handles, DataCite --------------------------------------------------------------------

    def _agencies(self, pool: ThreadPoolExecutor, dois: Sequence[DOI]) -> dict[DOI, str | SourceError]:
        """With whom each DOI is registered, or why that could not be learnt."""
        found: dict[DOI, str | SourceError] = {}
        for doi in dois:
            kept = self._transport.recall(self._doi_org.agency(doi))
            if kept is not None:
                found[doi] = kept.body.decode("utf-8", "replace")
        batches = list(self._doi_org.batches(doi for doi in dois if doi not in found))
        for batch, answer in self._each(pool, batches, self._ask_agencies):
            if isinstance(answer, SourceError):
                found.update(dict.fromkeys(batch, answer))
            else:
                found.update((doi, answer.get(doi, "")) for doi in batch)
        return found

    def _ask_agencies(self, batch: tuple[DOI, ...]) -> dict[DOI, str]:
        """Ask for a group, and keep what is learnt of each DOI apart: the agency's name, absence as "not found"."""
        named = doi_org.read_agencies(self._transport.send(self._doi_org.agencies(batch)))
        for doi in batch:
            agency = named.get(doi)
            if agency:
                status = 404 if agency in _NO_AGENCIES else 200
                self._transport.remember(self._doi_org.agency(doi), Response(status, body=agency.encode()))
        return named

    def _by_agency(self, pool: ThreadPoolExecutor, dois: Sequence[DOI], agencies: dict[DOI, str | SourceError]) -> None:
        def settle(doi: DOI) -> None:
            self._settle_by_agency(doi, agencies[doi])

        for doi, answer in self._each(pool, list(dois), settle):
            if isinstance(answer, SourceError):
                self._unchecked(doi, answer)

    def _settle_by_agency(self, doi: DOI, agency: str | SourceError) -> None:
        if isinstance(agency, str) and agency.lower() == "datacite":
            self._settle_datacite(doi)
            return
        if isinstance(agency, str) and agency and agency not in _NO_AGENCIES:
            request = self._doi_org.agency(doi)
            missing = "it returns no record" if agency == "Crossref" else "its records are not read"
            self._settle(
                Registration(doi, Status.NO_METADATA, agency, reason=f"registered with {agency}; {missing}"),
                request,
                None,
            )
            return
        self._settle_by_handle(doi, agency)

    def _settle_by_handle(self, doi: DOI, agency: str | SourceError) -> None:
        """Ask the handle system, the authority on existence, about a DOI that no agency is known for."""
        request = self._doi_org.handle(doi)
        try:
            response, exists = self._ask(request, doi_org.read_handle)
        except SourceError as error:
            if agency != doi_org.ABSENT:
                self._unchecked(doi, agency if isinstance(agency, SourceError) else error)
                return
            # The agency look-up reads the same handles; its "does not exist" stands on its own.
            request, response, exists = self._doi_org.agency(doi), None, False
        if not exists:
            absent = Registration(doi, Status.ABSENT, reason="the DOI is not registered")
            self._settle(absent, request, response)
        elif isinstance(agency, SourceError):
            self._unchecked(doi, agency)
        else:
            known = Registration(doi, Status.NO_METADATA, reason="registered; no agency gives a record")
            self._settle(known, request, response)

    def _settle_datacite(self, doi: DOI) -> None:
        request = self._datacite.record(doi)
        try:
            response, attributes = self._ask(request, datacite.read_record)
        except SourceError as error:
            self._unchecked(doi, error, agency="DataCite")
            return
        if attributes is None:
            found = Registration(
                doi, Status.NO_METADATA, "DataCite", reason="registered with DataCite; it returns no record"
            )
        else:
            found = datacite.registration_of(attributes, doi)
        self._settle(found, request, response)

    # ------------------------------------------------------------------------------------------------

    def _ask(self, request: Request, read: Callable[[Response], _Answered]) -> tuple[Response, _Answered]:
        response = self._transport.send(request)
        return response, self._read(request, response, read)

    def _read(self, request: Request, response: Response, read: Callable[[Response], _Answered]) -> _Answered:
        """What an answer says; one that makes no sense, such as a log-in page, is not kept for the next time."""
        try:
            return read(response)
        except BadResponse:
            self._transport.forget(request)
            raise

    def _settle(self, found: Registration, request: Request, response: Response | None) -> None:
        moment = response.fetched if response and response.fetched is not None else self._clock()
        day = datetime.fromtimestamp(moment, UTC).date().isoformat()
        self._settled[found.doi] = replace(found, source=without_mailto(request.url), fetched=day)

    def _unchecked(self, doi: DOI, error: SourceError, agency: str = "") -> None:
        unchecked = Registration(doi, Status.UNCHECKED, agency, reason=str(error), source=without_mailto(error.url))
        self._settled[doi] = unchecked

    def _unsettled(self, dois: Sequence[DOI]) -> list[DOI]:
        return [doi for doi in dois if doi not in self._settled]

    def _each(
        self,
        pool: ThreadPoolExecutor,
        asked: Sequence[_Asked],
        ask: Callable[[_Asked], _Answered],
    ) -> Iterable[tuple[_Asked, _Answered | SourceError]]:
        """Each question with its answer, or with the error in its place, in the order asked."""
        futures = [pool.submit(ask, question) for question in asked]
        for question, future in zip(asked, futures, strict=True):
            try:
                yield question, future.result()
            except SourceError as error:
                yield question, error


#: What the agency look-up may say that is no agency.
_NO_AGENCIES: Final = frozenset({doi_org.ABSENT, "Invalid DOI", "Unknown"})
