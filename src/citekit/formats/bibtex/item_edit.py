"""A changed item as edits of its entry: what changed in it, and nothing else.

The item as it was read and as it is now are both written as fields; where these differ, the entry's own field of that
meaning gets the new value, under the name it has there (`journal` or `journaltitle`, `year` or `date`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.formats.bibtex.classic import FIELDS, is_classic, to_classic
from citekit.formats.bibtex.csl_fields import PREFIX
from citekit.formats.bibtex.entry import fields_of, write_entry
from citekit.formats.bibtex.mapping import map_entry
from citekit.model.variables import KIND

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Set as AbstractSet

    from citekit.formats.bibtex.blocks import Block
    from citekit.formats.bibtex.edit import BibEdit
    from citekit.formats.bibtex.entry import Written
    from citekit.model.item import Item

#: Fields that are one variable under several names.
_ALIASES: Final = (
    *((long, short) for long, short in FIELDS.items() if long != "langid"),
    ("langid", "language", "hyphenation"),
    ("publisher", "institution", "school", "organization", "howpublished"),
    ("eid", "article-number", "articleno"),
    ("pagetotal", "numpages"),
)
#: Fields of which the first holds what the others add to it.
_JOINED: Final = tuple((f"{lead}title", f"{lead}subtitle", f"{lead}titleaddon") for lead in ("", "book", "main"))
_DATE: Final = ("date", "year", "month", "day")


def edit_entry(edit: BibEdit, block: Block, before: Item, after: Item, *, classic: bool) -> None:
    """Collect the edits that make an entry say `after` where it said `before`.

    `classic` tells what the file is in, for an entry that doesn't show it.

    Raises:
        EditError: an edit collides with one collected before.

    Examples:
        >>> from citekit.formats.bibtex import read_document
        >>> from citekit.model.span import SourceText
        >>> document = read_document(SourceText("@article{a, journal=pain, year = 1999, month = may}"))
        >>> edit, kind = document.edit(), {"type": "article-journal", "container-title": "Pain"}
        >>> edit_entry(edit, document.entries[0], {**kind, "issued": {"date-parts": [[1999, 5]]}},
        ...     {**kind, "issued": {"date-parts": [[2000]]}, "volume": "3"}, classic=False)
        >>> edit.text()
        '@article{a, journal=pain, year = 2000, volume = {3}}'
    """
    there = fields_there(edit, block)
    # What only the other dialect has tells; without it the file does.
    own = is_classic(there) or (classic and not {"date", "journaltitle", "location"} & there.keys())
    dialect = "bibtex" if own else "biblatex"
    old, new = write_entry(before, dialect), write_entry(after, dialect)
    if new.type not in (old.type, block.type):
        edit.set_type(block, new.type)
    made_of = {
        variable: [name for name in names if name in there]
        for variable, names in map_entry(block.type, there).origins.items()
    }
    if own and made_of.get("issued") == ["date"]:
        for written, item in ((old, before), (new, after)):
            _write_date(written.fields, item)
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    _name_as_there(new, made_of, changed, after)
    counting = {name for names in made_of.values() for name in names}
    done: set[str] = set()
    for name in [*new.fields, *old.fields]:
        if name in done or new.fields.get(name) == old.fields.get(name):
            continue
        group = next((names for names in (*_ALIASES, *_JOINED, _DATE) if name in names), (name,))
        done.update(group)
        wanted = {member: new.fields[member] for member in group if member in new.fields}
        same = {member: old.fields[member] for member in group if member in old.fields}
        if group == _DATE:
            wanted, same = (_as_there(fields, there) for fields in (wanted, same))
        _edit_group(edit, block, group, wanted, same, counting)


def fields_there(edit: BibEdit, block: Block) -> dict[str, str]:
    """An entry's fields by name in lower case, their values as they are written, without delimiters."""
    text = edit.document.source.text
    there: dict[str, str] = {}
    for field in block.fields:
        inner = len(field.pieces) == 1 and field.pieces[0].kind != "bare"
        start, end = field.value
        there.setdefault(field.name.lower(), text[start + inner : end - inner])
    return there


def _write_date(fields: dict[str, str], item: Item) -> None:
    """The date in BibLaTeX's one field, in an entry of BibTeX that has that beside others, which don't count."""
    date = write_entry(item, "biblatex").fields.get("date")
    if date is not None:
        for name in ("year", "month", "day"):
            fields.pop(name, None)
        fields["date"] = date


def _name_as_there(new: Written, made_of: dict[str, list[str]], changed: list[str], after: Item) -> None:
    """Give fields to be written the name under which the entry has what they say: `director`, `pmid`, `location`."""
    origins = map_entry(new.type, new.fields).origins
    both = [{name: found.get(name, ()) for name in after} for found in (origins, made_of)]
    for variable in changed:
        mine = [name for name in origins.get(variable, ()) if name in new.fields]
        theirs = made_of.get(variable, [])
        if KIND.get(variable) == "date" or not mine or len(theirs) != 1 or theirs[0] in new.fields:
            continue
        others = {name for found in both for other, names in found.items() if other != variable for name in names}
        if others & {*mine, *theirs} or mine[0].startswith(PREFIX):
            # It says something else as well, or can't say this.
            continue
        new.fields[theirs[0]] = new.fields[mine[0]]
        for name in mine:
            del new.fields[name]


def fill_entry(edit: BibEdit, block: Block, item: Item) -> None:
    """Collect the edits that add an item's variables to an entry; a field that it has stays as it is.

    Examples:
        >>> from citekit.formats.bibtex import read_document
        >>> from citekit.model.span import SourceText
        >>> document = read_document(SourceText("@article{a, journal={Pain}, volume = {1}}"))
        >>> edit = document.edit()
        >>> fill_entry(edit, document.entries[0], {"issued": {"date-parts": [[2004]]}, "volume": "2"})
        >>> edit.text()
        '@article{a, journal={Pain}, volume = {1}, year = {2004}}'
    """
    there = {field.name.lower() for field in block.fields}
    classic = is_classic(there)
    own = {name for names in (*_ALIASES, _DATE) if there & set(names) for name in names}
    for name, value in fields_of(item, "bibtex" if classic else "biblatex").items():
        if name not in there and not (name in own and not name.startswith(("csl-", "eprint"))):
            edit.add(block, name, value)


def _as_there(fields: dict[str, str], there: Container[str]) -> dict[str, str]:
    """A date in the fields that the entry has for it."""
    if "date" in fields and "year" in there and "date" not in there:
        return to_classic("misc", fields)[1]
    return fields


def _edit_group(
    edit: BibEdit,
    block: Block,
    group: tuple[str, ...],
    wanted: dict[str, str],
    same: dict[str, str],
    counting: AbstractSet[str],
) -> None:
    """The edits of fields that hold one variable; those in `counting` are what it is made of."""
    present = [name for name in group if block.field(name) is not None and not _is_address(edit, block, name)]
    # What the reader passes over is none of this edit's.
    spare = [name for name in present if name not in wanted and name in counting]
    if "howpublished" in wanted and _is_address(edit, block, "howpublished"):
        wanted = {"publisher" if name == "howpublished" else name: value for name, value in wanted.items()}
    for name, value in wanted.items():
        if name in present:
            if value != same.get(name):
                edit.set(block, name, _without_rest(edit, block, group, value, spare))
        elif group not in _JOINED and group != _DATE and spare:
            # The same under the name that the entry has for it.
            edit.set(block, spare.pop(0), value)
        elif value != same.get(name):
            edit.add(block, name, value)
    for name in spare:
        edit.delete(block, name)


def _is_address(edit: BibEdit, block: Block, name: str) -> bool:
    """Whether `howpublished` tells where the work is found rather than who published it."""
    field = block.field(name)
    text = edit.document.source.text[slice(*field.value)] if field is not None else ""
    return name == "howpublished" and ("\\url" in text or "\\href" in text or "http" in text)


def _without_rest(edit: BibEdit, block: Block, group: tuple[str, ...], value: str, spare: list[str]) -> str:
    """A title without the subtitle that stands in a field of its own and did not change."""
    if group not in _JOINED or spare != [group[1]]:
        return value
    field = block.field(group[1])
    text = edit.document.source.text[slice(*field.value)].strip('{}"') if field is not None else ""
    for joint in (": ", " "):
        if text and value.endswith(joint + text):
            spare.clear()
            return value.removesuffix(joint + text)
    return value
