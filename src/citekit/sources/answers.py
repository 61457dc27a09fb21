"""Reading a registry's answer without trusting it: registries answer HTML where JSON was promised."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from citekit.errors import BadResponse

if TYPE_CHECKING:
    from citekit.sources.transport import Response


def read_json(response: Response) -> Any:
    """The body as JSON.

    Raises:
        BadResponse: it is something else, or nested beyond reason.

    Examples:
        >>> from citekit.sources.transport import Response
        >>> read_json(Response(200, body=b"<html>", url="https://api.crossref.org/works"))
        Traceback (most recent call last):
        citekit.errors.BadResponse: api.crossref.org answered with something other than JSON
    """
    try:
        return json.loads(response.body)
    except (ValueError, RecursionError):
        raise not_promised(response, "answered with something other than JSON") from None


def not_promised(response: Response, what: str) -> BadResponse:
    """The error for an answer that makes no sense: `what` completes "api.crossref.org …"."""
    host = response.url.split("/")[2] if response.url.count("/") > 1 else "the registry"
    return BadResponse(f"{host} {what}", url=response.url)
