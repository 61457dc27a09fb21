"""One `.bib` file's text behind another's: its entries that stay, with the comments, abbreviations and preambles.

What both files have alike stands once. An abbreviation that means something else in the first file is put in where it
is used, since one meaning holds for the whole file.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from citekit.errors import EditError, ReadError
from citekit.formats.bibtex.classic import is_classic_file
from citekit.formats.bibtex.document import read_document
from citekit.formats.bibtex.item_edit import edit_entry
from citekit.formats.bibtex.reader import read
from citekit.formats.bibtex.strings import Abbreviations
from citekit.model.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citekit.formats.bibtex.blocks import Block
    from citekit.formats.bibtex.document import BibDocument
    from citekit.formats.bibtex.edit import BibEdit
    from citekit.model.library import Entry
    from citekit.model.span import SourceText, Span

#: A program's settings in a comment: two of one name would contradict each other.
_SETTING: Final = re.compile(r"@comment\s*[{(]\s*(jabref-meta:\s*[\w-]+|bibdesk[\w -]+)", re.IGNORECASE)


def joined(
    before: Sequence[BibDocument], source: SourceText, entries: Iterable[Entry], taken: Iterable[str]
) -> str | None:
    """The text of a file as it is to stand behind those before it; `None` where it can't be read.

    Of its entries only these stay, under their keys and as they are now. `taken` has the keys of the whole library.
    """
    try:
        read_as = {entry.origin.span: entry for entry in read(source).entries if entry.origin is not None}
    except ReadError:
        return None
    document = read_document(source)
    edit = document.edit()
    blocks = {block.span: block for block in document.blocks}
    staying = {entry.origin.span: entry for entry in entries if entry.origin is not None}
    for span in read_as.keys() - staying.keys():
        edit.remove_entry(blocks[span])
    # Names of other entries are in what the entries say now.
    renamed = [(blocks[span], entry.key) for span, entry in staying.items() if entry.key != blocks[span].key]
    _merge_data(edit, before, document, [*taken])
    _merge_remarks(edit, before, document)
    classic = is_classic_file(document)
    for span, entry in staying.items():
        item = read_as[span].item
        if {**item, "id": ""} != {**entry.item, "id": ""}:
            edit_entry(edit, blocks[span], item, entry.item, classic=classic)
    _merge_abbreviations(edit, before, document)
    edit.rename_entries(renamed)
    return edit.text()


def left_out(first: SourceText, second: SourceText) -> Iterator[str]:
    """What of a second file does not stand behind the first one's: settings of a program that the first one has too."""
    known = _settings(read_document(first))
    for name, text in _settings(read_document(second)).items():
        if name in known and known[name] != text:
            yield name


def _settings(document: BibDocument) -> dict[str, str]:
    text = document.source.text
    comments = [text[slice(*block.span)] for block in document.blocks if block.type == "comment"]
    return {match[1].lower(): comment for comment in comments if (match := _SETTING.match(comment))}


def _merge_remarks(edit: BibEdit, before: Sequence[BibDocument], document: BibDocument) -> None:
    """Preambles and comments that the first file has already go, and settings that it has otherwise."""
    text = document.source.text
    known = {name for one in before for name in _settings(one)}
    there = {_squashed(one, block) for one in before for block in one.blocks if block.type in ("preamble", "comment")}
    for block in document.blocks:
        if block.type in ("preamble", "comment"):
            setting = _SETTING.match(text, block.span.start)
            if _squashed(document, block) in there or (setting and setting[1].lower() in known):
                edit.remove_entry(block)


def _squashed(document: BibDocument, block: Block) -> str:
    return "".join(document.source.text[slice(*block.span)].split())


def _merge_data(edit: BibEdit, before: Sequence[BibDocument], document: BibDocument, taken: list[str]) -> None:
    """`@xdata` and `@set`, which are no works: what both have stands once, another one of that key gets a new key."""
    known = {block.key.lower(): _squashed(one, block) for one in reversed(before) for block in reversed(one.entries)}
    keys = Keys([*taken, *known])
    for block in document.entries:
        if block.type in ("xdata", "set") and block.key.lower() in known:
            if known[block.key.lower()] == _squashed(document, block):
                edit.remove_entry(block)
            else:
                edit.rename_entry(block, keys.beside(block.key), references=True)


def _merge_abbreviations(edit: BibEdit, before: Sequence[BibDocument], document: BibDocument) -> None:
    """Abbreviations that the files have alike stand once; those that mean something else are put in."""
    theirs = Abbreviations(document.blocks, document.source.text)
    known: dict[str, str] = {}
    for one in before:
        for name, meaning in _meanings(one, Abbreviations(one.blocks, one.source.text)).items():
            known.setdefault(name, meaning)
    other = _meanings(document, theirs)
    clashing = {name for name in other if name in known and known[name] != other[name]}
    going: set[Span] = set()
    for block in document.blocks:
        names = {field.name.lower() for field in block.fields}
        if block.type == "string" and names and (names & clashing or names <= known.keys()):
            going.add(block.span)
            edit.remove_entry(block)
            clashing |= names - known.keys()
    text = document.source.text
    for block in document.blocks:
        if block.span in going or edit.is_removed(block):
            continue
        for field in block.fields:
            bare = {text[slice(*span)].lower() for kind, span in field.pieces if kind == "bare"}
            if bare & clashing and block.field(field.name) is field:
                with suppress(EditError):
                    # A field that has a new value has no abbreviations in it any more.
                    edit.set(block, field.name, f"{{{theirs.resolve(field)[0]}}}", source=True)


def _meanings(document: BibDocument, abbreviations: Abbreviations) -> dict[str, str]:
    return {
        field.name.lower(): abbreviations.resolve(field)[0]
        for block in document.blocks
        if block.type == "string"
        for field in block.fields
    }
