"""Which styles are at hand, with their titles, and those that some words find.

In: files and their beginnings. Out: entries. A title is taken out of the beginning of a file by an expression,
since a list of ten thousand styles has no use for ten thousand parsed ones.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.styles.repository import STYLE_PACKAGES, read_head, style_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from citekit.styles.repository import StyleFile

#: Nine published styles of ten have said by here who they are.
_HEAD: Final = 2_048
#: For the others, and for a file that begins with a long comment.
_WHOLE: Final = 1_000_000
_COMMENT: Final = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_TITLE: Final = re.compile(rb"<title(?:\s[^<>]*)?>([^<]*)</title>")
_LINK: Final = re.compile(rb"<link\s[^<>]*>")
_HREF: Final = re.compile(rb"""\shref\s*=\s*["']([^"'<>]*)["']""")


class StyleEntry(NamedTuple):
    """A style at hand: `parent` is the name of the style a dependent one is an alias of, else empty."""

    name: str
    title: str
    origin: str
    path: str
    parent: str = ""

    def as_json(self) -> dict[str, str | None]:
        """The entry as a JSON object; what it has not is `None`."""
        return {key: value or None for key, value in self._asdict().items()}


def list_styles(
    words: Iterable[str] = (),
    folders: Sequence[str | Path] = (),
    packages: Sequence[tuple[str, str]] = STYLE_PACKAGES,
) -> list[StyleEntry]:
    """The styles at hand whose name or title has all words, whatever their case and accents.

    Examples:
        >>> [entry.name for entry in list_styles(["(citekit)", "mla"])]
        ['mla', 'modern-language-association']
    """
    wanted = [_folded(word) for word in words]
    entries = (_entry(file) for file in style_files(folders, packages))
    if not wanted:
        return list(entries)
    return [entry for entry in entries if _has(wanted, _folded(f"{entry.name} {entry.title}"))]


def _has(wanted: list[str], text: str) -> bool:
    return all(word in text for word in wanted)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _entry(file: StyleFile) -> StyleEntry:
    head = read_head(file.path, _HEAD)
    if len(head) == _HEAD and b"</info>" not in head:
        head = read_head(file.path, _WHOLE)
    return StyleEntry(file.name, _title(head), file.origin, file.path, _parent(head))


def _title(head: bytes) -> str:
    """The first title that is not in a comment.

    Examples:
        >>> _title(b"<style><!-- <title>Old</title> --><info><title>Pain &amp; Co</title>")
        'Pain & Co'
    """
    found = _TITLE.search(_COMMENT.sub(b"", head) if b"<!--" in head else head)
    if found is None:
        return ""
    title = found[1].decode("utf-8", "replace")
    if "&" in title:
        import html  # noqa: PLC0415 - for few titles

        title = html.unescape(title)
    return "".join(letter for letter in " ".join(title.split()) if letter.isprintable())


def _parent(head: bytes) -> str:
    """The name at the end of the parent's address."""
    if b"independent-parent" not in head:
        return ""
    for link in _LINK.findall(_COMMENT.sub(b"", head)):
        address = _HREF.search(link)
        if b"independent-parent" in link and address:
            return address[1].decode("utf-8", "replace").rstrip("/").rpartition("/")[2]
    return ""
