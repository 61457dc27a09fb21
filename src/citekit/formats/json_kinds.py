"""Whose JSON a text is: items of CSL's, or records of Crossref's or DataCite's."""

from __future__ import annotations

import re
from typing import Final

# Not the bracket alone: "[1] Han, J. …" begins a numbered list.
_JSON: Final = re.compile(r'\ufeff?[ \t\r\n]*(?:\[[ \t\r\n]*(?:[\]{]|\Z)|\{[ \t\r\n]*[}"])')
_LINES: Final = re.compile(r"\ufeff?\s*\{[^\r\n]*\}[ \t]*[\r\n]+[ \t]*\{")
_DOI: Final = re.compile(r'"(?:DOI|doi)"\s*:\s*"')
#: An answer of the API's, a record's type that CSL has not, or titles in a list, where CSL has a string.
_CROSSREF: Final = re.compile(
    r'"message-type"\s*:\s*"work|"(?:title|container-title)"\s*:\s*\['
    r'|"type"\s*:\s*"(?:journal-article|proceedings-article|posted-content|book-chapter|monograph|edited-book)"'
)
_DATACITE: Final = re.compile(
    r'"schemaVersion"\s*:\s*"https?://datacite\.org/|"type"\s*:\s*"dois"|"titles"\s*:\s*\[[^]]{0,2000}"title"\s*:'
)


def json_kind(head: str) -> str | None:
    """The name of the format that a text of JSON begins as; `None` for what is no JSON.

    Examples:
        >>> json_kind('[{"id": "a", "type": "book"}]'), json_kind("[1] Han, J. Pain. 2004.")
        ('csl-json', None)
        >>> json_kind('{"status": "ok", "message-type": "work", "message": {"DOI": "10.1000/1"}}')
        'crossref-json'
        >>> json_kind('{"data": {"id": "10.5281/zenodo.1", "type": "dois", "attributes": {}}}')
        'datacite-json'
    """
    if _JSON.match(head) is None:
        return None
    if _DATACITE.search(head):
        return "datacite-json"
    if _CROSSREF.search(head) and (_DOI.search(head) or '"message-type"' in head):
        return "crossref-json"
    return "csl-jsonl" if _LINES.match(head) else "csl-json"
