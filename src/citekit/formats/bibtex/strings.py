"""`@string` abbreviations and concatenation: the text a value stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from citekit.formats.bibtex.document import Block, FieldSpan

#: BibTeX's own abbreviations stand for themselves: dates know them.
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MAX_LENGTH = 1_000_000


def read_strings(blocks: Iterable[Block]) -> dict[str, FieldSpan]:
    """Every `@string` by its name in lower case; the last of several wins, as in BibTeX."""
    strings: dict[str, FieldSpan] = {}
    for block in blocks:
        if block.type == "string":
            strings.update((field.name.lower(), field) for field in block.fields)
    return strings


def resolve(field: FieldSpan, text: str, strings: Mapping[str, FieldSpan]) -> tuple[str, list[str]]:
    """The value of a field with its delimiters off and abbreviations put in; and those that are not defined.

    An abbreviation that refers to itself stands for nothing.
    """
    missing: list[str] = []
    return _resolve(field, text, strings, missing, frozenset()), missing


def _resolve(
    field: FieldSpan,
    text: str,
    strings: Mapping[str, FieldSpan],
    missing: list[str],
    open_names: frozenset[str],
) -> str:
    parts: list[str] = []
    for kind, (start, end) in field.pieces:
        raw = text[start:end]
        if kind != "bare":
            parts.append(raw[1:-1])
        elif raw.lower() in strings:
            name = raw.lower()
            if name not in open_names and sum(map(len, parts)) < _MAX_LENGTH:
                parts.append(_resolve(strings[name], text, strings, missing, open_names | {name}))
        elif raw.isdigit() or raw.lower() in MONTHS:
            parts.append(raw)
        else:
            parts.append(raw)
            if not any(character.isdigit() for character in raw):
                missing.append(raw)
    return "".join(parts)[:_MAX_LENGTH]
