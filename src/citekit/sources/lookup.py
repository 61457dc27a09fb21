"""The order in which the registries are asked about DOIs, and what each answer settles.

First what is kept; then Crossref, in batches; then, for those that are not in the batches' answers, the agencies,
several at once. What is Crossref's own is asked for singly (aliases answer 301), what is another agency's of that
agency, and what nobody has of the handle system, which alone can say that a DOI does not exist. A step that could not
be taken settles its DOIs as "unchecked", with the reason, and no others.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from citekit.sources.agency_lookup import CROSSREF, NO_AGENCIES, AgencyLookup
from citekit.sources.doi_org import ABSENT
from citekit.sources.inquiry import Inquiry
from citekit.sources.works_lookup import WorksLookup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citekit.model.identifiers import DOI
    from citekit.model.registration import Registration
    from citekit.sources import crossref, datacite, doi_org
    from citekit.sources.cache import CachedTransport

#: As many as any of the registries takes at once; the transport holds back what is too much.
_THREADS: Final = 4


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
        self._registries = registries
        self._clock = clock
        self._offline = offline
        self._metadata_only = metadata_only

    def run(self, dois: Iterable[DOI]) -> dict[DOI, Registration]:
        """A registration for every DOI, in the order asked; no network fault is raised."""
        asked = list(dict.fromkeys(dois))
        try:
            with ThreadPoolExecutor(_THREADS, thread_name_prefix="citekit") as pool:
                inquiry = Inquiry(self._transport, pool, self._clock)
                try:
                    self._ask_all(inquiry, asked)
                except BaseException:
                    # An interrupt: what waits for its turn gives up, so that the pool can end.
                    self._transport.stop()
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise
        finally:
            self._transport.resume()
        return {doi: inquiry.settled[doi] for doi in asked}

    def _ask_all(self, inquiry: Inquiry, asked: Sequence[DOI]) -> None:
        at_crossref, at_doi_org, at_datacite = self._registries
        works = WorksLookup(inquiry, at_crossref, offline=self._offline, metadata_only=self._metadata_only)
        others = AgencyLookup(inquiry, at_doi_org, at_datacite)
        known = others.recall(works.recall(asked))
        works.ask([doi for doi in inquiry.unsettled(asked) if not _is_elsewhere(known.get(doi))])
        agencies = others.agencies(inquiry.unsettled(asked))
        works.ask_singly([doi for doi, agency in agencies.items() if _may_be_at_crossref(agency)])
        left = {doi: agencies[doi] for doi in inquiry.unsettled(agencies)}
        for doi, error in works.failed.items():
            if left.get(doi) == CROSSREF:
                inquiry.unchecked(doi, error, agency=CROSSREF)
                del left[doi]
            elif doi in left and _may_be_at_crossref(left[doi]):
                left[doi] = error
        others.settle(left)


def _is_elsewhere(agency: str | None) -> bool:
    """Whether a DOI is known not to be Crossref's."""
    return agency == ABSENT or (agency not in NO_AGENCIES and agency not in (None, CROSSREF))


def _may_be_at_crossref(agency: object) -> bool:
    """Whether a DOI's own address at Crossref is worth asking: it is Crossref's, or nobody knows whose."""
    return agency == CROSSREF or not isinstance(agency, str) or (agency in NO_AGENCIES and agency != ABSENT)
