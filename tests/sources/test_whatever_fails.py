"""The client against a second stand-in, written from the registries' pages alone: what must hold whatever fails."""

import contextlib
import gzip
import http.server
import itertools
import json
import random
import socket
import sqlite3
import threading
import time
import zlib
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import SourceUnavailable
from citekit.model.identifiers import DOI
from citekit.model.registration import Status
from citekit.sources.client import Client
from citekit.sources.transport import Request, RequestsTransport, Response
from citekit.testing import Registry, serve

WORKS = Path(__file__).parents[2].parent / "shared" / "data" / "crossref" / "works.jsonl"
if not WORKS.exists():
    pytest.skip("the recorded works are not here", allow_module_level=True)
RECORDS = {r["DOI"].lower(): r for r in map(json.loads, WORKS.read_text().splitlines())}


class Time:
    def __init__(self):
        self.now = 1.8e9

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


class World:
    """`broken` maps (host, nth or None) to what happens instead of an answer."""

    def __init__(self, time=None, broken=None):
        self.time, self.broken, self.seen = time or Time(), broken or (lambda *_: None), []

    def send(self, request):
        parts = urlsplit(request.url)
        host = {"api.crossref.org": "crossref", "doi.org": "doi", "api.datacite.org": "datacite"}.get(parts.netloc, "")
        self.seen.append(request.url)
        fault = self.broken(host, len(self.seen), parts.path)
        if isinstance(fault, Exception):
            raise fault
        if fault is not None:
            return fault
        return (
            getattr(self, host)(parts) if host else Response(200, {"content-type": "text/html"}, b"<html>a page</html>")
        )

    def crossref(self, parts):
        if parts.path == "/works":
            query = parse_qs(parts.query)
            rows = int(query["rows"][0])
            dois = [f.removeprefix("doi:").lower() for f in query["filter"][0].split(",")]
            items = [RECORDS[d] for d in dois if d in RECORDS][:rows]
            return reply(200, {"status": "ok", "message-type": "work-list", "message": {"items": items}})
        doi = unquote(parts.path.removeprefix("/works/")).lower()
        if doi == "10.5555/alias":
            return Response(301, {"location": "/works/10.1016/j.cell.2011.02.013"}, b"", "")
        if doi in RECORDS:
            return reply(200, {"status": "ok", "message-type": "work", "message": RECORDS[doi]})
        return Response(404, {"content-type": "text/plain"}, b"Resource not found.")

    def doi(self, parts):
        if parts.path.startswith("/doiRA/"):
            dois = unquote(parts.path.removeprefix("/doiRA/")).split(",")
            return reply(
                200,
                [
                    {"DOI": d, "RA": "DataCite"}
                    if "48550" in d
                    else {"DOI": d, "RA": "mEDRA"}
                    if "medra" in d
                    else {"DOI": d, "RA": "Crossref"}
                    if d in RECORDS
                    else {"DOI": d, "status": "DOI does not exist"}
                    for d in dois
                ],
            )
        doi = unquote(parts.path.removeprefix("/api/handles/")).lower()
        if doi in REAL:
            return reply(200, {"responseCode": 1, "handle": doi, "values": []})
        return reply(404, {"responseCode": 100, "handle": doi})

    def datacite(self, _):
        return reply(200, {"data": {"attributes": {"titles": [{"title": "Attention"}], "publicationYear": 2017}}})


def reply(status, value):
    return Response(status, {"content-type": "application/json"}, json.dumps(value).encode())


def client(world, **options):
    return Client(transport=world, clock=world.time, sleep=world.time.sleep, **options)


GOOD = [DOI(d) for d in itertools.islice(RECORDS, 60)]
NONE, CITE, MEDRA = DOI("10.5555/none"), DOI("10.48550/arxiv.1706.03762"), DOI("10.5555/medra")
REAL = {*GOOD, CITE, MEDRA}
ASKED = [*GOOD, NONE, CITE, MEDRA]
FAULTS = {
    "reset": lambda: SourceUnavailable("reset"),
    "500": lambda: Response(500, {}, b"{}"),
    "429": lambda: Response(429, {}, b""),
    "429-long": lambda: Response(429, {"retry-after": "86400"}, b""),
    "403": lambda: Response(403, {"content-type": "text/html"}, b"<html>no"),
    "html": lambda: Response(200, {"content-type": "text/html"}, b"<html>log in</html>"),
    "html404": lambda: Response(404, {"content-type": "text/html"}, b"<html>Not found"),
    "portal": lambda: Response(302, {"location": "http://login.example/?u=/works/10.1/x"}, b""),
    "cut": lambda: Response(200, {"content-type": "application/json"}, b'{"status":"ok","message":{"ite'),
    "empty": lambda: Response(200, {"content-type": "application/json"}, b""),
    "204": lambda: Response(204, {}, b""),
    "null": lambda: Response(200, {"content-type": "application/json"}, b"null"),
    "deep": lambda: Response(200, {"content-type": "application/json"}, b"[" * 200_000),
    "bigint": lambda: Response(200, {"content-type": "application/json"}, b'{"message":' + b"9" * 9000 + b"}"),
    "400": lambda: Response(400, {"content-type": "application/json"}, b"{}"),
}


def test_all_well():
    world = World()
    with client(world) as asker:
        found = asker.registrations(ASKED)
    assert [found[d].status for d in (NONE, CITE, MEDRA)] == [Status.ABSENT, Status.FOUND, Status.NO_METADATA]
    assert found[MEDRA].agency == "mEDRA"
    assert all(found[d].status is Status.FOUND for d in GOOD)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("host", ["crossref", "doi", "datacite"])
def test_a_host_that_is_down_makes_nothing_absent(host, fault):
    world = World(broken=lambda h, *_: FAULTS[fault]() if h == host else None)
    with client(world) as asker:
        found = asker.registrations(ASKED)
    assert set(found) == set(ASKED)
    assert not [d for d in REAL if found[d].status is Status.ABSENT]
    assert all(r.reason for r in found.values() if r.status is Status.UNCHECKED)
    if host != "crossref":
        assert all(found[d].status is Status.FOUND for d in GOOD)
    else:
        assert found[GOOD[0]].status is Status.UNCHECKED


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_at_any_point_spoils_little(fault):
    for point in range(1, 10):
        world = World(broken=lambda _h, n, _p, point=point: FAULTS[fault]() if n == point else None)
        with client(world) as asker:
            found = asker.registrations(ASKED)
        assert not [d for d in REAL if found[d].status is Status.ABSENT]
        assert sum(r.status is Status.UNCHECKED for r in found.values()) <= 40


@pytest.mark.parametrize("fault", [f for f in FAULTS if f not in ("429", "429-long")])
def test_what_was_wrong_yesterday_is_asked_again(tmp_path, fault):
    """A hotel's log-in page must not be kept as Crossref's answer."""
    time = Time()
    dois = [GOOD[0], CITE, MEDRA]
    for only in (dois, dois[:1], dois[1:2], dois[2:]):
        with client(World(time, lambda *_: FAULTS[fault]()), cache=tmp_path / fault) as asker:
            asker.registrations(only)
    time.now += 3600
    with client(World(time), cache=tmp_path / fault) as asker:
        found = asker.registrations(dois)
    assert [str(found[d].status) for d in dois] == ["found", "found", "no-metadata"]


@pytest.mark.parametrize("moment", ["9e999", "1e300", "-5", "'x'", "NULL"])
@pytest.mark.parametrize("offline", [True, False])
def test_a_moment_that_cannot_be_is_no_answer(tmp_path, moment, offline):
    time = Time()
    with client(World(time), cache=tmp_path) as asker:
        asker.registrations(ASKED)
    file = sqlite3.connect(tmp_path / "registries.sqlite")
    with contextlib.suppress(sqlite3.IntegrityError):
        file.execute(f"UPDATE answer SET fetched = {moment}")
    file.commit()
    file.close()
    with client(World(time), cache=tmp_path, offline=offline) as asker:
        found = asker.registrations(ASKED)
    assert not [d for d in REAL if found[d].status is Status.ABSENT]


ODD = [
    "10.1002/(sici)1097-4571(1990)41:6<391::aid-asi1>3.0.co;2-9",
    "10.5555/a#b",
    "10.5555/a?b=c",
    "10.5555/a%2fb",
    "10.5555/a%b",
    "10.5555/a+b",
    "10.5555/a&b",
    "10.5555/[a]{b}|c",
    "10.5555/a,b",
    "10.5555/a;b",
    "10.5555/ü",
    "10.5555/a//b",
    "10.5555/a/../b",
    "10.5555/a'b",
    '10.5555/a"b',
    "10.5555/a=b",
    "10.5555/a:b@c",
    "10.5555/~a*!$",
    "10.5555/a\\b",
]


@pytest.mark.parametrize("together", [True, False])
def test_odd_dois_over_http(together):
    records = [{"DOI": doi, "type": "journal-article", "title": [f"On {n}"]} for n, doi in enumerate(ODD)]
    dois = [DOI.parse_exact(doi) for doi in ODD]
    assert all(dois)
    with serve(Registry(records)) as server, Client(mailto="me@example.org", **server.urls) as asker:
        found = asker.registrations(dois) if together else {d: asker.registrations([d])[d] for d in dois[:6]}
    assert {d: (str(r.status), r.reason) for d, r in found.items() if r.status is not Status.FOUND} == {}
    assert all(r.record["title"] == f"On {ODD.index(str(d))}" for d, r in found.items())


def test_no_network_is_known_soon():
    class Dead(World):
        def send(self, request):
            self.seen.append(request.url)
            raise SourceUnavailable("no route")

    world = Dead()
    start = world.time.now
    with client(world) as asker:
        found = asker.registrations([DOI(d) for d in RECORDS])
    assert all(r.status is Status.UNCHECKED for r in found.values())
    assert len(world.seen) <= 6
    assert world.time.now - start < 5


def test_300_in_few_requests():
    world = World()
    with client(world) as asker:
        found = asker.registrations([DOI(d) for d in itertools.islice(RECORDS, 300)])
    assert all(r.status is Status.FOUND for r in found.values())
    assert len(world.seen) <= 12
    assert all(len(url) < 4096 for url in world.seen)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda c: (
        st.lists(c, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "message",
                    "items",
                    "DOI",
                    "title",
                    "author",
                    "issued",
                    "date-parts",
                    "updated-by",
                    "update-to",
                    "type",
                    "data",
                    "attributes",
                    "titles",
                    "creators",
                    "dates",
                    "RA",
                    "status",
                    "responseCode",
                    "aliases",
                    "family",
                    "given",
                    "page",
                    "ISBN",
                    "updated",
                ]
            ),
            c,
            max_size=4,
        )
    ),
    max_leaves=12,
)
BODIES = (
    st.binary(max_size=60)
    | JSON.map(lambda v: json.dumps(v).encode())
    | JSON.map(
        lambda v: json.dumps(
            {
                "message-type": "work",
                "message": {
                    "DOI": str(GOOD[0]),
                    "title": v,
                    "author": v,
                    "issued": v,
                    "updated-by": v,
                    "page": v,
                    "ISBN": v,
                    "container-title": v,
                    "type": v,
                    "event": v,
                },
            }
        ).encode()
    )
)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from([200, 200, 301, 404]), BODIES, st.text(max_size=20)), min_size=1, max_size=6))
def test_any_answer_gives_a_registration(answers):
    stream = itertools.cycle(answers)

    def broken(*_):
        status, body, location = next(stream)
        return Response(status, {"location": location}, body)

    with client(World(broken=broken)) as asker:
        found = asker.registrations([GOOD[0], CITE])
    assert all(isinstance(r.status, Status) for r in found.values())


def test_a_body_that_drips_under_a_stated_length_is_cut_in_time():
    listener = socket.create_server(("127.0.0.1", 0))

    def drip():
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n")
            while connection.send(b"x"):
                halt.wait(0.02)

    halt = threading.Event()
    thread = threading.Thread(target=drip)
    thread.start()
    transport = RequestsTransport(read=1, total=0.3)
    start = time.monotonic()
    with pytest.raises(SourceUnavailable, match="in time"):
        transport.send(Request(f"http://127.0.0.1:{listener.getsockname()[1]}/"))
    assert time.monotonic() - start < 2
    transport.close()
    thread.join(5)
    listener.close()


BODIES_SENT = {
    "empty": b"",
    "small": b"{}",
    "zeros": b"0" * 5_000_000,
    "noise": bytes(random.Random(7).randbytes(900_000)),
}


@pytest.mark.parametrize("body", BODIES_SENT)
@pytest.mark.parametrize("coding", ["identity", "gzip", "deflate", "chunked", "chunked gzip"])
def test_bodies_arrive_whole(body, coding):
    body = BODIES_SENT[body]
    sent = gzip.compress(body) if "gzip" in coding else zlib.compress(body) if coding == "deflate" else body
    kind = coding.removeprefix("chunked").strip() or "identity"
    connections = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            connections.append(self.client_address)
            self.send_response(200)
            self.send_header("Content-Encoding", kind)
            if "chunked" in coding:
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for at in range(0, len(sent), 7001):
                    piece = sent[at : at + 7001]
                    self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                self.wfile.write(b"0\r\n\r\n")
            else:
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

        def log_message(self, *arguments):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        transport = RequestsTransport()
        got = [transport.send(Request(f"http://127.0.0.1:{server.server_port}/")).body for _ in range(2)]
        transport.close()
        server.shutdown()
        thread.join()
    assert got == [body, body]
    assert len(set(connections)) == 1  # kept open between the two
