"""CSL's items as YAML, as pandoc has them: under `references:`, dates as EDTF, markup as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from citekit.errors import ReadError
from citekit.formats.csl_yaml.dates import date_of, in_numbers, written_date
from citekit.formats.csl_yaml.inline import to_markdown
from citekit.formats.csl_yaml.reader import PLAIN, read
from citekit.formats.read_back import lost
from citekit.formats.yaml_syntax import edit
from citekit.formats.yaml_syntax.blocks import block
from citekit.formats.yaml_syntax.records import has_prose
from citekit.model.span import SourceText
from citekit.model.variables import KIND, SYNONYMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.model.item import Item
    from citekit.model.library import Entry, Library
    from citekit.model.loss import Loss

#: The line end in an item.
LINE: Final = "\n  "
_KIND: Final = {**KIND, **dict.fromkeys(SYNONYMS, "text")}


def write(library: Library) -> str:
    """Write a library as YAML that pandoc takes as a bibliography and as the metadata of an article.

    A library that was read from CSL-YAML and not edited is given back as it was, byte for byte; of an article, whose
    metadata it was read from, only the references are written.

    Example:
        >>> from citekit.model.library import Library
        >>> item = {"id": "a", "title": "<i>Pain</i>: 1", "volume": "7", "issued": {"date-parts": [[2004, 5]]}}
        >>> print(write(Library([item])), end="")
        ---
        references:
        - id: a
          title: "*Pain*: 1"
          volume: "7"
          issued: "2004-05"
        ...
    """
    source = library.source if library.format == "csl-yaml" else None
    if source is not None and not has_prose(source.text) and _is_as_read(source, library):
        return source.text
    return "".join(pieces_of(library.entries))


def pieces_of(entries: Iterable[Entry]) -> Iterator[str]:
    """What `write` writes, item by item."""
    head = "---\nreferences:"
    for entry in entries:
        yield f"{head}\n- {block(_written(entry), LINE)}"
        head = ""
    yield f"{head} []\n...\n" if head else "\n...\n"


def write_back(library: Library) -> str:
    """The library's own file with the items that were edited, and all else as it was.

    Raises:
        EditError: the file has more in it than items, and these can't be changed one by one.
    """
    return edit.write_back(library, read, lambda entry, line: block(_written(entry), line), write)


def losses(entry: Entry) -> Iterator[Loss]:
    """What of a reference does not come back when it is read."""
    return lost(entry, _read_back(entry), "CSL-YAML has no such value", _folded)


def _read_back(entry: Entry) -> Item:
    try:
        return read(SourceText("".join(pieces_of([entry])))).items[0]
    except (ReadError, IndexError):
        return {}


def _is_as_read(source: SourceText, library: Library) -> bool:
    try:
        before = read(source).entries
    except ReadError:
        return False
    after = library.entries
    # As text, since Python takes 1, 1.0 and true for the same.
    return [(one.key, repr(one.item)) for one in before] == [(one.key, repr(dict(one.item))) for one in after]


def _folded(variable: str, value: Any) -> Any:
    """A value for comparing: numbers of variables are text, and a date is what it says."""
    kind = _KIND.get(variable, "")
    if variable == "id" or (kind in ("text", "number") and isinstance(value, int | float)):
        return str(value)
    if kind == "date" and isinstance(value, dict) and "date-parts" in value:
        return {**value, "date-parts": in_numbers(value["date-parts"])}
    return date_of(value) if kind == "date" and isinstance(value, str) else value


def _written(entry: Entry) -> dict[str, Any]:
    """An item as its YAML says it."""
    item = {**entry.item, "id": entry.key} if "id" in entry.item else {"id": entry.key, **entry.item}
    return {variable: _value(variable, value) for variable, value in item.items() if value is not None}


def _value(variable: str, value: Any) -> Any:
    kind = _KIND.get(variable)
    if kind == "date":
        return written_date(value)
    if kind == "name" and isinstance(value, list):
        return [_name(name) for name in value]
    if kind in ("text", "number") and isinstance(value, str) and variable not in PLAIN:
        return to_markdown(value)
    return value


def _name(name: Any) -> Any:
    if not isinstance(name, dict):
        return name
    return {part: to_markdown(value) if isinstance(value, str) else value for part, value in name.items()}
