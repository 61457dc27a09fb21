"""Scripted faults: what goes wrong, and with which requests."""

import random
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from citekit.sources.transport import Response

#: What Crossref is documented to say to too many requests (CrossRef/rest-api-doc, issues 159 and 237); no rate headers,
#: no Retry-After (issue 226).
TOO_MANY: Final = (
    b"<html><body><h1>429 Too Many Requests</h1>\nYou have sent too many requests in a given amount of time.\n"
    b"</body></html>\n"
)
TOO_MANY_HEADERS: Final = {"content-type": "text/html", "cache-control": "no-cache", "connection": "close"}
#: What its load balancer says when nobody behind it answers.
GATEWAY: Final = (
    b"<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>\r\n"
    b"<center><h1>504 Gateway Time-out</h1></center>\r\n</body>\r\n</html>\r\n"
)
PAGE: Final = b"<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head><body></body></html>\n"
EXCEPTION: Final = (
    b'{"status":"error","message-type":"exception","message-version":"1.0.0",'
    b'"message":{"name":"class java.lang.Exception","description":"java.lang.Exception: fault",'
    b'"message":"fault","stack":["cayenne.fault.invoke(fault.clj:1)"],"cause":null}}'
)

#: What can go wrong besides a status.
KINDS: Final = ("html", "body", "garbage", "truncated", "slow", "reset", "refused", "redirect")
#: The header by which an answer tells its carrier to break off in the middle; it is never sent.
BROKEN_OFF: Final = "x-truncated"


@dataclass
class Fault:
    """One thing that goes wrong; `Fault("503")` breaks every request.

    `what` is a status ("429", "503", …), or "html" (a page in place of JSON, status 200), "body" (`body` in place of
    the answer, status 200), "truncated" (the connection ends in mid-body), "garbage" (half of the JSON, whole by its
    length), "slow" (after `delay` seconds), "reset" and "refused" (no answer at all), "redirect" (to `location`).

    Narrow it by `service` ("crossref", "doi", "datacite"), `host` ("api.crossref.org"), `route` ("list", "single",
    "agency", "doira", "handle", "record", …), `doi` (one or several, one of which the request must name), `nth` (which
    of the matching requests, counted from 1), `rate` (this share of the matching requests, drawn by a generator of the
    fault's own that starts from `seed`), and `times` (how many at most). `retry_after` is the header of that name.

    Raises:
        ValueError: `what` is nothing that can go wrong, or `rate` is no share.

    Examples:
        >>> from citekit.sources.transport import Request
        >>> from citekit.testing import Registry
        >>> registry = Registry([{"DOI": "10.5555/1"}], faults=[Fault("503", route="single", nth=2)])
        >>> request = Request("https://api.crossref.org/works/10.5555/1")
        >>> [registry.handle(request).status for _ in range(3)]
        [200, 503, 200]
        >>> Fault("sabotage")
        Traceback (most recent call last):
        ValueError: 'sabotage' is no fault; take a status such as '503', or one of html, body, garbage, …
    """

    what: str
    service: str | None = None
    route: str | None = None
    doi: str | Collection[str] | None = None
    nth: int | Collection[int] | None = None
    times: int | None = None
    retry_after: str | None = None
    delay: float = 0.0
    location: str = ""
    body: bytes | None = None
    host: str | None = None
    rate: float | None = None
    seed: int = 0
    seen: int = field(default=0, init=False)
    struck: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.what not in KINDS and not (
            self.what.isascii() and self.what.isdigit() and 200 <= int(self.what) <= 599
        ):
            kinds = ", ".join(KINDS)
            raise ValueError(f"{self.what!r} is no fault; take a status such as '503', or one of {kinds}")
        if self.rate is not None and not 0 <= self.rate <= 1:
            raise ValueError(f"{self.rate} is no share of the requests; take one from 0 to 1")
        if isinstance(self.body, str):
            self.body = self.body.encode()
        self._chance = random.Random(self.seed)  # noqa: S311 - chance that can be repeated

    def strikes(self, service: str, route: str, dois: Iterable[str], host: str = "") -> bool:
        """Whether this request goes wrong; counts the requests it looks at."""
        if self.service not in (None, service) or self.route not in (None, route) or self.host not in (None, host):
            return False
        if self.doi is not None:
            named = {self.doi.lower()} if isinstance(self.doi, str) else {doi.lower() for doi in self.doi}
            if not named & set(dois):
                return False
        self.seen += 1
        numbers = {self.nth} if isinstance(self.nth, int) else self.nth
        # The dice are thrown for every matching request, so that `times` and `nth` don't change how they fall.
        drawn = self.rate is None or self._chance.random() < self.rate
        if not drawn or (numbers is not None and self.seen not in numbers) or self.struck == self.times:
            return False
        self.struck += 1
        return True

    def spoil(self, response: Response) -> Response:
        """The answer that goes out in place of a good one."""
        if self.what.isdigit():
            return self._refusal(int(self.what))
        if self.what == "html":
            return Response(200, {"content-type": "text/html"}, PAGE if self.body is None else self.body)
        if self.what == "body":
            return Response(200, {"content-type": "application/json"}, self.body or b"")
        if self.what == "garbage":
            return Response(200, response.headers, response.body[: len(response.body) // 2])
        if self.what == "truncated":
            return Response(response.status, {**response.headers, BROKEN_OFF: "1"}, response.body)
        if self.what == "redirect":
            return Response(301, {"location": self.location})
        return response

    def _refusal(self, status: int) -> Response:
        retry = {"retry-after": self.retry_after} if self.retry_after is not None else {}
        plain = {429: TOO_MANY, 500: EXCEPTION, 504: GATEWAY}.get(status, b"")
        headers = {
            429: TOO_MANY_HEADERS,
            500: {"content-type": "application/json", "exception-name": "class java.lang.Exception"},
            504: {"content-type": "text/html", "server": "awselb/2.0"},
        }.get(status, {"content-type": "text/html"})
        return Response(status, {**headers, **retry}, plain if self.body is None else self.body)
