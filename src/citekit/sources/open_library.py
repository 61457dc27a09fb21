"""Open Library's Books API as values: the request for books by their ISBNs, and the books as CSL-JSON items.

Pure. No library has all books, so an ISBN that it does not know may be a book's all the same.

Source: Open Library, "Books API" (`bibkeys`, `jscmd=data`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.edtf import date_parts as parts_of
from citekit.model.edtf import parse_edtf
from citekit.model.identifiers import ISBN
from citekit.pubmed.dates import date_in_words
from citekit.records.face_markup import to_plain
from citekit.records.json_values import objects, text
from citekit.sources.answers import not_promised, read_json
from citekit.sources.transport import Kind, Request, Response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

URL: Final = "https://openlibrary.org"
MOST: Final = 50

#: What belongs to the family name that comes after it.
_PARTICLES: Final = frozenset("van von de der den del della di da dos du la le ten ter zu".split())
_SUFFIX: Final = re.compile(r",?\s(?:Jr|Sr|II|III|IV)\.?\Z")


class OpenLibrary:
    """How to ask Open Library.

    Examples:
        >>> OpenLibrary().books([ISBN("9780306406157")]).url
        'https://openlibrary.org/api/books?format=json&jscmd=data&bibkeys=ISBN:9780306406157'
    """

    def __init__(self, url: str = URL, *, headers: Mapping[str, str] | None = None) -> None:
        self._url = url.rstrip("/")
        self._headers = dict(headers or {})

    def book(self, isbn: ISBN) -> Request:
        """The request for one book, under which it is kept."""
        return Request(self.books([isbn]).url, self._headers, Kind.RECORD)

    def books(self, isbns: Sequence[ISBN]) -> Request:
        """The request for several books."""
        keys = ",".join(f"ISBN:{isbn}" for isbn in isbns)
        return Request(f"{self._url}/api/books?format=json&jscmd=data&bibkeys={keys}", self._headers, Kind.SEVERAL)


def read_books(response: Response) -> dict[ISBN, dict[str, Any]]:
    """The books in an answer, as Open Library has them, by the ISBN asked for.

    Raises:
        BadResponse: it is no such answer.

    Examples:
        >>> read_books(Response(200, body=b"{}"))
        {}
    """
    if response.status != 200:
        raise not_promised(response, f"answered with status {response.status}")
    answer = read_json(response)
    if not isinstance(answer, dict):
        raise not_promised(response, "answered without books")
    named = ((ISBN.parse(key.removeprefix("ISBN:")), book) for key, book in answer.items())
    return {isbn: book for isbn, book in named if isbn is not None and isinstance(book, dict)}


def item_of(book: Mapping[str, Any], isbn: ISBN) -> dict[str, Any]:
    """A book as a CSL-JSON item, its ISBN for its id.

    Examples:
        >>> item_of({"title": "Pain", "subtitle": "a history", "authors": [{"name": "Ludwig van Berg Jr."}],
        ...          "publishers": [{"name": "Clinic Press"}], "publish_date": "March 2009"}, ISBN("9780306406157"))
        {'id': '9780306406157', 'type': 'book', 'title': 'Pain: a history', 'author': [{'family': 'van Berg', \
'given': 'Ludwig', 'suffix': 'Jr.'}], 'issued': {'date-parts': [[2009, 3]]}, 'publisher': 'Clinic Press', \
'ISBN': '9780306406157'}
    """
    title, subtitle = to_plain(text(book.get("title"))), to_plain(text(book.get("subtitle")))
    pages = text(book.get("number_of_pages"))
    item = {
        "id": str(isbn),
        "type": "book",
        "title": f"{title}: {subtitle}" if title and subtitle else title,
        "author": [name for name in map(_name, objects(book.get("authors"))) if name],
        "issued": _issued(text(book.get("publish_date"))),
        "publisher": next((to_plain(text(one.get("name"))) for one in objects(book.get("publishers"))), ""),
        "publisher-place": next((to_plain(text(one.get("name"))) for one in objects(book.get("publish_places"))), ""),
        "number-of-pages": pages if pages.isdecimal() and pages != "0" else "",
        "ISBN": str(isbn),
    }
    return {name: value for name, value in item.items() if value}


def _issued(date: str) -> dict[str, Any] | None:
    """A date of publication, which is written in any form: "March 2009", "2009-03-01", "Mar 1, 2009", "c2009"."""
    exact = parse_edtf(date) if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", date) else None
    if exact and parts_of(exact):
        return {"date-parts": parts_of(exact)}
    year = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", date)
    if year is None:
        return None
    rest = re.sub(r"[^A-Za-z0-9]+", " ", date[: year.start()] + " " + date[year.end() :]).split()
    month = next((word for word in rest if word.isalpha() and len(word) > 2), "")
    day = next((word for word in rest if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", word)), "") if month else ""
    return date_in_words(" ".join([year[1], month, re.sub(r"\D", "", day)]))


def _name(author: dict[str, Any]) -> dict[str, str]:
    """A name in its natural order; one word, or the name of a body, is left whole."""
    whole = to_plain(text(author.get("name")))
    suffix = _SUFFIX.search(whole)
    words = whole[: suffix.start() if suffix else None].split()
    if len(words) < 2 or any(word.lower() in ("of", "and", "for", "the", "&", "inc.") for word in words):
        return {"literal": whole} if whole else {}
    at = next((index for index, word in enumerate(words[1:-1], 1) if word in _PARTICLES), len(words) - 1)
    name = {"family": " ".join(words[at:]), "given": " ".join(words[:at])}
    return {**name, "suffix": suffix[0].strip(", ")} if suffix else name
