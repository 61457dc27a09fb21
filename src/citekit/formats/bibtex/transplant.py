"""An entry of one `.bib` file as it is to stand in another: as it is written, with its abbreviations put in."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from citekit.errors import EditError, ReadError
from citekit.formats.bibtex.classic import is_classic_file
from citekit.formats.bibtex.document import read_document
from citekit.formats.bibtex.item_edit import edit_entry
from citekit.formats.bibtex.new_text import entry_of
from citekit.formats.bibtex.reader import read
from citekit.formats.bibtex.strings import MONTHS, Abbreviations

if TYPE_CHECKING:
    from citekit.formats.bibtex.blocks import Block
    from citekit.formats.bibtex.document import BibDocument
    from citekit.formats.bibtex.edit import BibEdit
    from citekit.model.item import Item
    from citekit.model.library import Entry
    from citekit.model.span import SourceText, Span


class Origins(NamedTuple):
    """A file that entries come from: its blocks, what its entries were read as, abbreviations, and the edits of it."""

    document: BibDocument
    blocks: dict[Span, Block]
    items: dict[Span, Item]
    abbreviations: Abbreviations
    is_classic: bool
    edit: BibEdit
    gone: set[Span]


def transplant(entry: Entry, key: str, cited: set[str], known: dict[int, Origins]) -> str | None:
    """The entry's text under a key; `None` where it came from no `.bib` file, or can't stand by itself.

    `cited` has the keys, in lower case, of those that stand beside it; `known` keeps the files between calls.
    """
    if entry.origin is None:
        return None
    origins = _origins(entry.origin.source, known)
    block = origins.blocks.get(entry.origin.span) if origins else None
    if origins is None or block is None or not block.key:
        return None
    text = origins.document.source.text
    parent = block.field("crossref")
    if block.field("xdata") or (parent and text[slice(*parent.value)].strip('{}" ').lower() not in cited):
        # What it has from entries that don't come with it would be missing.
        return None
    # One set for all entries of the file, as each of them goes once; another one where an entry goes again.
    edit = origins.edit if block.span not in origins.gone else origins.document.edit()
    origins.gone.add(block.span)
    before = origins.items[block.span]
    if {**before, "id": ""} != {**entry.item, "id": ""}:
        edit_entry(edit, block, before, entry.item, classic=origins.is_classic)
    for field in block.fields:
        bare = [text[slice(*span)].lower() for kind, span in field.pieces if kind == "bare"]
        if any(not name.isdigit() and name not in MONTHS for name in bare):
            value, missing = origins.abbreviations.resolve(field)
            if missing:
                continue
            with suppress(EditError):
                # A field that has a new value has no abbreviations in it any more.
                edit.set(block, field.name, f"{{{value}}}", source=True)
    written = edit.entry_text(block)
    start = block.key_span.start - block.span.start
    if key != block.key:
        written = written[:start] + written[start:].replace(block.key, key, 1)
    # What a broken file's neighbours made an entry may be none by itself.
    return written if entry_of(written) is not None else None


def _origins(source: SourceText, known: dict[int, Origins]) -> Origins | None:
    if id(source) not in known:
        try:
            library = read(source)
        except ReadError:
            return None
        document = read_document(source)
        known[id(source)] = Origins(
            document,
            {block.span: block for block in document.entries},
            {entry.origin.span: entry.item for entry in library.entries if entry.origin is not None},
            Abbreviations(document.blocks, source.text),
            is_classic_file(document),
            document.edit(),
            set(),
        )
    return known[id(source)]
