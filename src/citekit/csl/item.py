"""The engine's own view of a work: names with their particles, dates as numbers, fields as nodes.

In: a CSL-JSON item, whatever it holds. Out: values of one kind each. Nothing in a bibliography raises here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from citekit.csl.note import with_note_fields
from citekit.csl.signature import Signature
from citekit.model.edtf import date_parts, is_circa, parse_edtf
from citekit.model.variables import SYNONYMS
from citekit.richtext.markup import parse_markup
from citekit.richtext.nodes import Source
from citekit.richtext.textcase import change_case

if TYPE_CHECKING:
    from citekit.model.item import Item
    from citekit.richtext.nodes import Inline

_MAX_TEXT = 200_000
_MAX_NAMES = 5_000
_OTHER_SPELLING = {variable: other for other, variable in SYNONYMS.items()}


class NameView(NamedTuple):
    """A name's parts, all strings; `literal` excludes the others."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    static: bool = False
    literal: str = ""


class DateView(NamedTuple):
    """A date's points as (year, month, day), missing parts left off."""

    points: tuple[tuple[int, ...], ...] = ()
    season: int = 0
    circa: bool = False
    literal: str = ""
    season_name: str = ""


class Work:
    """One reference as the engine reads it; parsed fields are kept, since a work is rendered many times."""

    __slots__ = ("_dates", "_names", "_rich", "_signature", "_sources", "item", "kept", "key", "language", "type")

    def __init__(self, item: Item, key: str) -> None:
        self.item = item = with_note_fields(item) if "note" in item else item
        self.key = key
        type_ = item.get("type")
        self.type = type_ if isinstance(type_, str) else ""
        language = item.get("language")
        self.language = language if isinstance(language, str) else ""
        self._rich: dict[str, Inline | None] = {}
        self._names: dict[str, tuple[NameView, ...]] = {}
        self._dates: dict[str, DateView | None] = {}
        self._signature: Signature | None = None
        self._sources: dict[tuple[str, str, int], Source] = {}
        #: What elements made of this work that comes again when the work is rendered again.
        self.kept: dict[Any, Inline] = {}

    @property
    def signature(self) -> Signature:
        """The type, and the variables that hold something."""
        if self._signature is None:
            item = self.item
            present = [variable for variable in item if self.has(variable)]
            present += [SYNONYMS[variable] for variable in present if variable in SYNONYMS]
            self._signature = Signature(self.type, frozenset(present))
        return self._signature

    def source(self, variable: str, part: str, name: int) -> Source:
        """Where characters of a name come from; the same object for all of them."""
        key = variable, part, name
        found = self._sources.get(key)
        if found is None:
            found = self._sources[key] = Source(self.key, variable, part, name)
        return found

    def text(self, variable: str) -> str:
        """A text or number variable as a string; empty where there is none."""
        value = self.item.get(variable)
        if value is None and variable in _OTHER_SPELLING:
            value = self.item.get(_OTHER_SPELLING[variable])
        if isinstance(value, str):
            return value[:_MAX_TEXT].strip() if value.strip() else ""
        if isinstance(value, bool) or value is None:
            return ""
        if isinstance(value, int | float):
            return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        if isinstance(value, list | tuple):
            return ", ".join(str(part) for part in value if isinstance(part, str | int))[:_MAX_TEXT]
        return ""

    def rich(self, variable: str) -> Inline | None:
        """A text variable as nodes; `None` where there is none."""
        if variable not in self._rich:
            text = self.text(variable)
            self._rich[variable] = parse_markup(text, Source(self.key, variable)) if text else None
        return self._rich[variable]

    def cased(self, variable: str, case: str, *, english: bool) -> Inline | None:
        """A text variable in a style's text case, for English or for other languages."""
        key = f"{variable} {case}{' ' if english else ''}"
        if key not in self._rich:
            node = self.rich(variable)
            self._rich[key] = node if node is None else change_case(node, case, english=english)
        return self._rich[key]

    def names(self, variable: str) -> tuple[NameView, ...]:
        """A name variable's names, empty ones left out."""
        if variable not in self._names:
            value = self.item.get(variable)
            names = value[:_MAX_NAMES] if isinstance(value, list | tuple) else ()
            views = (_name(name) for name in names if isinstance(name, Mapping))
            self._names[variable] = tuple(view for view in views if any(view[:5]) or view.literal)
        return self._names[variable]

    def truncated(self, variable: str) -> bool:
        """Whether the source's own list of names ended in "et al."."""
        custom = self.item.get("custom")
        marked = custom.get("et-al") if isinstance(custom, Mapping) else None
        return isinstance(marked, list | tuple) and variable in marked

    def date(self, variable: str) -> DateView | None:
        """A date variable; `None` where there is none."""
        if variable not in self._dates:
            self._dates[variable] = _date(self.item.get(variable))
        return self._dates[variable]

    def has(self, variable: str) -> bool:
        """Whether a variable of any kind holds something."""
        value = self.item.get(variable)
        if isinstance(value, list | tuple):
            return bool(self.names(variable)) or bool(self.text(variable))
        if isinstance(value, Mapping):
            return self.date(variable) is not None
        return bool(self.text(variable))


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _truth(value: Any) -> bool:
    return value not in (None, False, 0, "", "0", "false")


_LOWER_LEAD = re.compile(r"((?:[’']?[a-zà-öø-ÿ][\w’'.-]*\s+)+|[a-zà-öø-ÿ]{1,3}[’']|[ae][dlnrstz]-)(?=\S)")
_LOWER_TAIL = re.compile(r"(?<=\S)\s+((?:[a-zà-öø-ÿ][\w’'.-]*\s*)+)\Z")


def _name(value: Mapping[str, Any]) -> NameView:
    literal = _string(value.get("literal"))
    if literal:
        return NameView(literal=literal)
    family, given = _string(value.get("family")), _string(value.get("given"))
    dropping, non_dropping = (
        _string(value.get("dropping-particle")),
        _string(value.get("non-dropping-particle")),
    )
    suffix, comma = _string(value.get("suffix")), _truth(value.get("comma-suffix"))
    if not dropping and not non_dropping and value.get("parse-names") not in (False, 0, "false"):
        if len(family) > 1 and family[0] == family[-1] == '"':
            family = family[1:-1]
        else:
            lead = _LOWER_LEAD.match(family) if len(family) < 200 else None
            if lead:
                non_dropping, family = lead[1].strip(), family[lead.end() :]
                if non_dropping[-1] in "’'" and lead[1][-1].isspace():
                    non_dropping += " "  # "de' Medici", but "d'Alembert"
            given, _, behind = given.partition(",")
            if behind.strip(" !"):
                suffix, comma = behind.strip(" !"), comma or behind.startswith("!")
            tail = _LOWER_TAIL.search(given) if len(given) < 200 else None
            if tail:
                dropping, given = tail[1].strip(), given[: tail.start()]
    return NameView(
        family,
        given,
        dropping,
        non_dropping,
        suffix,
        comma,
        _truth(value.get("static-ordering")),
    )


_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def _date(value: Any) -> DateView | None:
    if isinstance(value, str):
        value = {"raw": value}
    if not isinstance(value, Mapping):
        return None
    points = date_parts(value)
    raw = value.get("raw")
    if not points and isinstance(raw, str):
        raw = raw.strip()
        parsed = parse_edtf(raw) or _typed(raw)
        if parsed is None:
            return DateView(literal=raw.strip('"')) if raw.strip('"') else None
        return _date(parsed)
    season = value.get("season")
    literal = _string(value.get("literal"))
    if not points and not literal:
        return None
    checked = tuple(_point(point) for point in points)
    number, name = _season(season) if season is not None else (0, "")
    return DateView(checked, number, is_circa(value), "" if points else literal, name)


def _typed(raw: str) -> Mapping[str, Any] | None:
    """A date that is not EDTF, as somebody typed it."""
    from citekit.csl.raw import parse_raw  # noqa: PLC0415 - few dates are raw

    return parse_raw(raw)


def _season(value: Any) -> tuple[int, str]:
    """A season's number; or its name, where it is none of the four ("Michaelmas")."""
    text = _string(value)
    number = _SEASONS.get(text.lower(), 0) or (int(text) if text.isdecimal() and len(text) < 4 else 0)
    if 21 <= number <= 24:
        number -= 20  # as EDTF has them
    if 1 <= number <= 4:
        return number, ""
    return 0, "" if text.isdecimal() else text


def _point(parts: list[int]) -> tuple[int, ...]:
    """Year, month and day as far as they are possible."""
    if len(parts) > 1 and not (1 <= parts[1] <= 12 or 13 <= parts[1] <= 24):
        return (parts[0],)
    if len(parts) > 2 and not 1 <= parts[2] <= 31:
        return (parts[0], parts[1])
    return tuple(parts)
