"""No request, however odd, gets anything but an HTTP status; a mistake of the stand-in would be an exception here."""

import contextlib
import json
import socket
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from hypothesis import example, given, settings
from hypothesis import strategies as st

from citekit.sources.transport import Request
from citekit.testing import Registry, serve
from citekit.testing.services.crossref.filters import FILTERS
from citekit.testing.services.crossref.paging import SORTS
from citekit.testing.services.crossref.search import FIELD_QUERIES
from citekit.testing.services.crossref.selects import SELECTS

WORKS = Path(__file__).with_name("works.jsonl")
REGISTRY = Registry(
    WORKS,
    datacite=[{"doi": "10.5281/1"}],
    deleted=["10.5555/x"],
    csl={"10.1400/1": {"title": "T"}},
    agencies={"10.1400/1": "mEDRA"},
)

HOSTS = st.sampled_from(
    ["https://api.crossref.org", "https://doi.org", "https://api.datacite.org", "https://data.crosscite.org",
     "http://127.0.0.1:80", "http://[", "", "https://elsewhere.example", "http://user@127.0.0.1"]
)  # fmt: skip
KNOWN = [*REGISTRY.records, "10.5281/1", "10.5555/x", "10.1400/1", "10.5555/preprint.old"]
DOIS = st.sampled_from(KNOWN) | st.text(max_size=12)
PATHS = st.builds(
    lambda start, middle, end: start + middle + end,
    st.sampled_from(["/works", "/works/", "/v1/works/", "/types/", "/journals/", "/doiRA/", "/ra/", "/api/handles/",
                     "/dois", "/dois/", "/landing/", "/data.crosscite.org/", "/", "", "//"]),
    DOIS | DOIS.map(lambda doi: quote(doi, safe="")) | st.just(""),
    st.sampled_from(["", "/agency", "/transform", "/transform/text/html", "/works", "/", "%", "%ff"]),
)  # fmt: skip
VALUES = (
    st.text(max_size=12)
    | DOIS
    | st.sampled_from(["0", "1", "-1", "1000", "99999999999999999999", "*", "true", "2019", "2019-13", "²", "asc"])
    | st.lists(st.sampled_from(SELECTS) | st.text(max_size=5), max_size=4).map(",".join)
    | st.lists(st.tuples(st.sampled_from([*FILTERS]), st.text(max_size=6) | st.sampled_from(["true", "2019", "1"])),
               max_size=4).map(lambda pairs: ",".join(f"{name}:{value}" for name, value in pairs))
    | st.sampled_from(SORTS)
)  # fmt: skip
NAMES = st.sampled_from(
    ["filter", "select", "rows", "offset", "cursor", "sample", "sort", "order", "facet", "query", "mailto", "ids",
     "page[size]", "page[number]", "fields[dois]", "type", *(f"query.{name}" for name in FIELD_QUERIES)]
) | st.text(max_size=6)  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(["Accept", "User-Agent", "Crossref-Plus-API-Token", "accept"]),
    st.sampled_from(["*/*", "text/html", "application/vnd.citationstyles.csl+json", "mailto:", "Bearer x"])
    | st.text(max_size=20),
    max_size=3,
)  # fmt: skip


def answered(url, headers, method):
    response = REGISTRY.handle(Request(url, headers), method)
    assert response.status in {200, 301, 302, 400, 401, 404, 405, 406, 414}
    assert isinstance(response.body, bytes)
    assert all(isinstance(value, str) for value in response.headers.values())
    if "json" in response.headers.get("content-type", "") and response.body[:1] == b"{":
        json.loads(response.body)


@settings(max_examples=400)
@given(
    HOSTS,
    PATHS,
    st.lists(st.tuples(NAMES, VALUES), max_size=4),
    HEADERS,
    st.sampled_from(["GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "", "\x00"]),
)
def test_requests_made_of_real_parts(host, path, query, headers, method):
    encoded = urlencode(query, errors="replace")
    answered(f"{host}{path}" + (f"?{encoded}" if encoded else ""), headers, method)


@given(st.text(max_size=60), HEADERS)
def test_any_text(text, headers):
    answered(text, headers, "GET")
    answered(f"https://api.crossref.org/{text}", headers, "GET")
    answered(f"https://doi.org/{text}", headers, "GET")


LINES = st.builds(
    lambda method, path, version, headers: b" ".join([method, path, version]) + b"\r\n" + headers + b"\r\n\r\n",
    st.sampled_from([b"GET", b"HEAD", b"POST", b"OPTIONS", b"get", b""]),
    PATHS.map(lambda path: quote(path, safe="/%?=&").encode()) | st.binary(max_size=20),
    st.sampled_from([b"HTTP/1.1", b"HTTP/1.0", b"HTTP/2", b"", b"HTTP/1.1 x"]),
    st.sampled_from([b"", b"Host: x", b"Host: [", b"Content-Length: 3", b"Content-Length: -1", b"Connection: close",
                     b"Accept-Encoding: gzip", b":", b"Transfer-Encoding: chunked", b"Expect: 100-continue"]),
)  # fmt: skip


def test_any_bytes_over_http():
    with serve(REGISTRY) as server:
        address = urlsplit(server.base).hostname, urlsplit(server.base).port

        @settings(max_examples=200)
        @given(LINES | st.binary(max_size=60))
        def check(data):
            with socket.create_connection(address, timeout=10) as client:
                client.sendall(data)
                client.shutdown(socket.SHUT_WR)
                received = b""
                with contextlib.suppress(ConnectionResetError):
                    while chunk := client.recv(65536):
                        received += chunk
            if received:
                version, status = received.split()[:2]
                assert version in {b"HTTP/1.0", b"HTTP/1.1"}
                assert int(status) == 100 or 200 <= int(status) <= 599
                assert int(status) != 500
            assert b"Traceback" not in received

        check()


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["date-parts", "DOI", "family", "URL", "type", "name", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
MEMBERS = st.sampled_from(
    ["title", "author", "issued", "ISSN", "relation", "update-to", "updated-by", "event", "aliases", "funder", "type",
     "link", "container-title", "is-referenced-by-count", "license", "abstract"]
)  # fmt: skip


@settings(max_examples=300)
@example({"relation": True}, "relation.type")
@given(st.dictionaries(MEMBERS, ODD, max_size=5), st.sampled_from([*FILTERS]))
def test_any_record(members, name):
    registry = Registry([{"DOI": "10.5555/odd", **members}])
    paths = ["/works/10.5555/odd", "/works?query=pain", "/works?query.bibliographic=pain&sort=issued",
             "/works?sort=is-referenced-by-count", "/works/10.5555/odd/transform",
             *(f"/works?filter={name}:{value}" for value in ("true", "2019", "x", "1"))]  # fmt: skip
    for path in paths:
        assert registry.handle(Request(f"https://api.crossref.org{path}")).status in {200, 400}
