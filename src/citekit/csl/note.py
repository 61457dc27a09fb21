"""Variables that a reference manager without a field for them kept in `note`.

Zotero's and Mendeley's users write `name: value` lines, or `{:name: value}`, at the beginning of a note
("original-date: 1900"), and their CSL-JSON carries them there; other processors read them, and styles count on it.

Source: Zotero documentation, "Citing fields from Extra"; names there are CSL's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.variables import KIND

if TYPE_CHECKING:
    from citekit.model.item import Item

_BRACED: Final = re.compile(r"\{:([a-z_-]{1,40}|[A-Z]{1,10}):([^{}\n]{1,2000})\}")
_LINE: Final = re.compile(r"([a-z_-]{1,40}|[A-Z]{1,10}):\s*([^{}\n]{1,2000})\Z")
_MAX_LINES: Final = 200


def with_note_fields(item: Item) -> Item:
    r"""An item with the variables in its note, which then no longer has them; what the item itself says counts more.

    A date and the type are taken from the note in any case, since a manager has no other place to correct them.

    Examples:
        >>> with_note_fields({"title": "Pain", "note": "genre: Review\nauthor: Wall || Patrick\nA note."})
        {'title': 'Pain', 'note': 'A note.', 'genre': 'Review', 'author': [{'family': 'Wall', 'given': 'Patrick'}]}
    """
    note = item.get("note")
    if not isinstance(note, str) or ":" not in note:
        return item
    fields, rest = _read(note)
    if not fields:
        return item
    found: dict[str, Any] = {}
    for name, value in fields:
        kind = KIND.get(name)
        if kind == "name":
            if not item.get(name):
                found.setdefault(name, []).append(_name(value))
        elif name == "type" or kind == "date":
            found[name] = value if kind is None else {"raw": value}
        elif not item.get(name):
            found[name] = value
    return {**item, "note": rest, **found}


def _read(note: str) -> tuple[list[tuple[str, str]], str]:
    """The fields at the beginning of a note, after at most one line of other text, and what is left of it."""
    lines = _BRACED.sub(r"\n\1: \2\n", note).split("\n")
    fields: list[tuple[str, str]] = []
    rest: list[str] = []
    for number, line in enumerate(lines[:_MAX_LINES]):
        match = _LINE.match(line.strip())
        if match and _is_field(match[1]):
            fields.append((match[1], match[2].strip()))
        elif number and line.strip():
            rest += lines[number:]
            break
        else:
            rest.append(line)
    else:
        rest += lines[_MAX_LINES:]
    return fields, "\n".join(rest).strip()


def _is_field(name: str) -> bool:
    return (name in KIND or name == "type" or name.removesuffix("-short") in KIND) and name != "note"


def _name(value: str) -> dict[str, str]:
    family, bars, given = (part.strip() for part in value.partition("||"))
    return {"family": family, "given": given} if bars else {"literal": family}
