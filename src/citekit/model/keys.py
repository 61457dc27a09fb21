"""Citation keys for works that come without one: `han2004`, `han2004b`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from citekit.model.edtf import date_parts
from citekit.model.key_pattern import KeyPattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citekit.model.item import Item
    from citekit.model.library import Entry

#: Letters that have no decomposition, as people write them in ASCII.
_ASCII = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d",
     "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i"}
)  # fmt: skip
_TITLE_STOP = frozenset({"a", "an", "the", "on", "of", "in", "and", "to", "for"})


class Keys:
    """Gives keys to works: the first author's family name (or the title's first word) and the year, in ASCII.

    `pattern` says otherwise, in the language of `citekit.model.key_pattern`; a work it gives nothing for gets the plain
    key. A key that is taken gets a letter: `han2004b`, `han2004c` …, or what the pattern's `postfix` says. Case makes
    no difference, as in BibTeX.

    Examples:
        >>> han = {"author": [{"family": "Hän", "given": "Ji-Sheng"}], "issued": {"date-parts": [[2004, 5]]}}
        >>> keys = Keys(["HAN2004b"])
        >>> keys.make(han), keys.make(han), keys.make({"title": "The <i>Pain</i> Book"})
        ('han2004', 'han2004c', 'pain')
        >>> Keys(pattern="auth + year").make(han)
        'Han2004'
    """

    def __init__(self, taken: Iterable[str] = (), pattern: str | KeyPattern | None = None) -> None:
        self._pattern = KeyPattern(pattern) if isinstance(pattern, str) else pattern
        self._taken = {key.lower() for key in taken}
        self._counts: dict[str, int] = {}

    def __contains__(self, key: str) -> bool:
        return key.lower() in self._taken

    def add(self, key: str) -> str:
        """Take a key as it is."""
        self._taken.add(key.lower())
        return key

    def beside(self, key: str) -> str:
        """A key that is taken with a letter behind it, so that it is not: `han2004b`."""
        number = 2
        while (found := key + _letters(number)) in self:
            number += 1
        return self.add(found)

    def make(self, item: Item) -> str:
        """A key for a work that no other has; it is taken from now on."""
        stem = (self._pattern(item) if self._pattern is not None else "") or _stem(item)
        postfix = self._pattern.postfix if self._pattern is not None else None
        folded = stem.lower()
        while True:
            number = self._counts[folded] = self._counts.get(folded, 0) + 1
            key = stem if number == 1 else stem + (_postfix(postfix, number - 1) if postfix else _letters(number))
            if key.lower() not in self._taken:
                return self.add(key)


def rekeyed(entries: Iterable[Entry], pattern: str, keeps: Callable[[str], bool]) -> list[Entry]:
    """Entries with keys by a pattern, but for those whose key `keeps` says to keep.

    Examples:
        >>> from citekit.model.library import Entry
        >>> entries = [Entry("1", {"id": 1, "title": "Pain"}), Entry("pain", {"id": "pain"})]
        >>> [entry.key for entry in rekeyed(entries, "title.lower", lambda key: not key.isdigit())]
        ['painb', 'pain']
    """
    listed = list(entries)
    keys = Keys((entry.key for entry in listed if keeps(entry.key)), pattern)
    output: list[Entry] = []
    for entry in listed:
        if keeps(entry.key):
            output.append(entry)
        else:
            key = keys.make(entry.item)
            output.append(replace(entry, key=key, item={**entry.item, "id": key}))
    return output


def _stem(item: Item) -> str:
    issued = item.get("issued")
    points = date_parts(issued) if isinstance(issued, dict) else []
    year = str(abs(points[0][0])) if points else ""
    return (_lead(item) or "ref") + year


def _lead(item: Item) -> str:
    for variable in ("author", "editor", "translator", "director", "composer"):
        names = item.get(variable)
        if isinstance(names, list | tuple) and names and isinstance(names[0], dict):
            name = names[0]
            family = str(name.get("family") or "")
            literal = str(name.get("literal") or "")
            word = _ascii(family) or next(filter(None, map(_ascii, literal.split())), "")
            if word:
                return word
    title = re.sub(r"<[^>]{0,80}>", "", str(item.get("title") or "")[:400])
    words = [word for word in map(_ascii, re.split(r"[\s\u2010-\u2015/]+", title)) if word]
    return next((word for word in words if word not in _TITLE_STOP), "")


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_ASCII))
    return re.sub(r"[^a-z0-9]", "", decomposed.lower())[:40]


def _postfix(postfix: tuple[str, int], number: int) -> str:
    form, start = postfix
    letters = _letters(max(number + start, 1))
    for name, value in (("n", str(number + start)), ("a", letters), ("A", letters.upper())):
        form = form.replace(f"%({name})s", value)
    return re.sub(r"[^A-Za-z0-9_:./+-]", "", form)


def _letters(number: int) -> str:
    """2 → b, 26 → z, 27 → aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
