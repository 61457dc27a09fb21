"""Content negotiation at Crossref: the record as CSL-JSON, with strings where the works JSON has lists.

The `type` stays Crossref's, as in answers recorded since 2022.
"""

from typing import Final

from citekit.testing.holdings import Record

CSL: Final = "application/vnd.citationstyles.csl+json"
#: What is answered in CSL-JSON; other formats are not made here.
KINDS: Final = (CSL, "application/citeproc+json", "application/json", "*/*", "application/*", "")

_STRINGS: Final = ("title", "container-title", "subtitle", "short-title", "original-title")


def csl_of(record: Record) -> Record:
    """A record as CSL-JSON.

    Examples:
        >>> csl_of({"DOI": "10.5555/1", "type": "journal-article", "title": ["Pain"]})
        {'DOI': '10.5555/1', 'type': 'journal-article', 'title': 'Pain'}
    """
    item = dict(record)
    for name in _STRINGS:
        if isinstance(item.get(name), list):
            item[name] = str(item[name][0]) if item[name] else ""
    short = item.pop("short-container-title", None)
    if isinstance(short, list) and short:
        item["container-title-short"] = str(short[0])
    return item


def wanted_kind(accept: str) -> str | None:
    """The first kind of an Accept header that can be given; `None` where none can.

    Examples:
        >>> wanted_kind("application/x-bibtex;q=0.5, application/json")
        'application/json'
    """
    kinds = [kind.partition(";")[0].strip().lower() for kind in accept.split(",")]
    return next((CSL if kind in KINDS[3:] else kind for kind in kinds if kind in KINDS), None)
