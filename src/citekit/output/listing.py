"""A reference list as the outputs get it: sections with headings, entries with notes, and how they are set."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

from citekit.richtext.nodes import EntryLayout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.richtext.nodes import Inline


class ListEntry(NamedTuple):
    """An entry: the work's key, its finished tree, and the notes that stand under it."""

    key: str
    node: Inline
    notes: tuple[Inline, ...] = ()


class Section(NamedTuple):
    """A part of a list; a heading is plain text, empty where there is none."""

    heading: str
    entries: tuple[ListEntry, ...]


class Listing(NamedTuple):
    """A reference list."""

    sections: tuple[Section, ...]
    layout: EntryLayout = EntryLayout()

    @property
    def entries(self) -> Iterator[ListEntry]:
        """All entries, section after section."""
        for section in self.sections:
            yield from section.entries


def plain_listing(entries: Sequence[tuple[str, Inline]], layout: EntryLayout) -> Listing:
    """Entries as a list in one part, without headings and notes."""
    return Listing((Section("", tuple(ListEntry(key, node) for key, node in entries)),), layout)


_UNSAFE = re.compile(r"[^A-Za-z0-9-]")
#: As many characters as a bookmark has in Word.
_LONGEST = 40


def anchor(key: str) -> str:
    """The name by which other places lead to an entry, made of its key alone: it stays when the list changes.

    It fits HTML's `id` and LaTeX's targets, and with underscores for its hyphens Word's bookmarks. Two keys have two
    anchors; a long one is cut, and ends with a checksum.

    Examples:
        >>> anchor("han2004"), anchor("doe:2004_b")
        ('ref-han2004', 'ref-doe_3a_2004_5f_b')
    """
    name = "ref-" + _UNSAFE.sub(lambda match: f"_{ord(match[0]):x}_", key)
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}-{zlib.crc32(key.encode('utf-8', 'surrogatepass')):08x}"
