"""DataCite's REST API as values: the request for one or several DOIs' records, and what the answers hold.

Source: DataCite REST API (`/dois/{id}`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from citekit.model.identifiers import DOI
from citekit.records.json_values import mapping, objects, text
from citekit.sources.answers import not_promised, read_json
from citekit.sources.transport import Kind, Request, Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

URL: Final = "https://api.datacite.org"

#: A page of records has 25 unless more are asked for; the address stays as short as Crossref's.
MOST_DOIS: Final = 50
MOST_BYTES: Final = 3500


class DataCite:
    """How to ask DataCite.

    Examples:
        >>> from citekit.model import DOI
        >>> DataCite().record(DOI("10.48550/arxiv.1706.03762")).url
        'https://api.datacite.org/dois/10.48550%2Farxiv.1706.03762'
    """

    def __init__(self, url: str = URL, *, headers: Mapping[str, str] | None = None) -> None:
        self._url = url.rstrip("/")
        self._headers = dict(headers or {})

    def record(self, doi: DOI) -> Request:
        """The request for one DOI's record."""
        return Request(f"{self._url}/dois/{quote(doi, safe='')}", self._headers, Kind.RECORD)

    def records(self, dois: Sequence[DOI]) -> Request:
        """The request for several DOIs' records; take what `batches` gives.

        Examples:
            >>> from citekit.model import DOI
            >>> DataCite().records([DOI("10.5281/zenodo.1"), DOI("10.5281/zenodo.2")]).url
            'https://api.datacite.org/dois?ids=10.5281/zenodo.1,10.5281/zenodo.2&page[size]=2'
        """
        ids = ",".join(map(_quoted, dois))
        return Request(f"{self._url}/dois?ids={ids}&page[size]={len(dois)}", self._headers, Kind.SEVERAL)

    def batches(self, dois: Iterable[DOI]) -> Iterator[tuple[DOI, ...]]:
        """DOIs in groups for `records`; one with a comma, which separates there, is left out."""
        batch: list[DOI] = []
        room = MOST_BYTES
        for doi in dois:
            size = len(_quoted(doi)) + 1
            if "," in doi or size > MOST_BYTES:
                continue
            if batch and (len(batch) == MOST_DOIS or size > room):
                yield tuple(batch)
                batch, room = [], MOST_BYTES
            batch.append(doi)
            room -= size
        if batch:
            yield tuple(batch)


def _quoted(doi: DOI) -> str:
    return quote(doi, safe="/:;()")


def read_records(response: Response) -> dict[DOI, dict[str, Any]]:
    """The attributes of each record in the answer to `DataCite.records`, by DOI.

    Raises:
        BadResponse: the answer is not a list of records.

    Examples:
        >>> read_records(Response(200, body=b'{"data": [{"id": "10.48550/ARXIV.1706.03762", "attributes": {}}]}'))
        {DOI('10.48550/arxiv.1706.03762'): {}}
    """
    if response.status != 200:
        raise not_promised(response, f"answered with status {response.status}")
    data = mapping(read_json(response)).get("data")
    if not isinstance(data, list):
        raise not_promised(response, "answered without a list of records")
    named = [(DOI.parse_exact(text(entry.get("id"))), entry.get("attributes")) for entry in objects(data)]
    return {doi: attributes for doi, attributes in named if doi is not None and isinstance(attributes, dict)}


def read_record(response: Response) -> dict[str, Any] | None:
    """The attributes of the record in an answer, or `None` where DataCite has none.

    Raises:
        BadResponse: the answer is neither.

    Examples:
        >>> read_record(Response(404, body=b'{"errors":[{"status":"404"}]}')) is None
        True
    """
    if response.status == 404:
        if "errors" not in mapping(read_json(response)):
            raise not_promised(response, "answered with a page of its own (404)")
        return None
    if response.status != 200:
        raise not_promised(response, f"answered with status {response.status}")
    attributes = mapping(mapping(read_json(response)).get("data")).get("attributes")
    if not isinstance(attributes, dict):
        raise not_promised(response, "answered with something other than a record")
    return attributes
