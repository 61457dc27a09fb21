"""Lists of identifiers, one a line: DOIs, PMIDs, PMCIDs, arXiv ids, ISBNs, their addresses, and those of pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.errors import ReadError
from citekit.formats.format import Format, whole
from citekit.model.identifiers import DOI, ISBN, PMCID, PMID, Identifier, identifiers_of, identify
from citekit.model.keys import Keys
from citekit.model.library import Entry, Origin
from citekit.model.loss import Loss
from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.model.library import Library
    from citekit.model.span import SourceText

_LINE: Final = re.compile(r"[^\r\n]+")
_ADDRESS: Final = re.compile(r"(?i)https?://[^\s<>\"]{3,2000}")


def looks_like_a_list(text: str) -> bool:
    r"""Whether a text is nothing but identifiers, addresses and remarks.

    Examples:
        >>> looks_like_a_list("# ours\n10.1016/j.x.2003\nPMID 15135884\n"), looks_like_a_list("Pain. 2004.\n")
        (True, False)
    """
    words = [word for _, word in _lines(text)]
    # The last line of a long text may be cut.
    return bool(words) and all(_item_in(word) is not None for word in (words[:-1] or words))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """What stands on each line before a remark, with its place."""
    for match in _LINE.finditer(text):
        line = match[0]
        word = line.partition(" #")[0].strip().lstrip("\ufeff")
        if word and not word.startswith("#"):
            yield match.start() + line.find(word), word


def read(source: SourceText) -> Library:
    r"""Read a list of identifiers and addresses: a reference for each, which has that and nothing else.

    Raises:
        ReadError: no identifier is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> [item.get("DOI") or item.get("PMCID") for item in read(SourceText("10.1016/J.X.2003\nPMC3677642\n")).items]
        ['10.1016/j.x.2003', 'PMC3677642']
    """
    return whole(entries_of, source, "ids")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """A reference for each identifier, one after the other."""
    keys = Keys()
    empty = True
    for start, word in _lines(source.text):
        span = Span(start, start + len(word))
        item = _item_in(word)
        if item is None:
            shown = word if len(word) <= 60 else word[:59] + "…"
            hint = "one a line, remarks after #"
            problems.append(Problem(f"{shown!r} is no identifier of a work", source, span, hint))
            continue
        empty = False
        key = keys.make(item)
        yield Entry(key, {"id": key, **item}, Origin(source, span))
    if empty:
        raise ReadError(
            "no identifier was found",
            path=source.path,
            hint="one a line: DOI, PMID, PMCID, arXiv id, ISBN or an address",
        )


def _item_in(word: str) -> dict[str, str] | None:
    """The reference that a line stands for; nothing where it is neither an identifier nor an address."""
    found = identify(word)
    if found is not None:
        return _item(found)
    return {"type": "webpage", "URL": word} if _ADDRESS.fullmatch(word) else None


def _item(found: Identifier) -> dict[str, str]:
    if isinstance(found, DOI | PMID | PMCID):
        return {"type": "document", found.label: str(found)}
    if isinstance(found, ISBN):
        return {"type": "book", "ISBN": str(found)}
    return {"type": "article", "archive": "arXiv", "number": str(found)}


def write(library: Library) -> str:
    r"""Write the first identifier of each reference, or the address of one that has none, a line each.

    Examples:
        >>> from citekit.model.library import Library
        >>> write(Library([{"id": "a", "PMID": "15135884"}, {"id": "b", "title": "Pain"}]))
        'PMID:15135884\n'
    """
    return "".join(pieces_of(library.entries))


def pieces_of(entries: Iterable[Entry]) -> Iterator[str]:
    """What `write` writes, line by line."""
    return (f"{line}\n" for entry in entries for line in [_line_of(entry)] if line)


def _line_of(entry: Entry) -> str:
    found = identifiers_of(entry.item)
    address = "".join(str(entry.item.get("URL") or "").split())
    return _written(found[0]) if found else address if _ADDRESS.fullmatch(address) else ""


def _written(one: Identifier) -> str:
    return f"{one.label}:{one}" if one.label in ("PMID", "arXiv", "ISBN") else str(one)


def losses(entry: Entry) -> Iterator[Loss]:
    """What of a reference is not in its line: it has no identifier, or more is known of it than that."""
    line = _line_of(entry)
    found = identify(line)
    if not line:
        yield Loss(entry.key, "everything", "it has no identifier and no address")
    elif entry.item.keys() - {"id", *(_item_in(line) or ())}:
        yield Loss(entry.key, f"all but its {found.label if found else 'URL'}", "a list of identifiers holds no more")


FORMAT = Format(
    "ids",
    (".ids",),
    sniff=looks_like_a_list,
    losses=losses,
    entries=entries_of,
    pieces=pieces_of,
)  # fmt: skip
