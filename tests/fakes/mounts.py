"""A registry mounted in process, as a transport, and on a loopback port, as an HTTP server."""

import socket
import struct
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from citekit.errors import SourceUnavailable
from citekit.sources.transport import Request


class FakeTransport:
    """A transport that hands requests to a registry; answers slower than `read` seconds come too late."""

    def __init__(self, registry, read=20.0):
        self.registry = registry
        self.read = read

    def send(self, request):
        started = self.registry.clock()
        try:
            response = self.registry.handle(request)
        except ConnectionError:
            raise SourceUnavailable(f"{request.host} could not be reached", url=request.url) from None
        if self.registry.clock() - started > self.read:
            raise SourceUnavailable(f"{request.host} did not answer in time", url=request.url)
        if "x-truncated" in response.headers:
            raise SourceUnavailable(f"{request.host} broke off its answer", url=request.url)
        return type(response)(response.status, response.headers, response.body, request.url)


@dataclass(frozen=True)
class Server:
    """Where a served registry is: `urls` for `Client`, `environment` for the command line."""

    registry: object
    base: str

    @property
    def urls(self):
        return {"crossref_url": self.base, "doi_url": self.base, "datacite_url": self.base}

    @property
    def environment(self):
        return {f"CITEKIT_{name.upper()}": url for name, url in self.urls.items()}


class _Handler(BaseHTTPRequestHandler):
    # HTTP/1.0 ends each connection with its answer, so that closing the server leaves nothing open.
    protocol_version = "HTTP/1.0"

    def do_GET(self):
        url = f"http://{self.headers.get('Host', '127.0.0.1')}{self.path}"
        try:
            response = self.server.registry.handle(Request(url, dict(self.headers.items())))
        except ConnectionError:
            # A reset, not a polite end: linger 0.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return
        truncated = "x-truncated" in response.headers
        self.send_response(response.status)
        for name, value in response.headers.items():
            if name != "x-truncated":
                self.send_header(name, value)
        self.send_header("content-length", str(len(response.body)))
        self.end_headers()
        self.wfile.write(response.body[: len(response.body) // 2] if truncated else response.body)

    def log_message(self, *arguments):
        """Say nothing: the registry keeps its own list."""


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 50

    def handle_error(self, request, client_address):
        """Somebody hung up before the answer came; that is their affair."""


@contextmanager
def serve(registry, port=0):
    """Serve a registry on a loopback port until the block ends."""
    server = _Server(("127.0.0.1", port), _Handler)
    server.registry = registry
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="registry")
    thread.start()
    try:
        yield Server(registry, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
