"""The nouns: works, names, dates, identifiers, libraries, citations, and places in files.

Imports nothing of citekit but its errors. The pydantic classes (`Reference`, `Name`, `Date`) are loaded when
they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.model.citation import Citation, CitationItem
from citekit.model.identifiers import DOI, ISBN, ISSN, ORCID, PMCID, PMID, ArXivID
from citekit.model.item import DateItem, Item, NameItem
from citekit.model.library import Entry, Library, Origin
from citekit.model.problem import Problem
from citekit.model.span import Edit, Location, SourceText, Span, apply_edits

if TYPE_CHECKING:
    from citekit.model.date import Date
    from citekit.model.name import Name
    from citekit.model.reference import Reference

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
    if name == "Reference":
        from citekit.model.reference import Reference  # noqa: PLC0415

        return Reference
    if name == "Name":
        from citekit.model.name import Name  # noqa: PLC0415

        return Name
    if name == "Date":
        from citekit.model.date import Date  # noqa: PLC0415

        return Date
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
