"""`@string` abbreviations and concatenation: the text a value stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.formats.bibtex.blocks import Block, FieldSpan

#: BibTeX's own abbreviations stand for themselves: dates know them.
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Abbreviations of abbreviations go no deeper in files that people write.
_MAX_DEPTH: Final = 100
#: What all abbreviations of a file may grow to, so that a hundred lines can't fill the memory.
_MAX_GROWTH: Final = 20_000_000


class Missing(NamedTuple):
    """An abbreviation that could not be put in: "undefined", or "endless" where it leads back to itself."""

    name: str
    reason: str


class Abbreviations:
    """The `@string`s of a file, each resolved once.

    Case makes no difference, the last of several of a name wins, and one may be used before it is defined. An
    abbreviation that refers to itself stands for nothing.
    """

    def __init__(self, blocks: Iterable[Block], text: str) -> None:
        self._text = text
        self._fields = {
            field.name.lower(): field for block in blocks if block.type == "string" for field in block.fields
        }
        self._known: dict[str, str] = {}
        self._growth = 0
        #: What is wrong with the abbreviations themselves: where, and what is missing or has no end.
        self.problems: list[tuple[FieldSpan, Missing]] = []
        # In the order of the file, in which one abbreviation builds on those before it.
        for name in self._fields:
            self._expand(name, frozenset())

    def resolve(self, field: FieldSpan) -> tuple[str, list[Missing]]:
        """The value of a field with its delimiters off and abbreviations put in; and those that could not be."""
        missing: list[Missing] = []
        return self._join(field, frozenset(), missing), missing

    def _expand(self, name: str, within: frozenset[str]) -> str:
        if name not in self._known:
            missing: list[Missing] = []
            self._known[name] = self._join(self._fields[name], within | {name}, missing)
            self.problems.extend((self._fields[name], what) for what in missing)
        return self._known[name]

    def _join(self, field: FieldSpan, within: frozenset[str], missing: list[Missing]) -> str:
        parts: list[str] = []
        for kind, (start, end) in field.pieces:
            raw = self._text[start:end]
            name = raw.lower()
            if kind != "bare":
                parts.append(raw[1:-1])
            elif name in within or len(within) > _MAX_DEPTH:
                missing.append(Missing(raw, "endless"))
            elif name in self._fields:
                parts.append(self._expand(name, within))
            else:
                known = name in MONTHS or any(character.isdigit() for character in raw)
                # As in BibTeX, what is not defined stands for nothing; alone it stays, for there is nothing else.
                if known or len(field.pieces) == 1:
                    parts.append(raw)
                if not known:
                    missing.append(Missing(raw, "undefined"))
        if len(parts) > 1:
            self._growth += sum(map(len, parts))
            if self._growth > _MAX_GROWTH + len(self._text):
                missing.append(Missing(field.name, "endless"))
                return ""
        return "".join(parts)
