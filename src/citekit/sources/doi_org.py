"""doi.org as values: with whom a DOI is registered, and whether it exists at all.

Pure. The handle system is the authority on existence: only it, or the agency look-up that reads from it, can
say that a DOI is absent. Following a DOI to its publisher proves nothing: publishers turn programs away.

Sources: doi.org, "Which RA?" service and DOI Proxy Server REST API (`responseCode`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from citekit.model.identifiers import DOI
from citekit.records.json_values import mapping, objects, text
from citekit.sources.answers import not_promised, read_json
from citekit.sources.transport import Kind, Request, Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

URL: Final = "https://doi.org"

#: The name under which `polite` has limits for it.
POOL: Final = "doi.org"

#: What content negotiation asks for.
ACCEPT: Final = "application/vnd.citationstyles.csl+json"

#: No limit is published for either; six at once have been seen to work, and these stay well within a URL.
MOST_DOIS: Final = 20
MOST_BYTES: Final = 2000

#: What the agency look-up says in place of an agency.
ABSENT: Final = "DOI does not exist"

_FOUND: Final = 1
_NOT_FOUND: Final = 100
_NO_SUCH_VALUES: Final = 200


class DoiOrg:
    """How to ask doi.org.

    Examples:
        >>> DoiOrg().agencies([DOI("10.1109/cvpr.2016.90"), DOI("10.48550/arxiv.1706.03762")]).url
        'https://doi.org/doiRA/10.1109/cvpr.2016.90,10.48550/arxiv.1706.03762'
    """

    def __init__(self, url: str = URL, *, headers: Mapping[str, str] | None = None) -> None:
        self._url = url.rstrip("/")
        self._headers = dict(headers or {})

    def agencies(self, dois: Sequence[DOI]) -> Request:
        """The request for the agencies of one or several DOIs; take what `batches` gives."""
        return Request(f"{self._url}/doiRA/{','.join(map(_quoted, dois))}", self._headers, Kind.SEVERAL, POOL)

    def agency(self, doi: DOI) -> Request:
        """The request for the agency of one DOI, under which what is learnt of it can be kept."""
        return Request(f"{self._url}/doiRA/{_quoted(doi)}", self._headers, Kind.AGENCY, POOL)

    def handle(self, doi: DOI) -> Request:
        """The request for one DOI's handle record."""
        return Request(f"{self._url}/api/handles/{_quoted(doi)}?type=URL", self._headers, Kind.HANDLE, POOL)

    def record(self, doi: DOI) -> Request:
        """The request for one DOI's record by content negotiation, which the DOI's agency answers."""
        return Request(f"{self._url}/{_quoted(doi)}", {**self._headers, "Accept": ACCEPT}, Kind.RECORD, POOL)

    def landing(self, doi: DOI) -> Request:
        """The request for the page that a DOI leads to; the fragment, which is not sent, keeps it from the record's."""
        headers = {**self._headers, "Accept": "text/html,*/*;q=0.5"}
        return Request(f"{self._url}/{_quoted(doi)}#landing", headers, Kind.LANDING, POOL)

    def batches(self, dois: Iterable[DOI]) -> Iterator[tuple[DOI, ...]]:
        """DOIs in groups for `agencies`; one with a comma, which separates there, stands alone."""
        batch: list[DOI] = []
        for doi in dois:
            if "," in doi:
                yield (doi,)
                continue
            size = sum(len(_quoted(other)) + 1 for other in (*batch, doi))
            if batch and (len(batch) == MOST_DOIS or size > MOST_BYTES):
                yield tuple(batch)
                batch = []
            batch.append(doi)
        if batch:
            yield tuple(batch)


def _quoted(doi: DOI) -> str:
    return quote(doi, safe="/:;()")


def read_agencies(response: Response) -> dict[DOI, str]:
    """The agency of each DOI in the answer, or what stands in its place (`ABSENT`, "Invalid DOI", "Unknown").

    Raises:
        BadResponse: the answer is not such a list.

    Examples:
        >>> body = b'[{"DOI":"10.1109/CVPR.2016.90","RA":"Crossref"},{"DOI":"10.1/x","status":"Invalid DOI"}]'
        >>> read_agencies(Response(200, body=body))
        {DOI('10.1109/cvpr.2016.90'): 'Crossref'}
    """
    if response.status != 200:
        raise not_promised(response, f"answered with status {response.status}")
    answer = read_json(response)
    if not isinstance(answer, list):
        raise not_promised(response, "answered without a list of agencies")
    found = {}
    for entry in objects(answer):
        doi = DOI.parse_exact(text(entry.get("DOI")))
        if doi is not None:
            found[doi] = text(entry.get("RA")) or text(entry.get("status"))
    return found


def read_handle(response: Response) -> bool:
    """Whether the handle system knows the DOI.

    Raises:
        BadResponse: it says neither yes nor no.

    Examples:
        >>> read_handle(Response(404, body=b'{"responseCode":100,"handle":"10.1177/5555555555555555"}'))
        False
    """
    if response.status in (200, 404):
        code = mapping(read_json(response)).get("responseCode")
        if response.status == 200 and code in (_FOUND, _NO_SUCH_VALUES):
            return True
        if response.status == 404 and code == _NOT_FOUND:
            return False
    raise not_promised(response, "says neither that the DOI exists nor that it does not")


def read_target(response: Response) -> str:
    """The address a DOI leads to, as its handle record has it; empty where there is none.

    Raises:
        BadResponse: the answer is no handle record.

    Examples:
        >>> values = b'[{"type": "URL", "data": {"value": "https://x.org"}}]'
        >>> read_target(Response(200, body=b'{"responseCode": 1, "values": ' + values + b"}"))
        'https://x.org'
    """
    if not read_handle(response):
        return ""
    values = objects(mapping(read_json(response)).get("values"))
    addresses = (text(mapping(value.get("data")).get("value")) for value in values if value.get("type") == "URL")
    return next((address for address in addresses if address), "")
