"""Scripted faults: whom they spare comes first."""

import pytest

from citekit.errors import SourceUnavailable
from citekit.sources.transport import Request
from citekit.testing import Clock, Fault, Registry, RegistryTransport

API = "https://api.crossref.org"
WORKS = [{"DOI": f"10.5555/{number}"} for number in range(3)]


def statuses(fault, *urls):
    registry = Registry(WORKS, faults=[fault])
    return [registry.handle(Request(url)).status for url in urls]


ONE, TWO, LIST = f"{API}/works/10.5555/1", f"{API}/works/10.5555%2F2", f"{API}/works?filter=doi:10.5555/1"
AGENCY, HANDLE = "https://doi.org/doiRA/10.5555/1", "https://doi.org/api/handles/10.5555/1"
DATACITE = "https://api.datacite.org/dois?ids=10.5555/1"
ALL = (ONE, TWO, LIST, AGENCY, HANDLE, DATACITE)


@pytest.mark.parametrize(
    ("narrowed", "struck"),
    [
        ({}, ALL),
        ({"service": "crossref"}, (ONE, TWO, LIST)),
        ({"host": "api.datacite.org"}, (DATACITE,)),
        ({"service": "doi", "route": "doira"}, (AGENCY,)),
        ({"route": "list"}, (LIST,)),
        ({"doi": "10.5555/2"}, (TWO,)),
        ({"doi": ["10.5555/1", "10.5555/9"], "service": "crossref"}, (ONE, LIST)),
        ({"nth": 1}, (ONE,)),
        ({"nth": [2, 6]}, (TWO, DATACITE)),
        ({"nth": range(2, 9), "times": 2}, (TWO, LIST)),
        ({"times": 0}, ()),
        ({"service": "crossref", "nth": 3}, (LIST,)),
        ({"rate": 0.0}, ()),
        ({"rate": 1.0, "times": 1}, (ONE,)),
    ],
)
def test_whom_it_strikes(narrowed, struck):
    assert statuses(Fault("503", **narrowed), *ALL).count(503) == len(struck)
    assert {
        url for url, status in zip(ALL, statuses(Fault("503", **narrowed), *ALL), strict=True) if status == 503
    } == {*struck}


def test_a_share_of_the_requests_is_drawn_and_can_be_repeated():
    drawn = [statuses(Fault("503", rate=0.05, seed=seed), *[ONE] * 2000) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert 60 <= drawn[0].count(503) <= 140


def test_the_dice_fall_the_same_for_a_narrower_fault():
    free = statuses(Fault("503", rate=0.2), *[ONE] * 100)
    bounded = statuses(Fault("503", rate=0.2, times=3), *[ONE] * 100)
    at = [n for n, status in enumerate(free) if status == 503]
    assert [n for n, status in enumerate(bounded) if status == 503] == at[:3]


def test_the_first_of_several_strikes():
    registry = Registry(WORKS, faults=[Fault("503", times=1), Fault("500")])
    assert [registry.handle(Request(ONE)).status for _ in range(2)] == [503, 500]


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        (Fault("429", retry_after="7"), 429, b"Too Many"),
        (Fault("500"), 500, b'"message-type":"exception"'),
        (Fault("504"), 504, b"Gateway Time-out"),
        (Fault("404", body=b"portal"), 404, b"portal"),
        (Fault("404", body="portal"), 404, b"portal"),
        (Fault("html"), 200, b"<!DOCTYPE html>"),
        (Fault("body", body=b"null"), 200, b"null"),
        (Fault("redirect", location="https://elsewhere.example/"), 301, b""),
    ],
)
def test_what_goes_out(fault, status, body):
    answer = Registry(WORKS, faults=[fault]).handle(Request(ONE))
    assert answer.status == status
    assert body in answer.body
    assert answer.headers.get("retry-after") == fault.retry_after
    assert answer.headers.get("location", "") == fault.location


def test_half_of_the_json():
    whole = Registry(WORKS).handle(Request(ONE)).body
    assert Registry(WORKS, faults=[Fault("garbage")]).handle(Request(ONE)).body == whole[: len(whole) // 2]


@pytest.mark.parametrize(
    ("fault", "match"),
    [
        (Fault("reset"), "could not be reached"),
        (Fault("refused"), "could not be reached"),
        (Fault("truncated"), "broke off"),
        (Fault("slow", delay=21), "in time"),
    ],
)
def test_no_answer_in_process(fault, match):
    clock = Clock()
    registry = Registry(WORKS, faults=[fault], clock=clock, sleep=clock.sleep)
    with pytest.raises(SourceUnavailable, match=match):
        RegistryTransport(registry).send(Request(ONE))
    assert registry.count() == 1


@pytest.mark.parametrize("what", ["", "99", "600", "²00", "slowly", "5xx"])
def test_what_is_no_fault(what):
    with pytest.raises(ValueError, match="is no fault; take a status"):
        Fault(what)


def test_what_is_no_share():
    with pytest.raises(ValueError, match="no share of the requests"):
        Fault("503", rate=5)
