import contextlib
import socket
import threading

import pytest

from citekit.errors import BadResponse, SourceError, SourceUnavailable
from citekit.sources.transport import Request, RequestsTransport
from citekit.testing import Fault, Registry, serve

RECORD = {"DOI": "10.1000/1", "type": "journal-article", "title": ["Pain"]}


@contextlib.contextmanager
def asking(*faults, **options):
    registry = Registry([RECORD], aliases={"10.1000/alias": "10.1000/1"}, faults=faults)
    with serve(registry) as server:
        transport = RequestsTransport(**options)
        try:
            yield lambda path="/works/10.1000%2F1": transport.send(Request(server.base + path))
        finally:
            transport.close()


@contextlib.contextmanager
def raw_server(answer):
    """A server that sends these bytes to whoever connects, bit by bit, and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))

    def run():
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                for chunk in answer:
                    connection.sendall(chunk)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()
        thread.join()


def send(url, **options):
    transport = RequestsTransport(**options)
    try:
        return transport.send(Request(url))
    finally:
        transport.close()


def test_redirects_are_seen_not_followed():
    with asking() as ask:
        response = ask("/works/10.1000%2Falias")
    assert (response.status, response.headers["location"]) == (301, "/works/10.1000/1")


def test_headers_and_body():
    with asking() as ask:
        response = ask()
    assert response.status == 200
    assert response.headers["x-api-pool"] == "public-single"
    assert b'"Pain"' in response.body


@pytest.mark.parametrize("what", ["truncated", "reset"])
def test_a_connection_that_breaks_off(what):
    with asking(Fault(what)) as ask, pytest.raises(SourceUnavailable):
        ask()


def test_a_slow_answer():
    with asking(Fault("slow", delay=0.5), read=0.1) as ask, pytest.raises(SourceUnavailable, match="in time"):
        ask()


def test_nobody_there():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(SourceUnavailable, match="could not be reached"):
        send(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "works", "", "http://", "https:///x"])
def test_other_schemes_are_refused(url):
    with pytest.raises(SourceError, match="only http and https"):
        send(url)


def test_an_endless_answer_is_cut():
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
    with raw_server([head, *[b"x" * 65536] * 40]) as url, pytest.raises(BadResponse, match="more than 1 MB"):
        send(url, size_limit=1 << 20)


def test_an_answer_that_drips_is_cut():
    ticks = iter(range(0, 10_000, 10))
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 4000000\r\n\r\n"
    with raw_server([head, *[b"x" * 65536] * 20]) as url, pytest.raises(SourceUnavailable, match="in time"):
        send(url, total=30, clock=lambda: next(ticks))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\r\n\r\n",
        b"HTTP/1.1 banana\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\njunk",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    ],
)
def test_what_is_no_http_is_a_source_error(answer):
    with raw_server([answer]) as url, pytest.raises(SourceError):
        send(url)
