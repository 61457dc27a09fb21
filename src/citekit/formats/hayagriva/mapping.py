"""An entry of Hayagriva's as a CSL item: what it is in, its parents, becomes container, series, event and original.

Of an entry and its parents each variable takes the field it needs, and what is left over is kept in
`custom["hayagriva"]`, so that nothing is lost and the writer can put it back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.hayagriva.persons import name_of
from citekit.formats.hayagriva.strings import text_of
from citekit.formats.hayagriva.tables import (
    ALONE,
    BY_PARENT,
    FORMATTABLE,
    OF_THE_WHOLE,
    OFTEN_WHOLE,
    RENAMED,
    ROLES,
    SERIAL,
    SIMPLE,
    TYPES,
    VOLUMES,
    WHOLE,
    WRITTEN,
)
from citekit.formats.yaml_syntax.scalars import is_null, resolved
from citekit.model.edtf import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable

_YEAR: Final = re.compile(r"\s*[-+]?\d{1,9}\s*\Z")
#: Parents that stand for something else than what the work is in.
_EVENTS: Final = frozenset({"conference", "exhibition"})


class Fields:
    """The fields of an entry that no variable has taken yet."""

    def __init__(self, fields: dict[str, Any], default: str = "misc") -> None:
        self.left = {name: value for name, value in fields.items() if not is_null(value)}
        given = str(self.left.pop("type", "")).lower()
        self.type = RENAMED.get(given, given) if given in TYPES else default
        #: A type that is none.
        self.unknown = given if given and given not in TYPES else ""

    def parents(self) -> list[Fields]:
        """The parents, taken out of the fields."""
        given = self.left.get("parent")
        listed: list[Any] = given if isinstance(given, list) else [given]
        if not given or not all(isinstance(parent, dict) for parent in listed):
            return []
        del self.left["parent"]
        return [Fields(parent, TYPES[self.type]) for parent in listed]

    def text(self, name: str) -> str:
        """A formattable string as CSL's markup, taken unless it has parts that CSL has no place for."""
        value = self.left.get(name)
        text = text_of(value)
        if text:
            del self.left[name]
            more = {
                part: given for part, given in value.items() if part not in ("value", "short", "shorthand", "verbatim")
            } if isinstance(value, dict) else {}  # fmt: skip
            if more:
                self.left[name] = more
        return text

    def string(self, name: str) -> str:
        """A field that is text as it was written, taken."""
        value = self.left.get(name)
        return str(self.left.pop(name)).strip() if isinstance(value, str) else ""

    def persons(self, name: str) -> tuple[list[dict[str, str]], list[str]]:
        """Persons as names, taken, and the alias of each, where it has one."""
        return _persons(self.left.pop(name, None))

    def rest(self) -> dict[str, Any]:
        """What no variable has taken, as what YAML takes it for."""
        return {name: value for name, value in resolved(self.left).items() if value not in ({}, [], None)}


def _persons(value: Any) -> tuple[list[dict[str, str]], list[str]]:
    listed = value if isinstance(value, list) else [value]
    found = [(name_of(person), person) for person in listed]
    names = [name for name, _ in found if name]
    aliases = [str(person.get("alias", "")) if isinstance(person, dict) else "" for name, person in found if name]
    return names, aliases if any(aliases) else []


def item_of(entry: dict[str, Any]) -> dict[str, Any]:
    """The CSL item that an entry is, without an id.

    Examples:
        >>> item = item_of({"type": "article", "title": "Kinetics", "parent": {"title": "Physics", "volume": "102"}})
        >>> item["type"], item["container-title"], item["volume"]
        ('article-journal', 'Physics', '102')
    """
    return _Mapping(Fields(entry)).item()


class _Mapping:
    """An entry on its way into an item."""

    def __init__(self, own: Fields) -> None:
        self.own = own
        self.parents = own.parents()
        self.found: dict[str, Any] = {}
        self.aliases: dict[str, list[str]] = {}
        self.roles: dict[str, Fields] = {}
        self.more: list[Fields] = []
        self._assign(self.parents)

    def _assign(self, parents: Iterable[Fields], *, inside: bool = False) -> None:
        """Say of each parent what it is to the work."""
        for parent in parents:
            role = self._role(parent, inside=inside)
            if role in self.roles:
                self.more.append(parent)
                continue
            self.roles[role] = parent
            if role == "container":
                self._assign(parent.parents(), inside=True)

    def _role(self, parent: Fields, *, inside: bool) -> str:
        if parent.type == "original":
            return "original"
        if parent.type in _EVENTS:
            return "event"
        if parent.type == "repository" and self.own.type != "thread":
            return "source"
        often = self.own.type in OFTEN_WHOLE and parent.type not in VOLUMES
        return "collection" if inside or self.own.type in WHOLE or often else "container"

    def item(self) -> dict[str, Any]:
        """The item, with what no variable has taken under `custom`."""
        type_ = self._type()
        self.found["type"] = type_
        self._own()
        self._container()
        self._around()
        kept = self._kept(type_)
        item = {name: value for name, value in self.found.items() if value}
        return {**item, "custom": {"hayagriva": kept}} if kept else item

    def _type(self) -> str:
        own = self.own.type
        around = [parent.type for parent in self.parents]
        for type_, parent, found in BY_PARENT:
            fits = type_ == own or (type_ == "*" and own not in WHOLE)
            if fits and around and (parent == "*" or parent in around):
                return found
        # As Hayagriva has it: what nobody has published is not in force.
        return "bill" if own == "legislation" and "publisher" not in self.own.left else ALONE[own]

    def _put(self, variable: str, value: Any) -> bool:
        """Set a variable that has no value yet."""
        if not value or self.found.get(variable):
            return False
        self.found[variable] = value
        return True

    def _own(self) -> None:
        """What an entry says of itself."""
        own = self.own
        self._titles(own, "title", "title-short")
        self._names(own, "author", "author")
        self._names(own, "editor", "editor")
        self._roles(own)
        self._date(own, "date", "issued")
        for field, variable in FORMATTABLE.items():
            self._put(variable, own.text(field))
        for field, variable in SIMPLE.items():
            self._put(variable, own.string(field))
        in_volume = "container" in self.roles and "volume" in self.roles["container"].left
        for field, variable in OF_THE_WHOLE.items():
            if not (in_volume and field == "volume"):
                self._put(variable, own.string(field))
        is_numbered = self.found["type"] in ("chapter", "entry-encyclopedia", "paper-conference")
        if in_volume and is_numbered and not self.found.get("chapter-number"):
            # As Hayagriva has it: of a part in a volume, it is the number of the part.
            self._put("chapter-number", own.string("volume"))
        self._publisher(own)
        self._serial(own)
        self._url(own)

    def _titles(self, fields: Fields, variable: str, short: str) -> None:
        value = fields.left.get("title")
        given = value.get("short", value.get("shorthand")) if isinstance(value, dict) else None
        self._put(variable, fields.text("title"))
        self._put(short, text_of(given))

    def _names(self, fields: Fields, field: str, variable: str) -> None:
        if self.found.get(variable) or field not in fields.left:
            return
        names, aliases = fields.persons(field)
        self._put(variable, names)
        if aliases:
            self.aliases[variable] = aliases

    def _roles(self, fields: Fields, renamed: dict[str, str] | None = None) -> None:
        """Persons with roles; those whose role CSL has not are left."""
        given = fields.left.get("affiliated")
        listed: list[Any] = given if isinstance(given, list) else [given]
        left: list[Any] = []
        for group in listed if given else ():
            role = (
                re.sub(r"(?<=[a-z])(?=[A-Z])", "-", str(group.get("role", ""))).lower()
                if isinstance(group, dict)
                else ""
            )
            variable = (renamed if renamed is not None else ROLES).get(role)
            if variable is None and role == "holder" and self.found["type"] == "patent" and "author" not in self.found:
                variable = "author"
            if variable is None:
                left.append(group)
                continue
            names, aliases = _persons(group.get("names"))
            before = self.found.get(variable) or []
            self.found[variable] = [*before, *names]
            if aliases:
                known = self.aliases.get(variable) or [""] * len(before)
                self.aliases[variable] = [*known, *aliases]
        if left:
            fields.left["affiliated"] = left
        else:
            fields.left.pop("affiliated", None)

    def _date(self, fields: Fields, field: str, variable: str) -> None:
        if not self.found.get(variable) and field in fields.left:
            date = date_of(fields.left[field])
            if date:
                self.found[variable] = date
                del fields.left[field]

    def _publisher(self, fields: Fields, prefix: str = "") -> None:
        """Publisher and place: of the publisher, or, as the first versions of the format had it, of the entry."""
        given = fields.left.get("publisher")
        name, place = (given.get("name"), given.get("location")) if isinstance(given, dict) else (given, None)
        if isinstance(given, dict) and "name" not in given and "value" in given:
            name = given
        if given is not None and not self.found.get(f"{prefix}publisher"):
            put_name = self._put(f"{prefix}publisher", text_of(name))
            put_place = self._put(f"{prefix}publisher-place", text_of(place))
            if put_name or put_place:
                del fields.left["publisher"]
        if "location" in fields.left and fields is not self.roles.get("event"):
            own_event = fields is self.own and self.own.type in (*_EVENTS, "performance")
            variable = "event-place" if own_event else f"{prefix}publisher-place"
            if not self.found.get(variable):
                self._put(variable, fields.text("location"))
        if not prefix and fields.left.get("organization"):
            is_publisher = self.found["type"] in ("thesis", "report") and not self.found.get("publisher")
            variable = "publisher" if is_publisher else "authority"
            if not self.found.get(variable):
                self._put(variable, fields.text("organization"))

    def _serial(self, fields: Fields, keys: Iterable[str] = SERIAL) -> None:
        """Serial numbers; the first versions of the format had some of them as fields."""
        given = fields.left.get("serial-number")
        if isinstance(given, str):
            given = fields.left["serial-number"] = {"serial": given}
        numbers = given if isinstance(given, dict) else {}
        for numbers_ in (numbers, fields.left):
            for key in keys:
                value = numbers_.get(key)
                if isinstance(value, str) and self._put(SERIAL[key], str(value).strip()):
                    numbers_.pop(key)
        arxiv = numbers.get("arxiv")
        if isinstance(arxiv, str) and not self.found.get("number") and not self.found.get("archive"):
            # As the rest of citekit has them.
            self.found["archive"], self.found["number"] = "arXiv", str(numbers.pop("arxiv")).strip()
        if not numbers:
            fields.left.pop("serial-number", None)

    def _url(self, fields: Fields) -> None:
        given = fields.left.get("url")
        address = given.get("value") if isinstance(given, dict) else given
        if isinstance(address, str) and not is_null(address) and self._put("URL", str(address).strip()):
            if isinstance(given, dict):
                self._put("accessed", date_of(given.get("date")))
            del fields.left["url"]

    def _container(self) -> None:
        """What an entry's container says; of what both say, the entry's own stays."""
        container = self.roles.get("container")
        if container is None:
            return
        self._titles(container, "container-title", "container-title-short")
        self._names(container, "author", "container-author")
        self._names(container, "editor", "editor")
        for field, variable in OF_THE_WHOLE.items():
            if not self.found.get(variable):
                self._put(variable, container.string(field))
        self._roles(container)
        self._date(container, "date", "issued")
        self._publisher(container)
        self._serial(container, ("isbn", "issn"))
        self._url(container)

    def _around(self) -> None:
        """The series, the event, an earlier publication, and the repository."""
        series = self.roles.get("collection")
        if series is not None:
            self._put("collection-title", series.text("title"))
            self._put("collection-number", series.string("volume" if "volume" in series.left else "issue"))
            self._names(series, "editor", "collection-editor")
            self._publisher(series)
            self._serial(series, ("issn",))
        event = self.roles.get("event")
        if event is not None:
            self._put("event-title", event.text("title"))
            self._put("event-place", event.text("location"))
            self._date(event, "date", "event-date")
            self._roles(
                event, {"director": "chair", "organizer": "curator" if event.type == "exhibition" else "organizer"}
            )
        original = self.roles.get("original")
        if original is not None:
            self._put("original-title", original.text("title"))
            self._names(original, "author", "original-author")
            self._date(original, "date", "original-date")
            self._publisher(original, "original-")
        source = self.roles.get("source")
        if source is not None:
            self._put("source", source.text("title"))
            self._url(source)

    def _kept(self, type_: str) -> dict[str, Any]:
        """What no variable has taken, of the entry and of each parent, and types that the writer would not choose."""
        kept = self.own.rest()
        own, container = WRITTEN[type_]
        if self.own.type != own:
            kept["type"] = self.own.type
        defaults = {
            "container": container.rstrip("!"),
            "event": "conference",
            "original": "original",
            "source": "repository",
        }
        defaults["collection"] = self.roles.get("container", self.own).type
        parents: dict[str, Any] = {}
        for role, parent in self.roles.items():
            left = parent.rest()
            # One that says nothing but what it is may be all that the work's type comes from.
            unsaid = role == "container" and not (container.endswith("!") or self.found.get("container-title"))
            if parent.type != defaults[role] or unsaid:
                left["type"] = parent.type
            if left:
                parents[role] = left
        if parents:
            kept["parents"] = parents
        more = [{"type": parent.type, **parent.rest()} for parent in self.more]
        if more:
            kept["more-parents"] = more
        if self.aliases:
            kept["aliases"] = self.aliases
        return kept


def date_of(value: Any) -> dict[str, Any] | None:
    """A date of Hayagriva's: "2004-05-03", 2004, "~1790" for about that year, "-0043" for 44 BC.

    Examples:
        >>> date_of("~2004-05"), date_of("850"), date_of("-0043")
        ({'date-parts': [[2004, 5]], 'circa': True}, {'date-parts': [[850]]}, {'date-parts': [[-44]]})
    """
    if isinstance(value, dict):
        parts = [str(value[part]) for part in ("year", "month", "day") if part in value]
        if not parts or not all(_YEAR.match(part) for part in parts):
            return None
        date: dict[str, Any] = {"date-parts": [[int(part) for part in parts]]}
        return {**date, "circa": True} if str(value.get("approximate", "")).lower() == "true" else date
    if not isinstance(value, str) or is_null(value):
        return None
    text = value.strip()
    circa = text.startswith("~")
    text = text.lstrip("~").strip().removeprefix("+")
    found = parse_edtf(text)
    if found is None and _YEAR.match(text) and int(text):
        found = parse_edtf(f"{int(text):05d}" if int(text) < 0 else f"{int(text):04d}")
    if found is None:
        return {"literal": value.strip()} if value.strip() else None
    return {**found, "circa": True} if circa else dict(found)
