"""Files of tagged lines (`TY  - JOUR`, `PMID- 15135884`): records of fields, each with its place.

RIS and MEDLINE's display format share the shape: a tag in front, its value behind a hyphen, further lines of a value
without a tag. Pure, and linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Record:
    """One record: its fields in order, and where it stands."""

    fields: list[tuple[str, str, Span]] = field(default_factory=list)
    start: int = 0
    end: int = 0
    #: Where a line stands that no tag begins and no field goes before.
    stray: Span | None = None
    #: The tags it has so far.
    tags: set[str] = field(default_factory=set)
    #: The lines of the last value, which are joined when it has an end.
    _lines: list[str] = field(default_factory=list)

    def all(self, *tags: str) -> list[str]:
        """The values of some tags, in the order of the file; empty ones left out."""
        return [value for tag, value, _ in self.fields if tag in tags and value]

    def first(self, *tags: str) -> str:
        """The first value of the first of some tags that has one."""
        return next((value for tag in tags for value in self.all(tag)), "")

    @property
    def last_tag(self) -> str:
        """The tag of the last field; empty where there is none."""
        return self.fields[-1][0] if self.fields else ""

    @property
    def span(self) -> Span:
        """Where the record stands."""
        return Span(self.start, self.end)

    def add(self, tag: str, value: str, span: Span) -> None:
        """Begin a field."""
        self.close()
        if not self.fields:
            self.start = span.start
        self.fields.append((tag, value, span))
        self.tags.add(tag)
        self.end = span.end

    def go_on(self, words: str, span: Span) -> None:
        """Add a line to the last value; what belongs to none is a stray line."""
        if not self.fields:
            self.stray = self.stray or span
            return
        self._lines.append(words)
        self.end = span.end

    def close(self) -> None:
        """End the last field."""
        if self._lines:
            tag, value, span = self.fields[-1]
            self.fields[-1] = tag, " ".join([value, *self._lines] if value else self._lines), Span(span.start, self.end)
            self._lines = []


def records(
    text: str,
    line: re.Pattern[str],
    first: str,
    last: str,
    continues: Callable[[Record, str, str], bool] = lambda _record, _tag, _value: False,
    listed: Collection[str] = (),
) -> Iterator[Record]:
    r"""The records of a text; `line` has the groups `tag` and `value`, `first` and `last` are tags of a record's ends.

    Where `last` is missing, the next `first` ends a record. With an empty `last` blank lines do not matter.
    `continues` tells of a line with a tag and a value whether it goes on with the record's last value all the same.
    Behind a tag that is `listed`, a line without a tag is a value of its own, unless it is indented.

    Examples:
        >>> line = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  -(?: (?P<value>.*))?")
        >>> for record in records("TY  - JOUR\nTI  - Pain and\n  gain\nER  - \n", line, "TY", "ER"):
        ...     print([(tag, value) for tag, value, _ in record.fields])
        [('TY', 'JOUR'), ('TI', 'Pain and gain')]
    """
    record = Record()
    position = 0
    while position < len(text):
        # One line after the other, since a list of all of them is twice the text again.
        found = _LINE_END.search(text, position)
        start, end, position = position, *(found.span() if found else (len(text), len(text)))
        content = text[start:end]
        match = line.match(content.lstrip("\ufeff"))
        if match is None:
            if record.last_tag in listed and content.strip() and not content[0].isspace():
                record.add(record.last_tag, content.strip(), Span(start, end))
            else:
                _go_on(record, content, Span(start, end))
            continue
        tag, value = match["tag"].upper(), (match["value"] or "").strip()
        if record.fields and continues(record, tag, value):
            _go_on(record, content, Span(start, end))
            continue
        if tag in (first, last) and record.fields:
            record.close()
            record.end = position if tag == last else record.end
            yield record
            record = Record()
        if tag != last:
            record.add(tag, value, Span(start, end))
    if record.fields:
        record.close()
        yield record


def _go_on(record: Record, content: str, span: Span) -> None:
    words = content.strip()
    if words and words != "\x1a":
        record.go_on(words, span)
