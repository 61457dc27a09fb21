"""Addresses that may become links: `http`, `https` and `mailto`, spelled in ASCII (RFC 3986)."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
#: RFC 3986, section 2: everything but reserved and unreserved characters and the percent sign is encoded.
_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def safe_address(href: str) -> str:
    """The address as a link may carry it; empty where it must not become a link.

    Examples:
        >>> safe_address("https://doi.org/10.1002/a<b>c")
        'https://doi.org/10.1002/a%3Cb%3Ec'
        >>> safe_address("javascript:alert(1)")
        ''
    """
    href = href.strip()
    if not _SCHEME.match(href):
        return ""
    return _UNSAFE.sub(_percent_encode, href)


def _percent_encode(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))
