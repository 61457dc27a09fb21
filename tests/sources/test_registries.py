"""The requests to the registries, and what is read from their answers."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import BadResponse
from citekit.model import DOI
from citekit.records.datacite import registration_of
from citekit.sources import crossref, doi_org
from citekit.sources.crossref import Crossref
from citekit.sources.doi_org import DoiOrg
from citekit.sources.transport import Response

SICI = DOI("10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v")


def test_no_address_of_ours_is_sent_for_the_user():
    request = Crossref(headers={"User-Agent": "citekit"}).works([SICI])
    assert "mailto" not in request.url
    assert "mailto" not in str(request.headers)
    assert request.pool == "public-array"


def test_a_doi_is_encoded_once():
    url = Crossref().work(SICI).url
    assert url.endswith("/works/10.1002%2F1096-9861%2820010212%29430%3A3%3C283%3A%3Aaid-cne1031%3E3.0.co%3B2-v")
    assert Crossref().work(DOI("10.1000/a%3cb")).url.endswith("10.1000%2Fa%253cb")


def test_a_comma_would_separate_in_a_filter():
    assert list(Crossref().batches([DOI("10.1000/a,b"), DOI("10.1000/c")])) == [(DOI("10.1000/c"),)]
    assert list(DoiOrg().batches([DOI("10.1000/a,b"), DOI("10.1000/c")])) == [
        (DOI("10.1000/a,b"),),
        (DOI("10.1000/c"),),
    ]


@settings(max_examples=100)
@given(st.lists(st.text("abc<>()[];:#%?&é ü", min_size=1, max_size=300).map(lambda text: "10.1000/" + text)))
def test_batches_fit_and_lose_nothing(texts):
    dois = [doi for doi in map(DOI.parse_exact, texts) if doi]
    asked = Crossref(mailto="me@example.org")
    batches = list(asked.batches(dois))
    assert [doi for batch in batches for doi in batch] == [doi for doi in dois if crossref.fits_in_batch(doi)]
    for batch in batches:
        assert len(batch) <= 40
        assert len(asked.works(batch).url) <= 4000
        assert f"rows={len(batch)}" in asked.works(batch).url


def test_a_token_goes_to_crossref_in_its_header():
    request = Crossref(token="secret").work(DOI("10.1000/1"))
    assert request.headers["Crossref-Plus-API-Token"] == "Bearer secret"
    assert request.pool == "plus"
    assert "secret" not in request.url


@pytest.mark.parametrize(
    "response",
    [
        Response(404, {"content-type": "text/html"}, b"<html>"),
        Response(404, {}, b"<!DOCTYPE html><title>Captive portal</title>"),
        Response(200, {}, b"<html>"),
        Response(200, {}, b""),
        Response(200, {}, b"[]"),
        Response(200, {}, b'{"message": null}'),
        Response(200, {}, b'{"message-type": "work", "message": {}}'),
        Response(200, {}, b'{"message-type": "work-list", "message": {"DOI": "10.1000/1"}}'),
        Response(200, {}, b"[" * 100_000),
        Response(200, {}, b'{"message": ' + b"9" * 10_000 + b"}"),
        Response(301, {"location": "https://elsewhere.example/"}),
        Response(301, {}),
        Response(301, {"location": "http://[/works/10.1000/1"}),
        Response(403, {}, b"{}"),
    ],
)
def test_nonsense_is_neither_found_nor_absent(response):
    with pytest.raises(BadResponse):
        crossref.read_work(response)


@pytest.mark.parametrize(
    "location",
    ["/works/10.1000/prime", "/v1/works/10.1000/prime", "https://api.crossref.org/works/10.1000%2Fprime?x=1"],
)
def test_an_alias_leads_to_its_prime(location):
    assert crossref.read_work(Response(301, {"location": location})) == DOI("10.1000/prime")


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, {"responseCode": 1, "handle": "10.1000/1"}, True),
        (200, {"responseCode": 200}, True),
        (404, {"responseCode": 100}, False),
        (200, {"responseCode": 100}, None),
        (404, {"responseCode": 1}, None),
        (500, {"responseCode": 2}, None),
        (404, {}, None),
        (403, {"responseCode": 100}, None),
        (404, [], None),
    ],
)
def test_only_the_handle_system_says_that_a_doi_is_absent(status, body, expected):
    response = Response(status, {}, json.dumps(body).encode())
    if expected is None:
        with pytest.raises(BadResponse):
            doi_org.read_handle(response)
    else:
        assert doi_org.read_handle(response) is expected


def test_a_datacite_record():
    found = registration_of(
        {
            "titles": [{"title": "Attention Is All You Need"}],
            "creators": [
                {"name": "Vaswani, Ashish", "nameType": "Personal"},
                {"name": "Google Brain", "nameType": "Organizational"},
            ],
            "publisher": {"name": "arXiv"},
            "publicationYear": 2017,
            "dates": [
                {"date": "2017-06-12T17:57:34Z", "dateType": "Submitted"},
                {"date": "2017-06", "dateType": "Issued"},
            ],
            "types": {"resourceTypeGeneral": "Preprint"},
        },
        DOI("10.48550/arxiv.1706.03762"),
    )
    assert found.agency == "DataCite"
    assert found.record == {
        "id": "10.48550/arxiv.1706.03762",
        "type": "article",
        "title": "Attention Is All You Need",
        "author": [{"family": "Vaswani", "given": "Ashish"}, {"literal": "Google Brain"}],
        "issued": {"date-parts": [[2017, 6]]},
        "publisher": "arXiv",
        "genre": "Preprint",
        "DOI": "10.48550/arxiv.1706.03762",
    }


@settings(max_examples=100)
@given(
    st.dictionaries(
        st.sampled_from("titles creators contributors publisher publicationYear dates types container".split()),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["title", "name", "date", "dateType", "x"]), inner, max_size=3)
            ),
            max_leaves=8,
        ),
    )
)
def test_any_datacite_record_converts(attributes):
    assert json.loads(json.dumps(registration_of(attributes, DOI("10.1000/1")).record)) is not None
