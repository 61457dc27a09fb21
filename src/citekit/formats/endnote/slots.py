"""The values of a record by field, each to be taken once, so that what nobody took is known and can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Value(NamedTuple):
    """A value: the field it is in, its text, and the name under which its file has it."""

    field: str
    text: str
    label: str


class Slots:
    """Values by field, in the order of the file.

    Examples:
        >>> slots = Slots([Value("notes", "one", "N1"), Value("notes", "two", "N1"), Value("isbn", "", "SN")])
        >>> slots.take("research-notes", "notes"), [value.text for value in slots.left()]
        ('one', ['two'])
    """

    def __init__(self, values: Iterable[Value]) -> None:
        self._by_field: dict[str, list[Value]] = {}
        self._order: list[Value] = []
        for value in values:
            if value.text:
                self._by_field.setdefault(value.field, []).append(value)
                self._order.append(value)

    def get(self, *fields: str) -> str:
        """The first value of the first of some fields that has one; it stays."""
        return next((self._by_field[field][0].text for field in fields if self._by_field.get(field)), "")

    def all(self, *fields: str) -> list[str]:
        """The values of some fields; they stay."""
        return [value.text for field in fields for value in self._by_field.get(field, ())]

    def take(self, *fields: str) -> str:
        """The first value of the first of some fields that has one; it is gone."""
        for field in fields:
            values = self._by_field.get(field)
            if values:
                return values.pop(0).text
        return ""

    def take_all(self, *fields: str) -> list[str]:
        """The values of some fields; they are gone."""
        return [value.text for field in fields for value in self._by_field.pop(field, ())]

    def drop(self, field: str, text: str) -> None:
        """Take one value that says nothing more."""
        values = self._by_field.get(field, [])
        for place, value in enumerate(values):
            if value.text == text:
                del values[place]
                return

    def put_back(self, field: str, texts: list[str]) -> None:
        """Leave values, or what is left of them, under the name the field had in the file."""
        label = next((value.label for value in self._order if value.field == field), field)
        values = [Value(field, text, label) for text in texts]
        self._by_field[field] = values
        self._order += values

    def left(self) -> Iterator[Value]:
        """What nobody took, in the order of the file."""
        left = {id(value) for values in self._by_field.values() for value in values}
        return (value for value in self._order if id(value) in left)
