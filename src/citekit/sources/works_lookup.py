"""Asking Crossref about DOIs: what is kept, batches, then singly what a batch can't tell.

A DOI that is missing in a batch's answer may be another agency's, an alias, or none, so nothing follows from that. An
alias answers 301 under its own address; the DOIs that aliases lead to are asked for together.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import BadResponse, SourceError
from citekit.model.registration import Status
from citekit.records.crossref import registration_of
from citekit.sources import crossref

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.model.identifiers import DOI
    from citekit.sources.inquiry import Inquiry
    from citekit.sources.transport import Request, Response

#: An alias may lead to another alias; a chain of more is a circle.
_HOPS: Final = 3


class WorksLookup:
    """Questions about works.

    `recordless` has the DOIs of which Crossref itself says that it has no record, `failed` those that it could not be
    asked about, with the reason.
    With `metadata_only` a record that is too old for its retraction status to be trusted will do.
    """

    def __init__(
        self, inquiry: Inquiry, registry: crossref.Crossref, *, offline: bool = False, metadata_only: bool = False
    ) -> None:
        self.recordless: set[DOI] = set()
        self.failed: dict[DOI, SourceError] = {}
        self._inquiry = inquiry
        self._registry = registry
        self._offline = offline
        self._metadata_only = metadata_only
        self._aliases: dict[DOI, DOI] = {}

    def ask(self, dois: Sequence[DOI]) -> None:
        """Settle what Crossref has under these DOIs, of which nothing is kept."""
        self._ask([doi for doi in dois if not self._is_answered(doi)])
        self._follow_aliases()

    def ask_singly(self, dois: Sequence[DOI]) -> None:
        """Settle what Crossref has under these DOIs' own addresses."""
        self._singly([doi for doi in dois if not self._is_answered(doi)])
        self._follow_aliases()

    def recall(self, dois: Iterable[DOI]) -> list[DOI]:
        """Settle what is kept and young enough; give back what no kept answer speaks of."""
        left = []
        for doi in dois:
            request = self._registry.work(doi)
            kept = self._inquiry.transport.recall(request, stale=self._metadata_only)
            found = None if kept is None else self._readable(request, kept)
            if kept is None or isinstance(found, BadResponse):
                left.append(doi)
            else:
                self._take(doi, request, kept, found)
        return left

    # Questions --------------------------------------------------------------------------------------

    def _ask(self, dois: Sequence[DOI]) -> None:
        batches = [] if self._offline else list(self._registry.batches(dois))
        batched = {doi for batch in batches for doi in batch}
        single = [doi for doi in dois if doi not in batched]
        if len(batched) == 1:  # one alone is asked for under its own address, which also knows aliases
            batches, single = [], list(dois)
        while batches:
            halves: list[tuple[DOI, ...]] = []
            for batch, answer in self._inquiry.each(batches, self._ask_batch):
                if isinstance(answer, SourceError):
                    continue
                if answer is not None:
                    self._settle_batch(batch, *answer)
                elif len(batch) > 1:
                    halves += (batch[: len(batch) // 2], batch[len(batch) // 2 :])
                else:
                    single += batch
            batches = halves
        self._singly(single)

    def _ask_batch(self, batch: tuple[DOI, ...]) -> tuple[Response, list[dict[str, Any]]] | None:
        """A batch's answer; nothing where it is refused for its length or for one of its DOIs."""
        return self._inquiry.ask(self._registry.works(batch), _read_batch)[1]

    def _settle_batch(self, batch: tuple[DOI, ...], response: Response, messages: list[dict[str, Any]]) -> None:
        wanted = set(batch)
        for message in messages:
            for name in crossref.names_of(message):
                if name in wanted and name not in self._inquiry.settled:
                    alone = self._registry.work(name)
                    self._keep(alone, response, message)
                    self._inquiry.settle(registration_of(message, name), alone, response)

    def _keep(self, request: Request, batch: Response, message: dict[str, Any]) -> None:
        """Keep a work out of a batch as if it had been asked for alone."""
        body = json.dumps({"status": "ok", "message-type": "work", "message": message}).encode()
        self._inquiry.transport.remember(request, replace(batch, body=body, url=request.url))

    def _singly(self, dois: Sequence[DOI]) -> None:
        for doi, answer in self._inquiry.each(list(dois), self._ask_work):
            if isinstance(answer, SourceError):
                self._settle_from_old(doi, answer)
            else:
                self._take(doi, *answer)

    def _ask_work(self, doi: DOI) -> tuple[Request, Response, dict[str, Any] | DOI | None]:
        request = self._registry.work(doi)
        return (request, *self._inquiry.ask(request, crossref.read_work))

    # Answers ----------------------------------------------------------------------------------------

    def _take(self, doi: DOI, request: Request, response: Response, found: Any) -> None:
        """What one address says: a record, that there is none, or another DOI."""
        if found is None:
            self.recordless.add(doi)
        elif isinstance(found, dict):
            self._inquiry.settle(registration_of(found, doi), request, response)
        else:
            self._aliases[doi] = found

    def _readable(self, request: Request, kept: Response) -> dict[str, Any] | DOI | BadResponse | None:
        try:
            return self._inquiry.read(request, kept, crossref.read_work)
        except BadResponse as error:
            return error

    def _settle_from_old(self, doi: DOI, error: SourceError) -> None:
        """Where Crossref can't be asked, a record from before serves, with its day."""
        request = self._registry.work(doi)
        old = self._inquiry.transport.recall(request, stale=True)
        found = None if old is None else self._readable(request, old)
        if isinstance(found, dict):
            told = replace(registration_of(found, doi), reason=f"as kept from before; {error}")
            self._inquiry.settle(told, request, old)
        elif found is not None and not isinstance(found, BadResponse):
            self._aliases[doi] = found
        else:
            self.failed[doi] = error

    # Aliases ----------------------------------------------------------------------------------------

    def _follow_aliases(self) -> None:
        for _ in range(_HOPS):
            new = [prime for prime in dict.fromkeys(self._aliases.values()) if not self._is_answered(prime)]
            if not new:
                break
            self._ask(self.recall(new))
            self._singly([prime for prime in new if not self._is_answered(prime)])
        for alias in self._inquiry.unsettled(self._aliases):
            self._settle_alias(alias)

    def _is_answered(self, doi: DOI) -> bool:
        known = (self._inquiry.settled, self.recordless, self.failed, self._aliases)
        return any(doi in answers for answers in known)

    def _settle_alias(self, alias: DOI) -> None:
        """An alias has what the DOI at the end of its chain has."""
        passed = {alias}
        prime = self._aliases[alias]
        while prime in self._aliases and prime not in passed:
            passed.add(prime)
            prime = self._aliases[prime]
        known = self._inquiry.settled.get(prime)
        if known is not None:
            named = (known.alias_of or prime) if known.status is Status.FOUND else None
            self._inquiry.settled[alias] = replace(known, doi=alias, alias_of=named)
        elif prime in self.recordless:
            self.recordless.add(alias)
        elif prime in self.failed:
            self.failed[alias] = self.failed[prime]
        else:
            request = self._registry.work(alias)
            self.failed[alias] = SourceError(f"{request.host} leads in a circle", url=request.url)


def _read_batch(response: Response) -> tuple[Response, list[dict[str, Any]]] | None:
    return None if crossref.is_too_much(response) else (response, crossref.read_works(response))
