"""Addresses and DOIs: with a scheme, without what a sentence or a line break left in them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from citekit.model.identifiers import DOI, strip_trailing_punctuation

_DOI_BODY = re.compile(r"10\.\d{4,9}(?:\.\d+)*(?:/|%2[fF])\S+")
_DOI_HOST = re.compile(r"(?:https?://)?(?:[\w.-]{0,60}\.)?doi(?:-org\.[\w.-]{1,60}|\.org)/", re.IGNORECASE)


def clean_url(text: str) -> str | None:
    r"""An address with its scheme; a bare `www.` gets `https://`.

    Examples:
        >>> clean_url("www.example.org/a)."), clean_url("http://\nexample.org/a-\nb")
        ('https://www.example.org/a', 'http://example.org/a-b')
    """
    url = strip_trailing_punctuation(re.sub(r"\s+", "", text))
    if not re.match(r"[a-z]{3,6}://", url, re.IGNORECASE):
        url = "https://" + url
    return url if re.match(r"[a-zA-Z]{3,6}://[^/\s]+", url) else None


def clean_doi(text: str) -> str | None:
    """A bare DOI in the case the source gives it; `None` where there is none.

    Examples:
        >>> clean_doi("https://dx.doi.org/10.1016/S0304-3959(99)00171-X.")
        '10.1016/S0304-3959(99)00171-X'
    """
    text = re.sub(r"\s+", "", text)
    match = _DOI_BODY.search(text)
    if match is None:
        return None
    body = strip_trailing_punctuation(
        re.split(r"[.,;]?(?:PMID|PMCID|arXiv:|URL|https?:)", match.group(), maxsplit=1)[0]
    )
    if "%" in body and (_DOI_HOST.match(text) or "/" not in body[:12]):
        body = unquote(body)
    return body if DOI.parse_exact(body) is not None else None


def is_doi_address(url: str) -> bool:
    """Whether an address is one of a DOI resolver's."""
    return bool(_DOI_HOST.match(url)) and clean_doi(url) is not None
