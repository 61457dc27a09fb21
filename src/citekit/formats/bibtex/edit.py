"""Edits of a `.bib` file, collected first and carried out at once; every other byte stays as it is.

Fields are set, added, renamed and deleted; entries added, removed, renamed and moved. New text looks like the file's
own. An edit that can't be made, or that collides with one made before, is refused where it is made, so that what was
collected can always be carried out whole.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from citekit.errors import EditError
from citekit.formats.bibtex.field_edits import Addition, FieldChanges, field_edits
from citekit.formats.bibtex.layout import entry_layout, file_layout
from citekit.model.span import Edit, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeAlias

    from citekit.formats.bibtex.document import BibDocument, Block, FieldSpan
    from citekit.formats.bibtex.layout import Layout
    from citekit.model.library import Entry

    #: An entry by its key, or the block itself where several have that key.
    EntryName: TypeAlias = str | Block

#: Fields that name other entries, most of them several with commas between.
REFERENCES: Final = ("crossref", "xdata", "xref", "related", "entryset")
_FIELD_NAME: Final = re.compile(r"[^\s,={}()\"#%@\\]+")
_KEY: Final = re.compile(r"[^\s,{}()\"#%=\\~]+")
_TYPE: Final = re.compile(r"[A-Za-z][\w-]*")
_LINE_REST: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_BLANK_ABOVE: Final = re.compile(r"(?:\r\n|\r(?!\n)|(?<!\r)\n)[ \t]*(?:\r\n|\r|\n)[ \t]*\Z")
_BLANK_LINES: Final = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_SOURCE: Final = re.compile(r"\s*(?:[^\s,#{}\"=()%]+|\{|\")")


class BibEdit:
    r"""A set of edits of one file; `text` carries them all out.

    Values are LaTeX as it stands between braces; with `source=True` they are what stands behind the `=`, delimiters,
    abbreviations and `#` included. An entry is named by its key or, where several share one, by its block.

    Raises:
        EditError: from every method that collects an edit: there is no such entry or field, a value's braces don't
            pair, a key is taken, or the edit collides with an earlier one; the message names both.

    Examples:
        >>> from citekit.formats.bibtex import read_document
        >>> from citekit.model.span import SourceText
        >>> text = "% mine\n@article{han,\n title={Pain}, % sic\n year=2004}\n\n@book{b, crossref = {han}}\n"
        >>> edit = read_document(SourceText(text)).edit()
        >>> edit.set("han", "doi", "10.1000/1")
        >>> edit.delete("han", "year")
        >>> edit.rename_entry("han", "han2004", references=True)
        >>> print(edit.text(), end="")
        % mine
        @article{han2004,
         title={Pain}, % sic
         doi={10.1000/1}}
        <BLANKLINE>
        @book{b, crossref = {han2004}}
        >>> edit.set("han", "doi", "10.1000/2")
        Traceback (most recent call last):
        ...
        citekit.errors.EditError: setting doi of han collides with adding doi to han
    """

    def __init__(self, document: BibDocument) -> None:
        self.document = document
        self._text = document.source.text
        self._newline = document.source.newline
        self._keys: dict[str, list[Block]] = {}
        self._folded: Counter[str] = Counter()
        for block in document.entries:
            self._keys.setdefault(block.key, []).append(block)
            self._folded[block.key.lower()] += 1
        self._file_layout: Layout | None = None
        self._fields: dict[Span, FieldChanges] = {}
        self._blocks: dict[Span, Block] = {}
        #: What was asked for, by what it changes.
        self._asked: dict[tuple[object, ...], str] = {}
        self._renamed: dict[Span, str] = {}
        self._types: dict[Span, str] = {}
        self._replaced: dict[Span, str] = {}
        self._gone: dict[Span, str] = {}
        self._moved: dict[Span, tuple[Block, bool]] = {}
        self._new: list[tuple[str, Block | None]] = []

    @property
    def layout(self) -> Layout:
        """What new text looks like in this file."""
        if self._file_layout is None:
            self._file_layout = file_layout(self.document)
        return self._file_layout

    def __bool__(self) -> bool:
        return bool(self._asked)

    # fields

    def set(self, entry: EntryName, field: str, value: str, *, source: bool = False) -> None:
        """Give a field its value, in the delimiters it has; a field that is not there is added as the last."""
        block = self._block(entry)
        found = block.field(field)
        if found is None:
            self.add(block, field, value, source=source)
            return
        what = f"setting {field} of {_shown(block)}"
        number = block.fields.index(found)
        new = self._value(what, found.name, value, block, found, source=source)
        self._claim(what, block, ("field", number), ("name", found.name.lower()))
        self._changes(block).values[number] = new

    def add(self, entry: EntryName, field: str, value: str, *, after: str | None = None, source: bool = False) -> None:
        """Add a field that the entry does not have, as the last or behind another one."""
        block = self._block(entry)
        what = f"adding {field} to {_shown(block)}"
        self._check_name(what, field)
        if block.field(field) is not None and ("deleted", block.span, field.lower()) not in self._asked:
            raise EditError(f"{what}: the entry has it already")
        number = -1
        if after is not None:
            number = block.fields.index(self._field(block, after))
            if number in self._changes(block).deleted:
                raise EditError(f"{what} collides with {self._asked['field', block.span, number]}")
            self._asked.setdefault(("anchor", block.span, number), what)
        new = self._value(what, field, value, block, None, source=source)
        self._claim(what, block, ("name", field.lower()))
        self._changes(block).added.append(Addition(field, new, number))

    def delete(self, entry: EntryName, field: str) -> None:
        """Take a field out, with its comma and its line; a comment on that line stays."""
        block = self._block(entry)
        what = f"deleting {field} of {_shown(block)}"
        number = block.fields.index(self._field(block, field))
        if ("anchor", block.span, number) in self._asked:
            raise EditError(f"{what} collides with {self._asked['anchor', block.span, number]}")
        self._claim(what, block, ("field", number))
        self._asked["deleted", block.span, field.lower()] = what
        self._changes(block).deleted.add(number)

    def rename_field(self, entry: EntryName, field: str, name: str) -> None:
        """Give a field another name; its value stays as it is."""
        block = self._block(entry)
        what = f"renaming {field} of {_shown(block)}"
        self._check_name(what, name)
        number = block.fields.index(self._field(block, field))
        if name.lower() != field.lower() and block.field(name) is not None:
            raise EditError(f"{what}: the entry has {name} already")
        self._claim(what, block, ("field name", number), ("name", name.lower()))
        if number in self._changes(block).deleted:
            raise EditError(f"{what} collides with {self._asked['field', block.span, number]}")
        self._asked.setdefault(("anchor", block.span, number), what)
        self._changes(block).names[number] = self._layout(block).name(name) if name.islower() else name

    # entries

    def set_type(self, entry: EntryName, type_: str) -> None:
        """Make an entry one of another type."""
        block = self._block(entry)
        what = f"changing the type of {_shown(block)}"
        if _TYPE.fullmatch(type_) is None:
            raise EditError(f"{what}: {type_!r} can't be an entry's type")
        self._claim(what, block, ("type",))
        case = self.layout.types
        self._types[block.span] = (
            type_.upper() if case == "upper" else type_.capitalize() if case == "capital" else type_
        )

    def rename_entry(self, entry: EntryName, key: str, *, references: bool = False) -> None:
        """Give an entry another key; with `references` also where other entries name it (`crossref`, `xdata` …)."""
        block = self._block(entry)
        what = f"renaming {_shown(block)} to {key}"
        if _KEY.fullmatch(key) is None:
            raise EditError(f"{what}: {key!r} can't be a key")
        if key.lower() != block.key.lower() and self._folded[key.lower()] > 0:
            raise EditError(f"{what}: there is an entry with that key")
        self._claim(what, block, ("key",))
        self._folded[block.key.lower()] -= 1
        self._folded[key.lower()] += 1
        self._renamed[block.span] = key
        if references and block.key:
            for other, number, span in self._mentions(block.key):
                if ("field", other.span, number) in self._asked and number not in self._changes(other).inner:
                    raise EditError(f"{what} collides with {self._asked['field', other.span, number]}")
                if other.span in self._gone:
                    continue
                self._asked["field", other.span, number] = what
                self._blocks.setdefault(other.span, other)
                self._changes(other).inner.setdefault(number, []).append(Edit(span, key))

    def remove_entry(self, entry: EntryName) -> None:
        """Take an entry out, with the blank lines behind it; comments between entries stay."""
        block = self._block(entry)
        what = f"removing {_shown(block)}"
        touched = next((asked for place, asked in self._asked.items() if block.span in place), None)
        if touched is not None:
            raise EditError(f"{what} collides with {touched}")
        self._claim(what, block, ("entry",))
        self._folded[block.key.lower()] -= 1
        self._gone[block.span] = what

    def move_entry(self, entry: EntryName, *, before: EntryName | None = None, after: EntryName | None = None) -> None:
        """Put an entry before or behind another one; with neither, at the end of the file."""
        block = self._block(entry)
        what = f"moving {_shown(block)}"
        if before is not None and after is not None:
            raise EditError(f"{what}: say where with `before` or with `after`, not with both")
        target = before if before is not None else after
        anchor = self._block(target) if target is not None else self._last(block)
        if anchor is None or anchor.span == block.span:
            return
        for place in (("place", anchor.span), ("entry", anchor.span)):
            if place in self._asked and anchor.span in self._moved:
                raise EditError(f"{what} beside {_shown(anchor)} collides with {self._asked[place]}")
        if anchor.span in self._gone:
            raise EditError(f"{what} beside {_shown(anchor)} collides with {self._gone[anchor.span]}")
        self._claim(what, block, ("place",))
        self._asked.setdefault(("beside", anchor.span), what)
        self._moved[block.span] = (anchor, before is not None)

    def add_entry(self, type_: str, key: str, fields: Mapping[str, str], *, after: EntryName | None = None) -> None:
        """Add an entry in the file's layout, at the end or behind another one."""
        what = f"adding {key}"
        if _TYPE.fullmatch(type_) is None:
            raise EditError(f"{what}: {type_!r} can't be an entry's type")
        for name, value in fields.items():
            self._check_name(what, name)
            self._check_value(what, name, value)
        self.add_source(
            key, self.layout.entry(type_, key, {self.layout.name(n): v for n, v in fields.items()}), after=after
        )

    def add_source(self, key: str, text: str, *, after: EntryName | None = None) -> None:
        """Add an entry as it is written elsewhere, with this file's line ends."""
        what = f"adding {key}"
        if _KEY.fullmatch(key) is None:
            raise EditError(f"{what}: {key!r} can't be a key")
        if self._folded[key.lower()] > 0:
            earlier = self._asked.get(("new", key.lower()))
            raise EditError(
                f"{what} collides with {earlier}" if earlier else f"{what}: there is an entry with that key"
            )
        self._folded[key.lower()] += 1
        anchor = self._block(after) if after is not None else None
        self._asked["new", key.lower()] = what
        written = re.sub(r"\r\n|\r|\n", self._newline, text.rstrip("\r\n"))
        self._new.append((written, anchor))

    def replace_entry(self, entry: EntryName, text: str) -> None:
        """Put another text in an entry's place, instead of the edits of its fields that were collected."""
        block = self._block(entry)
        self._asked["entry", block.span] = f"replacing {_shown(block)}"
        self._replaced[block.span] = re.sub(r"\r\n|\r|\n", self._newline, text.rstrip("\r\n"))

    # carrying out

    def is_removed(self, block: Block) -> bool:
        """Whether an entry goes."""
        return block.span in self._gone

    def entry_text(self, block: Block) -> str:
        """An entry's text with the edits of it."""
        start = block.span.start
        inside = [Edit(Span(s - start, e - start), new) for (s, e), new in self._inside(block)]
        return apply_edits(self._text[slice(*block.span)], inside)

    def edits(self) -> tuple[Edit, ...]:
        """The edits as spans of the file's text, in its order."""
        edits: list[Edit] = []
        for span, block in self._blocks.items():
            if span not in self._moved:
                edits += self._inside(block)
        for span in self._gone:
            edits.append(Edit(self._with_gap(span), ""))
        for span, (anchor, before) in self._moved.items():
            moved = self.entry_text(self._blocks[span])
            edits += [Edit(self._with_gap(span), ""), self._beside(anchor, moved, before=before)]
        edits += self._additions()
        return tuple(sorted(edits, key=lambda edit: edit.span))

    def text(self) -> str:
        """The file's text with all edits in it."""
        return apply_edits(self._text, self.edits())

    # inside

    def matching(self, entries: Iterable[Entry]) -> Iterator[tuple[Block, Entry]]:
        """The blocks of those entries of a library that came out of this file."""
        blocks = {block.span: block for block in self.document.entries}
        for entry in entries:
            if entry.origin is not None and entry.origin.span in blocks:
                yield blocks[entry.origin.span], entry

    def _block(self, entry: EntryName) -> Block:
        if not isinstance(entry, str):
            block = entry
        else:
            found = self._keys.get(entry, [])
            if not found:
                near = _near(entry, self._keys)
                raise EditError(f"there is no entry {entry!r}{near}")
            if len(found) > 1:
                raise EditError(f"{len(found)} entries have the key {entry!r}; name the block")
            block = found[0]
        if block.span in self._gone:
            raise EditError(f"an edit of {_shown(block)} collides with {self._gone[block.span]}")
        self._blocks.setdefault(block.span, block)
        return block

    def _field(self, block: Block, name: str) -> FieldSpan:
        found = block.field(name)
        if found is None:
            raise EditError(f"{_shown(block)} has no field {name!r}{_near(name, [f.name for f in block.fields])}")
        return found

    def _changes(self, block: Block) -> FieldChanges:
        return self._fields.setdefault(block.span, FieldChanges())

    def _claim(self, what: str, block: Block, *places: tuple[object, ...]) -> None:
        """Take what an edit changes; what another one has taken is refused, and nothing is taken then."""
        claims = [(place[0], block.span, *place[1:]) for place in places]
        for claim in claims:
            if claim in self._asked:
                raise EditError(f"{what} collides with {self._asked[claim]}")
        self._asked.update(dict.fromkeys(claims, what))

    def _layout(self, block: Block) -> Layout:
        return entry_layout(self._text, block, self.layout)

    @staticmethod
    def _check_name(what: str, name: str) -> None:
        if _FIELD_NAME.fullmatch(name) is None:
            raise EditError(f"{what}: {name!r} can't be a field's name")

    @staticmethod
    def _check_value(what: str, name: str, value: str) -> None:
        if not is_balanced(value):
            raise EditError(f"{what}: the braces of {name} don't pair: {value[:60]!r}")

    def _value(self, what: str, name: str, value: str, block: Block, found: FieldSpan | None, *, source: bool) -> str:
        """A value as it is to stand in the file."""
        self._check_value(what, name, value)
        value = re.sub(r"\r\n|\r|\n", self._newline, value)
        if source:
            if not is_source(value):
                raise EditError(f"{what}: {value[:60]!r} can't stand behind '='")
            return value
        layout = self._layout(block)
        if found is not None and len(found.pieces) == 1:
            kind = found.pieces[0].kind
            if kind == "bare" and value.isdecimal() and value.isascii():
                return value
            if kind == "braces" and name.lower() != "month":
                return f"{{{value}}}"
            if kind == "quotes" and (quoted := f'"{value}"') and is_source(quoted):
                return quoted
        return layout.value(value, name)

    def _mentions(self, key: str) -> Iterator[tuple[Block, int, Span]]:
        """Where other entries name an entry."""
        for block in self.document.entries:
            for number, field in enumerate(block.fields):
                if field.name.lower() not in REFERENCES or len(field.pieces) != 1:
                    continue
                kind, (start, end) = field.pieces[0]
                if kind != "bare":
                    start, end = start + 1, end - 1
                for match in re.finditer(r"[^,\s](?:[^,]*[^,\s])?", self._text[start:end]):
                    if match.group().lower() == key.lower():
                        yield block, number, Span(start + match.start(), start + match.end())

    def _inside(self, block: Block) -> list[Edit]:
        if block.span in self._replaced:
            return [Edit(block.span, self._replaced[block.span])]
        edits: list[Edit] = []
        changes = self._fields.get(block.span)
        if changes is not None:
            edits += field_edits(self._text, block, changes, self._layout(block))
        if block.span in self._renamed:
            empty = not block.key and "," not in self._text[block.key_span.end : block.span.end]
            edits.append(Edit(block.key_span, self._renamed[block.span] + ("," if empty else "")))
        if block.span in self._types:
            edits.append(Edit(block.type_span, self._types[block.span]))
        return edits

    def _last(self, block: Block) -> Block | None:
        others = [b for b in self.document.entries if b.span not in self._gone and b.span not in self._moved]
        others = [other for other in others if other.span != block.span]
        return others[-1] if others else None

    def _with_gap(self, span: Span) -> Span:
        """An entry with the rest of its line, and the blank lines below where blank lines stand above as well."""
        rest = _LINE_REST.match(self._text, span.end)
        if rest is None:
            return span
        # As far back as blank lines go in any file that a person reads.
        head = self._text[max(0, span.start - 2000) : span.start]
        indent = len(head) - len(head.rstrip(" \t"))
        if head.rstrip(" \t") and head.rstrip(" \t")[-1] not in "\r\n":
            # It shares its first line with something else: only its own characters go.
            return span
        blanks = _BLANK_LINES.match(self._text, rest.end())
        end = blanks.end() if blanks else rest.end()
        above = not head.strip() or _BLANK_ABOVE.search(head) is not None
        if end >= len(self._text) and above and head.strip():
            # The last one: the blank lines above it go, its line end stays the file's.
            stripped = len(head.rstrip())
            line_end = _LINE_REST.match(head, stripped)
            first = span.start - len(head) + (line_end.end() if line_end else stripped)
            return Span(first, rest.end())
        return Span(span.start - indent, end if above else rest.end())

    def _beside(self, anchor: Block, text: str, *, before: bool) -> Edit:
        newline, gap = self._newline, self.layout.gap
        if before:
            return Edit(Span(anchor.span.start, anchor.span.start), f"{text}{newline}{gap}")
        rest = _LINE_REST.match(self._text, anchor.span.end)
        if rest is None:
            # Something stands behind it on its line and stays there.
            found = re.compile(r"\r\n|\r|\n|\Z").search(self._text, anchor.span.end)
            end = found.end() if found else len(self._text)
        else:
            end = rest.end()
        lead = "" if self._text[end - 1 : end] in ("\r", "\n") else newline
        return Edit(Span(end, end), f"{lead}{gap}{text}{newline}")

    def _additions(self) -> Iterable[Edit]:
        newline, gap = self._newline, self.layout.gap
        last = ""
        for text, anchor in self._new:
            if anchor is not None:
                yield self._beside(anchor, text, before=False)
            else:
                last += (gap if last else "") + text + newline
        if last:
            end = len(self._text)
            whole = self._text
            for span in self._gone:
                whole = whole if span.end < len(whole.rstrip()) else whole[: self._with_gap(span).start]
            lead = "" if not whole.strip() else gap if whole.endswith(("\n", "\r")) else newline + gap
            if _BLANK_ABOVE.search(whole):
                lead = ""
            yield Edit(Span(end, end), lead + last)


def is_balanced(value: str) -> bool:
    r"""Whether braces pair as BibTeX counts them; a backslash makes no difference.

    Examples:
        >>> is_balanced("{a} {b}"), is_balanced("}{"), is_balanced(r"\{")
        (True, False, False)
    """
    depth = 0
    for mark in re.findall(r"[{}]", value):
        depth += 1 if mark == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def is_source(value: str) -> bool:
    """Whether a text can stand behind a field's `=`: pieces in braces, in quotation marks or bare, joined by `#`.

    Examples:
        >>> is_source('jan # "~1"'), is_source("{a}"), is_source("a b"), is_source("")
        (True, True, False, False)
    """
    from citekit.formats.bibtex.document import read_document  # noqa: PLC0415 - the two know each other
    from citekit.model.span import SourceText  # noqa: PLC0415

    text = f"@x{{k, f = {value},}}"
    document = read_document(SourceText(text))
    if document.problems or len(document.blocks) != 1 or document.blocks[0].span != (0, len(text)):
        return False
    fields = document.blocks[0].fields
    return len(fields) == 1 and bool(fields[0].pieces) and text[slice(*fields[0].value)] == value


def _shown(block: Block) -> str:
    return block.key or f"@{block.type}"


def _near(name: str, known: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415 - only for the message

    near = difflib.get_close_matches(name, [key for key in known if key], 1)
    return f" (did you mean {near[0]!r}?)" if near else ""
