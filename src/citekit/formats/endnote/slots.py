"""The values of a record by field, each to be taken once, so that what nobody took is known and can be kept."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Value(NamedTuple):
    """A value: the field it is in, its text, and the name under which its file has it."""

    field: str
    text: str
    label: str


class Slots:
    """Values by field, in the order of the file; everything asked of them takes constant time for each value.

    Examples:
        >>> slots = Slots([Value("notes", "one", "N1"), Value("notes", "two", "N1"), Value("isbn", "", "SN")])
        >>> slots.take("research-notes", "notes"), [value.text for value in slots.left()]
        ('one', ['two'])
    """

    def __init__(self, values: Iterable[Value]) -> None:
        self._values: list[Value] = []
        self._gone: set[int] = set()
        self._by_field: dict[str, deque[int]] = {}
        self._by_text: dict[tuple[str, str], list[int]] = {}
        for value in values:
            if value.text:
                self._put(value)

    def _put(self, value: Value) -> None:
        place = len(self._values)
        self._values.append(value)
        self._by_field.setdefault(value.field, deque()).append(place)
        self._by_text.setdefault((value.field, value.text), []).append(place)

    def _first(self, fields: Iterable[str]) -> int | None:
        for field in fields:
            places = self._by_field.get(field, ())
            while places and places[0] in self._gone:
                places.popleft()
            if places:
                return places[0]
        return None

    def get(self, *fields: str) -> str:
        """The first value of the first of some fields that has one; it stays."""
        place = self._first(fields)
        return "" if place is None else self._values[place].text

    def all(self, *fields: str) -> list[str]:
        """The values of some fields; they stay."""
        places = (place for field in fields for place in self._by_field.get(field, ()))
        return [self._values[place].text for place in places if place not in self._gone]

    def take(self, *fields: str) -> str:
        """The first value of the first of some fields that has one; it is gone."""
        place = self._first(fields)
        if place is None:
            return ""
        self._gone.add(place)
        return self._values[place].text

    def take_all(self, *fields: str) -> list[str]:
        """The values of some fields; they are gone."""
        texts = self.all(*fields)
        for field in fields:
            self._gone.update(self._by_field.pop(field, ()))
        return texts

    def drop(self, field: str, text: str) -> None:
        """Take one value that says nothing more."""
        places = self._by_text.get((field, text), [])
        while places:
            place = places.pop()
            if place not in self._gone:
                self._gone.add(place)
                return

    def put_back(self, field: str, texts: Iterable[str]) -> None:
        """Leave values, or what is left of them, under the name the field had in the file."""
        label = next((value.label for value in self._values if value.field == field), field)
        for text in texts:
            self._put(Value(field, text, label))

    def left(self) -> Iterator[Value]:
        """What nobody took, in the order of the file."""
        return (value for place, value in enumerate(self._values) if place not in self._gone)
