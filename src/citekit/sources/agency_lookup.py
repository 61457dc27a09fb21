"""Asking the other registration agencies, and the handle system, about DOIs that Crossref has no record of.

doi.org says with whom a DOI is registered, for several at once. DataCite gives records in batches; of the other
agencies those that take part in content negotiation give one at a time. What no agency is known for is asked of the
handle system, the authority on existence: nothing else makes a DOI absent.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import BadResponse, SourceError
from citekit.model.registration import Registration, Status
from citekit.records.datacite import registration_of
from citekit.sources import datacite, doi_org, negotiation
from citekit.sources.landing import is_deleted
from citekit.sources.redirects import follow
from citekit.sources.transport import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citekit.model.identifiers import DOI
    from citekit.sources.inquiry import Inquiry

#: With whom a DOI is registered (or what stands in its place), or why that could not be learnt.
Agency = str | SourceError

CROSSREF: Final = "Crossref"
DATACITE: Final = "DataCite"
#: What the agency look-up may say that is no agency.
NO_AGENCIES: Final = frozenset({"", doi_org.ABSENT, "Invalid DOI", "Unknown"})


class AgencyLookup:
    """Questions about agencies, and to them."""

    def __init__(self, inquiry: Inquiry, doi: doi_org.DoiOrg, registry: datacite.DataCite) -> None:
        self._inquiry = inquiry
        self._doi_org = doi
        self._datacite = registry

    def recall(self, dois: Iterable[DOI]) -> dict[DOI, str]:
        """The agencies that are known from before."""
        found = {}
        for doi in dois:
            kept = self._inquiry.transport.recall(self._doi_org.agency(doi))
            if kept is not None:
                found[doi] = kept.body.decode("utf-8", "replace")
        return found

    def agencies(self, dois: Sequence[DOI]) -> dict[DOI, Agency]:
        """With whom each DOI is registered."""
        found: dict[DOI, Agency] = {**self.recall(dois)}
        batches = list(self._doi_org.batches(doi for doi in dois if doi not in found))
        for batch, answer in self._inquiry.each(batches, self._ask_agencies):
            if isinstance(answer, SourceError):
                found.update(dict.fromkeys(batch, answer))
            else:
                found.update((doi, answer.get(doi, "")) for doi in batch)
        return found

    def _ask_agencies(self, batch: tuple[DOI, ...]) -> dict[DOI, str]:
        """Ask for a group, and keep what is learnt of each DOI apart: the agency's name, absence as "not found"."""
        transport = self._inquiry.transport
        _, named = self._inquiry.ask(self._doi_org.agencies(batch), doi_org.read_agencies)
        for doi in batch:
            agency = named.get(doi)
            if agency:
                status = 404 if agency in NO_AGENCIES else 200
                transport.remember(self._doi_org.agency(doi), Response(status, body=agency.encode()))
        return named

    def settle(self, agencies: dict[DOI, Agency]) -> None:
        """Settle every DOI, by what its agency or the handle system says."""
        by_datacite = [doi for doi, agency in agencies.items() if agency == DATACITE]
        nobodys = [doi for doi, agency in agencies.items() if not isinstance(agency, str) or agency in NO_AGENCIES]
        # Whose a DOI is could not be learnt, but DataCite may know it.
        nobodys = self._in_batches([doi for doi in nobodys if agencies[doi] != doi_org.ABSENT], ones_too=True) + [
            doi for doi in nobodys if agencies[doi] == doi_org.ABSENT
        ]
        steps: tuple[tuple[list[DOI], Callable[[DOI], None]], ...] = (
            (self._in_batches(by_datacite), self._settle_datacite),
            ([doi for doi, agency in agencies.items() if agency == CROSSREF], self._settle_recordless),
            ([doi for doi, agency in agencies.items() if is_another(agency)],
             lambda doi: self._settle_other(doi, str(agencies[doi]))),
            (nobodys, lambda doi: self._settle_by_handle(doi, agencies[doi])),
        )  # fmt: skip
        for dois, step in steps:
            for doi, answer in self._inquiry.each(dois, step):
                if isinstance(answer, SourceError):
                    self._inquiry.unchecked(doi, answer)

    # DataCite ---------------------------------------------------------------------------------------

    def _in_batches(self, dois: Sequence[DOI], *, ones_too: bool = False) -> list[DOI]:
        """Settle what DataCite's batches have; give back what is not there."""
        new = [doi for doi in dois if self._inquiry.transport.recall(self._datacite.record(doi)) is None]
        batches = [batch for batch in self._datacite.batches(new) if len(batch) > 1 or ones_too]
        for batch, answer in self._inquiry.each(batches, self._ask_batch):
            if not isinstance(answer, SourceError):
                self._settle_batch(batch, *answer)
        return self._inquiry.unsettled(dois)

    def _ask_batch(self, batch: tuple[DOI, ...]) -> tuple[Response, dict[DOI, dict[str, Any]]]:
        return self._inquiry.ask(self._datacite.records(batch), datacite.read_records)

    def _settle_batch(self, batch: tuple[DOI, ...], response: Response, records: dict[DOI, dict[str, Any]]) -> None:
        for doi in batch:
            if doi in records:
                alone = self._datacite.record(doi)
                body = json.dumps({"data": {"id": str(doi), "attributes": records[doi]}}).encode()
                self._inquiry.transport.remember(alone, replace(response, body=body, url=alone.url))
                self._inquiry.settle(registration_of(records[doi], doi), alone, response)

    def _settle_datacite(self, doi: DOI) -> None:
        request = self._datacite.record(doi)
        try:
            response, attributes = self._inquiry.ask(request, datacite.read_record)
        except SourceError as error:
            self._inquiry.unchecked(doi, error, agency=DATACITE)
            return
        found = (
            _without_record(doi, DATACITE, "it returns no record")
            if attributes is None
            else registration_of(attributes, doi)
        )
        self._inquiry.settle(found, request, response)

    # The others -------------------------------------------------------------------------------------

    def _settle_recordless(self, doi: DOI) -> None:
        """A DOI of Crossref's that it has no record of: its address tells whether it was deleted."""
        found = _without_record(doi, CROSSREF, "it returns no record")
        request = self._doi_org.handle(doi)
        try:
            _, target = self._inquiry.ask(request, doi_org.read_target)
        except SourceError:
            target = ""
        if is_deleted(target):
            found = replace(found, reason="the DOI was deleted", deleted=True)
        self._inquiry.settle(found, request, None)

    def _settle_other(self, doi: DOI, agency: str) -> None:
        """The record of an agency that gives one by content negotiation; that the DOI exists is known already."""
        request = self._doi_org.record(doi)
        transport = self._inquiry.transport
        try:
            response = transport.recall(request) or follow(transport, request)
            record = negotiation.read_record(response)
        except BadResponse:
            # Kept for a day, as what is not there.
            transport.remember(request, Response(404, url=request.url))
            found = _without_record(doi, agency, "its records are not read")
            self._inquiry.settle(found, self._doi_org.agency(doi), None)
        except SourceError as error:
            self._inquiry.unchecked(doi, error, agency=agency)
        else:
            transport.remember(request, response)
            self._inquiry.settle(negotiation.registration_of(record, doi, agency), request, response)

    def _settle_by_handle(self, doi: DOI, agency: Agency) -> None:
        """Ask the handle system about a DOI that no agency is known for."""
        request = self._doi_org.handle(doi)
        response: Response | None
        try:
            response, exists = self._inquiry.ask(request, doi_org.read_handle)
        except SourceError as error:
            if agency != doi_org.ABSENT:
                self._inquiry.unchecked(doi, agency if isinstance(agency, SourceError) else error)
                return
            # The agency look-up reads the same handles; its "does not exist" stands on its own.
            request, response, exists = self._doi_org.agency(doi), None, False
        if not exists:
            absent = Registration(doi, Status.ABSENT, reason="the DOI is not registered")
            self._inquiry.settle(absent, request, response)
        elif isinstance(agency, SourceError):
            self._inquiry.unchecked(doi, agency)
        else:
            known = Registration(doi, Status.NO_METADATA, reason="registered; no agency gives a record")
            self._inquiry.settle(known, request, response)


def is_another(agency: Agency | None) -> bool:
    """Whether an agency is named that is neither Crossref nor DataCite."""
    return isinstance(agency, str) and agency not in NO_AGENCIES and agency not in (CROSSREF, DATACITE)


def _without_record(doi: DOI, agency: str, why: str) -> Registration:
    return Registration(doi, Status.NO_METADATA, agency, reason=f"registered with {agency}; {why}")
