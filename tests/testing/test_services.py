"""Single works, agencies, handles, landing pages, content negotiation, DataCite; each host in process."""

import json
from pathlib import Path

import pytest

from citekit.sources.transport import Request
from citekit.testing import Registry

WORKS = Path(__file__).with_name("works.jsonl")
API = "https://api.crossref.org"
DOI = "https://doi.org"
DATACITE = "https://api.datacite.org"
CSL = "application/vnd.citationstyles.csl+json"

DATASETS = [
    {"doi": "10.5281/Zenodo.1", "titles": [{"title": "Steps"}],
     "creators": [{"name": "Ruiz, Ana", "familyName": "Ruiz"}],
     "publicationYear": 2020, "publisher": "Zenodo", "types": {"citeproc": "dataset"}},
    {"doi": "10.5281/zenodo.2", "titles": [{"title": "Naps"}], "creators": [{"name": "Sleep Group"}],
     "publicationYear": 2021, "publisher": {"name": "Zenodo"}, "types": {}},
]  # fmt: skip


@pytest.fixture
def registry():
    return Registry(
        WORKS,
        datacite=DATASETS,
        agencies={"10.1400/medra": "mEDRA", "10.1400/unclear": "Unknown", "10.3280": "mEDRA"},
        aliases={"10.5555/ALIAS": "10.5555/knee.1"},
        deleted=["10.5555/deleted"],
        csl={"10.1400/medra": {"type": "article-journal", "title": "Riposo", "DOI": "10.1400/medra"}},
        landing={"10.5555/knee.1": 403},
    )


def ask(registry, url, method="GET", **headers):
    response = registry.handle(Request(url, headers), method)
    in_json = "json" in response.headers.get("content-type", "") and response.body[:1] in (b"{", b"[")
    return response, json.loads(response.body) if in_json else None


# Crossref ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/works/10.5555/knee.1", "/works/10.5555%2FKNEE.1", "/v1/works/10.5555/Knee.1"])
def test_a_work(registry, path):
    response, body = ask(registry, API + path)
    assert (response.status, body["message-type"]) == (200, "work")
    assert (body["message"]["DOI"], body["message"]["score"]) == ("10.5555/knee.1", 1)


@pytest.mark.parametrize("path", ["/works/10.5555/none", "/works/x", "/works/10.1400/medra", "/works/10.5555/deleted",
                                  "/nothing", "/", "/journals", "/works/10.5555/none/agency"])  # fmt: skip
def test_what_is_not_there(registry, path):
    response, _ = ask(registry, API + path)
    assert (response.status, response.headers["content-type"]) == (404, "text/plain")
    assert response.body == b"Resource not found."


def test_whether_it_is_there(registry):
    there, _ = ask(registry, f"{API}/works/10.5555/knee.1", "HEAD")
    assert (there.status, there.body) == (200, b"")
    assert int(there.headers["content-length"]) > 100
    assert ask(registry, f"{API}/works/10.5555/none", "HEAD")[0].status == 404


@pytest.mark.parametrize(
    ("query", "value"), [("select=DOI", "select"), ("rows=1", "rows"), ("filter=type:book", "filter"),
                         ("query=x", "query"), ("query.title=x&mailto=a@b.org", "query.*")]
)  # fmt: skip
def test_a_single_work_takes_no_parameters(registry, query, value):
    response, body = ask(registry, f"{API}/works/10.5555/knee.1?{query}")
    assert response.status == 400
    assert [(entry["type"], entry["value"]) for entry in body["message"]] == [("parameter-not-allowed", value)]


def test_a_contact_address_is_no_parameter(registry):
    assert ask(registry, f"{API}/works/10.5555/knee.1?mailto=a%40b.org")[0].status == 200


@pytest.mark.parametrize("alias", ["10.5555/preprint.old", "10.5555/Preprint.OLD"])
def test_an_alias_leads_to_its_prime(registry, alias):
    response, _ = ask(registry, f"{API}/works/{alias}")
    assert (response.status, response.headers["location"]) == (301, "/works/10.5555/preprint.1")
    assert "content-type" not in response.headers


def test_agencies(registry):
    _, body = ask(registry, f"{API}/works/10.5281%2Fzenodo.1/agency")
    assert body["message"] == {"DOI": "10.5281/zenodo.1", "agency": {"id": "datacite", "label": "DataCite"}}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "BREW"])
def test_other_methods(registry, method):
    response, _ = ask(registry, f"{API}/works?filter=doi:10.5555/knee.1", method)
    assert (response.status, response.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize(("length", "status"), [(4096, 200), (4097, 414)])
def test_the_longest_request_line(registry, length, status):
    path = "/works?query.bibliographic="
    path += "x" * (length - len(f"GET {path} HTTP/1.1"))
    assert ask(registry, API + path)[0].status == status


@pytest.mark.parametrize(("token", "status"), [("Bearer abc", 200), ("abc", 401)])
def test_plus(registry, token, status):
    response, _ = ask(registry, f"{API}/works/10.5555/knee.1", **{"Crossref-Plus-API-Token": token})
    assert response.status == status
    assert response.headers["x-api-pool"] == "plus"
    assert response.headers["x-rate-limit-limit"] == "150"
    assert "x-concurrency-limit" not in response.headers


# doi.org -----------------------------------------------------------------------------------------------


def test_agencies_in_the_order_of_the_question(registry):
    dois = ["10.1400/MEDRA", "10.5555/none", "10.5281/zenodo.2", "x", "10.1400/unclear", "10.5555/preprint.old"]
    _, body = ask(registry, f"{DOI}/doiRA/{','.join(dois)}")
    assert body == [
        {"DOI": "10.1400/MEDRA", "RA": "mEDRA"},
        {"DOI": "10.5555/none", "status": "DOI does not exist"},
        {"DOI": "10.5281/zenodo.2", "RA": "DataCite"},
        {"DOI": "x", "status": "Invalid DOI"},
        {"DOI": "10.1400/unclear", "status": "Unknown"},
        {"DOI": "10.5555/preprint.old", "RA": "Crossref"},
    ]


@pytest.mark.parametrize(
    ("prefix", "entry"),
    [
        ("10.5555", {"RA": "Crossref"}),
        ("10.3280", {"RA": "mEDRA"}),
        ("10.5281/zenodo.1", {"RA": "DataCite"}),
        ("10.99999", {"status": "DOI does not exist"}),
        ("abc", {"status": "Invalid DOI"}),
    ],
)
def test_agencies_by_prefix(registry, prefix, entry):
    assert ask(registry, f"{DOI}/ra/{prefix}")[1] == [{"DOI": prefix, **entry}]


def test_a_prefix_is_no_doi(registry):
    assert ask(registry, f"{DOI}/api/handles/10.3280")[0].status == 404
    assert ask(registry, f"{DOI}/10.3280")[0].status == 400


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("10.5555/knee.1?type=URL", 200, 1),
        ("10.5555%2FKNEE.1", 200, 1),
        ("10.5555/knee.1?type=EMAIL", 200, 200),
        ("10.5555/none?type=URL", 404, 100),
        ("x", 404, 100),
    ],
)
def test_handles(registry, path, status, code):
    response, body = ask(registry, f"{DOI}/api/handles/{path}")
    assert (response.status, body["responseCode"]) == (status, code)


def test_a_deleted_doi(registry):
    _, body = ask(registry, f"{DOI}/api/handles/10.5555/Deleted?type=URL")
    assert body["values"][0]["data"]["value"] == "https://www.crossref.org/_deleted-doi/"
    response, _ = ask(registry, f"{DOI}/10.5555/deleted")
    assert (response.status, response.headers["location"]) == (302, "https://www.crossref.org/_deleted-doi/")
    assert ask(registry, response.headers["location"])[0].status == 200
    assert ask(registry, f"{DOI}/doiRA/10.5555/deleted")[1][0]["RA"] == "Crossref"


@pytest.mark.parametrize(
    ("doi", "status"), [("10.5555/knee.1", 403), ("10.5556/book.1", 200), ("10.1400/unclear", 200)]
)
def test_landing_pages(registry, doi, status):
    response, _ = ask(registry, f"{DOI}/{doi}", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert response.status == 302
    page, _ = ask(registry, response.headers["location"])
    assert (page.status, page.headers["content-type"].partition(";")[0]) == (status, "text/html")


def test_on_this_machine_redirects_stay_on_it(registry):
    base = "http://127.0.0.1:8099"
    for doi in ("10.5555/knee.1", "10.5555/deleted", "10.5281/zenodo.1", "10.1400/unclear"):
        for accept in ("text/html", CSL):
            response, _ = ask(registry, f"{base}/{doi}", Accept=accept)
            assert response.headers["location"].startswith(base + "/")
            assert ask(registry, response.headers["location"], Accept=accept)[0].status in (200, 403, 404)


def test_negotiation_at_crossref(registry):
    response, _ = ask(registry, f"{DOI}/10.5555/Knee.1", Accept=CSL)
    assert response.status == 302
    assert response.headers["location"] == f"{API}/v1/works/10.5555%2Fknee.1/transform"
    response, body = ask(registry, response.headers["location"], Accept=CSL)
    assert response.headers["content-type"] == CSL
    assert response.headers["x-api-pool"] == "public-single"
    assert (body["type"], body["container-title"]) == ("journal-article", "Journal of Made-up Medicine")
    assert body["container-title-short"] == "J Made-up Med"


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/transform/application%2Fvnd.citationstyles.csl%2Bjson", "text/html", 200),
        ("/transform/application/vnd.citationstyles.csl+json", "*/*", 200),
        ("/transform", "application/x-bibtex", 406),
        ("/transform", "*/*", 200),
    ],
)
def test_transforms(registry, path, accept, status):
    assert ask(registry, f"{API}/works/10.5556%2Fbook.1{path}", Accept=accept)[0].status == status


def test_negotiation_at_datacite(registry):
    response, _ = ask(registry, f"{DOI}/10.5281/zenodo.1", Accept=f"{CSL}, */*;q=0.1")
    assert response.headers["location"] == "https://data.crosscite.org/10.5281%2Fzenodo.1"
    response, body = ask(registry, response.headers["location"], Accept=CSL)
    assert response.headers["content-type"] == CSL
    assert (body["DOI"], body["type"], body["title"]) == ("10.5281/ZENODO.1", "dataset", "Steps")


def test_negotiation_elsewhere(registry):
    response, body = ask(registry, f"{DOI}/10.1400/medra", Accept=CSL)
    assert (response.status, body["title"]) == (200, "Riposo")
    assert ask(registry, f"{DOI}/10.1400/unclear", Accept=CSL)[0].status == 302
    assert ask(registry, f"{DOI}/10.1400/none", Accept=CSL)[0].status == 404


# DataCite ----------------------------------------------------------------------------------------------


def test_a_dataset(registry):
    response, body = ask(registry, f"{DATACITE}/dois/10.5281%2FZENODO.1")
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert (body["data"]["id"], body["data"]["type"]) == ("10.5281/zenodo.1", "dois")
    assert body["data"]["attributes"]["titles"] == [{"title": "Steps"}]


@pytest.mark.parametrize("path", ["/dois/10.5281/none", "/dois/10.5555/knee.1", "/other"])
def test_what_datacite_has_not(registry, path):
    response, body = ask(registry, DATACITE + path)
    assert response.status == 404
    assert body == {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}


@pytest.mark.parametrize(
    ("query", "dois"),
    [
        ("ids=10.5281/zenodo.2,10.5281/ZENODO.1,10.5281/none", ["10.5281/zenodo.2", "10.5281/zenodo.1"]),
        ('query=doi:("10.5281/zenodo.1" OR "10.5281/none")', ["10.5281/zenodo.1"]),
        ("ids=10.5281/none", []),
        ("query=naps", ["10.5281/zenodo.2"]),
        ("", ["10.5281/zenodo.1", "10.5281/zenodo.2"]),
    ],
)
def test_several_datasets(registry, query, dois):
    response, body = ask(registry, f"{DATACITE}/dois?{query}")
    assert response.status == 200
    assert [entry["id"] for entry in body["data"]] == dois
    assert body["meta"]["total"] == len(dois)


def test_pages_of_datasets(registry):
    query = "ids=10.5281/zenodo.1,10.5281/zenodo.2&page[size]=1&fields[dois]=titles"
    _, first = ask(registry, f"{DATACITE}/dois?{query}")
    _, second = ask(registry, f"{DATACITE}/dois?{query}&page[number]=2")
    assert [entry["attributes"] for entry in first["data"] + second["data"]] == [
        {"titles": [{"title": "Steps"}]},
        {"titles": [{"title": "Naps"}]},
    ]
    assert first["meta"] == {"total": 2, "totalPages": 2, "page": 1}
    assert "next" in first["links"]
    assert "next" not in second["links"]


# Records -----------------------------------------------------------------------------------------------


def test_records_that_are_none(tmp_path):
    file = tmp_path / "works.jsonl"
    file.write_text('{"DOI": "10.5555/1"}\n\n[1]\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"works\.jsonl, line 3: a record is an object"):
        Registry(file)
    file.write_text('{"DOI": "10.5555/1"}\n{"DOI"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        Registry(file)
    with pytest.raises(ValueError, match="no 'DOI'"):
        Registry([{"title": ["Pain"]}])
    with pytest.raises(TypeError, match="'crosref' is no argument"):
        Registry(crosref=[])


def test_an_iterable_of_records():
    registry = Registry({"DOI": f"10.5555/{n}"} for n in range(3))
    assert list(registry.records) == ["10.5555/0", "10.5555/1", "10.5555/2"]
