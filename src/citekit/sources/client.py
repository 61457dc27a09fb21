"""The front door to the registries: ask for DOIs, get registrations, records, and comparisons.

A `Client` is put together from the transports of this package and the registries' addresses. What it returns
keeps four outcomes apart: found, registered without a record, absent, could not be checked.
"""

from __future__ import annotations

import re
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from citekit import __version__
from citekit.errors import ReadError, SourceError, SourceUnavailable, UsageError
from citekit.model.identifiers import DOI
from citekit.model.registration import Registration, Status
from citekit.sources import crossref, datacite, doi_org, kept_works
from citekit.sources.cache import CachedTransport
from citekit.sources.lookup import Lookup
from citekit.sources.polite import PoliteTransport
from citekit.sources.transport import RequestsTransport, Response, Transport
from citekit.sources.turns import SharedTurns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from citekit.model.identifiers import Identifier
    from citekit.model.item import Item
    from citekit.model.reference import Reference
    from citekit.sources.id_converter import IdConverter
    from citekit.sources.kept_works import KeptWorks
    from citekit.sources.landing import Landing
    from citekit.sources.match import Match
    from citekit.sources.open_library import OpenLibrary
    from citekit.sources.pubmed import PubMed
    from citekit.sources.search import Found

_Asked = TypeVar("_Asked")
_Answered = TypeVar("_Answered")

_MAILTO: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,9}[A-Za-z]{2,63}", re.ASCII)
#: Searches at once: as many as Crossref's lists take.
_SEARCHES: Final = 3
#: The file's name in the cache folder.
CACHE_FILE: Final = "registries.sqlite"
#: The file beside it, by which programs that share the folder share the registries' limits.
TURNS_FILE: Final = "turns.sqlite"


class Client:
    """Asks Crossref, doi.org and DataCite about DOIs, politely; safe to share between threads.

    `mailto` is the user's own contact address, sent to Crossref (which then serves faster) and NCBI only; there is
    no default. `ncbi_key` is the user's key for NCBI's services, sent to those only. `cache` is a folder in which
    answers are kept between runs, and by which programs that share it share the registries' limits; without it
    answers are kept until the client is closed. With `offline` only kept answers are used. `snapshot` has works at
    hand (`citekit.snapshot.Snapshot`), which then need not be asked for. `transport` replaces HTTP, in tests.

    Raises:
        UsageError: `mailto` is not an e-mail address, or an address of a registry is not http or https.

    Examples:
        >>> from citekit.model import DOI
        >>> with Client(offline=True) as client:
        ...     found = client.registrations([DOI("10.1016/j.neulet.2003.12.019")])
        >>> [(str(doi), str(registration.status)) for doi, registration in found.items()]
        [('10.1016/j.neulet.2003.12.019', 'unchecked')]
    """

    def __init__(
        self,
        mailto: str | None = None,
        *,
        transport: Transport | None = None,
        cache: Path | str | None = None,
        offline: bool = False,
        crossref_url: str = crossref.URL,
        doi_url: str = doi_org.URL,
        datacite_url: str = datacite.URL,
        pubmed_url: str | None = None,
        id_converter_url: str | None = None,
        open_library_url: str | None = None,
        ncbi_key: str | None = None,
        plus_token: str | None = None,
        snapshot: KeptWorks | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        mailto = (mailto or "").strip() or None
        if mailto and not _MAILTO.fullmatch(mailto):
            raise UsageError(f"{mailto!r} is not an e-mail address; give your own, or none")
        self._other_urls = (pubmed_url, id_converter_url, open_library_url)
        for url in (crossref_url, doi_url, datacite_url, *filter(None, self._other_urls)):
            if not re.fullmatch(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", url):
                raise UsageError(f"{url!r} is not the address of a registry (https://…)")
        if plus_token and not re.fullmatch(r"[!-~]+", plus_token):
            raise UsageError("the Crossref Plus token has characters that no token has")
        if ncbi_key and not re.fullmatch(r"\w+", ncbi_key):
            raise UsageError("the NCBI key has characters that no key has")
        about = f"; mailto:{mailto}" if mailto else ""
        name = {"User-Agent": f"citekit/{__version__} (citation manager)", "Accept": "application/json"}
        self._mailto, self._ncbi_key, self._headers = mailto, ncbi_key, name
        to_crossref = {**name, "User-Agent": f"citekit/{__version__} (citation manager{about})"}
        self._registries = (
            crossref.Crossref(crossref_url, mailto=mailto, token=plus_token, headers=to_crossref),
            doi_org.DoiOrg(doi_url, headers=name),
            datacite.DataCite(datacite_url, headers=name),
        )
        # Pacing goes by a clock that nobody sets, unless the caller's clock and sleep belong together.
        pace = time.monotonic if clock is time.time else clock
        turns = None if cache is None else SharedTurns(Path(cache) / TURNS_FILE, clock=clock)
        polite = PoliteTransport(
            transport or RequestsTransport(), clock=pace, sleep=sleep, wall_clock=clock, turns=turns
        )
        path = None if cache is None else Path(cache) / CACHE_FILE
        self._transport = CachedTransport(polite, path, offline=offline, clock=clock)
        self._offline = offline
        self._snapshot = snapshot
        self._clock = clock
        self._known: dict[DOI, Registration] = {}
        self._lock = threading.Lock()

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], **overrides: Any) -> Self:
        """A client as the environment's variables say; an empty variable counts as none.

        `CITEKIT_MAILTO`, `CITEKIT_CROSSREF_URL`, `CITEKIT_DOI_URL`, `CITEKIT_DATACITE_URL`,
        `CITEKIT_PUBMED_URL`, `CITEKIT_ID_CONVERTER_URL`, `CITEKIT_OPEN_LIBRARY_URL`, `CITEKIT_CROSSREF_PLUS_TOKEN`,
        `NCBI_API_KEY`, and `CITEKIT_CACHE_DIR`, by default the user's cache folder.

        Raises:
            UsageError: a variable's value makes no sense.

        Examples:
            >>> Client.from_environment({"CITEKIT_MAILTO": "nobody", "CITEKIT_CACHE_DIR": "cache"})
            Traceback (most recent call last):
            citekit.errors.UsageError: 'nobody' is not an e-mail address; give your own, or none
        """
        options: dict[str, Any] = {
            option: environ[variable].strip()
            for variable, option in _ENVIRONMENT.items()
            if environ.get(variable, "").strip()
        }
        options.update(overrides)
        if "cache" not in options:
            import platformdirs  # noqa: PLC0415 - only the command line has a default folder

            options["cache"] = platformdirs.user_cache_path("citekit")
        return cls(**options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and the cache's file."""
        self._transport.close()

    def registrations(self, dois: Iterable[DOI]) -> dict[DOI, Registration]:
        """What the registries say of each DOI; every DOI asked for is in the result.

        Nothing is raised for the network's faults: what they touch has the status "unchecked" and a reason,
        and all else is answered.
        """
        asked = list(dict.fromkeys(dois))
        with self._lock:
            new = [doi for doi in asked if doi not in self._known]
        found = self._look_up(new)
        with self._lock:
            # What could not be checked may be, the next time.
            self._known.update(
                (doi, registration)
                for doi, registration in found.items()
                if registration.status is not Status.UNCHECKED
            )
            return {doi: found[doi] if doi in found else self._known[doi] for doi in asked}

    def records(self, ids: Iterable[Identifier]) -> dict[Identifier, Registration]:
        """What the registries say of identifiers of any kind: DOIs, PMIDs, PMCIDs, arXiv ids, ISBNs.

        Every identifier asked for is in the result. Nothing is raised for the network's faults, as with
        `registrations`. A work that PubMed and a registry of DOIs know has the registry's record, with PubMed's ids
        and notices.

        Examples:
            >>> from citekit.model import PMID
            >>> with Client(offline=True) as client:
            ...     client.records([PMID("15135884")])[PMID("15135884")].status.value
            'unchecked'
        """
        asked = list(dict.fromkeys(ids))
        if all(isinstance(one, DOI) for one in asked):
            found: dict[Identifier, Registration] = dict(self.registrations(map(DOI, asked)).items())
            return found
        from citekit.sources.record_lookup import RecordLookup  # noqa: PLC0415 - seldom needed

        lookup = RecordLookup(self._transport, self._services(), self.registrations, clock=self._clock)
        return lookup.run(asked)

    def _services(self) -> tuple[PubMed, IdConverter, OpenLibrary]:
        from citekit.sources import id_converter, open_library, pubmed  # noqa: PLC0415

        mailto, urls, headers = self._mailto, self._other_urls, self._headers
        return (
            pubmed.PubMed(urls[0] or pubmed.URL, mailto=mailto, key=self._ncbi_key, headers=headers),
            id_converter.IdConverter(urls[1] or id_converter.URL, mailto=mailto, headers=headers),
            open_library.OpenLibrary(urls[2] or open_library.URL, headers=headers),
        )

    def lookup(self, doi: DOI | str) -> Reference | None:
        """The registry's record of a DOI as a `Reference`; `None` where the DOI does not exist.

        Raises:
            SourceError: nobody could be asked, or no registry has a record to give.
            ReadError: the text is not a DOI.

        Examples:
            >>> with Client(offline=True) as client:
            ...     client.lookup("10.1016/j.neulet.2003.12.019")
            Traceback (most recent call last):
            citekit.errors.SourceUnavailable: no network is used, and no earlier answer is kept
        """
        parsed = doi if isinstance(doi, DOI) else DOI.parse(doi)
        if parsed is None:
            raise ReadError(f"{doi!r} is not a DOI", hint="a DOI begins with 10. and has a slash")
        registration = self._known.get(parsed) or self._look_up([parsed], metadata_only=True)[parsed]
        if registration.status is Status.ABSENT:
            return None
        if registration.record is None:
            raise SourceUnavailable(registration.reason, url=registration.source)
        from citekit.model.reference import Reference  # noqa: PLC0415 - pydantic, for those who want one

        return Reference.model_validate(dict(registration.record))

    def find(self, references: Iterable[Reference | Item]) -> list[Found]:
        """The DOIs of references that have none, by Crossref's search; one answer for each, in the same order.

        Nothing is raised for the network's faults: what could not be asked for has the outcome "unchecked" and a
        reason. What is found is a proposal, to be looked at and written by whoever asked.
        """
        items: list[Item] = [one.csl_json() if hasattr(one, "csl_json") else one for one in references]
        return self._several(self._find, items)

    def _several(self, ask: Callable[[_Asked], _Answered], asked: Sequence[_Asked]) -> list[_Answered]:
        """Answers to several questions, as many at once as the registries take."""
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only where it is needed

        with ThreadPoolExecutor(_SEARCHES, thread_name_prefix="citekit") as pool:
            try:
                return list(pool.map(ask, asked))
            except BaseException:
                self._transport.stop()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            finally:
                self._transport.resume()

    def repairs(self, items: Iterable[Item]) -> list[DOI | None]:
        """For references whose DOI is not registered: the DOI that each should have, where there is no doubt of it.

        Slips of copying are undone first, then Crossref's search is asked; either way the record has to agree with the
        reference. Nothing is raised for the network's faults.

        Examples:
            >>> item = {"title": "Acupuncture and Endorphins", "DOI": "10.1016/j.neulet.2003.12.019/full"}
            >>> with Client(offline=True) as client:
            ...     client.repairs([item])
            [None]
        """
        from citekit.sources import slips  # noqa: PLC0415 - comparing loads slowly

        asked = list(items)
        guesses = [slips.likely(doi) if (doi := DOI.parse(str(item.get("DOI") or ""))) else () for item in asked]
        known = self.registrations(doi for guess in guesses for doi in guess)
        found: list[DOI | None] = [
            next((doi for doi in guess if slips.is_confirmed(item, known[doi])), None)
            for item, guess in zip(asked, guesses, strict=True)
        ]
        left = [number for number, doi in enumerate(found) if doi is None]
        for number, search in zip(left, self.find([asked[number] for number in left]), strict=True):
            found[number] = search.doi
        return found

    def landings(self, dois: Iterable[DOI]) -> dict[DOI, Landing]:
        """Whether the pages that DOIs lead to are there.

        Only 404, 410 and the page for deleted DOIs say that they are not. Nothing is raised for the network's faults:
        what they touch is "unknown".

        Examples:
            >>> from citekit.model import DOI
            >>> doi = DOI("10.1016/j.neulet.2003.12.019")
            >>> with Client(offline=True) as client:
            ...     client.landings([doi])[doi].status.value
            'unknown'
        """
        asked = list(dict.fromkeys(dois))
        return dict(zip(asked, self._several(self._landing, asked), strict=True))

    def _landing(self, doi: DOI) -> Landing:
        from citekit.sources import landing  # noqa: PLC0415
        from citekit.sources.redirects import follow  # noqa: PLC0415

        request = self._registries[1].landing(doi)
        kept = self._transport.recall(request)
        if kept is not None:
            return landing.landing_of(replace(kept, url=kept.headers.get("location", "")))
        try:
            response = follow(self._transport, request)
        except SourceError as error:
            return landing.Landing(landing.LandingStatus.UNKNOWN, reason=str(error))
        told = landing.landing_of(response)
        if told.status is not landing.LandingStatus.UNKNOWN:
            status = 404 if told.status is landing.LandingStatus.GONE else 200
            self._transport.remember(request, Response(status, {"location": told.url}, url=request.url))
        return told

    def _find(self, item: Item) -> Found:
        from citekit.records.crossref import registration_of  # noqa: PLC0415
        from citekit.sources import search  # noqa: PLC0415

        query = search.query_of(item)
        if not query:
            return search.Found(search.Outcome.NOTHING, reason="the reference has no title to search for")
        if self._snapshot is not None:
            kept = kept_works.find(self._snapshot, item, search.ROWS)
            if kept.candidates:
                return kept
        request = self._registries[0].search(query, search.ROWS)
        try:
            response = self._transport.send(request)
            messages = crossref.read_works(response)
        except SourceError as error:
            self._transport.forget(request)
            return search.Found(search.Outcome.UNCHECKED, reason=str(error))
        found = [registration_of(message) for message in messages if DOI.parse_exact(str(message.get("DOI")))]
        return search.choose(item, found)

    def resolve(self, reference: Reference | Item) -> Match | None:
        """A reference compared with the record of its DOI; `None` without a DOI, or where it does not exist.

        Raises:
            SourceError: nobody could be asked, or no registry has a record to give.
        """
        item: Item = reference.csl_json() if hasattr(reference, "csl_json") else reference
        doi = DOI.parse(str(item.get("DOI") or ""))
        if doi is None:
            return None
        registration = self.registrations([doi])[doi]
        if registration.status is Status.ABSENT:
            return None
        if registration.record is None:
            raise SourceUnavailable(registration.reason, url=registration.source)
        from citekit.sources.match import compare  # noqa: PLC0415 - fuzzy matching loads slowly

        return compare(item, registration)

    def _look_up(self, dois: list[DOI], *, metadata_only: bool = False) -> dict[DOI, Registration]:
        kept = {} if self._snapshot is None else kept_works.registrations(self._snapshot, dois)
        left = [doi for doi in dois if doi not in kept]
        if not left:
            return kept
        lookup = Lookup(
            self._transport,
            self._registries,
            clock=self._clock,
            offline=self._offline,
            metadata_only=metadata_only,
        )
        return {**kept, **lookup.run(left)}


_ENVIRONMENT: Final = {
    "CITEKIT_MAILTO": "mailto",
    "CITEKIT_CACHE_DIR": "cache",
    "CITEKIT_CROSSREF_URL": "crossref_url",
    "CITEKIT_DOI_URL": "doi_url",
    "CITEKIT_DATACITE_URL": "datacite_url",
    "CITEKIT_PUBMED_URL": "pubmed_url",
    "CITEKIT_ID_CONVERTER_URL": "id_converter_url",
    "CITEKIT_OPEN_LIBRARY_URL": "open_library_url",
    "CITEKIT_CROSSREF_PLUS_TOKEN": "plus_token",
    "NCBI_API_KEY": "ncbi_key",
}
