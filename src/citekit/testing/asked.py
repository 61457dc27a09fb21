"""A request as the registries' servers read it: method, host, path, parameters, headers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import parse_qsl, urlsplit

from citekit.sources.transport import Request

_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
#: An address after `mailto:` in a User-Agent ends where the comment does.
_IN_AGENT: Final = re.compile(r"mailto:\s*([^\s;,()<>]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks.

    `path` is still percent-encoded, since a slash in a DOI and a slash between parts are told apart there;
    `query` is decoded; header names are in lower case.
    """

    method: str
    url: str
    origin: str
    host: str
    path: str
    target: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes = b""

    @classmethod
    def read(cls, request: Request, method: str = "GET", body: bytes = b"") -> Self:
        """A request read.

        Raises:
            ValueError: the address is none.
        """
        parts = urlsplit(request.url)
        netloc = parts.netloc.rpartition("@")[2]
        host = re.sub(r":\d*$", "", netloc).lower()
        return cls(
            method=method,
            url=request.url,
            origin=f"{parts.scheme}://{netloc}",
            host=host,
            path=parts.path,
            target=parts.path + (f"?{parts.query}" if parts.query else ""),
            query=tuple(parse_qsl(parts.query, keep_blank_values=True, errors="replace")),
            headers={name.lower(): value for name, value in request.headers.items()},
            body=body,
        )

    @property
    def local(self) -> bool:
        """Whether the stand-in is served on this machine, so that its redirects must not lead away from it."""
        return self.host in _LOOPBACK

    def value(self, name: str) -> str | None:
        """A parameter's value, the last one where it is repeated."""
        return next((value for key, value in reversed(self.query) if key == name), None)

    @property
    def mailto(self) -> str:
        """The contact address in the parameters, else in the User-Agent, else nothing."""
        in_agent = _IN_AGENT.search(self.headers.get("user-agent", ""))
        return self.value("mailto") or (in_agent[1] if in_agent else "")
