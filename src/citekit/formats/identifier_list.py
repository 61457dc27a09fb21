"""Lists of identifiers, one a line: DOIs, PMIDs, PMCIDs, arXiv ids, ISBNs, or the addresses of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.errors import ReadError
from citekit.formats.format import Format
from citekit.model.identifiers import DOI, ISBN, PMCID, PMID, Identifier, identifiers_of, identify
from citekit.model.keys import Keys
from citekit.model.library import Entry, Library, Origin
from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.model.span import SourceText


def looks_like_a_list(text: str) -> bool:
    r"""Whether a text is nothing but identifiers and remarks.

    Examples:
        >>> looks_like_a_list("# ours\n10.1016/j.x.2003\nPMID 15135884\n"), looks_like_a_list("Pain. 2004.\n")
        (True, False)
    """
    words = [word for _, word in _lines(text)]
    # The last line of a long text may be cut.
    return bool(words) and all(identify(word) is not None for word in (words[:-1] or words))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """What stands on each line before a remark, with its place."""
    position = 0
    for line in text.splitlines(keepends=True):
        word = line.partition(" #")[0].strip().lstrip("\ufeff")
        if word and not word.startswith("#"):
            yield position + line.find(word), word
        position += len(line)


def read(source: SourceText) -> Library:
    r"""Read a list of identifiers: a reference for each, which has that and nothing else.

    Raises:
        ReadError: no identifier is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> [item.get("DOI") or item.get("PMCID") for item in read(SourceText("10.1016/J.X.2003\nPMC3677642\n")).items]
        ['10.1016/j.x.2003', 'PMC3677642']
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    keys = Keys()
    for start, word in _lines(source.text):
        span = Span(start, start + len(word))
        found = identify(word)
        if found is None:
            shown = word if len(word) <= 60 else word[:59] + "…"
            problems.append(
                Problem(f"{shown!r} is no identifier of a work", source, span, "one a line, remarks after #")
            )
            continue
        item = _item(found)
        key = keys.make(item)
        entries.append(Entry(key, {"id": key, **item}, Origin(source, span)))
    if not entries:
        raise ReadError(
            "no identifier was found", path=source.path, hint="one a line: DOI, PMID, PMCID, arXiv id or ISBN"
        )
    return Library(entries, source=source, format="ids", problems=problems)


def _item(found: Identifier) -> dict[str, str]:
    if isinstance(found, DOI | PMID | PMCID):
        return {"type": "document", found.label: str(found)}
    if isinstance(found, ISBN):
        return {"type": "book", "ISBN": str(found)}
    return {"type": "article", "archive": "arXiv", "number": str(found)}


def write(library: Library) -> str:
    r"""Write the first identifier of each reference, a line each; those that have none are told as lost.

    Examples:
        >>> write(Library([{"id": "a", "PMID": "15135884"}, {"id": "b", "title": "Pain"}]))
        'PMID:15135884\n'
    """
    found = (identifiers_of(entry.item)[:1] for entry in library.entries)
    return "".join(f"{_written(one)}\n" for ids in found for one in ids)


def _written(one: Identifier) -> str:
    return f"{one.label}:{one}" if one.label in ("PMID", "arXiv", "ISBN") else str(one)


def losses(library: Library) -> Sequence[str]:
    """The references that have no identifier, and what of the others is not written."""
    without = [entry.key for entry in library.entries if not identifiers_of(entry.item)]
    told = [f"{key}: is lost: it has no identifier" for key in without]
    more = sum(len(entry.item) > 3 for entry in library.entries)
    return [*told, f"{more} references are written as their identifiers alone"] if more else told


FORMAT = Format("ids", (".ids",), read=read, write=write, sniff=looks_like_a_list, losses=losses)
