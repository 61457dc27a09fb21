"""What BibTeX and BibLaTeX have no field for: fields of our own that come back as the variables they were.

A variable that no field holds, or that would be read back as something else, stands in `csl-` and its name
(`csl-medium`, `csl-submitted`); LaTeX, BibTeX and other readers leave such fields alone. Names in them have CSL's parts
(`family=Han, given=Ji-Sheng`), dates are EDTF. An item type that no entry type means stands in `entrysubtype`, and
people with a part of their own in `editora` to `editorc` with `editoratype` to `editorctype`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.bibtex.names import read_names, split_names
from citekit.model.edtf import format_edtf, parse_edtf
from citekit.model.variables import ITEM_TYPES, KIND
from citekit.richtext.latex import decode
from citekit.richtext.latex_encoding import encode

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX: Final = "csl-"
#: Parts that people have in a work, for which BibLaTeX has `editora` and its type.
ROLES: Final = (
    "compiler", "director", "producer", "organizer", "curator", "chair", "collection-editor", "editorial-director",
    "editor-translator", "executive-producer", "series-creator", "script-writer", "composer", "performer", "narrator",
    "host", "guest", "illustrator", "interviewer", "contributor",
)  # fmt: skip
SLOTS: Final = ("editora", "editorb", "editorc")
_PARTS: Final = (
    "literal", "family", "given", "suffix", "dropping-particle", "non-dropping-particle", "comma-suffix",
    "static-ordering", "parse-names",
)  # fmt: skip


def format_value(variable: str, value: Any) -> str:
    r"""A variable's value for a field of its own; "" where it can't be written.

    Examples:
        >>> format_value("medium", "DVD & book")
        'DVD \\& book'
        >>> format_value("recipient", [{"family": "Freud", "given": "Sigmund", "dropping-particle": "von"}])
        'family={Freud}, given={Sigmund}, dropping-particle={von}'
    """
    kind = KIND.get(variable)
    if kind == "name":
        return _format_names(value)
    if kind == "date":
        if not isinstance(value, dict):
            return ""
        literal = value.get("literal") or value.get("raw")
        return format_edtf(value) or (encode(str(literal)) if isinstance(literal, str) else "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _encoded(value)


def _encoded(value: object) -> str:
    return encode(re.sub(r"[ \t\r\n]+", " ", str(value)).strip(" "))


def _format_names(value: Any) -> str:
    names: list[str] = []
    for name in value if isinstance(value, list | tuple) else ():
        if not isinstance(name, dict) or not name.keys() <= set(_PARTS):
            return ""
        parts = [f"{part}={{{_encoded(name[part])}}}" for part in _PARTS if name.get(part)]
        names.append(", ".join(parts))
    return " and ".join(name for name in names if name)


def restore(item: dict[str, Any], origins: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """An item whose kept fields are variables again, where they are of the kind written here.

    Examples:
        >>> restore({"type": "document", "custom": {"bibtex": {"csl-medium": "DVD", "entrysubtype": "hearing"}}}, {})
        {'type': 'hearing', 'medium': 'DVD'}
    """
    custom = item.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    if not isinstance(custom, dict) or not isinstance(kept, dict):
        return item
    kept = dict(kept)
    changes: dict[str, Any] = {}
    subtype = str(kept.get("entrysubtype") or "").strip().lower()
    if subtype in ITEM_TYPES:
        changes["type"] = subtype
        del kept["entrysubtype"]
    for slot in SLOTS:
        role = str(kept.get(f"{slot}type") or "").strip().lower()
        names = read_names(kept[slot])[0] if role in ROLES and role not in item and slot in kept else []
        if names:
            changes[role] = names
            origins[role] = (slot,)
            del kept[slot], kept[f"{slot}type"]
    for field in [name for name in kept if name.startswith(PREFIX)]:
        variable = _variable(field)
        value = _read(variable, kept[field]) if variable else None
        if variable and value:
            changes[variable] = value
            origins[variable] = (field,)
            del kept[field]
    if not changes:
        return item
    others = {name: value for name, value in custom.items() if name != "bibtex"}
    rest = {**others, "bibtex": kept} if kept else others
    whole = {name: value for name, value in {**item, **changes}.items() if name != "custom"}
    return {**whole, "custom": rest} if rest else whole


_VARIABLES: Final = {variable.lower(): variable for variable in KIND}


def _variable(field: str) -> str | None:
    return _VARIABLES.get(field.removeprefix(PREFIX).lower())


def _read(variable: str, value: str) -> Any:
    kind = KIND[variable]
    if kind == "name":
        return [name for raw in split_names(value) if (name := _name(raw))]
    if kind == "date":
        return parse_edtf(value) or ({"literal": decode(value)} if value.strip() else None)
    return decode(value, kind="title")


def _name(raw: str) -> Mapping[str, Any]:
    name: dict[str, Any] = {}
    for match in re.finditer(r"([a-z-]+)\s*=\s*\{((?:[^{}]|\{[^{}]*\})*)\}", raw):
        if match[1] in _PARTS:
            text = decode(match[2], kind="name")
            name[match[1]] = {"True": True, "False": False}.get(text, text)
    return name
