"""The stand-in answers as the registries do; where recordings are at hand it is held against them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from citekit.sources.transport import Request, RequestsTransport
from citekit.testing import Fault, Registry, serve

HERE = Path(__file__).parent
RECORDS = HERE.parent / "sources" / "records.jsonl"
RESPONSES = HERE.parents[1].parent / "shared" / "data" / "crossref" / "responses"
API = "https://api.crossref.org"


def ask(url, headers=None, **options):
    return Registry(RECORDS, **options).handle(Request(url, headers or {}))


def recorded(name):
    path = RESPONSES / f"{name}.json"
    if not path.exists():
        pytest.skip("the shared recordings are not here")
    return json.loads(path.read_text(encoding="utf-8"))


def test_unknown_dois_are_silently_missing_from_a_list():
    response = ask(f"{API}/works?filter=doi:10.1038/nature14539,doi:10.1000/none&rows=40")
    message = json.loads(response.body)["message"]
    assert [item["DOI"] for item in message["items"]] == ["10.1038/nature14539"]
    assert message["total-results"] == 1


def test_rows_bound_a_list():
    response = ask(f"{API}/works?filter=doi:10.1038/nature14539,doi:10.1038/171737a0&rows=1")
    assert len(json.loads(response.body)["message"]["items"]) == 1


def test_an_unknown_doi_as_recorded():
    seen = recorded("404-unknown-doi")
    response = ask(seen["url"])
    assert (response.status, response.body.decode()) == (seen["status"], seen["body"])
    assert response.headers["content-type"] == seen["headers"]["content-type"]


def test_an_alias_as_recorded():
    seen = recorded("301-alias")
    response = ask(seen["url"], aliases={"10.26434/chemrxiv.5406907": "10.26434/chemrxiv.5406907.v5"})
    assert (response.status, response.headers["location"]) == (301, seen["headers"]["Location"])


@pytest.mark.parametrize("name", ["400-query-on-single-route"])
def test_refusals_as_recorded(name):
    seen = recorded(name)
    response = ask(seen["url"])
    body, expected = json.loads(response.body), json.loads(seen["body"])
    assert response.status == seen["status"]
    assert (body["status"], body["message-type"]) == (expected["status"], expected["message-type"])
    assert body["message"][0].keys() == expected["message"][0].keys()
    assert body["message"][0]["type"] == expected["message"][0]["type"]


def test_agencies_as_quoted():
    seen = recorded("doira-several-quoted")
    agencies = {entry["DOI"]: entry["RA"] for entry in seen["body"] if "RA" in entry}
    response = ask(seen["url"].replace("\\", "%5C"), agencies=agencies)
    assert json.loads(response.body) == seen["body"]


def test_handles_as_quoted():
    seen = recorded("handle-found-and-missing-quoted")
    for name, agencies in (("found", {"10.1177/0020720920940575": "Crossref"}), ("missing", {})):
        doi = seen[name]["body"]["handle"]
        response = ask(f"https://doi.org/api/handles/{doi}?type=URL", agencies=agencies)
        body = json.loads(response.body)
        assert response.status == seen[name]["status"]
        assert body.keys() == seen[name]["body"].keys()
        assert body["responseCode"] == seen[name]["body"]["responseCode"]


def test_datacites_404_as_recorded():
    seen = recorded("404-datacite")
    response = ask(seen["url"].partition("?")[0])
    assert (response.status, json.loads(response.body)) == (404, json.loads(seen["body"]))


@pytest.mark.parametrize(
    ("url", "agent", "pool", "limit"),
    [
        ("/works/10.1038%2Fnature14539", "x", "public-single", "5"),
        ("/works/10.1038%2Fnature14539?mailto=a%40b.org", "x", "polite-single", "10"),
        ("/works/10.1038%2Fnature14539", "x (mailto:a@b.org)", "polite-single", "10"),
        ("/works?rows=1", "x", "public-array", "1"),
        ("/works?rows=1&mailto=a%40b.org", "x", "polite-array", "3"),
    ],
)
def test_pools(url, agent, pool, limit):
    headers = ask(API + url, {"User-Agent": agent}).headers
    assert (headers["x-api-pool"], headers["x-rate-limit-limit"]) == (pool, limit)


def test_too_long_a_request_line():
    wanted = ",".join(f"doi:10.1000/{number:080}" for number in range(60))
    assert ask(f"{API}/works?filter={wanted}&rows=60").status == 414


def test_too_fast():
    registry = Registry(RECORDS, enforce=True, clock=lambda: 0.0)
    request = Request(f"{API}/works?rows=1")
    assert [registry.handle(request).status for _ in range(3)] == [200, 429, 429]


def test_faults_strike_where_they_are_told():
    fault = Fault("503", service="crossref", route="single", doi="10.1038/nature14539", nth=[2, 3], times=1)
    registry = Registry(RECORDS, faults=[fault])
    urls = [f"{API}/works/10.1038%2Fnature14539"] * 4 + [f"{API}/works/10.1038%2F171737a0"]
    assert [registry.handle(Request(url)).status for url in urls] == [200, 503, 200, 200, 200]
    assert registry.count("crossref", "single") == 5


def test_from_a_shell(tmp_path):
    command = [
        sys.executable,
        "-W",
        "error",
        "-m",
        "citekit.testing.registry",
        str(RECORDS),
        "--agency",
        "10.5168/1=mEDRA",
    ]
    environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
        try:
            exports = [process.stdout.readline() for _ in range(3)]
            base = exports[0].strip().partition("=")[2]
            transport = RequestsTransport()
            assert transport.send(Request(f"{base}/works/10.1038%2Fnature14539")).status == 200
            assert b"mEDRA" in transport.send(Request(f"{base}/doiRA/10.5168/1")).body
            transport.close()
        finally:
            process.terminate()
    assert exports[0].startswith("export CITEKIT_CROSSREF_URL=http://127.0.0.1:")


def test_nothing_is_left_open_after_serving():
    with serve(Registry(RECORDS, faults=[Fault("slow", delay=0.2)])) as server:
        transport = RequestsTransport(read=0.05)
        with pytest.raises(Exception, match="in time"):
            transport.send(Request(f"{server.base}/works/10.1038%2Fnature14539"))
        transport.close()
