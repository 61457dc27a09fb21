"""A registry on a loopback port, as an HTTP server.

HTTP/1.1: connections are kept open between requests. When the block of `serve` ends, requests under way get their
answers and every connection is closed from this side, so that no socket is left open.
"""

import contextlib
import gzip
import http.server
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from typing import Any, Final

from citekit.sources.transport import Request, Response
from citekit.testing.faults import BROKEN_OFF, EXCEPTION
from citekit.testing.registry import Registry

_HOST: Final = "127.0.0.1"
#: More of a request's body than this is not read.
_LARGEST_BODY: Final = 1 << 20
#: Smaller answers are not compressed.
_WORTH_COMPRESSING: Final = 1400
#: A connection on which nothing comes for so long is closed.
_IDLE: Final = 60.0


@dataclass(frozen=True)
class Server:
    """Where a served registry is: `urls` for `Client`, `environment` for the command line.

    Examples:
        >>> from citekit.testing import Registry, serve
        >>> with serve(Registry([])) as server:
        ...     sorted(server.urls), server.base.startswith("http://127.0.0.1:")
        (['crossref_url', 'datacite_url', 'doi_url', 'id_converter_url', 'open_library_url', 'pubmed_url'], True)
    """

    registry: Registry
    base: str

    @property
    def urls(self) -> dict[str, str]:
        """The addresses as arguments of `citekit.Client`."""
        return {service.option: self.base for service in self.registry.services if service.option}

    @property
    def environment(self) -> dict[str, str]:
        """The addresses as the environment's variables."""
        return {f"CITEKIT_{name.upper()}": url for name, url in self.urls.items()}


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A request without a version gets a status line like any other.
    default_request_version = "HTTP/1.0"
    # Nothing waits for more to come: head and body go out together.
    disable_nagle_algorithm = True
    timeout = _IDLE
    server: "_Listener"

    def _handle(self) -> None:
        # Whoever takes the stand-in for a proxy names the whole address.
        whole = self.path.startswith(("http://", "https://"))
        url = self.path if whole else f"http://{self.headers.get('Host') or self.server.address}{self.path}"
        body = self._read_body()
        try:
            response = self.server.registry.handle(Request(url, dict(self.headers.items())), self.command, body)
        except ConnectionError:
            # A reset, not a polite end: linger 0.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return
        except Exception as error:  # noqa: BLE001 - a mistake of the stand-in is shown, and ends nobody's test in silence
            self.server.mistakes.append(error)
            response = Response(500, {"content-type": "application/json"}, EXCEPTION)
        self._send(response)

    def _read_body(self) -> bytes:
        """The request's body, so that the next request on the connection begins where this one ends."""
        length = self.headers.get("Content-Length", "0").strip()
        if self.headers.get("Transfer-Encoding") or not (length.isascii() and length.isdigit() and len(length) < 10):
            self.close_connection = True
            return b""
        if int(length) > _LARGEST_BODY:
            self.close_connection = True
        return self.rfile.read(min(int(length), _LARGEST_BODY))

    def _send(self, response: Response) -> None:
        headers = {name.lower(): value for name, value in response.headers.items()}
        body = response.body
        broken_off = headers.pop(BROKEN_OFF, None) is not None
        if len(body) > _WORTH_COMPRESSING and "gzip" in self.headers.get("Accept-Encoding", "").lower():
            body = gzip.compress(body, 1, mtime=0)
            headers["content-encoding"] = "gzip"
        headers.setdefault("content-length", str(len(body)))
        if headers.get("connection") == "close" or broken_off or self.server.closing:
            self.close_connection = True
        headers["connection"] = "close" if self.close_connection else "keep-alive"
        headers["date"] = formatdate(usegmt=True)
        try:
            reason = HTTPStatus(response.status).phrase
        except ValueError:
            reason = "Status"
        lines = [
            f"HTTP/1.1 {response.status} {reason}",
            *(f"{name}: {_one_line(value)}" for name, value in headers.items()),
        ]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")
        # Unbuffered: what could not be written when a client hung up must not be tried again on closing.
        self.wfile.write(head + (body[: len(body) // 2] if broken_off else body))

    # One answer for all methods: which are taken is each service's affair.
    do_GET = do_HEAD = do_OPTIONS = do_POST = do_PUT = do_PATCH = do_DELETE = _handle  # noqa: N815 - the names it calls

    def log_message(self, *arguments: Any) -> None:
        """Say nothing: the registry keeps its own list."""


def _one_line(value: str) -> str:
    return value.replace("\r", " ").replace("\n", " ")


class _Listener(http.server.ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(self, registry: Registry, port: int) -> None:
        super().__init__((_HOST, port), _Handler)
        self.registry = registry
        self.address = f"{_HOST}:{self.server_port}"
        self.closing = False
        self.mistakes: list[Exception] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    def process_request(self, request: Any, client_address: Any) -> None:
        """A connection begins."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """A connection ends."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Read no further request from anybody; answers under way still go out."""
        self.closing = True
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RD)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - as the base class calls it
        """That somebody hung up before the answer came is their affair; anything else is a mistake."""
        error = sys.exc_info()[1]
        if isinstance(error, Exception) and not isinstance(error, OSError):
            self.mistakes.append(error)


@contextlib.contextmanager
def serve(registry: Registry, port: int = 0) -> Iterator[Server]:
    """Serve a registry on a loopback port until the block ends; port 0 is any that is free.

    Several clients, threads and processes may ask at once.

    Raises:
        OSError: the port is taken.

    Examples:
        >>> from citekit import Client
        >>> from citekit.testing import Registry
        >>> registry = Registry([{"DOI": "10.5555/1", "type": "book", "title": ["Pain"]}])
        >>> with serve(registry) as server, Client(**server.urls) as client:
        ...     client.lookup("10.5555/1").title
        'Pain'
    """
    listener = _Listener(registry, port)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, name="registry")
    thread.start()
    try:
        yield Server(registry, f"http://{listener.address}")
    finally:
        listener.shutdown()
        thread.join()
        listener.hang_up()
        listener.server_close()
    if listener.mistakes:
        raise listener.mistakes[0]
