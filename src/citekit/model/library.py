"""A library: references in their order, by their keys, each with the place it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from citekit.errors import UnknownReference
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from citekit.model.item import Item
    from citekit.model.problem import Problem
    from citekit.model.reference import Reference
    from citekit.model.span import Location, SourceText


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a reference stands in its file, and where each of its variables does.

    `span` is in characters, `byte_span` in bytes of the file; `location` counts lines and columns from 1.
    """

    source: SourceText
    span: Span
    fields: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def path(self) -> str | None:
        """The file's path as it was given."""
        return self.source.path

    @property
    def location(self) -> Location:
        """Line and column of the first character."""
        return self.source.location(self.span.start)

    @property
    def byte_span(self) -> Span:
        """The span counted in bytes of the file."""
        return Span(self.source.byte_offset(self.span.start), self.source.byte_offset(self.span.end))

    def at(self, variable: str) -> Origin:
        """Where one variable stands, under its CSL name; the whole reference where that is not known."""
        span = self.fields.get(variable)
        return self if span is None else Origin(self.source, span)


@dataclass(frozen=True, slots=True)
class Entry:
    """One reference of a library: its key, its CSL-JSON item, and where it came from."""

    key: str
    item: Item
    origin: Origin | None = None


class Library:
    """References in order, by citation key, with the origin of each.

    Iterating gives `Reference`s. `entries` has what was read, duplicates of a key included, of which
    `library[key]` is the first. `problems` tells what could not be read. Nothing that came in is lost: the
    items stay just as the reader made them, and an unedited library saves byte for byte.

    Examples:
        >>> library = Library([{"id": "han2004", "title": "Acupuncture and Endorphins"}])
        >>> library["han2004"].title
        'Acupuncture and Endorphins'
        >>> library["han2005"]
        Traceback (most recent call last):
        ...
        citekit.errors.UnknownReference: no reference with the key 'han2005' (did you mean han2004?)
    """

    def __init__(
        self,
        entries: Iterable[Entry | Reference | Item] = (),
        *,
        source: SourceText | None = None,
        format: str | None = None,  # noqa: A002 - the field's word
        problems: Sequence[Problem] = (),
        joined: Sequence[SourceText] = (),
    ) -> None:
        self._entries = [as_entry(entry, number) for number, entry in enumerate(entries, 1)]
        self._index: dict[str, int] = {}
        for number, entry in enumerate(self._entries):
            self._index.setdefault(entry.key, number)
        self._references: dict[int, Reference] = {}
        self.source = source
        self.format = format
        self.problems = tuple(problems)
        #: Other files whose text is to stand behind that of `source` where both are of one format that keeps its bytes.
        self.joined = tuple(joined)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry in order, those whose key was used before included."""
        return tuple(self._entries)

    @property
    def items(self) -> list[Item]:
        """The CSL-JSON items in order, as the reader made them."""
        return [entry.item for entry in self._entries]

    def keys(self) -> tuple[str, ...]:
        """The citation keys in order, each once."""
        return tuple(self._index)

    def entry(self, key: str) -> Entry:
        """The entry of a key.

        Raises:
            UnknownReference: no entry has that key.
        """
        try:
            return self._entries[self._index[key]]
        except KeyError:
            import difflib  # noqa: PLC0415 - only for the message

            raise UnknownReference(key, difflib.get_close_matches(key, self._index, 3)) from None

    def origin(self, key: str) -> Origin | None:
        """Where the reference of a key came from; `None` for one that came from no file."""
        return self.entry(key).origin

    def get(self, key: str) -> Reference | None:
        """The reference of a key, or `None`."""
        return self[key] if key in self._index else None

    def csl_json(self) -> list[dict[str, Any]]:
        """All references as CSL-JSON objects, in order."""
        return [dict(entry.item) for entry in self._entries]

    def put(self, work: Reference | Item) -> None:
        """Put a changed work in the place of the one that has its key; a new one goes to the end.

        Saving the library changes what the work says otherwise, and nothing else of its file.

        Examples:
            >>> library = Library([{"id": "han2004", "title": "Acupuncture"}, {"id": "wall", "title": "Pain"}])
            >>> library.put(library["han2004"].replace(volume="361"))
            >>> library.put({"id": "li2013", "title": "Needles"})
            >>> library.keys(), library["han2004"].volume
            (('han2004', 'wall', 'li2013'), '361')
        """
        entry = as_entry(work, len(self._entries) + 1)
        number = self._index.get(entry.key)
        if number is None:
            self._index[entry.key] = len(self._entries)
            self._entries.append(entry)
            return
        self._entries[number] = Entry(entry.key, entry.item, self._entries[number].origin)
        self._references.pop(number, None)

    def remove(self, key: str) -> None:
        """Take the work of a key out.

        Raises:
            UnknownReference: no entry has that key.
        """
        self.entry(key)
        del self._entries[self._index[key]]
        self._references.clear()
        self._index = {}
        for number, entry in enumerate(self._entries):
            self._index.setdefault(entry.key, number)

    def __getitem__(self, key: str) -> Reference:
        self.entry(key)
        return self._reference(self._index[key])

    def __contains__(self, key: object) -> bool:
        return key in self._index

    def __iter__(self) -> Iterator[Reference]:
        return map(self._reference, range(len(self._entries)))

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        path = f" from {self.source.path}" if self.source is not None and self.source.path else ""
        return f"<Library of {len(self)} references{path}>"

    def _reference(self, number: int) -> Reference:
        if number not in self._references:
            from citekit.model.reference import Reference  # noqa: PLC0415 - pydantic is slow to import

            entry = self._entries[number]
            reference = Reference.from_csl_json({**entry.item, "id": entry.item.get("id", entry.key)})
            self._references[number] = reference
        return self._references[number]


def as_entry(value: Entry | Reference | Item, number: int = 1) -> Entry:
    """An entry out of an entry, a reference or a CSL-JSON item; without an id its key is its number."""
    if isinstance(value, Entry):
        return value
    item: Item = value.csl_json() if hasattr(value, "csl_json") else value
    key = item.get("id")
    return Entry(str(number) if key is None else str(key), item)
