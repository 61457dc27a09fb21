"""Asking as the registries want to be asked: paced, few at a time, patient, and not for ever.

Wraps a transport. For each host and pool it keeps below a rate and a number of requests at once, which start
from the registry's public numbers and follow what its headers say. A 429 or a server fault is retried with
exponential back-off and jitter, or when `Retry-After` says; a host that fails again and again is not asked any
more. Clock, sleep and chance are arguments.

Sources: Crossref REST API documentation, "Rate limits" and "Tips for using the REST API" (in force since
December 2025); RFC 9110, section 10.2.3 (`Retry-After`).
"""

from __future__ import annotations

import random as chance
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from citekit.errors import RateLimited, SourceError, SourceUnavailable
from citekit.sources.turns import Limit, OwnTurns, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from citekit.sources.transport import Request, Response, Transport
    from citekit.sources.turns import Turns


#: The public numbers of Crossref's pools; single records and lists are counted apart.
STARTING_LIMITS: Final[Mapping[str, Limit]] = {
    "public-single": Limit(5, 1, 1),
    "public-array": Limit(1, 1, 1),
    "polite-single": Limit(10, 1, 3),
    "polite-array": Limit(3, 1, 3),
    "plus": Limit(150, 1, 0),
    "ncbi": Limit(3, 1, 2),
    "ncbi-key": Limit(10, 1, 3),
    "doi.org": Limit(10, 1, 4),  # none is published; its answers are short and kept by a network of caches
}
#: DataCite's is 3,000 in five minutes; what publishes none is asked as seldom.
OTHERWISE: Final = Limit(5, 1, 2)

_HEADERS: Final = {
    "requests": ("x-rate-limit-limit", "x-ratelimit-limit"),
    "seconds": ("x-rate-limit-interval", "x-ratelimit-interval"),
    "at_once": ("x-concurrency-limit",),
}
#: What may pass if the same is asked again: too early, too many, faults of server and gateway.
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
#: What a server says to somebody it will not serve; asking again makes it worse.
_REFUSED: Final = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try: attempts at an answer, at a first connection with a host, and seconds for one request.

    A host is in `doubt` after so many failures in a row, and asked once only for each request; after `trust`
    failures it is asked no more. A host that can't be reached counts double, and where none ever answered the next
    that can't be reached is the last: there is no network. A host that says it is asked too often (429) is alive: it
    is given up once it has said nothing else for the seconds of `rest`. A fault of a host that has answered before is
    waited for `passing` seconds at least, however few the attempts in them.
    """

    attempts: int = 4
    connections: int = 2
    seconds: float = 60.0
    first_delay: float = 1.0
    longest_delay: float = 20.0
    rest: float = 120.0
    passing: float = 6.0
    doubt: int = 3
    trust: int = 6


@dataclass(slots=True)
class _Host:
    """What is known about a host in this run."""

    free: threading.Condition = field(default_factory=threading.Condition)
    limits: dict[str, Limit] = field(default_factory=dict)
    not_before: float = 0.0
    running: int = 0
    answered: bool = False
    failures: int = 0
    last_failure: str = ""
    limited: int = 0
    limited_since: float | None = None
    failing_since: float | None = None


class PoliteTransport:
    """A transport that keeps the registries' limits and retries what may pass; safe between threads.

    It returns answers below 500 other than 429 and raises for the rest. `turns` keeps the limits, for this program
    alone or together with others.

    Examples:
        >>> from citekit.sources.transport import Request, Response
        >>> class Busy:
        ...     answers = [Response(429, {"retry-after": "7"}), Response(200)]
        ...     def send(self, request):
        ...         return self.answers.pop(0)
        >>> slept = []
        >>> polite = PoliteTransport(Busy(), clock=lambda: sum(slept), sleep=slept.append)
        >>> polite.send(Request("https://api.crossref.org/works/10.1000%2F1")).status, slept
        (200, [7.0])
    """

    def __init__(
        self,
        transport: Transport,
        *,
        limits: Mapping[str, Limit] = STARTING_LIMITS,
        patience: Patience = Patience(),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
        random: Callable[[], float] = chance.random,
        wall_clock: Callable[[], float] = time.time,
        turns: Turns | None = None,
    ) -> None:
        self._transport = transport
        self._turns = turns or OwnTurns(clock)
        self._starting = limits
        self._patience = patience
        self._clock = clock
        self._stopped = threading.Event()
        self._sleep = sleep or self._stopped.wait
        self._random = random
        self._wall_clock = wall_clock
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        #: Whether no host has answered and one could not be reached; unknown at first.
        self._silent: bool | None = None

    def send(self, request: Request) -> Response:
        """The answer to a request, asked as often as is decent.

        Raises:
            RateLimited: the host keeps saying that it is asked too much.
            SourceUnavailable: the host can't be reached, has a fault that does not pass, or failed so often
                that it is not asked any more.
        """
        with self._lock:
            host = self._hosts.setdefault(request.host, _Host())
        end = self._clock() + self._patience.seconds
        attempt = 0
        while True:
            self._check_trust(host, request)
            failure, delay = self._attempt(host, request)
            if not isinstance(failure, SourceError):
                return failure
            if isinstance(failure, RateLimited):
                self._slow_down(host, failure)
                continue
            attempt += 1
            no_network = delay is None and self._silent is True
            lost = delay is None and not host.answered
            allowed = self._patience.connections if lost else self._patience.attempts
            wait = delay if delay and delay > 0 else self._back_off(attempt)
            in_doubt = host.failures >= self._patience.doubt
            may_pass = self._is_young(host) and not lost
            tried = attempt >= allowed and not may_pass
            if tried or in_doubt or no_network or self._clock() + wait > end:
                self._note_failure(host, failure, self._weight(delay))
                raise failure
            with host.free:
                host.not_before = max(host.not_before, self._clock() + wait)

    def _is_young(self, host: _Host) -> bool:
        """Whether a host's faults have lasted for so short a time that they may be passing."""
        with host.free:
            now = self._clock()
            host.failing_since = now if host.failing_since is None else host.failing_since
            return now - host.failing_since < self._patience.passing

    def _slow_down(self, host: _Host, limited: RateLimited) -> None:
        """Let a host rest that says it is asked too often; all that ask it wait, the longer the more often it says so.

        Raises:
            RateLimited: it has said nothing else for too long, or wants to be left alone for longer than that.
        """
        with host.free:
            now = self._clock()
            host.limited_since = now if host.limited_since is None else host.limited_since
            if now >= host.not_before:  # what was under way when the first was refused says nothing new
                host.limited += 1
            wait = limited.retry_after or self._back_off(host.limited)
            if now + wait > host.limited_since + self._patience.rest:
                host.failures += 1 if host.limited == 1 else self._patience.trust
                host.last_failure = str(limited)
                raise limited
            host.not_before = max(host.not_before, now + wait)

    def stop(self) -> None:
        """Let every request that waits for its turn give up, as when the user interrupts."""
        self._stopped.set()

    def resume(self) -> None:
        """Take requests again after `stop`."""
        self._stopped.clear()

    def close(self) -> None:
        """Close the transport, if it can be closed."""
        close = getattr(self._transport, "close", None)
        if close is not None:
            close()
        close = getattr(self._turns, "close", None)
        if close is not None:
            close()

    def _attempt(self, host: _Host, request: Request) -> tuple[Response | SourceError, float | None]:
        """One try: the answer, or what went wrong with the seconds to wait.

        The seconds are `None` where there was no connection and -1 where nobody said.
        """
        with self._place(host, request):
            try:
                response = self._transport.send(request)
            except SourceUnavailable as error:
                return error, None
        self._silent = False
        host.answered = True
        self._learn(host, request, response)
        name = request.host
        if response.status == 429:
            wait = self._retry_after(response)
            message = f"{name} says that it was asked too often (429)"
            return RateLimited(message, url=request.url, retry_after=wait), None
        if response.status in _PASSING or response.status >= 500:
            wait = self._retry_after(response)
            unavailable = SourceUnavailable(f"{name} has a fault ({response.status})", url=request.url)
            return unavailable, -1.0 if wait is None else wait
        with host.free:
            host.limited, host.limited_since, host.failing_since = 0, None, None
            if response.status in _REFUSED:
                host.failures += 1
                host.last_failure = f"{name} refuses to answer ({response.status})"
            else:
                host.failures = 0
        return response, None

    def _weight(self, delay: float | None) -> int:
        """What a failure counts. Where no host ever answered and one could not be reached, there is no network."""
        if delay is not None:
            return 1
        with self._lock:
            if self._silent is None:
                self._silent = True
                return 2
        return self._patience.trust if self._silent else 2

    def _check_trust(self, host: _Host, request: Request) -> None:
        with host.free:
            if host.failures >= self._patience.trust:
                raise SourceUnavailable(host.last_failure, url=request.url)

    def _note_failure(self, host: _Host, failure: SourceError, weight: int) -> None:
        with host.free:
            host.failures += weight
            host.last_failure = str(failure)

    @contextmanager
    def _place(self, host: _Host, request: Request) -> Iterator[None]:
        """Wait for a free place at the host and for the pool's next moment; give the place back after."""
        with host.free:
            while (at_once := self._limit(host, request).at_once) and host.running >= at_once:
                host.free.wait()
            host.running += 1
        turn: Turn | float = 0.0
        try:
            while not self._stopped.is_set():
                turn = self._turn(host, request)
                if isinstance(turn, Turn):
                    break
                self._sleep(turn)
            if self._stopped.is_set():
                raise SourceUnavailable("the look-up was stopped", url=request.url)
            yield
        finally:
            if isinstance(turn, Turn):
                self._turns.give_back(request.host, request.pool, turn)
            with host.free:
                host.running -= 1
                host.free.notify_all()

    def _turn(self, host: _Host, request: Request) -> Turn | float:
        """The pool's next turn if it has come, else the seconds that it is off."""
        with host.free:
            wait = host.not_before - self._clock()
            limit = self._limit(host, request)
        return wait if wait > 0 else self._turns.take(request.host, request.pool, limit)

    def _limit(self, host: _Host, request: Request) -> Limit:
        return host.limits.get(request.pool) or self._starting.get(request.pool, OTHERWISE)

    def _learn(self, host: _Host, request: Request, response: Response) -> None:
        """Take over the limits an answer states; what it does not state or says badly stays as it was."""
        stated = {name: _first_number(response, headers) for name, headers in _HEADERS.items()}
        if not any(stated.values()):
            return
        with host.free:
            old = self._limit(host, request)
            host.limits[request.pool] = Limit(
                int(stated["requests"] or old.requests),
                float(stated["seconds"] or old.seconds),
                int(stated["at_once"] or old.at_once),
            )
            host.free.notify_all()

    def _back_off(self, attempt: int) -> float:
        """Twice as long each time, at least half of it, the rest by chance so that not all come back at once."""
        longest = min(self._patience.first_delay * 2.0 ** (attempt - 1), self._patience.longest_delay)
        return longest * (0.5 + 0.5 * self._random())

    def _retry_after(self, response: Response) -> float | None:
        """The seconds `Retry-After` asks for: a number, or a date."""
        value = response.headers.get("retry-after", "").strip()
        if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value):
            return float(value)
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - self._wall_clock())
        except (ValueError, TypeError, IndexError, OverflowError):
            return None


def _first_number(response: Response, headers: tuple[str, ...]) -> int | None:
    """A header's first whole number, between 1 and 3600; doubled values (`50, 50`, `1s, 1s`) occur."""
    for header in headers:
        match = re.match(r"\s{0,9}(\d{1,6})\s?s?\s{0,9}(?:,|$)", response.headers.get(header, ""))
        if match and 1 <= int(match[1]) <= 3600:
            return int(match[1])
    return None
