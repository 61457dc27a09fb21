"""Pools, limits and counts."""

import threading

import pytest

from citekit.sources.transport import Request
from citekit.testing import Clock, Registry

API = "https://api.crossref.org"
ONE = f"{API}/works/10.5555/1"
LIST = f"{API}/works?rows=0"


def registry(**options):
    clock = Clock()
    return Registry([{"DOI": "10.5555/1"}], clock=clock, sleep=clock.sleep, **options), clock


def statuses(registry, *requests):
    return [registry.handle(request).status for request in requests]


@pytest.mark.parametrize(
    ("url", "agent", "pool", "limit", "at_once"),
    [
        (ONE, "x", "public-single", "5", "1"),
        (f"{ONE}?mailto=a%40b.org", "x", "polite-single", "10", "3"),
        (ONE, "x (mailto:a@b.org)", "polite-single", "10", "3"),
        (f"{ONE}/transform", "x", "public-single", "5", "1"),
        (f"{API}/types", "x", "public-single", "5", "1"),
        (LIST, "x", "public-array", "1", "1"),
        (f"{LIST}&mailto=a%40b.org", "x", "polite-array", "3", "3"),
        (f"{API}/works/10.5555/none", "x", "public-single", "5", "1"),
        (f"{API}/works?rows=x", "x", "public-array", "1", "1"),
    ],
)
def test_pools(url, agent, pool, limit, at_once):
    answer = registry()[0].handle(Request(url, {"User-Agent": agent}))
    assert answer.headers["x-api-pool"] == pool
    assert answer.headers["x-rate-limit-limit"] == limit
    assert answer.headers["x-rate-limit-interval"] == "1s"
    assert answer.headers["x-concurrency-limit"] == at_once


def test_doi_org_and_datacite_have_no_pools():
    asked, _ = registry(enforce=True)
    for url in ("https://doi.org/doiRA/10.5555/1", "https://api.datacite.org/dois/10.5555/1"):
        answers = [asked.handle(Request(url)) for _ in range(30)]
        assert all(answer.status != 429 for answer in answers)
        assert not any("x-rate-limit-limit" in answer.headers for answer in answers)


def test_too_fast():
    asked, clock = registry(enforce=True)
    assert statuses(asked, *[Request(LIST)] * 3) == [200, 429, 429]
    clock.sleep(1.0)
    assert statuses(asked, Request(LIST)) == [200]


def test_too_fast_is_counted_without_being_refused():
    asked, clock = registry()
    assert statuses(asked, *[Request(ONE)] * 7) == [200] * 7
    assert asked.over_limit() == asked.over_limit("public-single") == 2
    assert asked.over_limit("public-array") == 0
    clock.sleep(5)
    asked.handle(Request(ONE))
    assert asked.over_limit() == 2


def test_exactly_at_the_limit_is_not_too_fast():
    asked, clock = registry(enforce=True)
    for _ in range(50):
        assert asked.handle(Request(f"{LIST}&mailto=a@b.org")).status == 200
        clock.sleep(1 / 3)
    assert asked.over_limit() == 0
    assert asked.most_within(1.0, "polite-array") == 3


def test_each_pool_and_each_address_is_counted_by_itself():
    asked, _ = registry(enforce=True)
    urls = [LIST, ONE, *[f"{LIST}&mailto={name}%40b.org" for name in "abc"], f"{LIST}&mailto=A%40B.org"]
    assert statuses(asked, *map(Request, urls)) == [200] * 6
    assert statuses(asked, *[Request(f"{LIST}&mailto=a%40b.org")] * 2) == [200, 429]
    assert statuses(asked, Request(f"{LIST}&mailto=b%40b.org")) == [200]


def test_too_many_at_once():
    inside = threading.Barrier(3)
    asked = Registry([{"DOI": "10.5555/1"}], enforce=True, answer_time=1, sleep=lambda _: inside.wait(10))
    found = []
    threads = [threading.Thread(target=lambda: found.append(asked.handle(Request(ONE)).status)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [200, 429, 429]
    assert asked.most_at_once() == asked.most_at_once("crossref") == 3
    assert asked.most_at_once("doi") == 0
    assert asked.over_limit() == 2


def test_limits_can_be_others():
    asked, _ = registry(enforce=True, pools={"public-array": (2, None), "public-single": (None, None)})
    assert statuses(asked, *[Request(LIST)] * 3, *[Request(ONE)] * 20) == [200, 200, 429, *[200] * 20]
    assert "x-rate-limit-limit" not in asked.handle(Request(ONE)).headers


def test_every_answer_takes_its_time():
    asked, clock = registry(answer_time=0.05)
    statuses(asked, *[Request(ONE)] * 4, Request("https://doi.org/10.5555/1"))
    assert clock.slept == [0.05] * 5


def test_what_was_asked():
    asked, clock = registry()
    asked.handle(
        Request(f"{API}/works?filter=doi:10.5555/1,doi:10.5555/B,type:book&mailto=a@b.org", {"User-Agent": "me"})
    )
    clock.sleep(0.5)
    asked.handle(Request("https://doi.org/doiRA/10.5555/1,10.5555/2"), "HEAD")
    first, second = asked.seen
    assert (first.service, first.route, first.dois) == ("crossref", "list", ("10.5555/1", "10.5555/b"))
    assert (first.pool, first.mailto, first.user_agent, first.status) == ("polite-array", "a@b.org", "me", 200)
    assert (second.route, second.dois, second.method) == ("doira", ("10.5555/1", "10.5555/2"), "HEAD")
    assert second.time - first.time == pytest.approx(0.5)
    assert asked.counts() == {("crossref", "list"): 1, ("doi", "doira"): 1}
    assert (asked.count(), asked.count("doi"), asked.count("doi", "handle")) == (2, 1, 0)
    assert (asked.most_within(0.4), asked.most_within(1)) == (1, 2)
    assert asked.summary().splitlines()[-1] == "2 requests, at most 1 at once and 2 within a second; 0 over a limit"
