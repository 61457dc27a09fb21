"""What a reference lacks and a registry has: proposals, and a file's text with them put in.

Only what is missing is proposed; what a reference says is never changed. The record is that of the reference's own
DOI, where the two are the same work, else of the one work that Crossref's search finds for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citekit.errors import UnknownFormat
from citekit.model.identifiers import DOI
from citekit.model.registration import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.model.item import Item
    from citekit.model.library import Entry, Library
    from citekit.model.registration import Registration
    from citekit.sources.client import Client

#: What is filled in, in this order; a title or a name is for a person to write.
FILLED: Final = ("DOI", "container-title", "volume", "issue", "page", "number", "publisher", "issued")
#: Variables that say the same: an article with a number needs no pages.
_INSTEAD: Final = {
    "page": ("number", "page-first"),
    "number": ("page",),
    "container-title": ("container-title-short", "event-title"),
    "issued": ("status", "original-date"),
}
#: Types that have a publisher in a list; a journal's is nobody's concern.
_PUBLISHED: Final = frozenset({"book", "chapter", "report", "thesis", "dataset", "software", "standard"})


class Proposal(NamedTuple):
    """One variable of one entry that could be filled in."""

    key: str
    variable: str
    value: Any
    doi: DOI


class Unfilled(NamedTuple):
    """An entry for which nothing could be found, and why; `unchecked` where a registry could not be asked."""

    key: str
    reason: str
    unchecked: bool = False


class Filling(NamedTuple):
    """The proposals for a library, and the entries there are none for."""

    proposals: tuple[Proposal, ...]
    unfilled: tuple[Unfilled, ...]


def propose(library: Library, client: Client) -> Filling:
    """What the registries could fill in, entry by entry.

    Network faults raise nothing; they are in `unfilled`, as unchecked.

    Examples:
        >>> from citekit.model import Library
        >>> from citekit.sources.client import Client
        >>> with Client(offline=True) as client:
        ...     filling = propose(Library([{"id": "han", "title": "Acupuncture and Endorphins"}]), client)
        >>> filling.unfilled[0].key, filling.unfilled[0].unchecked
        ('han', True)
    """
    entries = library.entries
    dois = {number: DOI.parse(str(entry.item.get("DOI") or "")) for number, entry in enumerate(entries)}
    known = client.registrations([doi for doi in dois.values() if doi is not None])
    without = [number for number, doi in dois.items() if doi is None]
    found = dict(zip(without, client.find([entries[number].item for number in without]), strict=True))
    proposals: list[Proposal] = []
    unfilled: list[Unfilled] = []
    for number, entry in enumerate(entries):
        doi = dois[number]
        if doi is not None:
            _by_own_doi(entry, known[doi], proposals, unfilled)
            continue
        search = found[number]
        if search.doi is None:
            unfilled.append(Unfilled(entry.key, search.reason, search.outcome == "unchecked"))
        else:
            proposals += _missing(entry, search.candidates[0].registration.record or {}, search.doi)
    return Filling(tuple(proposals), tuple(unfilled))


def _by_own_doi(entry: Entry, registration: Registration, proposals: list[Proposal], unfilled: list[Unfilled]) -> None:
    from citekit.sources.match import Relation, compare  # noqa: PLC0415 - fuzzy matching loads slowly

    if registration.record is None:
        unchecked = registration.status is Status.UNCHECKED
        unfilled.append(Unfilled(entry.key, registration.reason or str(registration.status), unchecked))
        return
    match = compare(entry.item, registration)
    if match.relation is not Relation.SAME:
        unfilled.append(Unfilled(entry.key, "its DOI leads to another work"))
        return
    proposals += _missing(entry, registration.record, registration.doi)


def _missing(entry: Entry, record: Item, doi: DOI) -> Iterable[Proposal]:
    item = entry.item
    for variable in FILLED:
        value = str(doi) if variable == "DOI" else record.get(variable)
        if not value or any(item.get(name) for name in (variable, *_INSTEAD.get(variable, ()))):
            continue
        if variable == "publisher" and item.get("type") not in _PUBLISHED:
            continue
        yield Proposal(entry.key, variable, value, doi)


def filled(library: Library, proposals: Sequence[Proposal]) -> str:
    """The text of the library's file with the proposals in it, all else byte for byte as it was.

    Raises:
        UnknownFormat: the library came from no file that can be written back (an article's list).
    """
    wanted: dict[str, dict[str, Any]] = {}
    for proposal in proposals:
        wanted.setdefault(proposal.key, {})[proposal.variable] = proposal.value
    if library.source is None or library.format not in ("bibtex", "csl-json"):
        raise UnknownFormat(f"{library.format or 'these references'} can't be filled in; convert them to BibTeX first")
    if library.format == "csl-json":
        from citekit import formats  # noqa: PLC0415
        from citekit.model.library import Library as Model  # noqa: PLC0415

        items = [{**entry.item, **wanted.get(entry.key, {})} for entry in library.entries]
        return formats.write(Model(items), "csl-json")
    from citekit.formats.bibtex import read_document  # noqa: PLC0415
    from citekit.formats.bibtex.item_edit import fill_entry  # noqa: PLC0415

    edit = read_document(library.source).edit()
    for block, entry in edit.matching(library.entries):
        if entry.key in wanted:
            fill_entry(edit, block, {"type": entry.item.get("type"), **wanted[entry.key]})
    return edit.text()
