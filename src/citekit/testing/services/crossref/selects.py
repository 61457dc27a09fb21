"""The fields that `select` takes.

The API's own answer to an unknown one ("Valid selects for this route are: …") as it was in October 2026. Not among
them, though records have them: `subtype`, `language`, `institution`, `edition-number`, `isbn-type`, `aliases`,
`published-other`, `reference-count`, `source`, `journal-issue`, `review`, `version`.
"""

from collections.abc import Iterable
from typing import Final

from citekit.testing.holdings import Record
from citekit.testing.services.crossref.refusal import Refusal, not_available

SELECTS: Final = tuple(
    """
    abstract URL resource member posted score created degree update-policy short-title license ISSN container-title
    issued update-to issue prefix approved indexed article-number clinical-trial-number accepted author group-title DOI
    is-referenced-by-count updated-by event chair standards-body original-title funder translator published archive
    published-print alternative-id subject subtitle published-online publisher-location content-domain reference title
    link type publisher volume references-count ISBN issn-type assertion deposited page contributor content-created
    short-container-title relation editor
    """.split()
)


def read_select(text: str | None) -> tuple[tuple[str, ...] | None, list[Refusal]]:
    """The fields asked for, and what is wrong with them; `None` is all fields.

    Examples:
        >>> read_select("DOI,title")
        (('DOI', 'title'), [])
        >>> read_select("language")[1][0].type
        'select-not-available'
    """
    if not text:
        return None, []
    fields = tuple(name.strip() for name in text.split(",") if name.strip())
    return fields, [not_available("select", name, SELECTS) for name in fields if name not in SELECTS]


def reduced(record: Record, fields: Iterable[str] | None) -> Record:
    """A record with the fields asked for, as far as it has them."""
    return record if fields is None else {name: record[name] for name in fields if name in record}
