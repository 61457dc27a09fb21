"""`/works?…` of the stand-in: what is refused comes first."""

import json
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from citekit.sources.transport import Request
from citekit.testing import Registry

WORKS = Path(__file__).with_name("works.jsonl")
API = "https://api.crossref.org"
ALL = [
    "10.5556/talk.1", "10.5556/book.1.c2", "10.5556/book.1", "10.5555/preprint.1", "10.5555/notice.1",
    "10.5555/knee.1", "10.5555/gone.1",
]  # fmt: skip


@pytest.fixture(scope="module")
def registry():
    return Registry(WORKS)


def ask(registry, route="/works", **query):
    query = {name.replace("__", ".").replace("_", "-"): value for name, value in query.items()}
    response = registry.handle(Request(f"{API}{route}?{urlencode(query)}"))
    return response, json.loads(response.body)


def found(registry, route="/works", **query):
    response, body = ask(registry, route, **query)
    assert response.status == 200, body
    return [item["DOI"] for item in body["message"]["items"]]


@pytest.mark.parametrize(
    ("query", "kind", "value"),
    [
        ({"filter": "has-title:true"}, "filter-not-available", "has-title"),
        ({"filter": "type:article"}, "type-not-valid", "article"),
        ({"filter": "doi:9.1/x"}, "doi-not-valid", "9.1/x"),
        ({"filter": "doi:10.5555/a,b"}, "pair-list-form-invalid", "doi:10.5555/a,b"),
        ({"filter": "from-pub-date:May"}, "date-not-valid", "May"),
        ({"filter": "from-pub-date:2019-02-30"}, "date-not-legitimate", "2019-02-30"),
        ({"filter": "has-abstract:yes"}, "boolean-not-valid", "yes"),
        ({"filter": "issn:12"}, "issn-not-valid", "12"),
        ({"filter": "member:x"}, "integer-not-valid", "x"),
        ({"select": "language"}, "select-not-available", "language"),
        ({"select": "DOI,subtype"}, "select-not-available", "subtype"),
        ({"select": "doi"}, "select-not-available", "doi"),
        ({"rows": "1001"}, "integer-not-valid", "1001"),
        ({"rows": "-1"}, "integer-not-valid", "-1"),
        ({"rows": "many"}, "integer-not-valid", "many"),
        ({"offset": "10001"}, "integer-not-valid", "10001"),
        ({"sample": "101"}, "integer-not-valid", "101"),
        ({"sample": "5", "rows": "5"}, "sample-with-rows-or-offset", "sample"),
        ({"cursor": "*", "offset": "5"}, "cursor-with-offset-or-sample", "cursor"),
        ({"cursor": "*", "sort": "issued"}, "sort-criteria-incompatible-with-cursor", "sort"),
        ({"sort": "title"}, "sort-field-not-valid", "title"),
        ({"order": "up"}, "sort-order-not-valid", "up"),
        ({"query.isbn": "1"}, "field-query-not-available", "isbn"),
        ({"fields": "DOI"}, "unknown-parameter", "fields"),
    ],
)
def test_what_is_refused(registry, query, kind, value):
    response = registry.handle(Request(f"{API}/works?{urlencode(query)}"))
    body = json.loads(response.body)
    assert (response.status, response.headers["content-type"]) == (400, "application/json;charset=utf-8")
    assert (body["status"], body["message-type"]) == ("failed", "validation-failure")
    assert [(entry["type"], entry["value"]) for entry in body["message"]] == [(kind, value)]
    assert body["message"][0]["message"]


def test_all_that_is_wrong_is_told_at_once(registry):
    _, body = ask(registry, filter="a:b,type:x", select="y", rows="z")
    assert {entry["type"] for entry in body["message"]} == {
        "filter-not-available", "type-not-valid", "select-not-available", "integer-not-valid",
    }  # fmt: skip


@pytest.mark.parametrize("cursor", ["thing", "AAAA", "W10=", "WzEsMl0=", ""])
def test_a_cursor_that_is_none(registry, cursor):
    response, body = ask(registry, cursor=cursor)
    assert (response.status, response.headers["content-type"]) == (404, "application/json")
    assert (body["message-type"], body["message"][0]["type"]) == ("resource-failure", "cursor-invalid")


@pytest.mark.parametrize(
    ("filters", "dois"),
    [
        ("doi:10.5555/KNEE.1,doi:10.5556/book.1", ["10.5556/book.1", "10.5555/knee.1"]),
        ("doi:https://doi.org/10.5555/knee.1", ["10.5555/knee.1"]),
        ("doi:10.5555/none", []),
        ("doi:10.5555/preprint.old", []),
        ("doi:10.5555/knee.1,type:book", []),
        ("type:book,type:book-chapter", ["10.5556/book.1.c2", "10.5556/book.1"]),
        ("type-name:Book Chapter", ["10.5556/book.1.c2"]),
        ("prefix:10.5556", ["10.5556/talk.1", "10.5556/book.1.c2", "10.5556/book.1"]),
        ("member:8", ["10.5556/book.1.c2", "10.5556/book.1"]),
        ("issn:1234-5679,from-pub-date:2019", ["10.5555/knee.1"]),
        ("issn:12345679,until-pub-date:2016", ["10.5555/gone.1"]),
        ("isbn:978-0-306-40615-7,type:book", ["10.5556/book.1"]),
        ("isbn:http://id.crossref.org/isbn/9780306406157,type:book", ["10.5556/book.1"]),
        ("from-pub-date:2017-03,until-pub-date:2018-11", ["10.5555/preprint.1", "10.5555/notice.1"]),
        ("from-print-pub-date:2019-06,until-print-pub-date:2019-06", ["10.5555/knee.1"]),
        ("from-event-start-date:2014-09-01,until-event-end-date:2014-09", ["10.5556/talk.1"]),
        ("updates:10.5555/gone.1", ["10.5555/notice.1"]),
        ("update-type:retraction", ["10.5555/notice.1"]),
        ("is-update:true", ["10.5555/notice.1"]),
        ("has-update:true", ["10.5555/gone.1"]),
        ("has-update:false,issn:1234-5679", ["10.5555/notice.1", "10.5555/knee.1"]),
        ("has-abstract:1", ["10.5555/knee.1"]),
        ("has-references:true", ["10.5555/knee.1"]),
        ("has-relation:true", ["10.5555/knee.1"]),
        ("relation.type:has-preprint", ["10.5555/knee.1"]),
        ("relation.object:10.5555/preprint.1,relation.object-type:doi", ["10.5555/knee.1"]),
        ("orcid:0000-0002-1825-0097", ["10.5555/knee.1"]),
        ("funder:1", ["10.5555/knee.1"]),
        ("funder:10.13039/1,award.number:a-1", ["10.5555/knee.1"]),
        ("license.url:https://example.org/by", ["10.5555/knee.1"]),
        ("full-text.type:application/pdf,has-full-text:true", ["10.5555/knee.1"]),
        ("container-title:the book of rest", ["10.5556/book.1.c2"]),
    ],
)
def test_filters(registry, filters, dois):
    assert found(registry, filter=filters) == dois


def test_every_filter_takes_a_value_and_passes_or_not(registry):
    from citekit.testing.services.crossref.filters import FILTERS

    samples = ["true", "2019", "10.5555/knee.1", "10.5555", "1234-5679", "0000-0002-1825-0097", "book", "vor", "7",
               "CLOCKSS", "DOAJ", "crossref"]  # fmt: skip
    for name in FILTERS:
        answers = [ask(registry, filter=f"{name}:{value}")[0].status for value in samples]
        assert 200 in answers, name


@pytest.mark.parametrize(
    ("route", "dois"),
    [
        ("/journals/1234-5679/works", ["10.5555/notice.1", "10.5555/knee.1", "10.5555/gone.1"]),
        ("/types/book/works", ["10.5556/book.1"]),
        ("/prefixes/10.5556/works", ["10.5556/talk.1", "10.5556/book.1.c2", "10.5556/book.1"]),
        ("/v1/members/8/works", ["10.5556/book.1.c2", "10.5556/book.1"]),
        ("/v1/works", ALL),
        ("/works/", ALL),
    ],
)
def test_lists_below_other_resources(registry, route, dois):
    assert found(registry, route) == dois


def test_select_leaves_nothing_else(registry):
    _, body = ask(registry, filter="doi:10.5555/knee.1", select="DOI,title,posted")
    assert body["message"]["items"] == [
        {"DOI": "10.5555/knee.1", "title": ["Massage for Knee Pain: A <i>Randomized</i> Trial"]}
    ]


def test_no_rows_give_the_count(registry):
    _, body = ask(registry, rows="0")
    assert (body["message"]["items"], body["message"]["total-results"]) == ([], 7)


def test_the_envelope(registry):
    response, body = ask(registry, rows="2")
    assert response.headers["content-type"] == "application/json"
    assert (body["status"], body["message-type"], body["message-version"]) == ("ok", "work-list", "1.0.0")
    assert {name: value for name, value in body["message"].items() if name != "items"} == {
        "facets": {},
        "total-results": 7,
        "items-per-page": 2,
        "query": {"start-index": 0, "search-terms": None},
    }


def test_pages_by_offset_and_by_cursor_are_the_same(registry):
    assert found(registry, rows="3", offset="2") == ALL[2:5]
    pages, cursor = [], "*"
    for _ in range(4):
        _, body = ask(registry, rows="3", cursor=cursor, select="DOI")
        pages.append([item["DOI"] for item in body["message"]["items"]])
        cursor = body["message"]["next-cursor"]
    assert pages == [ALL[:3], ALL[3:6], ALL[6:], []]


def test_a_cursor_belongs_to_its_query(registry):
    _, body = ask(registry, rows="1", cursor="*", filter="type:book")
    cursor = body["message"]["next-cursor"]
    assert ask(registry, rows="1", cursor=cursor, filter="type:book", mailto="a@b.org")[0].status == 200
    assert ask(registry, rows="1", cursor=cursor, filter="type:monograph")[0].status == 404


def test_a_cursor_has_to_be_encoded(registry):
    from citekit.testing.asked import Asked
    from citekit.testing.services.crossref.paging import cursor_at

    cursors = [cursor_at(Asked.read(Request(f"{API}/works?query={n}")), n) for n in range(50)]
    assert all(quote(cursor, safe="") != cursor for cursor in cursors)


@pytest.mark.parametrize(
    ("sort", "order", "first", "last"),
    [
        ("issued", "asc", "10.5556/book.1.c2", "10.5556/talk.1"),
        ("issued", "desc", "10.5555/knee.1", "10.5556/talk.1"),
        ("is-referenced-by-count", "desc", "10.5556/book.1", "10.5555/notice.1"),
        ("is-referenced-by-count", "1", "10.5556/talk.1", "10.5556/book.1"),
    ],
)
def test_orders(registry, sort, order, first, last):
    dois = found(registry, sort=sort, order=order)
    assert (dois[0], dois[-1]) == (first, last)
    assert len(dois) == 7


def test_samples_can_be_repeated():
    drawn = [[found(registry, sample="3") for _ in range(3)] for registry in (Registry(WORKS), Registry(WORKS))]
    assert drawn[0] == drawn[1]
    assert all(len(set(sample)) == 3 for sample in drawn[0])
    assert found(Registry(WORKS), sample="100", filter="type:book") == ["10.5556/book.1"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({"query__bibliographic": "Ruiz A, Berg T. Massage for knee pain. J Made-up Med 2019;12(3):101-15"}, "knee.1"),
        ({"query__bibliographic": "Lindqvist (ed.), The Book of Rest, House of Pages 2011"}, "book.1"),
        ({"query__bibliographic": "9780306406157 Sleep"}, "book.1.c2"),
        ({"query__author": "etienne"}, "talk.1"),
        ({"query__author": "Ruiz", "query__title": "randomized"}, "preprint.1"),
        ({"query__editor": "lindqvist asa"}, "book.1"),
        ({"query__container_title": "proceedings of sitting"}, "talk.1"),
        ({"query__event_name": "Sitting"}, "talk.1"),
        ({"query": "rest helps"}, "knee.1"),
    ],
)
def test_searches(registry, query, first):
    dois = found(registry, **query)
    assert dois[0].partition("/")[2] == first


def test_rare_words_weigh_more(registry):
    assert found(registry, query__bibliographic="of the rest of the chairs")[0] == "10.5556/talk.1"


def test_a_bibliographic_query_always_finds_something(registry):
    response, body = ask(registry, query__bibliographic="zyxw vutsr", rows="2")
    assert response.status == 200
    assert len(body["message"]["items"]) == 2
    assert body["message"]["query"]["search-terms"] is None
    assert found(registry, query__title="zyxw vutsr") == []


def test_scores_fall_and_are_in_the_items(registry):
    _, body = ask(registry, query__bibliographic="massage knee pain rest", select="DOI,score")
    scores = [item["score"] for item in body["message"]["items"]]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] > 0


def test_searches_within_filters(registry):
    assert found(registry, query__bibliographic="massage knee pain", filter="type:posted-content") == [
        "10.5555/preprint.1"
    ]
    _, body = ask(registry, query="rest", filter="member:8")
    assert body["message"]["query"]["search-terms"] == "rest"


def test_hidden_works_are_not_found():
    registry = Registry(WORKS)
    registry.hidden = {"10.5555/KNEE.1"}
    assert found(registry, query__bibliographic="massage knee pain")[0] == "10.5555/preprint.1"
    assert "10.5555/knee.1" not in found(registry, filter="issn:1234-5679")
