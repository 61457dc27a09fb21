"""Files of tagged lines (`TY  - JOUR`, `PMID- 15135884`): records of fields, each with its place.

RIS and MEDLINE's display format share the shape: a tag in front, its value behind a hyphen, further lines of a value
without a tag. Pure, and linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Longer values are cut: no abstract comes near.
_LONGEST = 200_000


@dataclass(slots=True)
class Record:
    """One record: its fields in order, and where it stands."""

    fields: list[tuple[str, str, Span]] = field(default_factory=list)
    start: int = 0
    end: int = 0
    #: Where a line stands that no tag begins and no field goes before.
    stray: Span | None = None

    def all(self, *tags: str) -> list[str]:
        """The values of some tags, in the order of the file; empty ones left out."""
        return [value for tag, value, _ in self.fields if tag in tags and value]

    def first(self, *tags: str) -> str:
        """The first value of the first of some tags that has one."""
        return next((value for tag in tags for value in self.all(tag)), "")

    @property
    def span(self) -> Span:
        """Where the record stands."""
        return Span(self.start, self.end)


def records(text: str, line: re.Pattern[str], first: str, last: str) -> Iterator[Record]:
    r"""The records of a text; `line` has the groups `tag` and `value`, `first` and `last` are tags of a record's ends.

    Where `last` is missing, the next `first` ends a record. With an empty `last` blank lines do not matter.

    Examples:
        >>> line = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  -(?: (?P<value>.*))?")
        >>> for record in records("TY  - JOUR\nTI  - Pain and\n  gain\nER  - \n", line, "TY", "ER"):
        ...     print([(tag, value) for tag, value, _ in record.fields])
        [('TY', 'JOUR'), ('TI', 'Pain and gain')]
    """
    record = Record()
    position = 0
    for raw in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text):
        start, position = position, position + len(raw)
        content = raw.rstrip("\r\n")
        match = line.match(content.lstrip("\ufeff"))
        if match is None:
            _continue(record, content, start)
            continue
        tag, value = match["tag"], (match["value"] or "").strip()
        if tag == first and record.fields:
            yield record
            record = Record()
        if tag == last:
            if record.fields:
                record.end = position
                yield record
            record = Record()
            continue
        if not record.fields:
            record.start = start
        record.fields.append((tag, value[:_LONGEST], Span(start, start + len(content))))
        record.end = start + len(content)
    if record.fields:
        yield record


def _continue(record: Record, content: str, start: int) -> None:
    words = content.strip()
    if not words or words == "\x1a":
        return
    if not record.fields:
        record.stray = record.stray or Span(start, start + len(content))
        return
    tag, value, span = record.fields[-1]
    if len(value) < _LONGEST:
        record.fields[-1] = tag, f"{value} {words}".strip(), Span(span.start, start + len(content))
        record.end = start + len(content)
