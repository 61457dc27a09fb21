"""Records by content negotiation: of the agencies other than Crossref and DataCite, some give CSL-JSON for a DOI.

doi.org passes the question on by redirects, which are followed here, a few of them, to public hosts only, and without
any of the user's own data. What comes is CSL-JSON more or less; an answer that is not, such as the publisher's page,
means that the agency gives no records.

Source: "DOI Content Negotiation", citation.doi.org.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urljoin, urlsplit

from citekit.model.registration import Registration, Status
from citekit.sources import works
from citekit.sources.answers import mapping, not_promised, read_json, text, texts
from citekit.sources.face_markup import to_plain
from citekit.sources.transport import Kind, Request, Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.model.identifiers import DOI

_HOPS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_CSL_TYPE: Final = re.compile(r"[a-z][a-z-]{2,40}|motion_picture|musical_score|personal_communication|legal_case")


class _Sender(Protocol):
    def send(self, request: Request) -> Response: ...


def follow(transport: _Sender, request: Request) -> Response:
    """The answer at the end of the redirects.

    Raises:
        BadResponse: they lead in a circle, or to an address that is no public one.
        SourceError: as the transport does.

    Examples:
        >>> class Agency:
        ...     def send(self, request):
        ...         here = request.url.startswith("https://data.agency.example/")
        ...         return Response(200, body=b"{}") if here else Response(302, {"location": "http://127.0.0.1/"})
        >>> follow(Agency(), Request("https://doi.org/10.1400/1"))
        Traceback (most recent call last):
        citekit.errors.BadResponse: doi.org leads to an address that is not public
    """
    first = urlsplit(request.url)
    asked = Request(request.url, request.headers, Kind.SEVERAL, request.pool)
    for _ in range(_HOPS):
        response = transport.send(asked)
        if response.status not in _REDIRECTS:
            return response
        address = urljoin(asked.url, response.headers.get("location", ""))
        if not _is_public(address, first.scheme, first.netloc):
            raise not_promised(Response(response.status, url=asked.url), "leads to an address that is not public")
        asked = Request(address, request.headers, Kind.SEVERAL)
    raise not_promised(Response(302, url=request.url), "leads in a circle")


def _is_public(address: str, scheme: str, host: str) -> bool:
    """Whether an address may be asked because a redirect says so; where the first one was, is always allowed."""
    try:
        parts = urlsplit(address)
        name = parts.hostname or ""
    except ValueError:
        return False
    if (parts.scheme, parts.netloc) == (scheme, host):
        return True
    if parts.scheme not in ("http", "https") or parts.username or "." not in name.strip("."):
        return False
    return not _is_number(name) and not name.endswith((".local", ".internal", ".localhost"))


def _is_number(host: str) -> bool:
    """Whether a host is given by its number, as no agency's is."""
    try:
        ip_address(host)
    except ValueError:
        return host.replace(".", "").isdecimal()
    return True


def read_record(response: Response) -> dict[str, Any]:
    """The record in an answer.

    Raises:
        BadResponse: there is none.

    Examples:
        >>> read_record(Response(200, body=b'{"title": "Pain"}'))
        {'title': 'Pain'}
    """
    if response.status != 200:
        raise not_promised(response, f"answered with status {response.status}")
    record = mapping(read_json(response))
    if not (texts(record.get("title")) or record.get("author")):
        raise not_promised(response, "answered with something other than a record")
    return record


def registration_of(record: Mapping[str, Any], doi: DOI, agency: str) -> Registration:
    """The registration that an agency's CSL-JSON amounts to.

    Examples:
        >>> from citekit.model import DOI
        >>> found = registration_of({"type": "article-journal", "title": "Il dolore", "publisher": "Casa",
        ...     "author": [{"family": "Rossi", "given": "A."}], "issued": {"date-parts": [["2010"]]}},
        ...     DOI("10.1400/17"), "mEDRA")
        >>> found.agency, found.record["type"], found.record["issued"]
        ('mEDRA', 'article-journal', {'date-parts': [[2010]]})
    """
    # The members are those of Crossref's records, but for strings in place of lists and CSL's own types.
    found = works.registration_of({**record, "DOI": str(doi)}, doi)
    kind = text(record.get("type")).lower()
    own: dict[str, Any] = {}
    if kind not in works.TYPES and _CSL_TYPE.fullmatch(kind):
        own["type"] = kind
    for name in ("edition", "genre", "medium", "number", "version", "event-title", "event-place", "publisher-place"):
        value = to_plain(text(record.get(name)))
        if value:
            own.setdefault(name, value)
    item = {**(found.record or {}), **own}
    return Registration(doi, Status.FOUND, agency, record=item, titles=found.titles, years=found.years)
