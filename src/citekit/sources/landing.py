"""The pages that DOIs lead to: there, gone, deleted, or not to be told.

A DOI may be registered and its page gone. Publishers turn programs away (403, 429, a page that asks for cookies), and
that says nothing: only 404 and 410, and Crossref's own page for deleted DOIs, are verdicts.

Source: Crossref documentation, "Changing or deleting DOIs".
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from citekit.sources.transport import Response

#: Part of the address that deleted DOIs lead to.
_DELETED: Final = "/_deleted-doi"


class LandingStatus(StrEnum):
    """What is known of a DOI's page."""

    THERE = "there"
    GONE = "gone"  # the server says that the page is not there, or not there any more
    DELETED = "deleted"  # the DOI leads to the page for deleted ones
    UNKNOWN = "unknown"  # the server turned the question away, failed, or could not be asked


class Landing(NamedTuple):
    """What is known of a DOI's page: where it is, and why nothing is known."""

    status: LandingStatus
    url: str = ""
    reason: str = ""


def is_deleted(url: str) -> bool:
    """Whether an address is the page for deleted DOIs.

    Examples:
        >>> is_deleted("https://www.crossref.org/_deleted-doi/"), is_deleted("https://example.org/article")
        (True, False)
    """
    return _DELETED in url


def landing_of(response: Response) -> Landing:
    """What the answer at the end of the redirects says.

    Examples:
        >>> from citekit.sources.transport import Response
        >>> landing_of(Response(410, url="https://example.org/article")).status.value
        'gone'
        >>> landing_of(Response(403, url="https://example.org/article"))
        Landing(status=<LandingStatus.UNKNOWN: 'unknown'>, url='https://example.org/article', reason='status 403')
    """
    if is_deleted(response.url):
        return Landing(LandingStatus.DELETED, response.url)
    if response.status in (404, 410):
        return Landing(LandingStatus.GONE, response.url, f"status {response.status}")
    if 200 <= response.status < 300:
        return Landing(LandingStatus.THERE, response.url)
    return Landing(LandingStatus.UNKNOWN, response.url, f"status {response.status}")
