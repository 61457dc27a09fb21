"""A library as BibLaTeX or BibTeX.

A library that was read from a `.bib` file goes back into it: what nobody edited is as it was, byte for byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citekit.errors import ReadError
from citekit.formats.bibtex import csl_fields
from citekit.formats.bibtex.classic import is_classic_file
from citekit.formats.bibtex.document import read_document
from citekit.formats.bibtex.entry import format_entry, is_same, losses, write_entry
from citekit.formats.bibtex.item_edit import edit_entry
from citekit.formats.bibtex.joining import joined
from citekit.formats.bibtex.reader import SENTENCE_CASES, read
from citekit.formats.bibtex.transplant import transplant
from citekit.model.keys import Keys
from citekit.model.loss import Loss
from citekit.model.span import SourceText
from citekit.model.variables import KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citekit.formats.bibtex.document import BibDocument
    from citekit.formats.bibtex.edit import BibEdit, EntryName
    from citekit.formats.bibtex.layout import Layout
    from citekit.formats.bibtex.transplant import Origins
    from citekit.model.item import Item
    from citekit.model.library import Entry, Library
    from citekit.model.span import Span

__all__ = ["format_entry", "losses_of", "pieces_of", "write", "write_anew"]


def write(library: Library) -> str:
    """All references as BibLaTeX; a library that was read from a `.bib` file goes back into that file's own text.

    There, only what was edited changes, field by field, in the dialect and the layout of the file; entries taken out
    disappear, and new ones follow at the end.
    """
    if library.format == "bibtex" and library.source is not None:
        return _into(library.source, library.entries, library.joined)
    return write_anew(library, "biblatex")


def write_anew(library: Library, dialect: str, keys: Keys | None = None) -> str:
    """All references as a file of their own; `dialect` is "biblatex" or "bibtex".

    A `.bib` file that is in that dialect already, and that nobody edited, is given back as it was.
    """
    if library.format == "bibtex" and library.source is not None and keys is None:
        document = read_document(library.source)
        if document.entries and is_classic_file(document) == (dialect == "bibtex"):
            return _into(library.source, library.entries, library.joined)
    return "".join(_pieces(library.entries, keys or Keys(), dialect))


def pieces_of(entries: Iterable[Entry], dialect: str = "biblatex") -> Iterator[str]:
    """A file of their own, entry by entry; a child waits for its parent, if that comes later."""
    return _pieces(entries, Keys(), dialect)


def losses_of(entry: Entry, dialect: str = "biblatex") -> tuple[Loss, ...]:
    """What of a reference the dialect can't hold, not even in fields of our own."""
    told = losses({**entry.item, "id": entry.key}, dialect)
    if entry.key and not key_of(entry):
        return (Loss(entry.key, "id", "it can't be a key, and another is made", "is another"), *told)
    return told


def _pieces(entries: Iterable[Entry], keys: Keys, dialect: str) -> Iterator[str]:
    """Entries one by one, each with a key that none of `keys` is."""
    between = ""
    for entry, cited in _with_parents(entries):
        own = key_of(entry)
        key = keys.add(own) if own and own not in keys else keys.make(entry.item)
        yield between + _new(entry, key, cited, dialect, None)
        between = "\n"


def _with_parents(entries: Iterable[Entry]) -> Iterator[tuple[Entry, set[str]]]:
    """Entries with the keys of those that are there, as soon as it is known whether their parents are among them."""
    there: set[str] = set()
    wanted: set[str] = set()
    waiting: list[Entry] = []
    for entry in entries:
        there.add(entry.key.lower())
        waiting.append(entry)
        parent = _parent(entry.item)
        if parent and parent not in there:
            wanted.add(parent)
        wanted.discard(entry.key.lower())
        if not wanted:
            yield from ((one, there) for one in waiting)
            waiting = []
    yield from ((one, there) for one in waiting)


def _parent(item: Item) -> str:
    custom = item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    return str(kept.get("crossref", "")).strip().lower() if isinstance(kept, dict) else ""


def _new(entry: Entry, key: str, cited: set[str], dialect: str, layout: Layout | None) -> str:
    return format_entry(_detached({**entry.item, "id": key}, cited), dialect, layout)


def _detached(item: dict[str, Any], cited: set[str]) -> Item:
    """An item without the parents that don't come with it; what it has from them it has already."""
    custom = item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    if not isinstance(custom, dict) or not isinstance(kept, dict) or not {"crossref", "xdata"} & kept.keys():
        return item
    absent = {"xdata"} if _parent(item) in cited else {"xdata", "crossref"}
    kept = {name: value for name, value in kept.items() if name not in absent}
    return {**item, "custom": {**custom, "bibtex": kept}}


def _into(source: SourceText, entries: Sequence[Entry], others: Sequence[SourceText] = ()) -> str:
    """The file's text with what was edited since it was read, and behind it those of other files."""
    before, case = _as_read(source, entries)
    document = read_document(source)
    classic = is_classic_file(document)
    edit = document.edit()
    blocks = {block.span: block for block in document.blocks}
    known: dict[int, Origins] = {}
    new: list[Entry] = []
    edited: dict[Span, Item] = {}
    there: set[Span] = set()
    renamed: list[tuple[EntryName, str]] = []
    for entry in entries:
        span = entry.origin.span if entry.origin is not None and entry.origin.source == source else None
        if span is None or span not in before or span in there:
            new.append(entry)
            continue
        there.add(span)
        key, item = before[span]
        if (key, item) != (entry.key, entry.item):
            wanted = str(entry.item.get("id", entry.key))
            if wanted != key and is_key(wanted):
                renamed.append((blocks[span], wanted))
            edited[span] = entry.item
    for span in before.keys() - there:
        edit.remove_entry(blocks[span])
    edit.rename_entries(renamed, references=True)
    for span, item in edited.items():
        edit_entry(edit, blocks[span], before[span][1], item, classic=classic)
    keys = Keys(block.key for block in document.entries)
    dialect = "bibtex" if classic else "biblatex"
    cited = {entry.key.lower() for entry in entries}
    for text, gone in _joined(document, new, others, cited):
        edit.add_text(text)
        new = [entry for entry in new if entry.origin is None or id(entry.origin) not in gone]
    for entry in new:
        own = key_of(entry)
        key = keys.add(own) if own and own not in keys else keys.make(entry.item)
        written = transplant(entry, key, cited, known)
        edit.add_source(key, written or _new(entry, key, cited, dialect, edit.layout))
    _rewrite_misread(edit, document, before, edited, case, dialect)
    return edit.text()


def _joined(
    document: BibDocument, new: Sequence[Entry], others: Sequence[SourceText], cited: set[str]
) -> Iterator[tuple[str, set[int]]]:
    """The texts of whole files that come behind this one, and the origins of the entries in them."""
    before = [document]
    for source in others:
        there = [entry for entry in new if entry.origin is not None and entry.origin.source is source]
        if not there and source in [one.source for one in before]:
            continue
        text = joined(before, source, there, cited)
        before.append(read_document(source))
        if text is not None:
            yield text, {id(entry.origin) for entry in there}


def _rewrite_misread(
    edit: BibEdit,
    document: BibDocument,
    before: dict[Span, tuple[str, Item]],
    edited: dict[Span, Item],
    case: str,
    dialect: str,
) -> None:
    """Write those entries whole whose edited fields are not read as what was meant: fields can shadow each other.

    What a parent adds to a field then still (a subtitle to a title) stands in a field of our own.
    """
    if not edited:
        return
    kept = [block for block in document.entries if not edit.is_removed(block)]
    others = [document.source.text[slice(*block.span)] for block in document.blocks if block.type == "string"]
    for again in (False, True):
        try:
            library = read(SourceText("\n".join([*others, *map(edit.entry_text, kept)])), case)
        except ReadError:
            return
        found = iter(library.entries)
        misread = False
        for block in kept:
            if block.type in ("xdata", "set"):
                continue
            entry = next(found, None)
            item = edited.get(block.span)
            wrong = _misread(before[block.span][1], item, entry.item) if entry is not None and item is not None else []
            if entry is None or item is None or not wrong:
                continue
            misread = True
            written = write_entry({**item, "id": entry.key}, dialect)
            own = {csl_fields.PREFIX + name: csl_fields.format_value(name, item[name]) for name in wrong if again}
            edit.replace_entry(block, edit.layout.entry(written.type, entry.key, {**written.fields, **own}))
        if not misread:
            return


def _misread(before: Item, wanted: Item, found: Item) -> list[str]:
    """The variables that were changed and are read as something else than what they were changed to."""
    # What was taken out and is still there comes from a parent, and no edit of the entry changes that.
    changed = [name for name, value in wanted.items() if name in KIND and value and before.get(name) != value]
    return [name for name in changed if not is_same(name, found.get(name), wanted[name])]


def _as_read(source: SourceText, entries: Sequence[Entry]) -> tuple[dict[Span, tuple[str, Item]], str]:
    """The file's entries by their place, read as `entries` were: the way in which fewest of them differ."""
    own = {
        entry.origin.span: (entry.key, entry.item)
        for entry in entries
        if entry.origin is not None and entry.origin.source == source
    }
    best: dict[Span, tuple[str, Item]] = {}
    best_case = SENTENCE_CASES[0]
    fewest = len(own) + 1
    for case in SENTENCE_CASES:
        try:
            library = read(source, case)
        except ReadError:
            return {}, case
        found = {entry.origin.span: (entry.key, entry.item) for entry in library.entries if entry.origin is not None}
        differing = sum(found.get(span) != value for span, value in own.items())
        if differing < fewest:
            best, fewest, best_case = found, differing, case
        if not differing:
            break
    return best, best_case


def key_of(entry: Entry) -> str:
    """The key that an entry has for a `.bib` file: its id, or the `citation-key` beside the id of a program.

    Examples:
        >>> from citekit.model.library import Entry
        >>> key_of(Entry("http://zotero.org/users/1/items/AB", {"citation-key": "han2004"}))
        'han2004'
    """
    candidates = (entry.key, str(entry.item.get("citation-key") or ""))
    return next((key for key in candidates if is_key(key)), "")


def is_key(key: str) -> bool:
    """Whether a key can stand in a `.bib` file; a bare number or an address is an id of some program, not a key.

    Examples:
        >>> is_key("DBLP:conf/nips/Vaswani17"), is_key("7"), is_key("http://zotero.org/users/1/items/AB"), is_key("a b")
        (True, False, False, False)
    """
    return re.fullmatch(r"[^\s,{}()\"#%=\\~]+", key) is not None and not key.isdigit() and "://" not in key
