"""A registry that the stand-in does not know yet: one class with paths, records and limits of its own."""

import json
from pathlib import Path
from typing import ClassVar

import pytest

from citekit.sources.transport import Request
from citekit.testing import Fault, Registry, serve
from citekit.testing.bodies import json_answer
from citekit.testing.services import SERVICES, Route, Service

WORKS = Path(__file__).with_name("works.jsonl")


class Shelf(Service):
    """Books by number, and a search by POST."""

    name = "shelf"
    hosts = ("shelf.example",)
    option = "shelf_url"
    has_records = True
    pools: ClassVar = {"shelf": (2, None)}
    methods = ("GET", "HEAD", "POST")

    def route(self, asked):
        if asked.path == "/shelf/search":
            return Route("search")
        return Route("book", (asked.path[7:],)) if asked.path.startswith("/shelf/") else None

    def pool(self, _asked, _route):
        return "shelf"

    def account(self, asked, _pool):
        return asked.value("api_key") or ""

    def answer(self, asked, route):
        words = route.dois[0] if route.dois else asked.body.decode()
        found = [record for record in self.own_records if words in (record["id"], record["title"])]
        return json_answer(200 if found else 404, found)


def registry(**options):
    return Registry(
        WORKS, services=(Shelf, *SERVICES), shelf=[{"id": "b1", "title": "Rest"}], clock=lambda: 0.0, **options
    )


def test_it_answers_beside_the_others():
    asked = registry()
    found = [
        asked.handle(Request(url)).status
        for url in (
            "https://shelf.example/shelf/b1", "http://127.0.0.1/shelf/b2", "https://shelf.example/else",
            "http://127.0.0.1/works/10.5556/book.1", "https://doi.org/shelf/b1",
        )
    ]  # fmt: skip
    assert found == [200, 404, 404, 200, 400]
    assert asked.counts()[("shelf", "book")] == 2
    body = asked.handle(Request("https://shelf.example/shelf/search"), "POST", b"Rest").body
    assert json.loads(body) == [{"id": "b1", "title": "Rest"}]


def test_its_limits_and_faults_are_its_own():
    asked = registry(enforce=True, faults=[Fault("503", service="shelf", nth=2)])
    urls = ["https://shelf.example/shelf/b1"] * 3 + ["https://shelf.example/shelf/b1?api_key=k"]
    assert [asked.handle(Request(url)).status for url in urls] == [200, 503, 429, 200]
    assert asked.over_limit("shelf") == 1


def test_its_address_is_among_the_others():
    with serve(registry()) as server:
        assert server.urls["shelf_url"] == server.base
        assert server.environment["CITEKIT_SHELF_URL"] == server.base


def test_its_records_need_it():
    with pytest.raises(TypeError, match="'shelf' is no argument"):
        Registry(WORKS, shelf=[])
