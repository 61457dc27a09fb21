"""The changes inside one entry, as edits of the file's text: fields set, added, renamed and deleted.

In: a block and what shall become of its fields. Out: edits that touch those fields, and of what stands between
fields only the commas and blank lines that go or come with them. Comments stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.model.span import Edit, Span

if TYPE_CHECKING:
    from citekit.formats.bibtex.blocks import Block
    from citekit.formats.bibtex.layout import Layout

_COMMENT: Final = re.compile(r"%[^\r\n]*")
_LINE_COMMENT: Final = re.compile(r"[ \t]*(,?)[ \t]*%[^\r\n]*(?:\r\n|\r|\n)")
_LINE_END: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n)")


class Addition(NamedTuple):
    """A new field: its name, its value with delimiters, and the number of the field it follows (-1: the last)."""

    name: str
    source: str
    after: int = -1


@dataclass(slots=True)
class FieldChanges:
    """What shall become of an entry's fields, each told by its number."""

    values: dict[int, str] = field(default_factory=dict)
    inner: dict[int, list[Edit]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    added: list[Addition] = field(default_factory=list)


def field_edits(text: str, block: Block, changes: FieldChanges, layout: Layout) -> list[Edit]:
    """The edits that carry out the changes."""
    edits: list[Edit] = []
    deleted, added = set(changes.deleted), list(changes.added)
    last = len(block.fields) - 1
    behind = next((number for number, addition in enumerate(added) if addition.after < 0), None)
    if last in deleted and behind is not None:
        # The last one, that goes, makes room for one that comes.
        deleted.remove(last)
        instead = added.pop(behind)
        edits.append(
            Edit(
                Span(block.fields[last].key.start, block.fields[last].value.end),
                layout.field(instead.name, instead.source),
            )
        )
    for number, source in changes.values.items():
        edits.append(Edit(block.fields[number].value, source))
    for inner in changes.inner.values():
        edits += inner
    for number, name in changes.names.items():
        edits.append(_renamed(text, block, number, name, layout))
    commas = _commas(text, block)
    taken = _taken(text, block, commas, deleted)
    additions: dict[int, list[Addition]] = {}
    remaining = [number for number in range(len(block.fields)) if number not in deleted]
    for addition in added:
        anchor = addition.after if addition.after >= 0 else remaining[-1] if remaining else -1
        additions.setdefault(anchor, []).append(addition)
    for anchor, new in additions.items():
        edits += _added(text, block, anchor, new, layout, commas[anchor + 1] in taken)
    edits += [Edit(span, "") for span in _removed(text, block, deleted, taken)]
    return edits


def _renamed(text: str, block: Block, number: int, name: str, layout: Layout) -> Edit:
    """The new name, and where names are padded the spaces behind it."""
    key = block.fields[number].key
    spaces = re.compile(r"[ \t]*").match(text, key.end)
    end = spaces.end() if spaces else key.end
    padded = end - key.end
    if layout.equals_column == end - key.start and text[end : end + 1] == "=":
        return Edit(Span(key.start, end), name + " " * max(layout.equals_column - len(name), min(padded, 1)))
    return Edit(key, name)


def _commas(text: str, block: Block) -> list[int | None]:
    """Where the comma stands before each field, and the one behind the last."""
    starts = [block.key_span.end, *(one.value.end for one in block.fields)]
    ends = [*(one.key.start for one in block.fields), block.span.end - 1]
    commas: list[int | None] = []
    for start, end in zip(starts, ends, strict=True):
        bare = _COMMENT.sub(lambda match: " " * len(match.group()), text[start:end])
        place = bare.find(",")
        commas.append(start + place if place >= 0 else None)
    return commas


def _leads(text: str, block: Block, number: int, comma: int) -> bool:
    """Whether the comma before a field begins the field's own line."""
    start = block.fields[number - 1].value.end if number else block.key_span.end
    end = block.fields[number].key.start if number < len(block.fields) else block.span.end
    before, behind = text[start:comma], text[comma:end]
    return bool(re.search(r"[\r\n]", before)) and not re.search(r"[\r\n]", behind)


def _taken(text: str, block: Block, commas: list[int | None], deleted: set[int]) -> set[int | None]:
    """The commas that go with the deleted fields, one with each."""
    taken: set[int | None] = {None}
    for number in sorted(deleted):
        before, behind = commas[number], commas[number + 1]
        if behind not in taken and not _leads(text, block, number + 1, behind or 0):
            taken.add(behind)
        elif before not in taken and _leads(text, block, number, before or 0):
            taken.add(before)
        elif behind not in taken:
            taken.add(behind)
        else:
            first = number
            while commas[first] in taken and first - 1 in deleted:
                first -= 1
            # A comment behind a key without its comma would be read as part of the key.
            if first or "%" not in text[block.key_span.end : block.span.end]:
                taken.add(commas[first])
    return taken - {None}


def _removed(text: str, block: Block, deleted: set[int], taken: set[int | None]) -> list[Span]:
    spans = [Span(block.fields[number].key.start, block.fields[number].value.end) for number in deleted]
    spans += [Span(comma, comma + 1) for comma in taken if comma is not None]
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return [_with_blanks(text, span, block.span.end - 1) for span in merged]


def _with_blanks(text: str, span: Span, closing: int) -> Span:
    """A removed span with its line, where it has one to itself, else with the spaces on one side."""
    start, end = span
    if text[start:end] == ",":
        return span
    while start and text[start - 1] in " \t":
        start -= 1
    begins_line = not start or text[start - 1] in "\r\n"
    rest = _LINE_END.match(text, end)
    if begins_line:
        if rest and rest.end() <= closing:
            return Span(start, rest.end())
        start = span.start
    if rest:
        return Span(start, end)
    while end < closing and text[end] in " \t":
        end += 1
    return Span(span.start, end) if end < closing or begins_line else Span(span.start, span.end)


def _added(text: str, block: Block, anchor: int, new: list[Addition], layout: Layout, comma_gone: bool) -> list[Edit]:
    fields = [layout.field(addition.name, addition.source) for addition in new]
    if anchor < 0:
        return _first(text, block, fields, layout)
    end = block.fields[anchor].value.end
    comment = _LINE_COMMENT.match(text, end)
    if comment and comment.end() < block.span.end:
        # The comment on the field's line stays with it; the new fields have the lines below.
        lines = [f"{layout.indent}{one}" for one in fields]
        if comment[1] and not comma_gone:
            added = "".join(f"{line},{layout.newline}" for line in lines)
            return [Edit(Span(comment.end(), comment.end()), added)]
        added = f",{layout.newline}".join(lines) + layout.newline
        return [Edit(Span(end, end), ","), Edit(Span(comment.end(), comment.end()), added)]
    return [Edit(Span(end, end), "".join(layout.separator + one for one in fields))]


def _first(text: str, block: Block, fields: list[str], layout: Layout) -> list[Edit]:
    """Fields for an entry that has none."""
    start, closing = block.key_span.end, block.span.end - 1
    comma = text.find(",", start, closing)
    lead = layout.separator
    if comma >= 0 or not block.key:
        start = comma + 1 if comma >= 0 else start
        lead = re.sub(r"^[ \t\r\n]*,", "", lead)
    tail = layout.end if not _LINE_END.match(text, start) else "," * layout.end.lstrip().startswith(",")
    return [Edit(Span(start, start), lead + layout.separator.join(fields) + tail)]
