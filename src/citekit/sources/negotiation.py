"""Records by content negotiation: of the agencies other than Crossref and DataCite, some give CSL-JSON for a DOI.

doi.org passes the question on by redirects (see `redirects`). What comes is CSL-JSON more or less; an answer that is
not, such as the publisher's page, means that the agency gives no records.

Source: "DOI Content Negotiation", citation.doi.org.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.registration import Registration, Status
from citekit.records import crossref
from citekit.records.face_markup import to_plain
from citekit.records.json_values import mapping, text, texts
from citekit.sources.answers import not_promised, read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.model.identifiers import DOI
    from citekit.sources.transport import Response

_CSL_TYPE: Final = re.compile(r"[a-z][a-z-]{2,40}|motion_picture|musical_score|personal_communication|legal_case")


def read_record(response: Response) -> dict[str, Any]:
    """The record in an answer.

    Raises:
        BadResponse: there is none.

    Examples:
        >>> from citekit.sources.transport import Response
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
    found = crossref.registration_of({**record, "DOI": str(doi)}, doi)
    kind = text(record.get("type")).lower()
    own: dict[str, Any] = {}
    if kind not in crossref.TYPES and _CSL_TYPE.fullmatch(kind):
        own["type"] = kind
    for name in ("edition", "genre", "medium", "number", "version", "event-title", "event-place", "publisher-place"):
        value = to_plain(text(record.get(name)))
        if value:
            own.setdefault(name, value)
    item = {**(found.record or {}), **own}
    return Registration(doi, Status.FOUND, agency, record=item, titles=found.titles, years=found.years)
