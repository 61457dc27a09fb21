"""One request over HTTP: a `Request` in, a `Response` out, a `SourceError` where there is none.

A `Transport` is anything with `send`; wrapping one in another adds manners (`polite`) and memory (`cache`).
This is the only module that knows the HTTP library, and it loads it with the first request. A redirect is
not followed but returned: Crossref answers 301 for an alias, and whoever asked has to see that.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from citekit.errors import BadResponse, SourceError, SourceUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_CHUNK: Final = 1 << 16


class Kind(StrEnum):
    """What a request asks for; it decides how long the answer may be kept."""

    RECORD = "record"  # the metadata of one work
    AGENCY = "agency"  # with whom one DOI is registered
    HANDLE = "handle"  # whether one DOI exists
    LANDING = "landing"  # whether the page that one DOI leads to is there
    SEARCH = "search"  # works like a reference in words
    SEVERAL = "several"  # several works or DOIs at once: its parts are kept, the whole is not


@dataclass(frozen=True, slots=True)
class Request:
    """A GET request.

    `pool` is the registry's name for the limits it falls under ("public-single"), empty where there is none.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    kind: Kind = Kind.SEVERAL
    pool: str = ""

    @property
    def host(self) -> str:
        """The host asked, with its port where it has one."""
        return urlsplit(self.url).netloc.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: header names are in lower case, `body` is decompressed.

    `fetched` is when it came, in seconds since 1970, where somebody noted it.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    body: bytes = b""
    url: str = ""
    fetched: float | None = None


class Transport(Protocol):
    """Whatever answers requests."""

    def send(self, request: Request) -> Response:
        """The answer, whatever its status.

        Raises:
            SourceUnavailable: no connection, a time-out, a connection that broke off.
            BadResponse: an answer that can't be read, or is too large.
        """
        ...


#: What is the user's own in an address.
_PRIVATE: Final = frozenset({"mailto", "email", "tool", "api_key"})


def without_mailto(url: str) -> str:
    """An address without the contact address and without keys, for keeping and for showing.

    Examples:
        >>> without_mailto("https://api.crossref.org/works/10.1000%2F1?mailto=me%40example.org")
        'https://api.crossref.org/works/10.1000%2F1'
    """
    if not any(private in url for private in ("mailto=", "email=", "api_key=", "@")):
        return url
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in _PRIVATE]
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=host, query=urlencode(query, safe=":/,")))


class RequestsTransport:
    """HTTP by way of `requests`, with time-outs and a limit on size; safe to share between threads.

    `total` bounds the whole of one answer, so that a server which drips bytes holds nobody up. Proxies are
    taken from the environment, as `requests` does.

    Examples:
        >>> RequestsTransport().send(Request("ftp://example.org/works"))
        Traceback (most recent call last):
        citekit.errors.SourceError: only http and https addresses can be asked, not ftp://example.org/works
    """

    def __init__(
        self,
        *,
        connect: float = 6.0,
        read: float = 20.0,
        total: float = 60.0,
        size_limit: int = 32 << 20,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._timeouts = (connect, read)
        self._total = total
        self._size_limit = size_limit
        self._clock = clock
        self._local = threading.local()
        self._sessions: list[Any] = []
        self._lock = threading.Lock()

    def send(self, request: Request) -> Response:
        """Ask once; see `Transport.send`."""
        address = urlsplit(request.url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise SourceError(f"only http and https addresses can be asked, not {request.url}", url=request.url)
        import requests  # noqa: PLC0415 - start-up: most commands never ask a registry

        host = request.host
        try:
            with self._session().get(
                request.url,
                headers=dict(request.headers),
                timeout=self._timeouts,
                allow_redirects=False,
                stream=True,
            ) as answer:
                body = self._read(answer, request)
                headers = {name.lower(): value for name, value in answer.headers.items()}
                return Response(answer.status_code, headers, body, request.url)
        except requests.exceptions.Timeout:
            raise SourceUnavailable(f"{host} did not answer in time", url=without_mailto(request.url)) from None
        except requests.exceptions.SSLError:
            raise SourceUnavailable(f"{host} has no valid certificate", url=without_mailto(request.url)) from None
        except requests.exceptions.ChunkedEncodingError:
            raise SourceUnavailable(f"{host} broke off its answer", url=without_mailto(request.url)) from None
        except requests.exceptions.ContentDecodingError:
            raise BadResponse(f"{host} sent what can't be decompressed", url=without_mailto(request.url)) from None
        except requests.exceptions.ConnectionError as error:
            late = "timed out" in str(error).lower()
            what = "did not answer in time" if late else "could not be reached"
            raise SourceUnavailable(f"{host} {what}", url=without_mailto(request.url)) from None
        except (requests.exceptions.RequestException, OSError, ValueError):
            # The library lets a few of its own and of urllib3's value errors through, for odd addresses.
            raise SourceError(f"{host} could not be asked", url=without_mailto(request.url)) from None

    def close(self) -> None:
        """Close the connections that were kept open."""
        with self._lock:
            sessions, self._sessions = self._sessions, []
        for session in sessions:
            session.close()
        self._local = threading.local()

    def _session(self) -> Any:
        """This thread's session: `requests` doesn't promise that one may be shared."""
        session = getattr(self._local, "session", None)
        if session is None:
            import requests  # noqa: PLC0415 - as above

            session = self._local.session = requests.Session()
            with self._lock:
                self._sessions.append(session)
        return session

    def _read(self, answer: Any, request: Request) -> bytes:
        """The body, as far as the limits on size and time let it come."""
        end = self._clock() + self._total
        chunks: list[bytes] = []
        size = 0
        for chunk in _pieces(answer):
            chunks.append(chunk)
            size += len(chunk)
            if size > self._size_limit:
                raise BadResponse(
                    f"{request.host} sent more than {self._size_limit >> 20} MB", url=without_mailto(request.url)
                )
            if self._clock() > end:
                raise SourceUnavailable(f"{request.host} did not answer in time", url=without_mailto(request.url))
        return b"".join(chunks)


def _pieces(answer: Any) -> Iterator[bytes]:
    """The body as it comes in, decompressed.

    `iter_content` waits until a whole chunk is there, during which nobody looks at the clock; `read1` returns
    with what one look at the connection gives. Older versions of urllib3 don't have it.

    Raises:
        requests.exceptions.RequestException: as `iter_content` does.
    """
    read = getattr(answer.raw, "read1", None)
    if read is None:
        yield from answer.iter_content(_CHUNK)
        return
    import requests  # noqa: PLC0415 - as above
    import urllib3  # noqa: PLC0415 - comes with requests

    try:
        while piece := read(_CHUNK, decode_content=True):
            yield piece
    except urllib3.exceptions.DecodeError as error:
        raise requests.exceptions.ContentDecodingError(error) from None
    except urllib3.exceptions.ReadTimeoutError as error:
        raise requests.exceptions.ReadTimeout(error) from None
    except urllib3.exceptions.SSLError as error:
        raise requests.exceptions.SSLError(error) from None
    except urllib3.exceptions.HTTPError as error:
        raise requests.exceptions.ChunkedEncodingError(error) from None
