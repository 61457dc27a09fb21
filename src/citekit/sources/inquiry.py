"""What one round of questions to the registries shares: transport, threads, and what is settled so far.

Every step of a look-up settles some DOIs and hands the rest on. A question that could not be answered settles its
DOIs as "unchecked", with the reason, and no others.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from citekit.errors import BadResponse, SourceError
from citekit.model.registration import Registration, Status
from citekit.sources.transport import without_mailto

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import ThreadPoolExecutor

    from citekit.model.identifiers import DOI
    from citekit.sources.cache import CachedTransport
    from citekit.sources.transport import Request, Response

_Asked = TypeVar("_Asked")
_Answered = TypeVar("_Answered")


class Inquiry:
    """One round: `settled` has the registration of every DOI that is answered."""

    def __init__(self, transport: CachedTransport, pool: ThreadPoolExecutor, clock: Callable[[], float]) -> None:
        self.transport = transport
        self.settled: dict[DOI, Registration] = {}
        self._pool = pool
        self._clock = clock

    def ask(self, request: Request, read: Callable[[Response], _Answered]) -> tuple[Response, _Answered]:
        """The answer to a request, kept or new, and what `read` makes of it.

        What makes no sense, such as a page that tells the visitor to wait, is asked for once more.

        Raises:
            SourceError: nobody answered, or the answer makes no sense.
        """
        response = self.transport.send(request)
        try:
            return response, self.read(request, response, read)
        except BadResponse:
            response = self.transport.send(request)
            return response, self.read(request, response, read)

    def read(self, request: Request, response: Response, read: Callable[[Response], _Answered]) -> _Answered:
        """What an answer says; one that makes no sense, such as a log-in page, is not kept for the next time."""
        try:
            return read(response)
        except BadResponse:
            self.transport.forget(request)
            raise

    def each(
        self, asked: Sequence[_Asked], ask: Callable[[_Asked], _Answered]
    ) -> Iterable[tuple[_Asked, _Answered | SourceError]]:
        """Each question with its answer, or with the error in its place, in the order asked; several at once."""
        futures = [self._pool.submit(ask, question) for question in asked]
        for question, future in zip(asked, futures, strict=True):
            try:
                yield question, future.result()
            except SourceError as error:
                yield question, error

    def settle(self, found: Registration, request: Request, response: Response | None) -> None:
        """Note what is known of a DOI, from whom, and of which day."""
        moment = response.fetched if response and response.fetched is not None else self._clock()
        day = datetime.fromtimestamp(moment, UTC).date().isoformat()
        self.settled[found.doi] = replace(found, source=without_mailto(request.url), fetched=day)

    def unchecked(self, doi: DOI, error: SourceError, agency: str = "") -> None:
        """Note that a DOI could not be asked about, and why."""
        source = without_mailto(error.url)
        self.settled[doi] = Registration(doi, Status.UNCHECKED, agency, reason=str(error), source=source)

    def unsettled(self, dois: Iterable[DOI]) -> list[DOI]:
        """Those of some DOIs that nothing is known of yet."""
        return [doi for doi in dois if doi not in self.settled]
