"""The entries of a file given keys, and put in an order, by patterns; everything else as it was.

Keys that fit the pattern stay, so that a second time nothing changes, and the fields that name other entries follow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.errors import ReadError
from citekit.formats.bibtex.document import read_document
from citekit.formats.bibtex.reader import entries_of
from citekit.model.key_pattern import KeyPattern
from citekit.model.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.formats.bibtex.blocks import Block
    from citekit.formats.bibtex.document import BibDocument
    from citekit.model.item import Item
    from citekit.model.span import SourceText, Span


class KeyChange(NamedTuple):
    """An entry that gets another key."""

    block: Block
    key: str


def rekeyed(source: SourceText, pattern: str) -> str:
    r"""The file's text with a key by the pattern for each entry.

    Raises:
        UsageError: the pattern can't be read.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> text = "@book{x, author={Wall, P.}, year=1996}\n@inbook{wall1996b, crossref={x}}\n"
        >>> print(rekeyed(SourceText(text), "auth.lower + year"), end="")
        @book{wall1996, author={Wall, P.}, year=1996}
        @inbook{wall1996b, crossref={wall1996}}
    """
    document = read_document(source)
    edit = document.edit()
    changes = list(key_changes(document, pattern))
    edit.rename_entries(changes, references=True)
    return edit.text()


def key_changes(document: BibDocument, pattern: str) -> Iterator[KeyChange]:
    """The entries that get another key by the pattern, and which."""
    form = KeyPattern(pattern)
    items = _items(document)
    blocks = [block for block in document.entries if block.span in items]
    stems = {block.span: form(items[block.span]) for block in blocks}
    others = {block.key for block in document.entries if block.span not in items}
    taken = {key.lower() for key in others}
    # A new key must not be what somebody names in vain.
    taken |= document.edit().named_keys() - {block.key.lower() for block in blocks}
    fitting: set[Span] = set()
    for block in blocks:
        folded = block.key.lower()
        if folded not in taken and (not stems[block.span] or _fits(folded, stems[block.span].lower())):
            fitting.add(block.span)
            taken.add(folded)
    keys = Keys(taken, form)
    for block in blocks:
        if block.span not in fitting:
            yield KeyChange(block, keys.make(items[block.span]))


def _fits(key: str, stem: str) -> bool:
    """Whether a key is what the pattern gives, or that with a letter or number behind it."""
    return key.startswith(stem) and re.fullmatch(r"[a-z]{0,2}|[-_.:]?\d{1,3}", key[len(stem) :]) is not None


def arranged(source: SourceText, order: str) -> str:
    r"""The file's text with its entries in an order: "key", or a key pattern; with a minus before it, backwards.

    A file that can't be read in full stays as it is.

    Raises:
        UsageError: the pattern can't be read.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> text = "@book{b, year=1996}\n@book{a, year=1999}\n"
        >>> arranged(SourceText(text), "key") == arranged(SourceText(text), "-year")
        True
        >>> arranged(SourceText(text), "year") == text
        True
    """
    document = read_document(source)
    if document.is_damaged:
        return source.text
    backwards = order.startswith("-")
    order = order.removeprefix("-").strip()
    form = KeyPattern(order) if order != "key" else None
    items = _items(document) if form is not None else {}

    def place(block: Block) -> str:
        return (form(items.get(block.span, {})) if form is not None else block.key).casefold()

    edit = document.edit()
    edit.sort_entries(place, reverse=backwards)
    return edit.text()


def _items(document: BibDocument) -> dict[Span, Item]:
    """What a file's entries say, by their places."""
    try:
        return {entry.origin.span: entry.item for entry in entries_of(document.source, []) if entry.origin is not None}
    except ReadError:
        return {}
