"""The nouns: works, names, dates, identifiers, libraries, citations, and places in files.

Imports nothing of citekit but its errors. Each name is loaded when it is first asked for: the pydantic classes
(`Reference`, `Name`, `Date`) cost as much as formatting a list, and the engine needs none of the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citekit.model.citation import Citation, CitationItem
    from citekit.model.date import Date
    from citekit.model.identifiers import DOI, ISBN, ISSN, ORCID, PMCID, PMID, ArXivID
    from citekit.model.item import DateItem, Item, NameItem
    from citekit.model.library import Entry, Library, Origin
    from citekit.model.name import Name
    from citekit.model.problem import Problem
    from citekit.model.reference import Reference
    from citekit.model.span import Edit, Location, SourceText, Span, apply_edits

#: Where each name lives; it is imported when it is first asked for.
_HOMES = {
    "ArXivID": "citekit.model.identifiers",
    "Citation": "citekit.model.citation",
    "CitationItem": "citekit.model.citation",
    "DOI": "citekit.model.identifiers",
    "Date": "citekit.model.date",
    "DateItem": "citekit.model.item",
    "Edit": "citekit.model.span",
    "Entry": "citekit.model.library",
    "ISBN": "citekit.model.identifiers",
    "ISSN": "citekit.model.identifiers",
    "Item": "citekit.model.item",
    "Library": "citekit.model.library",
    "Location": "citekit.model.span",
    "Name": "citekit.model.name",
    "NameItem": "citekit.model.item",
    "ORCID": "citekit.model.identifiers",
    "Origin": "citekit.model.library",
    "PMCID": "citekit.model.identifiers",
    "PMID": "citekit.model.identifiers",
    "Problem": "citekit.model.problem",
    "Reference": "citekit.model.reference",
    "SourceText": "citekit.model.span",
    "Span": "citekit.model.span",
    "apply_edits": "citekit.model.span",
}

__all__ = [
    "DOI",
    "ISBN",
    "ISSN",
    "ORCID",
    "PMCID",
    "PMID",
    "ArXivID",
    "Citation",
    "CitationItem",
    "Date",
    "DateItem",
    "Edit",
    "Entry",
    "Item",
    "Library",
    "Location",
    "Name",
    "NameItem",
    "Origin",
    "Problem",
    "Reference",
    "SourceText",
    "Span",
    "apply_edits",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'citekit.model' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value
