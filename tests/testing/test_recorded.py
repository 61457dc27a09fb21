"""The stand-in held against recorded answers of the registries: status, content type, headers, shape of the body."""

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from citekit.sources.transport import Request
from citekit.testing import Registry, read_records

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "crossref"
RESPONSES = SHARED / "responses"

#: Headers of the connection and of the moment, which an answer in process has not.
OF_THE_CARRIER = {"date", "connection", "transfer-encoding", "content-length", "content-encoding", "status", "reason"}
#: Crossref's pools are called otherwise since July 2026, and lists have limits of their own.
OF_THE_POOL = {"x-api-pool", "x-rate-limit-limit", "x-concurrency-limit"}


def recorded(name):
    path = RESPONSES / f"{name}.json"
    if not path.exists():
        pytest.skip("the shared recordings are not here")
    return json.loads(path.read_text(encoding="utf-8"))


def ask(url, headers=None, **options):
    return Registry(**options).handle(Request(url, headers or {}))


def shape(value):
    """What a value is made of: names and kinds, not contents."""
    if isinstance(value, dict):
        return {name: shape(member) for name, member in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


SINGLES = [
    "headers-public-single_5_1_200_single", "headers-polite-single_10_3_200_single", "headers-polite_10_3_200_single",
    "headers-public_5_1_200_single", "headers-public_5_1_404_single", "headers-public_5_1_400_single",
    "headers-public_5_1_301_single", "404-unknown-doi", "301-alias", "400-query-on-single-route",
    "headers-polite-array_3_3_200_list", "headers-public_5_1_404_list",
    "headers-public_5_1_200_other", "headers-public_5_1_404_other", "headers-public_5_1_400_other", "400-bad-rows",
]  # fmt: skip


@pytest.mark.parametrize("name", SINGLES)
def test_statuses_and_headers(name):
    seen = recorded(name)
    theirs = {name.lower(): value for name, value in seen["headers"].items() if name.lower() not in OF_THE_CARRIER}
    doi = re.search(r"/works/(10\.[^?]+?)(?:/transform.*)?(?:\?.*)?$", seen["url"].replace("%2F", "/"))
    held = [{"DOI": doi[1]}] if doi and seen["status"] == 200 else []
    aliases = {"10.26434/chemrxiv.5406907": "10.26434/chemrxiv.5406907.v5"}
    agent = "x (mailto:a@example.org)" if theirs["x-api-pool"].startswith("polite") else "x"
    url = re.sub(r"/transform/.*", "", seen["url"])
    response = ask(url, {"User-Agent": agent}, records=held, aliases=aliases)
    ours = dict(response.headers)
    assert response.status == seen["status"]
    pool = "polite" if "mailto" in agent else "public"
    assert ours["x-api-pool"].startswith(pool)
    if "-" in theirs["x-api-pool"]:
        assert {name: ours[name] for name in OF_THE_POOL} == {name: theirs[name] for name in OF_THE_POOL}
    if "transform" in seen["url"]:
        del ours["content-type"]
    for headers in (theirs, ours):
        for header in OF_THE_POOL:
            headers.pop(header, None)
    assert ours == theirs


@pytest.mark.parametrize(
    "name", ["404-unknown-doi", "400-query-on-single-route", "400-bad-rows", "404-datacite", "301-alias"]
)
def test_bodies(name):
    seen = recorded(name)
    aliases = {"10.26434/chemrxiv.5406907": "10.26434/chemrxiv.5406907.v5"}
    response = ask(seen["url"], aliases=aliases)
    assert response.status == seen["status"]
    assert response.body.decode() == seen.get("body", "")
    kind = {name.lower(): value for name, value in seen["headers"].items()}.get("content-type")
    assert response.headers.get("content-type") == kind


def test_a_parameter_that_a_route_does_not_take():
    """Recorded of `/journals`, which the stand-in does not list; `/types` takes no filter either."""
    seen = recorded("400-bad-filter")
    response = ask(seen["url"].replace("/journals", "/types"))
    assert response.status == seen["status"]
    assert json.loads(response.body) == json.loads(seen["body"])


@pytest.mark.parametrize(("name", "title"), [("400-doi-org", "Not a DOI"), ("404-doi-org", "DOI Not Found")])
def test_pages_of_doi_org(name, title):
    seen = recorded(name)
    response = ask(seen["url"])
    assert response.status == seen["status"]
    assert response.headers["content-type"] == seen["headers"]["content-type"]
    ours, theirs = (re.search("<title>(.*)</title>", body)[1] for body in (response.body.decode(), seen["body"]))
    assert ours == theirs == f"Error: {title}"


def test_agencies():
    seen = recorded("doira-several-quoted")
    agencies = {entry["DOI"]: entry["RA"] for entry in seen["body"] if "RA" in entry}
    response = ask(seen["url"].replace("\\", "%5C"), agencies=agencies)
    assert response.status == seen["status"]
    assert json.loads(response.body) == seen["body"]


@pytest.mark.parametrize(("name", "agencies"), [("found", {"10.1177/0020720920940575": "Crossref"}), ("missing", {})])
def test_handles(name, agencies):
    seen = recorded("handle-found-and-missing-quoted")[name]
    response = ask(f"https://doi.org/api/handles/{seen['body']['handle']}?type=URL", agencies=agencies)
    body = json.loads(response.body)
    assert response.status == seen["status"]
    assert shape(body) == shape(seen["body"])
    assert (body["responseCode"], body["handle"]) == (seen["body"]["responseCode"], seen["body"]["handle"])


def test_too_many():
    seen = recorded("429-documented-not-recorded")
    registry = Registry(enforce=True, clock=lambda: 0.0)
    request = Request("https://api.crossref.org/works?rows=0")
    response = [registry.handle(request) for _ in range(2)][-1]
    assert (response.status, response.body.decode()) == (seen["status"], seen["body"])
    assert response.headers == seen["headers"]


@pytest.mark.parametrize(("name", "what"), [("500-exception", "500"), ("504-gateway", "504")])
def test_faults(name, what):
    from citekit.testing import Fault

    seen = recorded(name)
    response = ask("https://api.crossref.org/works?rows=0", faults=[Fault(what)])
    headers = {name.lower(): value for name, value in seen["headers"].items()}
    assert (response.status, response.headers["content-type"]) == (seen["status"], headers["content-type"])
    if what == "500":
        assert shape(json.loads(response.body)) == shape(json.loads(seen["body"]))
    else:
        assert response.body.decode().split() == seen["body"].split()
        assert response.headers["server"] == headers["server"]


@pytest.mark.parametrize("number", [1, 2])
def test_bibliographic_queries(number):
    """The works of a recorded answer, asked for again: the same shape, the same work first."""
    seen = recorded(f"query-bibliographic_sbm_unstructured-ref-response-{number}")
    theirs = seen["body"]["message"]
    others = read_records(SHARED / "works.jsonl")
    registry = Registry([*theirs["items"], *others])
    query = urlencode({"query.bibliographic": seen["reference"], "rows": len(theirs["items"])})
    body = json.loads(registry.handle(Request(f"https://api.crossref.org/works?{query}")).body)
    assert body.keys() == seen["body"].keys()
    ours = body["message"]
    assert ours.keys() == theirs.keys()
    assert {name: ours[name] for name in ("facets", "items-per-page", "query")} == {
        name: theirs[name] for name in ("facets", "items-per-page", "query")
    }
    assert ours["items"][0].keys() == theirs["items"][0].keys()
    assert [item["DOI"] for item in ours["items"]][:2] == [item["DOI"] for item in theirs["items"]][:2]


def test_types():
    if not (SHARED / "types.json").exists():
        pytest.skip("the shared recordings are not here")
    seen = json.loads((SHARED / "types.json").read_text(encoding="utf-8"))
    assert json.loads(ask("https://api.crossref.org/types").body) == seen


def test_every_recorded_work_is_found_by_its_own_words():
    if not (SHARED / "works.jsonl").exists():
        pytest.skip("the shared recordings are not here")
    records = [record for record in read_records(SHARED / "works.jsonl") if any(record.get("title") or ())]
    registry = Registry(SHARED / "works.jsonl", pools={"public-array": (None, None)})
    first = 0
    for record in records:
        names = [name.get("family", "") for name in record.get("author", ())]
        year = str((record["issued"]["date-parts"] or [[""]])[0][0] or "")
        words = " ".join([*names, *record["title"], *record.get("container-title", ()), year, record.get("page", "")])
        query = urlencode({"query.bibliographic": words[:600], "rows": 1, "select": "DOI"})
        body = json.loads(registry.handle(Request(f"https://api.crossref.org/works?{query}")).body)
        first += body["message"]["items"][0]["DOI"] == record["DOI"]
    assert first >= 0.97 * len(records), f"{first} of {len(records)}"
