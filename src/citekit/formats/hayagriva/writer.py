"""CSL items as Hayagriva's YAML: what they are in becomes their parent, with its own where that is in a series."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from citekit.errors import ReadError
from citekit.formats.hayagriva.persons import person_of
from citekit.formats.hayagriva.reader import read
from citekit.formats.hayagriva.strings import to_formattable
from citekit.formats.hayagriva.tables import FORMATTABLE, OF_THE_WHOLE, ROLES, SERIAL, SIMPLE, TYPES, WRITTEN
from citekit.formats.read_back import lost
from citekit.formats.yaml_syntax import edit
from citekit.formats.yaml_syntax.blocks import block
from citekit.model.edtf import date_parts, format_edtf, is_circa
from citekit.model.loss import Loss
from citekit.model.span import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.model.item import Item
    from citekit.model.library import Entry, Library

#: What Typst refuses a whole file for, if it is not so.
_LANGUAGE: Final = re.compile(
    r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:[-_](?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))?\Z"
)
_ADDRESS: Final = re.compile(
    r"(?:https?|ftp|wss?)://(?:[^\s/?#@\\]{0,200}@)?(?P<host>(?:\w[\w-]{0,62}\.){0,20}(?!xn--)\w[\w-]{0,62})\.?"
    r"(?::\d{0,4})?(?:[/?#]\S*)?\Z|(?!(?:https?|ftp|wss?|file):)[A-Za-z][A-Za-z0-9+.-]*:[^\s/]\S*\Z",
    re.IGNORECASE,
)
_RUNTIME: Final = re.compile(r"(?:\d+:){1,3}\d\d(?:,\d+)?\Z")
_NUMBER: Final = re.compile(r"(?:0|[1-9]\d{0,8})\Z")
_CHECKED: Final = {"language": _LANGUAGE, "runtime": _RUNTIME, "page-total": _NUMBER, "volume-total": _NUMBER}


def write(library: Library) -> str:
    """Write a library as Hayagriva's YAML.

    Example:
        >>> from citekit.model.library import Library
        >>> item = {"id": "han", "type": "article-journal", "title": "Pain", "container-title": "Letters", "volume": 7}
        >>> print(write(Library([item])), end="")
        han:
          type: article
          title: Pain
          parent:
            type: periodical
            title: Letters
            volume: 7
    """
    return "".join(pieces_of(library.entries))


def pieces_of(entries: Iterable[Entry]) -> Iterator[str]:
    """What `write` writes, entry by entry; a key that was used before gets a number."""
    used: set[str] = set()
    counts: dict[str, int] = {}
    for entry in entries:
        name = key = entry.key or "ref"
        while key in used:
            counts[name] = counts.get(name, 1) + 1
            key = f"{name}-{counts[name]}"
        used.add(key)
        yield _pair(replace(entry, key=key), "\n") + "\n"
    if not used:
        yield "{}\n"


def _pair(entry: Entry, line: str) -> str:
    """An entry behind its key; `line` is the line end with the indent of the key."""
    return block({entry.key: entry_of(entry.item)}, line)


def write_back(library: Library) -> str:
    """The library's own file with the entries that were edited, and all else as it was.

    Raises:
        EditError: the file has more in it than entries, and these can't be changed one by one.
    """
    return edit.write_back(library, read, _pair, write)


def losses(entry: Entry) -> Iterator[Loss]:
    """What of a reference does not come back when it is read."""
    if not entry.key:
        yield Loss(entry.key, "id", "an entry of Hayagriva has a key", "comes back otherwise")
    yield from lost(entry, _read_back(entry), "Hayagriva has no place for it")


def _read_back(entry: Entry) -> Item:
    try:
        return read(SourceText(_pair(replace(entry, key="a"), "\n"))).items[0]
    except (ReadError, IndexError):
        return {}


def entry_of(item: Item) -> dict[str, Any]:
    """The entry that an item is, as the mapping it is in YAML.

    Examples:
        >>> entry_of({"type": "book", "title": "Pain", "issued": {"date-parts": [[1999]]}, "collection-title": "Care"})
        {'type': 'book', 'title': 'Pain', 'date': 1999, 'parent': {'type': 'book', 'title': 'Care'}}
    """
    return _Writing(item).entry()


class _Writing:
    """An item on its way into an entry."""

    def __init__(self, item: Item) -> None:
        self.item = item
        custom = item.get("custom")
        kept = custom.get("hayagriva") if isinstance(custom, dict) else None
        self.kept: dict[str, Any] = kept if isinstance(kept, dict) else {}
        parents = self.kept.get("parents")
        self.kept_parents: dict[str, Any] = parents if isinstance(parents, dict) else {}
        aliases = self.kept.get("aliases")
        self.aliases: dict[str, Any] = aliases if isinstance(aliases, dict) else {}
        #: Whether it is a part of something, and not a whole work.
        self.is_part = False

    def entry(self) -> dict[str, Any]:
        """The entry with its parents."""
        own, container = WRITTEN.get(str(self.item.get("type") or ""), WRITTEN["document"])
        given = self.kept.get("type")
        type_ = given if isinstance(given, str) and given in TYPES else own
        around = self._containers(type_, container)
        whole = self._whole()
        entry = {
            "type": type_, **self._titles("title", "title-short"), "author": self._persons("author"),
            "affiliated": self._affiliated(ROLES), "date": written_date(self.item.get("issued")),
            **self._fields(SIMPLE, FORMATTABLE), "organization": self._formatted("authority"), "url": self._url(),
            "serial-number": self._serial(),
        }  # fmt: skip
        if self.is_part:
            # What its container says otherwise it says itself.
            entry.update({name: value for name, value in whole.items() if name in self._kept("container")})
        else:
            entry.update(whole)
        if type_ in ("conference", "exhibition", "performance"):
            entry["location"] = self._formatted("event-place")
        parents = [*around, *self._others(type_)]
        more = self.kept.get("more-parents")
        parents += [parent for parent in more if isinstance(parent, dict)] if isinstance(more, list) else []
        entry["parent"] = parents[0] if len(parents) == 1 else parents
        left = {name: value for name, value in self.kept.items() if name not in _OUR_OWN}
        return _merged(_full(entry), left)

    def _containers(self, type_: str, container: str) -> list[dict[str, Any]]:
        """What the work is in, with the series that is in; or the series of a whole work."""
        title = self._titles("container-title", "container-title-short")
        authors = self._persons("container-author")
        self.is_part = is_part = bool(title or authors or "container" in self.kept_parents or container.endswith("!"))
        inner = self._kept_type("container", container.rstrip("!"))
        series = _full({
            "type": self._kept_type("collection", inner if is_part else type_),
            **self._titles("collection-title", ""), "volume": _number(self.item.get("collection-number")),
            "editor": self._persons("collection-editor"),
        })  # fmt: skip
        in_series = len(series) > 1 or "collection" in self.kept_parents
        collection = _merged(series, self._kept("collection"))
        if not is_part:
            return [collection] if in_series else []
        kept = self._kept("container")
        whole = {name: value for name, value in self._whole().items() if name not in kept}
        numbers = _full({key: _text(self.item, SERIAL[key]) for key in ("isbn", "issn")})
        parent = collection if in_series else None
        whole = {"type": inner, **title, "author": authors, **whole, "serial-number": numbers, "parent": parent}
        return [_merged(_full(whole), kept)]

    def _whole(self) -> dict[str, Any]:
        """What is said of the whole that a work is in, or of itself where it is in none."""
        return {
            "editor": self._persons("editor"), **self._fields(OF_THE_WHOLE), "publisher": self._publisher("")
        }  # fmt: skip

    def _others(self, type_: str) -> list[dict[str, Any]]:
        """The event, the original and the repository, each a parent of its own where it is there."""
        roles = {"director": "chair"}
        event_type = self._kept_type("event", "exhibition" if type_ == "artwork" else "conference")
        if event_type == "exhibition":
            roles["organizer"] = "curator"
        own_place = type_ in ("conference", "exhibition", "performance")
        event = {
            "type": event_type, **self._titles("event-title", ""), "date": written_date(self.item.get("event-date")),
            "location": None if own_place else self._formatted("event-place"),
            "affiliated": self._affiliated(roles),
        }  # fmt: skip
        original = {
            "type": "original", **self._titles("original-title", ""), "author": self._persons("original-author"),
            "date": written_date(self.item.get("original-date")), "publisher": self._publisher("original-"),
        }  # fmt: skip
        source = {"type": self._kept_type("source", "repository"), **self._titles("source", "")}
        found = []
        for role, parent in (("event", _full(event)), ("original", _full(original)), ("source", _full(source))):
            if len(parent) > 1 or role in self.kept_parents:
                found.append(_merged(parent, self._kept(role)))
        return found

    def _kept(self, role: str) -> dict[str, Any]:
        kept = self.kept_parents.get(role)
        return kept if isinstance(kept, dict) else {}

    def _kept_type(self, role: str, default: str) -> str:
        kept = self._kept(role).get("type")
        return kept if isinstance(kept, str) and kept in TYPES else default

    def _formatted(self, variable: str) -> str:
        return to_formattable(_text(self.item, variable))

    def _titles(self, variable: str, short: str) -> dict[str, Any]:
        value, shorter = self._formatted(variable), self._formatted(short) if short else ""
        if not value:
            return {}
        return {"title": {"value": value, "short": shorter} if shorter else value}

    def _fields(self, *tables: dict[str, str]) -> dict[str, Any]:
        """Fields that are one variable each, as far as Typst takes their values."""
        found: dict[str, Any] = {}
        for table in tables:
            for field, variable in table.items():
                value = _text(self.item, variable)
                if field in _CHECKED and not _CHECKED[field].match(value):
                    continue
                found[field] = to_formattable(value) if field in FORMATTABLE else _number(value)
        return found

    def _persons(self, variable: str) -> Any:
        names = self.item.get(variable)
        aliases = self.aliases.get(variable)
        aliases = (
            aliases if isinstance(aliases, list) and isinstance(names, list) and len(aliases) == len(names) else None
        )
        persons = [
            person_of(name, str(aliases[number]) if aliases else "")
            for number, name in enumerate(names if isinstance(names, list) else ())
        ]
        found = [person for person in persons if person]
        return found[0] if len(found) == 1 and isinstance(found[0], str) else found

    def _affiliated(self, roles: dict[str, str]) -> list[dict[str, Any]]:
        groups = [{"role": role, "names": self._persons(variable)} for role, variable in roles.items()]
        return [group for group in groups if group["names"]]

    def _publisher(self, prefix: str) -> Any:
        name, place = self._formatted(f"{prefix}publisher"), self._formatted(f"{prefix}publisher-place")
        return _full({"name": name, "location": place}) if place else name

    def _url(self) -> Any:
        address = _text(self.item, "URL")
        if not _is_address(address):
            return None
        accessed = written_date(self.item.get("accessed"))
        return {"value": address, "date": accessed} if accessed else address

    def _serial(self) -> dict[str, Any]:
        numbers = {key: _text(self.item, variable) for key, variable in SERIAL.items()}
        if self.is_part:
            numbers["isbn"] = numbers["issn"] = ""
        return _full(numbers)


_OUR_OWN: Final = frozenset({"type", "parents", "more-parents", "aliases"})


def written_date(date: Any) -> Any:
    """A date as Hayagriva has it, of a range its beginning; `None` where it holds no numbers.

    Examples:
        >>> written_date({"date-parts": [[2004, 5], [2004, 6]], "circa": True}), written_date({"date-parts": [[1999]]})
        ('~2004-05', 1999)
    """
    points = date_parts(date) if isinstance(date, dict) else []
    if not points:
        return None
    parts = points[0][:1]
    if abs(parts[0]) <= 9999 and 1 <= (points[0][1:2] or [0])[0] <= 12:
        parts = points[0][:2]
        if 1 <= (points[0][2:3] or [0])[0] <= _days(*parts):
            parts = points[0]
    written = format_edtf({"date-parts": [parts]}).removeprefix("Y")
    if isinstance(date, dict) and is_circa(date):
        return f"~{written}"
    return int(written) if len(parts) == 1 and _NUMBER.match(written) else written


def _days(year: int, month: int) -> int:
    """The days of a month; Typst refuses a file for one more."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _is_address(text: str) -> bool:
    """Whether Typst takes a text for an address; hosts of figures are their four numbers."""
    match = _ADDRESS.match(text)
    host = match["host"] if match else None
    if host is None or not host.rpartition(".")[2][0].isdigit():
        return match is not None
    numbers = host.split(".")
    return len(numbers) == 4 and all(
        re.fullmatch("0|[1-9][0-9]{0,2}", number) and int(number) < 256 for number in numbers
    )


def _text(item: Item, variable: str) -> str:
    value = item.get(variable)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _number(value: Any) -> Any:
    """A number where a text is one."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(text) if _NUMBER.match(text) else text


def _full(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that there is something in."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _merged(entry: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """An entry with what was kept of the one it was read from, as far as it does not say the same otherwise."""
    merged = dict(entry)
    for name, value in kept.items():
        before = merged.get(name)
        if name == "type":
            continue
        if before is None:
            merged[name] = value
        elif isinstance(value, dict):
            said = before if isinstance(before, dict) else {"value": before}
            merged[name] = {**said, **{part: given for part, given in value.items() if part not in said}}
        elif isinstance(value, list) and isinstance(before, list):
            merged[name] = [*before, *value]
    return merged
