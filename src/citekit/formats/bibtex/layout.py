"""How a file, or an entry of it, is laid out: what new text in it has to look like.

Measured, never guessed: what most fields do is what a new one does. Nothing here knows what a field means.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from citekit.formats.bibtex.blocks import Block, FieldSpan
    from citekit.formats.bibtex.document import BibDocument

_T = TypeVar("_T")
_SEPARATOR: Final = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")
_COMMENT: Final = re.compile(r"[ \t]*%[^\r\n]*")
_EQUALS: Final = re.compile(r"\s*=\s*")
_MONTHS: Final = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())


@dataclass(frozen=True, slots=True)
class Layout:
    r"""The look of fields: what stands between them, round their `=`, and round their values.

    Examples:
        >>> print(Layout().entry("book", "wall1999", {"title": "Pain", "date": "1999"}), end="")
        @book{wall1999,
          title        = {Pain},
          date         = {1999},
        }
    """

    newline: str = "\n"
    #: Between two fields, its comma included.
    separator: str = ",\n  "
    before_equals: str = " "
    after_equals: str = " "
    #: How far from the name's first letter `=` stands, or 0; and the same of the value.
    equals_column: int = 13
    value_column: int = 0
    #: "braces" or "quotes".
    delimiters: str = "braces"
    #: "lower", "upper" or "capital", of field names and of entry types.
    names: str = "lower"
    types: str = "lower"
    #: From the last field to the closing delimiter.
    end: str = ",\n"
    #: Whether numbers, and whether years, stand without delimiters.
    bare_numbers: bool = False
    bare_years: bool = False
    #: Between two entries.
    gap: str = "\n"

    @property
    def indent(self) -> str:
        """What stands before a field on a line of its own; empty where fields share lines."""
        return re.split(r"[\r\n]", self.separator)[-1] if re.search(r"[\r\n]", self.separator) else ""

    def name(self, name: str) -> str:
        """A field's name in the file's case."""
        return _cased(name, self.names)

    def value(self, value: str, name: str = "") -> str:
        """A value in its delimiters; a month stays the abbreviation that BibTeX has for it, or two with a dash."""
        if name.lower() == "month" and all(part.lower() in _MONTHS for part in value.split("--", 1)):
            dash = '"--"' if self.delimiters == "quotes" else "{--}"
            return f" # {dash} # ".join(value.split("--", 1))
        if (self.bare_years if name.lower() == "year" else self.bare_numbers) and value.isdecimal() and value.isascii():
            return value
        if self.delimiters == "quotes" and not _has_bare_quote(value):
            return f'"{value}"'
        return f"{{{value}}}"

    def field(self, name: str, source: str) -> str:
        """A field, its value as it is to stand in the file, delimiters included."""
        return self.head(self.name(name)) + source

    def head(self, name: str) -> str:
        """A name as it is written, and the `=` behind it."""
        before = self.before_equals
        if self.equals_column:
            before = " " * max(self.equals_column - len(name), 1 if before else 0)
        head = f"{name}{before}={self.after_equals}"
        return head.ljust(self.value_column) if self.value_column else head

    def entry(self, type_: str, key: str, fields: Mapping[str, str]) -> str:
        """A whole entry, with a line end; values as they stand between delimiters."""
        written = [self.field(name, self.value(value, name)) for name, value in fields.items()]
        text = "".join(self.separator + field for field in written)
        end = self.end if written else re.sub(",", "", self.end)
        if not written:
            text = ","
        return f"@{_cased(type_, self.types)}{{{key}{text}{end}}}\n".replace("\n", self.newline)


def _cased(name: str, case: str) -> str:
    return name.upper() if case == "upper" else name.capitalize() if case == "capital" else name


def _has_bare_quote(value: str) -> bool:
    """Whether a quotation mark in it would end a value between quotation marks."""
    depth = 0
    for character in value:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == '"' and not depth:
            return True
    return False


def _case(names: Iterable[str]) -> str:
    """The case that most of these names are in."""
    counts: Counter[str] = Counter()
    for name in names:
        letters = [letter for letter in name if letter.isalpha()]
        if len(letters) > 1:
            upper = name.isupper()
            counts["upper" if upper else "capital" if name[:1].isupper() and name[1:].islower() else "lower"] += 1
    return _most(counts, "lower")


def _most(counts: Counter[_T], default: _T) -> _T:
    return counts.most_common(1)[0][0] if counts else default


def _column(columns: list[tuple[int, int]]) -> int:
    """The column that names of different lengths share; the second number is where it stands without padding."""
    counts = Counter(column for column, _ in columns)
    if not counts:
        return 0
    column, number = counts.most_common(1)[0]
    lengths = {plain for found, plain in columns if found == column}
    padded = any(found > plain for found, plain in columns if found == column)
    return column if padded and (len(lengths) > 1 or len(columns) == 1) and 2 * number >= len(columns) else 0


def entry_layout(text: str, block: Block, file: Layout) -> Layout:
    r"""The layout of one entry; what it can't tell is the file's.

    Examples:
        >>> from citekit.formats.bibtex.document import read_document
        >>> from citekit.model.span import SourceText
        >>> source = SourceText('@book{a,\n\tTITLE = "Pain",\n\tYEAR = 1999\n}')
        >>> entry_layout(source.text, read_document(source).blocks[0], Layout()).field("volume", '"2"')
        'VOLUME = "2"'
    """
    fields = block.fields
    if not fields:
        return replace(file, end=file.end)
    last = fields[-1]
    separators = Counter(_separators(text, block))
    first = _SEPARATOR.fullmatch(text, block.key_span.end, fields[0].key.start) if block.key else None
    if not separators and first:
        separators[first.group()] += 1
    on_one_line = not re.search(r"[\r\n]", text[slice(*block.span)])
    separator = _most(separators, ", " if on_one_line else file.separator)
    heads = [_head(text, field) for field in fields]
    before, after = heads[-1]
    plain = len(before.strip(" \t"))
    equals = _column(
        [(len(f.name) + len(b), len(f.name) + min(len(b), 1)) for f, (b, _) in zip(fields, heads, strict=True)]
    )
    value = 0
    if not equals:
        values = [
            (len(f.name) + len(b) + 1 + len(a), len(f.name) + len(b) + 1 + min(len(a), 1))
            for f, (b, a) in zip(fields, heads, strict=True)
        ]
        value = _column(values)
    kinds = Counter(field.pieces[-1].kind for field in fields if field.pieces)
    bare = {
        field.name.lower()
        for field in fields
        if field.pieces and field.pieces[0].kind == "bare" and text[slice(*field.value)].isdecimal()
    }
    names = _case(field.name for field in fields)
    return replace(
        file,
        separator=separator,
        before_equals=before if not equals and not plain else " ",
        after_equals=" " if value and after else after,
        equals_column=equals,
        value_column=value,
        delimiters="quotes" if kinds["quotes"] > kinds["braces"] else "braces" if kinds["braces"] else file.delimiters,
        names=names,
        types=_case([text[slice(*block.type_span)]]),
        end=text[last.value.end : block.span.end - 1] if "%" not in text[last.value.end : block.span.end] else file.end,
        bare_numbers=bool(bare - {"year"}),
        bare_years="year" in bare if block.field("year") else file.bare_years,
    )


def _separators(text: str, block: Block) -> Iterable[str]:
    for one, two in zip(block.fields, block.fields[1:], strict=False):
        between = _COMMENT.sub("", text[one.value.end : two.key.start])
        if _SEPARATOR.fullmatch(between):
            yield between


def _head(text: str, field: FieldSpan) -> tuple[str, str]:
    """The spaces before and behind a field's `=`."""
    match = _EQUALS.match(text, field.key.end)
    before, _, after = (match.group() if match else " = ").partition("=")
    return (before, after) if not re.search(r"[\r\n]", before + after) else (" ", " ")


def file_layout(document: BibDocument, *, most: int = 500) -> Layout:
    """The layout that most entries of a file have; that of `Layout()` where it has none."""
    text, newline = document.source.text, document.source.newline
    plain = Layout()
    entries = [block for block in document.entries if block.fields][:most]
    if not entries:
        return replace(plain, newline=newline, separator=f",{newline}  ", end=f",{newline}", gap=newline)
    start = replace(plain, newline=newline)
    layouts = Counter(replace(entry_layout(text, block, start), gap="") for block in entries)
    gaps: Counter[str] = Counter()
    for one, two in zip(document.blocks, document.blocks[1:], strict=False):
        between = text[one.span.end : two.span.start]
        if not between.strip():
            gaps[re.sub(r"^[ \t]*(?:\r\n|\r|\n)", "", between)] += 1
    types = _case(text[slice(*block.type_span)] for block in entries)
    return replace(layouts.most_common(1)[0][0], types=types, gap=_most(gaps, newline))
