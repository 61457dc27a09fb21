"""Addresses: DOIs bare, so that a style can make links of them, and MLA's URLs without a protocol."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citekit.model.item import Item

_RESOLVER: Final = r"(?i)(?:https?://)?(?:dx\.|www\.)?doi\.org/(?=10\.)|doi:\s{0,3}(?=10\.)"
_PROTOCOL: Final = r"(?i)https?://"


def bare_doi(item: Item) -> Item:
    """The item with its DOI without resolver or label; a URL that is a DOI's becomes the DOI.

    Source: MLA Handbook 5.93 and Publication Manual 9.35: both print `https://doi.org/` and the DOI.

    Examples:
        >>> bare_doi({"URL": "http://dx.doi.org/10.1016/j.neulet.2003.12.019"})
        {'DOI': '10.1016/j.neulet.2003.12.019'}
    """
    doi = str(item.get("DOI") or "").strip()
    url = str(item.get("URL") or "").strip()
    resolver = re.match(_RESOLVER, doi)
    if resolver:
        return {**item, "DOI": doi[resolver.end() :]}
    resolver = re.match(_RESOLVER, url)
    if resolver:
        rest = {name: value for name, value in item.items() if name != "URL"}
        return rest if doi else {**rest, "DOI": url[resolver.end() :]}
    return item


def without_protocol(item: Item) -> Item:
    """The item with its URL as MLA prints it, from the host on.

    Source: MLA Handbook 5.95.

    Examples:
        >>> without_protocol({"URL": "https://www.cdc.gov/flu/about/disease/high_risk.htm"})["URL"]
        'www.cdc.gov/flu/about/disease/high_risk.htm'
    """
    url = str(item.get("URL") or "").strip()
    protocol = re.match(_PROTOCOL, url)
    return {**item, "URL": url[protocol.end() :]} if protocol else item
