"""The stand-in itself: one handler for all services, with faults, limits and counts around it.

In process: `Client(transport=RegistryTransport(Registry(records)))`. Over HTTP: `with serve(Registry(records)) as
server: Client(**server.urls)`. From a shell: `python -m citekit.testing.registry RECORDS.jsonl --port 8099`, which
prints the environment to use.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from citekit.sources.transport import Request, Response
from citekit.testing.asked import Asked
from citekit.testing.bodies import page, text_answer
from citekit.testing.faults import Fault
from citekit.testing.holdings import Holdings, Record, Records
from citekit.testing.limits import Limits, Pool
from citekit.testing.services import SERVICES, Route, Service
from citekit.testing.tally import Seen, Tally

__all__ = ["Registry"]


class Registry(Tally):
    """The registries' memory and manners; safe to ask from several threads.

    `records` are Crossref messages, or the path of a file with one a line. `agencies` says with whom other DOIs are
    registered ("mEDRA"; "Unknown" where doi.org can't tell), `datacite` are attributes objects of DataCite's API, each
    with its `doi`. `aliases` leads from alias to prime (beside the `aliases` of the records), `deleted` are DOIs whose
    handle leads to Crossref's page for deleted ones. `csl` are CSL-JSON items, by DOI, that agencies other than
    Crossref give in content negotiation; `landing` the statuses of landing pages, by DOI (200 unless given). Records
    of other services are given under the service's name; `services` are all there are.

    With `enforce` whoever asks faster, or more at once, than the stated limits gets 429; `pools` replaces some of the
    limits. Every answer takes `answer_time` seconds. `faults` strike in the order given. `clock` and `sleep` stand for
    time, `seed` for the chance in `sample`.

    Raises:
        ValueError: a record has no DOI, or a file's line is no record.
        TypeError: records are given for a service that is not there, or an argument is misspelt.

    Examples:
        >>> from citekit.sources.transport import Request
        >>> registry = Registry([{"DOI": "10.5555/1", "type": "book", "title": ["Pain"]}], deleted=["10.5555/old"])
        >>> answer = registry.handle(Request("https://api.crossref.org/works/10.5555%2F1"))
        >>> answer.status, answer.headers["x-api-pool"], answer.headers["x-rate-limit-limit"]
        (200, 'public-single', '5')
        >>> answer = registry.handle(Request("https://api.crossref.org/works/10.5555%2Fold"))
        >>> answer.status, answer.body
        (404, b'Resource not found.')
        >>> registry.handle(Request("https://doi.org/10.5555/old")).headers["location"]
        'https://www.crossref.org/_deleted-doi/'
    """

    def __init__(
        self,
        records: Records = (),
        *,
        agencies: Mapping[str, str] | None = None,
        datacite: Records = (),
        aliases: Mapping[str, str] | None = None,
        deleted: Iterable[str] = (),
        csl: Mapping[str, Record] | None = None,
        landing: Mapping[str, int] | None = None,
        faults: Iterable[Fault] = (),
        enforce: bool = False,
        answer_time: float = 0.0,
        pools: Mapping[str, Pool] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        seed: int = 0,
        services: Sequence[type[Service]] = SERVICES,
        **others: Records,
    ) -> None:
        super().__init__()
        with_records = [service.name for service in services if service.has_records]
        unknown = sorted(set(others) - set(with_records))
        if unknown:
            known = ", ".join(with_records) or "there is none"
            raise TypeError(f"{unknown[0]!r} is no argument, and no service with records of its own ({known})")
        self.holdings = Holdings.of(
            records,
            agencies=agencies,
            datacite=datacite,
            aliases=aliases,
            deleted=deleted,
            csl=csl,
            landing=landing,
            others=others,
            seed=seed,
        )
        self.pools: dict[str, Pool] = {}
        for kind in services:
            self.pools.update(kind.pools)
        self.pools.update(pools or {})
        self.services: tuple[Service, ...] = tuple(kind(self.holdings, self.pools) for kind in services)
        self.faults = list(faults)
        self.enforce = enforce
        self.answer_time = answer_time
        self.clock = clock
        self.sleep = sleep
        self._limits = Limits(self.pools)
        self._lock = threading.Lock()
        self._running: Counter[str] = Counter()

    @property
    def records(self) -> dict[str, Record]:
        """Crossref's records by their DOI in lower case."""
        return self.holdings.records

    @property
    def hidden(self) -> set[str]:
        """DOIs that lists and searches pass over, as if they were not registered."""
        return self.holdings.hidden

    @hidden.setter
    def hidden(self, dois: Iterable[str]) -> None:
        self.holdings.hidden = {doi.lower() for doi in dois}

    def handle(self, request: Request, method: str = "GET", body: bytes = b"") -> Response:
        """The answer to a request, whatever it is.

        Raises:
            ConnectionError: a fault says that there is no answer.
        """
        try:
            asked = Asked.read(request, method, body)
        except ValueError:
            return page(400, "Bad Request")
        service, route = self._route(asked)
        pool = service.pool(asked, route)
        account = service.account(asked, pool)
        with self._lock:
            now = self.clock()
            self._running[service.name] += 1
            at_once, in_all = self._running[service.name], self._running.total()
            struck = (one for one in self.faults if one.strikes(service.name, route.name, route.dois, asked.host))
            fault = next(struck, None)
            broke = self._limits.enter(pool, account, now)
        outcome: int | str = fault.what if fault else "failed"
        try:
            response = self._answer(service, asked, route, fault, too_many=bool(broke) and self.enforce)
            response = _with_headers(response, service.headers(pool, response), asked)
            outcome = response.status
        finally:
            with self._lock:
                self._running[service.name] -= 1
                self._limits.leave(pool, account)
                self.seen.append(
                    Seen(
                        time=now,
                        service=service.name,
                        route=route.name,
                        dois=route.dois,
                        pool=pool,
                        mailto=asked.value("mailto") or "",
                        user_agent=asked.headers.get("user-agent", ""),
                        status=outcome,
                        at_once=at_once,
                        url=request.url,
                        method=method,
                        in_all=in_all,
                        broke=broke,
                    )
                )
        return response

    def _route(self, asked: Asked) -> tuple[Service, Route]:
        """By host where it is a registry's own, else by path."""
        for service in self.services:
            if asked.host in service.hosts:
                return service, service.route(asked) or Route("other")
        for service in self.services:
            route = service.route(asked)
            if route is not None:
                return service, route
        return self.services[-1], Route("other")

    def _answer(self, service: Service, asked: Asked, route: Route, fault: Fault | None, *, too_many: bool) -> Response:
        if not too_many and fault and fault.what in ("reset", "refused"):
            raise ConnectionError(fault.what)
        if self.answer_time:
            self.sleep(self.answer_time)
        if too_many:
            return service.too_many(asked)
        if fault and fault.delay:
            self.sleep(fault.delay)
        allowed = ", ".join([*service.methods, "OPTIONS"])
        if asked.method == "OPTIONS":
            response = text_answer(200, "", allow=allowed)
        elif asked.method not in service.methods:
            response = text_answer(405, "Method not allowed.", allow=allowed)
        else:
            response = service.answer(asked, route)
        return fault.spoil(response) if fault else response


def _with_headers(response: Response, more: Mapping[str, str], asked: Asked) -> Response:
    headers = {**more, **response.headers}
    if asked.method == "HEAD":
        headers["content-length"] = str(len(response.body))
    return Response(response.status, headers, b"" if asked.method == "HEAD" else response.body, asked.url)


if __name__ == "__main__":
    from citekit.testing.command import main

    main()
