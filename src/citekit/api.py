"""The library's verbs: format, cite, check and update, each one call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citekit.model.identifiers import DOI
from citekit.model.keys import Keys
from citekit.model.library import Entry, Library, as_entry
from citekit.style import Style, load_style

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from citekit.checks import Report
    from citekit.model.citation import Citation, CitationItem
    from citekit.model.item import Item
    from citekit.model.reference import Reference
    from citekit.model.registration import Registration
    from citekit.model.span import SourceText
    from citekit.sources.client import Client


def format(  # noqa: A001 - the field's word, and the command's name
    library: Library | Iterable[Reference | Item],
    style: str | os.PathLike[str] | Style = "mla",
    to: str = "text",
) -> str:
    """The reference list of a library as text.

    `style` is "mla", "apa", any CSL style by name or path, or a loaded `Style`; `to` is "text", "markdown"
    or "html".

    Raises:
        StyleNotFound, StyleError, UnknownFormat: the style or the output can't be had.

    Examples:
        >>> han = {"id": "han2004", "type": "article-journal", "title": "Acupuncture and Endorphins",
        ...        "author": [{"family": "Han", "given": "Ji-Sheng"}], "issued": {"date-parts": [[2004, 5]]},
        ...        "container-title": "Neuroscience Letters", "volume": "361", "issue": "1-3",
        ...        "page": "258-261"}
        >>> print(format([han], style="apa"), end="")
        Han, J.-S. (2004). Acupuncture and endorphins. Neuroscience Letters, 361(1–3), 258–261.
    """
    return _as_style(style).bibliography(library).to(to)


def cite(
    library: Library | Iterable[Reference | Item],
    *cites: str | CitationItem | Citation,
    style: str | os.PathLike[str] | Style = "mla",
    to: str = "text",
) -> str:
    """An in-text citation of one or several works of a library.

    Raises:
        UnknownReference: a key that is not in the library.

    Examples:
        >>> from citekit.model import CitationItem
        >>> han = {"id": "han2004", "type": "article-journal", "title": "Acupuncture and Endorphins",
        ...        "author": [{"family": "Han", "given": "Ji-Sheng"}], "issued": {"date-parts": [[2004, 5]]}}
        >>> cite([han], CitationItem("han2004", locator="259"))
        '(Han 259)'
        >>> cite([han], "han2004", style="apa")
        '(Han, 2004)'
    """
    return _as_style(style).cite(library, *cites).to(to)


def check(library: Library, client: Client | None = None, *, landing_pages: bool = False) -> Report:
    """Check a library: its own consistency, and with a client what the registries say of its DOIs.

    The report is a sequence of findings; `report.references` has an outcome for every reference, "could not
    be checked" apart from "absent". With `landing_pages` the pages that the DOIs lead to are asked for as well.

    Examples:
        >>> from citekit.model import Library
        >>> report = check(Library([{"id": "a", "type": "article-journal", "title": "Pain", "DOI": "10.1/"}]))
        >>> [finding.code for finding in report if finding.field == "DOI"]
        ['DOI001']
    """
    from citekit.checks import check as run_checks  # noqa: PLC0415 - formatting does without

    return run_checks(library, client, landing_pages=landing_pages)


def update(
    article: SourceText | str,
    library: Library | Iterable[Reference | Item],
    style: str | os.PathLike[str] | Style = "mla",
    *,
    kind: str | None = None,
) -> str:
    """An article's text with its reference list regenerated, and nothing else changed.

    The list stands between markers or under its heading ("Resources", "References", "Works Cited" …);
    `kind` is "text", "markdown" or "html", by default what the file's name and its beginning tell.

    Raises:
        ReadError: the article has no list, or more than one that it could be.
    """
    from citekit.documents import Document, regenerate, render_entries  # noqa: PLC0415
    from citekit.model.span import SourceText  # noqa: PLC0415

    source = article if isinstance(article, SourceText) else SourceText(article)
    document = Document.find(source, kind)
    return regenerate(document, render_entries(document, _as_style(style).bibliography(library).entries))


@dataclass(frozen=True, slots=True)
class Resolved:
    """The registries' records of a library, and what none could be had for.

    `missing` pairs each such entry with what the registries said: `None` where it has no DOI to ask for,
    else a registration whose `status` tells "absent" from "could not be checked".
    """

    library: Library
    missing: tuple[tuple[Entry, Registration | None], ...]


def resolve(library: Library | Iterable[Reference | Item], client: Client) -> Resolved:
    """The registries' records of a library's DOIs, under the library's own keys.

    Network faults raise nothing; they are in `missing` as registrations that could not be checked.
    """
    entries = library.entries if isinstance(library, Library) else [as_entry(work) for work in library]
    dois = {number: DOI.parse(str(entry.item.get("DOI") or "")) for number, entry in enumerate(entries)}
    registrations = client.registrations([doi for doi in dois.values() if doi is not None])
    found: list[Entry] = []
    missing: list[tuple[Entry, Registration | None]] = []
    keys = Keys(entry.key for entry in entries)
    for number, entry in enumerate(entries):
        doi = dois[number]
        registration = None if doi is None else registrations[doi]
        if registration is None or registration.record is None:
            missing.append((entry, registration))
            continue
        key = entry.key or keys.make(registration.record)
        found.append(Entry(key, {**registration.record, "id": key}))
    return Resolved(Library(found), tuple(missing))


def _as_style(style: str | os.PathLike[str] | Style) -> Style:
    return style if isinstance(style, Style) else load_style(style)
