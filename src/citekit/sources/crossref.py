"""Crossref's REST API as values: requests to send, and what their answers say.

Pure. A list of DOIs is asked in batches with `filter=doi:`, a single one under `/works/{doi}`. What is not in
a batch's answer is not thereby absent: aliases and other agencies' DOIs are missing too. `select` is not used: it
refuses some of the members that are read (`language`, `subtype`, `institution`, `edition-number`, `isbn-type`,
`aliases`), and a batch has to say what the same works say singly.

Source: Crossref REST API documentation, api.crossref.org/swagger-ui and "REST API filters".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, quote_plus, unquote, urlsplit

from citekit.model.identifiers import DOI
from citekit.records.json_values import mapping, objects, text, texts
from citekit.sources.answers import not_promised, read_json
from citekit.sources.transport import Kind, Request, Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

URL: Final = "https://api.crossref.org"

#: The request line may have 4,096 bytes; "GET " and " HTTP/1.1" are of them, the rest is to spare.
MOST_BYTES: Final = 4000
MOST_DOIS: Final = 40


class Crossref:
    """How to ask Crossref: its address, and who is asking.

    With a contact address the requests go to the "polite" pool, with a token to "plus"; without either the
    "public" one has narrower limits.

    Examples:
        >>> crossref = Crossref(mailto="me@example.org")
        >>> crossref.work(DOI("10.1016/j.neulet.2003.12.019")).url
        'https://api.crossref.org/works/10.1016%2Fj.neulet.2003.12.019?mailto=me%40example.org'
        >>> crossref.work(DOI("10.1016/j.neulet.2003.12.019")).pool
        'polite-single'
    """

    def __init__(
        self,
        url: str = URL,
        *,
        mailto: str | None = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._url = url.rstrip("/")
        self._mailto = f"mailto={quote(mailto, safe='')}" if mailto else ""
        self._headers = dict(headers or {})
        if token:
            self._headers["Crossref-Plus-API-Token"] = f"Bearer {token}"
        self._pool = "polite" if mailto else "public"
        self._plus = bool(token)

    def work(self, doi: DOI) -> Request:
        """The request for one work."""
        query = f"?{self._mailto}" if self._mailto else ""
        url = f"{self._url}/works/{quote(doi, safe='')}{query}"
        return Request(url, self._headers, Kind.RECORD, "plus" if self._plus else f"{self._pool}-single")

    def works(self, dois: Iterable[DOI]) -> Request:
        """The request for several works; take what `batches` gives."""
        wanted = ",".join(_filter(doi) for doi in dois)
        url = f"{self._url}/works?filter={wanted}&rows={wanted.count('doi:')}"
        url += f"&{self._mailto}" if self._mailto else ""
        return Request(url, self._headers, Kind.SEVERAL, "plus" if self._plus else f"{self._pool}-array")

    def search(self, query: str, rows: int) -> Request:
        """The request for works like a reference in words.

        Examples:
            >>> Crossref().search("Han Acupuncture & endorphins", 5).url
            'https://api.crossref.org/works?query.bibliographic=Han+Acupuncture+%26+endorphins&rows=5'
        """
        url = f"{self._url}/works?query.bibliographic={quote_plus(query)}&rows={rows}"
        url += f"&{self._mailto}" if self._mailto else ""
        return Request(url, self._headers, Kind.SEARCH, "plus" if self._plus else f"{self._pool}-array")

    def batches(self, dois: Iterable[DOI]) -> Iterator[tuple[DOI, ...]]:
        """DOIs in groups that fit into one request; a DOI with a comma is left out, for it can't be in one.

        Examples:
            >>> [len(batch) for batch in Crossref().batches(DOI(f"10.1000/{n}") for n in range(90))]
            [40, 40, 10]
        """
        batch: list[DOI] = []
        room = MOST_BYTES - len(self.works([]).url)
        left = room
        for doi in dois:
            size = len(_filter(doi)) + 1
            if not fits_in_batch(doi) or size > room:
                continue
            if batch and (size > left or len(batch) == MOST_DOIS):
                yield tuple(batch)
                batch, left = [], room
            batch.append(doi)
            left -= size
        if batch:
            yield tuple(batch)


def fits_in_batch(doi: DOI) -> bool:
    """Whether a DOI can stand in a filter, where a comma separates."""
    return "," not in doi and len(_filter(doi)) < MOST_BYTES // 2


def _filter(doi: DOI) -> str:
    return "doi:" + quote(doi, safe="/:;()")


def read_work(response: Response) -> dict[str, Any] | DOI | None:
    """What the answer to `Crossref.work` says: the record, the prime DOI of an alias, or that there is none.

    Raises:
        BadResponse: it says neither.

    Examples:
        >>> read_work(Response(301, {"location": "/works/10.26434/chemrxiv.5406907.v5"}))
        DOI('10.26434/chemrxiv.5406907.v5')
        >>> read_work(Response(404, body=b"Resource not found.")) is None
        True
    """
    if response.status == 404:
        # A proxy's or a portal's own 404 page comes as HTML; Crossref's is plain text or JSON.
        if "html" in response.headers.get("content-type", "").lower() or response.body.lstrip()[:1] == b"<":
            raise not_promised(response, "answered with a page of its own (404)")
        return None
    if response.status in (301, 302, 307, 308):
        prime = _doi_of_location(response.headers.get("location", ""))
        if prime is None:
            raise not_promised(response, f"leads elsewhere ({response.status})")
        return prime
    message = _message(response, "work")
    if DOI.parse_exact(text(message.get("DOI"))) is None:
        raise not_promised(response, "answered with a record that has no DOI")
    return message


def read_works(response: Response) -> list[dict[str, Any]]:
    """The records in the answer to `Crossref.works`.

    Raises:
        BadResponse: it is not a list of works.
    """
    message = _message(response, "work-list")
    if not isinstance(message.get("items"), list):
        raise not_promised(response, "answered without a list of works")
    return objects(message["items"])


def is_too_much(response: Response) -> bool:
    """Whether a batch was refused for its length or for one of its DOIs, and may be asked in halves."""
    return response.status in (400, 413, 414, 431)


def names_of(message: Mapping[str, Any]) -> list[DOI]:
    """The DOIs a record answers to: its own first, then its aliases."""
    found = (DOI.parse_exact(name) for name in [text(message.get("DOI")), *texts(message.get("aliases"))])
    return [doi for doi in found if doi is not None]


def _message(response: Response, promised: str) -> dict[str, Any]:
    if response.status != 200:
        raise not_promised(response, f"answered with status {response.status}")
    envelope = mapping(read_json(response))
    message = envelope.get("message")
    if envelope.get("message-type", promised) != promised or not isinstance(message, dict):
        raise not_promised(response, f"answered with something other than a {promised}")
    return message


def _doi_of_location(location: str) -> DOI | None:
    """The DOI in `/works/10.26434/chemrxiv.5406907.v5`; another server's address is nothing to follow."""
    try:
        path = urlsplit(location).path if "://" in location else location
    except ValueError:
        return None
    before, works, doi = path.partition("/works/")
    if not works or before.count("/") > 3:
        return None
    return DOI.parse_exact(unquote(doi.partition("?")[0]))
