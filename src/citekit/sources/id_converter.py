"""NCBI's converter between PMCIDs, PMIDs and DOIs, as values: requests, and what their answers say.

Pure. It knows the articles that are in PubMed Central, and says of each id that it does not know that it does not.

Source: NCBI, "PMC ID Converter API" (up to 200 ids a request).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from citekit.model.identifiers import DOI, PMCID, PMID
from citekit.records.json_values import mapping, objects, text
from citekit.sources.answers import not_promised, read_json
from citekit.sources.transport import Kind, Request, Response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

URL: Final = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles"
MOST: Final = 200


class Ids(NamedTuple):
    """What an article is called: in PubMed Central, in PubMed, and as a DOI."""

    pmcid: PMCID
    pmid: PMID | None = None
    doi: DOI | None = None


class IdConverter:
    """How to ask the converter.

    Examples:
        >>> IdConverter().ids([PMCID("PMC3531190")]).url
        'https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/?format=json&idtype=pmcid&ids=PMC3531190&tool=citekit'
    """

    def __init__(self, url: str = URL, *, mailto: str | None = None, headers: Mapping[str, str] | None = None) -> None:
        self._url = url.rstrip("/")
        self._headers = dict(headers or {})
        self._who = "&tool=citekit" + (f"&email={quote(mailto, safe='')}" if mailto else "")

    def one(self, pmcid: PMCID) -> Request:
        """The request for one article, under which it is kept."""
        return Request(f"{self._url}/?format=json&idtype=pmcid&ids={pmcid}", self._headers, Kind.AGENCY, "ncbi")

    def ids(self, pmcids: Sequence[PMCID]) -> Request:
        """The request for several articles."""
        url = f"{self._url}/?format=json&idtype=pmcid&ids={','.join(pmcids)}{self._who}"
        return Request(url, self._headers, Kind.SEVERAL, "ncbi")


def read_ids(response: Response) -> tuple[dict[PMCID, Ids], set[PMCID]]:
    """The articles in an answer, and the ids of which it says that there is no article.

    Raises:
        BadResponse: the answer is neither.

    Examples:
        >>> body = b'{"records": [{"pmcid": "PMC1", "pmid": 7, "requested-id": "PMC1"}]}'
        >>> read_ids(Response(200, body=body))
        ({PMCID('PMC1'): Ids(pmcid=PMCID('PMC1'), pmid=PMID('7'), doi=None)}, set())
    """
    if response.status not in (200, 400):
        raise not_promised(response, f"answered with status {response.status}")
    records = mapping(read_json(response)).get("records")
    if not isinstance(records, list):
        raise not_promised(response, "answered without a list of articles")
    found: dict[PMCID, Ids] = {}
    unknown: set[PMCID] = set()
    for record in objects(records):
        own = PMCID.parse(text(record.get("pmcid")))
        asked = PMCID.parse(text(record.get("requested-id"))) or own
        if asked is None:
            continue
        if text(record.get("status")) == "error" and text(record.get("errmsg")):
            unknown.add(asked)
        elif own is not None:
            pmid, doi = text(record.get("pmid")), text(record.get("doi"))
            found[asked] = Ids(own, PMID.parse(pmid) if pmid else None, DOI.parse(doi) if doi else None)
    return found, unknown
