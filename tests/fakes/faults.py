"""Scripted faults: what goes wrong, and with which requests.

`Fault("503")` breaks everything. Narrow it by `service` ("crossref", "doi", "datacite"), `route` ("list", "single",
"agency", "doira", "handle", "record"), `doi` (one or several that the request must name), `nth` (which of the
matching requests, counted from 1), and `times` (how many of them at most).

What goes wrong is a status ("429", "503", …), or one of "html" (a page in place of JSON, status 200), "truncated" (the
connection ends in mid-body), "garbage" (half of the JSON, whole by its length), "slow" (after `delay` seconds),
"reset" and "refused" (no answer at all), "redirect" (to `location`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

#: What Crossref is documented to say to too many requests, and its load balancer when nobody answers.
TOO_MANY = (
    b"<html><body><h1>429 Too Many Requests</h1>\nYou have sent too many requests in a given amount of time.\n"
    b"</body></html>\n"
)
GATEWAY = b"<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body></body>\r\n</html>\r\n"
PAGE = b"<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head><body></body></html>\n"
EXCEPTION = (
    b'{"status":"error","message-type":"exception","message-version":"1.0.0",'
    b'"message":{"name":"class java.lang.Exception","description":"fault","message":"fault","stack":[]}}'
)


@dataclass
class Fault:
    what: str
    service: str | None = None
    route: str | None = None
    doi: str | Iterable[str] | None = None
    nth: int | Iterable[int] | None = None
    times: int | None = None
    retry_after: str | None = None
    delay: float = 0.0
    location: str = ""
    body: bytes | None = None
    seen: int = field(default=0, init=False)
    struck: int = field(default=0, init=False)

    def strikes(self, service, route, dois):
        """Whether this request goes wrong; counts the requests it looks at."""
        if self.service not in (None, service) or self.route not in (None, route):
            return False
        if self.doi is not None:
            named = {self.doi.lower()} if isinstance(self.doi, str) else {doi.lower() for doi in self.doi}
            if not named & set(dois):
                return False
        self.seen += 1
        numbers = {self.nth} if isinstance(self.nth, int) else self.nth
        if (numbers is not None and self.seen not in numbers) or self.struck == self.times:
            return False
        self.struck += 1
        return True
