"""Open Library's Books API, from objects in its own form, each with its `isbn`.

Source: openlibrary.org/dev/docs/api/books (`bibkeys`, `jscmd=data`).
"""

from typing import ClassVar

from citekit.sources.transport import Response
from citekit.testing.asked import Asked
from citekit.testing.bodies import json_answer, text_answer
from citekit.testing.services.service import Route, Service


class OpenLibrary(Service):
    """`/api/books`; a book that is not there is not in the answer."""

    name: ClassVar[str] = "open_library"
    hosts: ClassVar[tuple[str, ...]] = ("openlibrary.org",)
    option: ClassVar[str] = "open_library_url"
    has_records: ClassVar[bool] = True

    def route(self, asked: Asked) -> Route | None:
        """The books asked for."""
        if asked.path == "/api/books":
            return Route("books", tuple(key for key in (asked.value("bibkeys") or "").split(",") if key))
        return Route("other") if asked.host in self.hosts else None

    def answer(self, asked: Asked, route: Route) -> Response:  # noqa: ARG002 - the route has it all
        """An object with the books that are there."""
        if route.name != "books":
            return text_answer(404, "Not Found")
        held = {str(record.get("isbn")): record for record in self.own_records}
        found = {key: held[key.removeprefix("ISBN:")] for key in route.dois if key.removeprefix("ISBN:") in held}
        return json_answer(
            200, {key: {**book, "url": "https://openlibrary.org/books/OL1M"} for key, book in found.items()}
        )
