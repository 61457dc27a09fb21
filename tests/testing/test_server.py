"""The stand-in on a loopback port: nothing is left open, nothing is mixed up."""

import concurrent.futures
import contextlib
import gzip
import http.client
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from citekit.errors import SourceUnavailable
from citekit.sources.transport import Request, RequestsTransport
from citekit.testing import Fault, Registry, serve

WORKS = Path(__file__).with_name("works.jsonl")
KNEE = "/works/10.5555%2Fknee.1"


class Connection(http.client.HTTPConnection):
    """One connection that is not opened again by itself."""

    auto_open = 0

    def __init__(self, server, timeout=10):
        super().__init__(urlsplit(server.base).hostname, urlsplit(server.base).port, timeout=timeout)
        self.connect()

    def ask(self, path, method="GET", headers=None, body=None):
        self.request(method, path, headers=headers or {}, body=body)
        answer = self.getresponse()
        return answer, answer.read()


@pytest.fixture
def registry():
    return Registry(WORKS, pools={"public-single": (None, None), "public-array": (None, None)})


def raw(server, data):
    """Everything that comes back for these bytes, until the server hangs up."""
    with socket.create_connection((urlsplit(server.base).hostname, urlsplit(server.base).port), timeout=10) as client:
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        received = b""
        while chunk := client.recv(65536):
            received += chunk
    return received


def fetched(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


# Nothing is left open -----------------------------------------------------------------------------------


def test_an_idle_connection_does_not_hold_the_server_up(registry):
    before = threading.active_count()
    with serve(registry) as server:
        connection = Connection(server)
        connection.ask(KNEE)
        silent = Connection(server)
        started = time.monotonic()
    assert time.monotonic() - started < 5
    assert threading.active_count() == before
    for one in (connection, silent):
        with contextlib.suppress(ConnectionResetError):  # nobody had taken up the one that never spoke
            assert one.sock.recv(1) == b""
        one.close()
    with pytest.raises(OSError, match="refused"):
        fetched(server.base + KNEE)


def test_who_is_being_answered_gets_the_answer():
    inside, go_on = threading.Event(), threading.Event()

    def wait(_):
        inside.set()
        go_on.wait(10)

    registry = Registry(WORKS, answer_time=1, sleep=wait)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        with serve(registry) as server:
            connection = Connection(server)
            asking = pool.submit(connection.ask, KNEE)
            inside.wait(10)
            pool.submit(lambda: (time.sleep(0.1), go_on.set()))
        answer, body = asking.result(10)
    assert answer.status == 200
    assert json.loads(body)["message"]["DOI"] == "10.5555/knee.1"
    connection.close()


def test_who_gave_up_is_no_trouble(registry):
    registry.faults.append(Fault("slow", delay=0.2))
    with serve(registry) as server:
        transport = RequestsTransport(read=0.05)
        with pytest.raises(SourceUnavailable, match="in time"):
            transport.send(Request(server.base + KNEE))
        transport.close()


def test_a_port_that_is_taken(registry):
    with serve(registry) as server, pytest.raises(OSError, match="in use"), serve(registry, urlsplit(server.base).port):
        pass


def test_only_this_machine_is_served(registry):
    with serve(registry) as server:
        assert urlsplit(server.base).hostname == "127.0.0.1"


# Connections ---------------------------------------------------------------------------------------------


def test_many_requests_on_one_connection(registry):
    with serve(registry) as server:
        connection = Connection(server)
        paths = [KNEE, "/works/10.5555/none", "/works?rows=x", "/doiRA/10.5555/knee.1", "/dois/x", "/10.5555/knee.1"]
        found = [connection.ask(path)[0].status for path in paths * 3]
        connection.close()
    assert found == [200, 404, 400, 200, 404, 302] * 3
    assert {seen.at_once for seen in registry.seen} == {1}


def test_a_whole_body_and_no_more_after_head_post_and_errors(registry):
    with serve(registry) as server:
        connection = Connection(server)
        assert [
            connection.ask(KNEE, "HEAD")[1],
            connection.ask("/works", "POST", {"Content-Type": "text/plain"}, b"GET /x HTTP/1.1")[0].status,
            connection.ask("/works?select=x")[0].status,
            connection.ask(KNEE, "DELETE")[0].status,
            connection.ask(KNEE, "OPTIONS")[0].status,
            json.loads(connection.ask(KNEE)[1])["message"]["DOI"],
        ] == [b"", 405, 400, 405, 200, "10.5555/knee.1"]  # fmt: skip
        connection.close()
    assert registry.count() == 6


def test_headers_over_http(registry):
    with serve(registry) as server:
        connection = Connection(server)
        answer, body = connection.ask(KNEE)
        connection.close()
    assert answer.getheader("content-length") == str(len(body))
    assert answer.getheader("connection") == "keep-alive"
    assert answer.getheader("content-type") == "application/json"
    assert answer.getheader("x-api-pool") == "public-single"
    assert answer.getheader("date")


def test_as_a_proxy_it_is_each_host(registry):
    """The path alone would be a DOI of Crossref's; the host says that doi.org is asked."""
    with serve(registry) as server:
        connection = Connection(server)
        asked = [f"http://{host}{KNEE}" for host in ("api.crossref.org", "doi.org", "api.datacite.org")]
        assert [connection.ask(url)[0].status for url in asked] == [200, 400, 404]
        connection.close()
    assert [seen.service for seen in registry.seen] == ["crossref", "doi", "datacite"]


def test_too_many_requests_end_the_connection():
    registry = Registry(WORKS, enforce=True, clock=lambda: 0.0)
    with serve(registry) as server:
        connection = Connection(server)
        connection.ask("/works?rows=0")
        answer, _ = connection.ask("/works?rows=0")
        with pytest.raises((http.client.HTTPException, OSError)):
            connection.ask("/works?rows=0")
        connection.close()
    assert (answer.status, answer.getheader("connection")) == (429, "close")


def test_long_answers_are_compressed_for_who_takes_it():
    registry = Registry([{"DOI": "10.5555/long", "abstract": "rest " * 1000}])
    with serve(registry) as server:
        connection = Connection(server)
        answer, packed = connection.ask("/works/10.5555/long", headers={"Accept-Encoding": "gzip, deflate"})
        plain, body = connection.ask("/works/10.5555/long")
        connection.close()
    assert (answer.getheader("content-encoding"), plain.getheader("content-encoding")) == ("gzip", None)
    assert gzip.decompress(packed) == body
    assert len(packed) < len(body) / 5


@pytest.mark.parametrize("what", ["truncated", "reset", "refused"])
def test_connections_that_break(registry, what):
    registry.faults.append(Fault(what, nth=1))
    with serve(registry) as server:
        transport = RequestsTransport()
        with pytest.raises(SourceUnavailable):
            transport.send(Request(server.base + KNEE))
        assert transport.send(Request(server.base + KNEE)).status == 200
        transport.close()


@pytest.mark.parametrize(
    "data",
    [
        b"GET /works/10.5555/knee.1\r\n\r\n",
        b"GET /works/10.5555/knee.1 HTTP/1.0\r\n\r\n",
        b"GET /works/10.5555/knee.1 HTTP/9.9\r\n\r\n",
        b"GET\r\n\r\n",
        b"BREW /works HTTP/1.1\r\n\r\n",
        b"GET " + b"/" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET /works HTTP/1.1\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: [\r\n\r\n",
        b"GET /works HTTP/1.1\r\nHost: [\r\n\r\n",
        b"POST /works HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"POST /works HTTP/1.1\r\nContent-Length: 5\r\n\r\n12345",
        b"POST /works HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
        b"\xff\xfe /works HTTP/1.1\r\n\r\n",
        "GET /works/10.5555/\xfc HTTP/1.1\r\n\r\n".encode("latin-1"),
    ],
)
def test_odd_requests_get_a_status(registry, data):
    with serve(registry) as server:
        received = raw(server, data)
        assert json.loads(fetched(server.base + KNEE))["status"] == "ok"
    status = int(received.split()[1])
    assert received.startswith(b"HTTP/1.")
    assert 200 <= status < 600
    assert status != 500
    assert b"Traceback" not in received


# Several clients ------------------------------------------------------------------------------------------


def test_several_threads(registry):
    dois = list(registry.records)
    with serve(registry) as server:
        transport = RequestsTransport()

        def ask(number):
            doi = dois[number % len(dois)]
            answer = transport.send(Request(f"{server.base}/works/{doi.replace('/', '%2F')}"))
            return json.loads(answer.body)["message"]["DOI"] == doi

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            assert all(pool.map(ask, range(400)))
        transport.close()
    assert registry.count("crossref", "single") == 400
    assert registry.most_at_once() <= 16


MANY = """\
import sys
from citekit.sources.transport import Request, RequestsTransport

transport = RequestsTransport()
print({transport.send(Request(sys.argv[1])).status for _ in range(20)})
transport.close()
"""


def test_several_processes(registry):
    with serve(registry) as server:
        command = [sys.executable, "-W", "error", "-c", MANY, server.base + KNEE]
        processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
        said = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert said == ["{200}"] * 3
    assert registry.count() == 60


def test_a_mistake_of_the_stand_in_is_not_hidden(registry):
    registry.services[0].answer = lambda *_: 1 / 0

    def ask():
        with serve(registry) as server:
            connection = Connection(server)
            statuses.append(connection.ask(KNEE)[0].status)
            connection.close()

    statuses = []
    with pytest.raises(ZeroDivisionError):
        ask()
    assert statuses == [500]
