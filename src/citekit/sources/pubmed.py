"""NCBI's E-utilities as values: the requests for PubMed's records, and what their answers say.

Pure. `efetch` gives whole records, a batch in one answer, and passes over ids that are not there; what it passed over
is asked of `esummary`, which says of each whether it exists.

Source: NLM, "Entrez Programming Utilities Help" (E-utilities In-Depth; usage guidelines: 3 requests a second, 10 with a
key; `tool` and `email`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from citekit.errors import ReadError
from citekit.model.identifiers import PMID
from citekit.pubmed import Article, read_articles
from citekit.records.json_values import mapping, text
from citekit.sources.answers import not_promised, read_json
from citekit.sources.transport import Kind, Request, Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

URL: Final = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"

#: E-utilities take some 200 ids in an address.
MOST: Final = 200


class PubMed:
    """How to ask PubMed: its address, who is asking, and with which key.

    Examples:
        >>> PubMed(mailto="me@example.org").records([PMID("15135884"), PMID("23193287")]).url
        'https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id=15135884,23193287&tool=citekit&email=me%40example.org'
    """

    def __init__(
        self,
        url: str = URL,
        *,
        mailto: str | None = None,
        key: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._url = url.rstrip("/")
        self._headers = dict(headers or {})
        self._who = "&tool=citekit" + (f"&email={quote(mailto, safe='')}" if mailto else "")
        self._who += f"&api_key={quote(key, safe='')}" if key else ""
        self._pool = "ncbi-key" if key else "ncbi"

    def record(self, pmid: PMID) -> Request:
        """The request for one record, under which it is kept."""
        return Request(
            f"{self._url}/efetch.fcgi?db=pubmed&retmode=xml&id={pmid}", self._headers, Kind.RECORD, self._pool
        )

    def records(self, pmids: Sequence[PMID]) -> Request:
        """The request for several records."""
        ids = ",".join(pmids)
        url = f"{self._url}/efetch.fcgi?db=pubmed&retmode=xml&id={ids}{self._who}"
        return Request(url, self._headers, Kind.SEVERAL, self._pool)

    def summaries(self, pmids: Sequence[PMID]) -> Request:
        """The request for what esummary says of several ids."""
        ids = ",".join(pmids)
        url = f"{self._url}/esummary.fcgi?db=pubmed&retmode=json&id={ids}{self._who}"
        return Request(url, self._headers, Kind.SEVERAL, self._pool)


def batches(ids: Iterable[PMID], most: int = MOST) -> Iterator[tuple[PMID, ...]]:
    """Ids in groups for one request."""
    batch: list[PMID] = []
    for one in ids:
        batch.append(one)
        if len(batch) == most:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def read_records(response: Response) -> dict[PMID, Article]:
    """The records in an answer, by their PMID.

    Raises:
        BadResponse: it is no set of records.

    Examples:
        >>> read_records(Response(200, body=b"<PubmedArticleSet></PubmedArticleSet>"))
        {}
    """
    if response.status == 400 and b"empty" in response.body[:2000].lower():
        return {}  # all of the ids are unknown
    if response.status != 200:
        raise not_promised(response, f"answered with status {response.status}")
    try:
        return {article.pmid: article for article in read_articles(response.body)}
    except ReadError as error:
        raise not_promised(response, f"answered with something other than records: {error}") from None


def read_missing(response: Response) -> set[PMID]:
    """The ids that esummary says there is no record for; those it has are not among them.

    Raises:
        BadResponse: the answer is no summary.

    Examples:
        >>> body = b'{"result": {"uids": ["99999999"], "99999999": {"error": "cannot get document summary"}}}'
        >>> read_missing(Response(200, body=body))
        {PMID('99999999')}
    """
    if response.status != 200:
        raise not_promised(response, f"answered with status {response.status}")
    result = mapping(read_json(response)).get("result")
    if not isinstance(result, dict):
        raise not_promised(response, "answered without summaries")
    missing = (PMID.parse(uid) for uid, summary in result.items() if text(mapping(summary).get("error")))
    return {pmid for pmid in missing if pmid is not None}
