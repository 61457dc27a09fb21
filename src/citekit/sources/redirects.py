"""Following redirects from a registry to where they end: a few of them, to public hosts only.

The transports give redirects back as they come, since an alias is one. Whoever wants the end of the chain asks here.
None of the user's own data goes along.
"""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_address
from typing import Final, Protocol
from urllib.parse import urljoin, urlsplit

from citekit.sources.answers import not_promised
from citekit.sources.transport import Kind, Request, Response

_HOPS: Final = 8
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_NOT_PUBLIC: Final = (".local", ".internal", ".localhost")


class Sender(Protocol):
    """Whatever answers requests."""

    def send(self, request: Request) -> Response:
        """The answer to one request."""
        ...


def follow(transport: Sender, request: Request) -> Response:
    """The answer at the end of the redirects; its `url` is where that is.

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
    asked = replace(request, kind=Kind.SEVERAL)
    for _ in range(_HOPS):
        response = transport.send(asked)
        if response.status not in _REDIRECTS:
            return replace(response, url=asked.url)
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
    return not _is_number(name) and not name.endswith(_NOT_PUBLIC)


def _is_number(host: str) -> bool:
    """Whether a host is given by its number, as no agency's is."""
    try:
        ip_address(host)
    except ValueError:
        return host.replace(".", "").isdecimal()
    return True
