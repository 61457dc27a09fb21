"""RIS into CSL items: the dialects of EndNote, Zotero, PubMed and the citation indexes alike.

What CSL has no variable for is kept in `custom["ris"]` under its tag, and written back by the writer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import ReadError
from citekit.formats.endnote.item import item_of
from citekit.formats.endnote.slots import Slots, Value
from citekit.formats.endnote.types import GENERIC, type_of, type_tagged
from citekit.formats.format import whole
from citekit.formats.ris.tables import FIELDS, LISTED, LONG, OF_THE_FILE, OTHER_TAGS, SINGLE, WHOLE
from citekit.formats.tagged import Record, records
from citekit.model.identifiers import DOI
from citekit.model.keys import Keys
from citekit.model.library import Entry, Origin
from citekit.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.formats.endnote.types import ReferenceType
    from citekit.model.library import Library
    from citekit.model.span import SourceText

#: How a record begins: what stands before its tag, and how many blanks before its hyphen.
_BEGINNING: Final = re.compile(r"^\ufeff?([ \t]*)(TY)([ \t]{0,2})-", re.MULTILINE | re.IGNORECASE)
#: So many beginnings tell a file's dialect.
_MOST_LOOKED_AT: Final = 200


def read(source: SourceText) -> Library:
    r"""Read a RIS file.

    Raises:
        ReadError: no record is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> lines = ["TY  - JOUR", "AU  - Han, Ji-Sheng", "TI  - Pain", "PY  - 2004/05//", "SP  - 258", "EP  - 61"]
        >>> library = read(SourceText("\n".join(lines)))
        >>> library.items[0]["issued"], library.items[0]["page"]
        ({'date-parts': [[2004, 5]]}, '258-261')
    """
    return whole(entries_of, source, "ris")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The records one after the other."""
    keys = Keys()
    found = False
    for record in records(source.text, line_of(source.text), "TY", "ER", _continues, LISTED):
        if record.stray is not None:
            problems.append(Problem("this line belongs to no record", source, record.stray, severity="warning"))
        if record.fields[0][0] != "TY":
            if record.tags <= OF_THE_FILE:
                continue
            hint = "a record begins with a line such as “TY  - JOUR”"
            problems.append(Problem("a record without a type was left out", source, record.span, hint))
            continue
        tag = record.first("TY")
        type_ = type_tagged(tag)
        if type_ is None:
            message = f"{tag[:20] or 'nothing'} is no type of RIS; taken for a document"
            problems.append(Problem(message, source, record.fields[0][2], "TY  - JOUR is an article", "warning"))
        item = item_in(record, type_)
        id_ = record.first("ID")
        key = keys.add(id_) if id_ and id_ not in keys else keys.make(item)
        if id_ and id_ != key:
            item.setdefault("custom", {}).setdefault("ris", {})["ID"] = [id_]
        found = True
        yield Entry(key, {"id": key, **item}, Origin(source, record.span))
    if not found and not problems:
        hint = "a record of RIS begins with a line “TY  - JOUR”"
        raise ReadError("no record was found", path=source.path, hint=hint)


def line_of(text: str) -> re.Pattern[str]:
    r"""How lines with tags look in a file: indented, in lower case, with one blank before the hyphen, as its first are.

    What differs from that is text, however much it looks like a tag.

    Examples:
        >>> bool(line_of("TY  - JOUR").match("T1 - weighted")), bool(line_of("TY - JOUR").match("T1 - Pain"))
        (False, True)
    """
    blanks, indent, lower = {2}, "", False
    for number, match in enumerate(_BEGINNING.finditer(text)):
        if number == _MOST_LOOKED_AT:
            break
        blanks.add(2 if "\t" in match[3] else len(match[3]))
        indent = indent or ("[ \\t]*" if match[1] else "")
        lower = lower or match[2] != "TY"
    before = f"(?:[ ]{{{min(blanks)},2}}|\\t)"
    return re.compile(
        rf"{indent}(?P<tag>[A-Z][A-Z0-9]){before}-(?:[ \t]?(?P<value>.*))?\Z", re.IGNORECASE if lower else re.NOFLAG
    )


def _continues(record: Record, tag: str, value: str) -> bool:
    """Whether a line that looks like a tag's goes on with the text before it: "ER  - positive tumours were seen"."""
    if record.last_tag not in LONG or not value or not value[0].islower():
        return False
    known = tag in FIELDS or tag in OTHER_TAGS
    return not known or tag == "ER" or (tag in SINGLE and tag in record.tags)


def item_in(record: Record, known: ReferenceType | None) -> dict[str, Any]:
    """The item of a record of a type; what has none that is known is taken for a document."""
    type_ = known or GENERIC
    slots = Slots(_values(record, type_))
    kind = slots.get("work-type")
    if not slots.get("electronic-resource-num") and kind.startswith("10.") and DOI.parse(kind) is not None:
        # Where EndNote had no field for it.
        slots = Slots(value._replace(field="electronic-resource-num") if value.field == "work-type" else value
                      for value in slots.left())  # fmt: skip
    item = item_of(slots, type_)
    if not item.get("DOI"):
        item["DOI"] = slots.take("electronic-resource-num")
    if not item["DOI"]:
        del item["DOI"]
    kept: dict[str, list[str]] = {}
    for value in slots.left():
        kept.setdefault(value.label, []).append(value.text)
    if known is None and record.first("TY"):
        kept["TY"] = [record.first("TY")]
    elif type_ != type_of({"type": type_.csl}, None, ris=True):
        kept["TY"] = [type_.tag or record.first("TY")]
    if kept:
        item["custom"] = {**item.get("custom", {}), "ris": kept}
    return item


def _values(record: Record, type_: ReferenceType) -> Iterator[Value]:
    """The values of a record in EndNote's fields, the better tag of a field first."""
    names = _journal_names(record, type_)
    fields = {
        **FIELDS, **names,
        "IS": "number" if type_.is_article else "issue", "M1": "custom-m1" if type_.is_article else "number",
        "ED": _editor(type_),
    }  # fmt: skip
    for tag, value, _ in sorted(record.fields, key=lambda one: _RANK.get(one[0], -1)):
        if tag not in ("TY", "ID") and value:
            yield Value(fields.get(tag, tag), value, tag)


#: The better tags of a field first; those of one list stay in the order of the file.
_RANK: Final = {tag: rank for rank, tag in enumerate(FIELDS) if tag not in ("AU", "A1", "KW", "UR")}


def _editor(type_: ReferenceType) -> str:
    """The field of a type's editors, which RIS of old has a tag for."""
    groups = ("authors", "secondary-authors", "tertiary-authors")
    return next((field for field in groups if type_.meaning(field) == "editor"), "editors")


def _journal_names(record: Record, type_: ReferenceType) -> dict[str, str]:
    """What the tags for the names of journals and books are: they overlap, and differ by type and program."""
    tag = type_.tag
    named = {name: record.first(name) for name in ("T2", "T3", "BT", "JF", "JO", "JA", "J1", "J2")}
    if tag in WHOLE:
        own = record.first("TI", "T1", "CT")
        return {} if own and named["BT"] and own != named["BT"] else {"BT": "title"}
    fields: dict[str, str] = {}
    container = next((name for name in ("JF", "BT", "T2", "JO") if named[name]), "")
    if container:
        fields[container] = "secondary-title"
    if container == "BT" and named["T2"] and not named["T3"]:
        fields["T2"] = "tertiary-title"
    elif container and container != "T2" and named["T2"]:
        fields["T2"] = "secondary-title"
    if container and container != "JO" and named["JO"]:
        fields["JO"] = "alt-title"
    return fields
