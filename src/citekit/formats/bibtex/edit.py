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
from citekit.formats.bibtex.entry_edits import EntryChanges, Place, entry_edits
from citekit.formats.bibtex.field_edits import Addition, FieldChanges, field_edits
from citekit.formats.bibtex.layout import entry_layout, file_layout
from citekit.formats.bibtex.new_text import blocks_of, entry_of, is_balanced, is_source, missing_from, spelt_for
from citekit.model.span import Edit, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import Any, TypeAlias

    from citekit.formats.bibtex.blocks import Block, FieldSpan
    from citekit.formats.bibtex.document import BibDocument
    from citekit.formats.bibtex.layout import Layout
    from citekit.model.library import Entry

    #: An entry by its key, or the block itself where several have that key.
    EntryName: TypeAlias = str | Block

#: Fields that name other entries, most of them several with commas between.
REFERENCES: Final = ("crossref", "xdata", "xref", "related", "entryset")
_FIELD_NAME: Final = re.compile(r"[^\s,={}()\"#%@\\]+")
_KEY: Final = re.compile(r"[^\s,{}()\"#%=\\~]+")
_TYPE: Final = re.compile(r"[A-Za-z][\w-]*")


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
        self._abbreviations = {
            field.name.lower() for block in document.blocks if block.type == "string" for field in block.fields
        }
        self._file_layout: Layout | None = None
        self._fields: dict[Span, FieldChanges] = {}
        self._blocks: dict[Span, Block] = {}
        #: What was asked for, by what it changes.
        self._asked: dict[tuple[object, ...], str] = {}
        self._renamed: dict[Span, str] = {}
        self._types: dict[Span, str] = {}
        self._replaced: dict[Span, str] = {}
        self._gone: dict[Span, str] = {}
        self._entries = EntryChanges()

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
                self._refuse(what, self._asked["field", block.span, number])
        new = self._value(what, field, value, block, None, source=source)
        self._claim(what, block, ("name", field.lower()))
        if number >= 0:
            self._asked.setdefault(("anchor", block.span, number), what)
        self._changes(block).added.append(Addition(field, new, number))

    def delete(self, entry: EntryName, field: str) -> None:
        """Take a field out, with its comma and its line; a comment on that line stays.

        Where an entry has a field twice both go, for the second would count then.
        """
        block = self._block(entry)
        what = f"deleting {field} of {_shown(block)}"
        name = self._field(block, field).name.lower()
        numbers = [number for number, one in enumerate(block.fields) if one.name.lower() == name]
        self._refuse(what, *(self._asked.get(("anchor", block.span, number)) for number in numbers))
        self._claim(what, block, *(("field", number) for number in numbers))
        self._asked["deleted", block.span, name] = what
        self._changes(block).deleted.update(numbers)

    def rename_field(self, entry: EntryName, field: str, name: str) -> None:
        """Give a field another name; its value stays as it is."""
        block = self._block(entry)
        what = f"renaming {field} of {_shown(block)}"
        self._check_name(what, name)
        number = block.fields.index(self._field(block, field))
        if name.lower() != field.lower() and block.field(name) is not None:
            raise EditError(f"{what}: the entry has {name} already")
        if number in self._changes(block).deleted:
            self._refuse(what, self._asked["field", block.span, number])
        self._claim(what, block, ("field name", number), ("name", name.lower()))
        self._asked.setdefault(("anchor", block.span, number), what)
        self._changes(block).names[number] = self._layout(block).name(name) if name.islower() else name

    # entries

    def set_type(self, entry: EntryName, type_: str) -> None:
        """Make an entry one of another type."""
        block = self._block(entry)
        what = f"changing the type of {_shown(block)}"
        self._check_type(what, type_)
        self._claim(what, block, ("type",))
        case = self.layout.types
        self._types[block.span] = (
            type_.upper() if case == "upper" else type_.capitalize() if case == "capital" else type_
        )

    def rename_entry(self, entry: EntryName, key: str, *, references: bool = False) -> None:
        """Give an entry another key; with `references` also where other entries name it (`crossref`, `xdata` …)."""
        self.rename_entries([(entry, key)], references=references)

    def rename_entries(self, keys: Iterable[tuple[EntryName, str]], *, references: bool = False) -> None:
        r"""Give several entries other keys at once, so that one can get what is another's now; all or none.

        Examples:
            >>> from citekit.formats.bibtex import read_document
            >>> from citekit.model.span import SourceText
            >>> edit = read_document(SourceText("@book{a, x=1}\n@book{b, x=2}\n@inbook{c, crossref=a}\n")).edit()
            >>> edit.rename_entries([("a", "b"), ("b", "a")], references=True)
            >>> print(edit.text(), end="")
            @book{b, x=1}
            @book{a, x=2}
            @inbook{c, crossref={b}}
        """
        wanted = [(self._block(entry), key) for entry, key in keys]
        folded = self._folded.copy()
        folded.subtract(block.key.lower() for block, _ in wanted)
        # Of several entries of one key others name the first.
        named = {block.key.lower(): block.span for block in reversed(self.document.entries)}
        mentions = self._all_mentions({block.key.lower() for block, _ in wanted}) if references else {}
        meant = [mentions.get(b.key.lower(), []) if named[b.key.lower()] == b.span else [] for b, _ in wanted]
        claims: dict[tuple[object, ...], str] = {}
        for (block, key), places in zip(wanted, meant, strict=True):
            what = f"renaming {_shown(block)} to {key}"
            self._check_key(what, key)
            if folded[key.lower()] > 0:
                raise EditError(f"{what}: there is an entry with that key")
            folded[key.lower()] += 1
            self._refuse(what, self._asked.get(("key", block.span)), claims.get(("key", block.span)))
            claims["key", block.span] = what
            for other, number, _ in places:
                if number not in self._changes(other).inner:
                    self._refuse(what, self._asked.get(("field", other.span, number)))
                if other.span not in self._gone:
                    claims["field", other.span, number] = what
        self._asked.update(claims)
        self._folded = folded
        for (block, key), places in zip(wanted, meant, strict=True):
            self._renamed[block.span] = key
            for other, number, span in places:
                self._blocks.setdefault(other.span, other)
                # Without delimiters only a number is no abbreviation.
                new = key if span != other.fields[number].value or key.isdigit() else f"{{{key}}}"
                self._changes(other).inner.setdefault(number, []).append(Edit(span, new))

    def remove_entry(self, entry: EntryName) -> None:
        """Take an entry out, with the blank lines behind it; comments between entries stay."""
        block = self._block(entry)
        what = f"removing {_shown(block)}"
        # That another one's new key would stand in it is no reason to keep it.
        inner = {("field", block.span, number) for number in self._changes(block).inner}
        touched = (asked for place, asked in self._asked.items() if block.span in place and place not in inner)
        self._refuse(what, next(touched, None), self._asked.get(("order",)))
        self._claim(what, block, ("entry",))
        self._folded[block.key.lower()] -= 1
        self._gone[block.span] = what
        self._entries.gone.add(block.span)

    def move_entry(self, entry: EntryName, *, before: EntryName | None = None, after: EntryName | None = None) -> None:
        """Put an entry before or behind another one; with neither, at the end of the file."""
        block = self._block(entry)
        what = f"moving {_shown(block)}"
        if before is not None and after is not None:
            raise EditError(f"{what}: say where with `before` or with `after`, not with both")
        self._refuse(what, self._asked.get(("order",)), self._asked.get(("beside", block.span)))
        target = before if before is not None else after
        anchor = self._anchor(what, target) if target is not None else None
        if anchor is not None and anchor.span == block.span:
            return
        self._claim(what, block, ("place",))
        if anchor is not None:
            self._asked.setdefault(("beside", anchor.span), what)
        self._entries.moved[block.span] = Place(anchor, before is not None)

    def sort_entries(self, by: Callable[[Block], Any], *, reverse: bool = False) -> None:
        r"""Put the entries in the order of what `by` gives for each, those with the same as they are.

        None crosses a `@string`, which BibTeX wants before what uses it, and entries that others have in `crossref`
        come behind the others, as BibTeX wants those. Remarks right above an entry go with it.

        Examples:
            >>> from citekit.formats.bibtex import read_document
            >>> from citekit.model.span import SourceText
            >>> edit = read_document(SourceText("% top\n\n@a{y, x=1}\n\n% ours\n@a{b, x=2} % two\n")).edit()
            >>> edit.sort_entries(lambda block: block.key)
            >>> print(edit.text(), end="")
            % top
            <BLANKLINE>
            % ours
            @a{b, x=2} % two
            <BLANKLINE>
            @a{y, x=1}
        """
        what = "sorting the entries"
        if self.document.is_damaged:
            raise EditError(f"{what}: {next(one for one in self.document.problems if one.severity == 'error')}")
        placed = (asked for place, asked in self._asked.items() if place[0] in ("place", "entry", "beside", "order"))
        self._refuse(what, next(placed, None))
        self._asked[("order",)] = what
        parents = {self._text[slice(*span)].lower() for _, _, span in self._mentions(("crossref",))}
        parts: list[list[Block]] = [[]]
        for block in self.document.blocks:
            if block.type == "string" and parts[-1]:
                parts.append([])
            elif block.is_entry:
                parts[-1].append(block)
                self._blocks.setdefault(block.span, block)
        order: list[Block] = []
        for part in parts:
            part.sort(key=by, reverse=reverse)
            part.sort(key=lambda block: block.key.lower() in parents)
            order += part
        self._entries.order = tuple(order)

    def add_entry(self, type_: str, key: str, fields: Mapping[str, str], *, after: EntryName | None = None) -> None:
        """Add an entry in the file's layout, at the end or behind another one."""
        what = f"adding {key}"
        self._check_type(what, type_)
        for name, value in fields.items():
            self._check_name(what, name)
            self._check_value(what, name, value)
        self.add_source(
            key, self.layout.entry(type_, key, {self.layout.name(n): v for n, v in fields.items()}), after=after
        )

    def add_source(self, key: str, text: str, *, after: EntryName | None = None) -> None:
        """Add an entry as it is written elsewhere, with this file's line ends."""
        what = f"adding {key}"
        self._check_key(what, key)
        if self._folded[key.lower()] > 0:
            self._refuse(what, self._asked.get(("new", key.lower())))
            raise EditError(f"{what}: there is an entry with that key")
        written = self._entry(what, text)
        anchor = self._anchor(what, after) if after is not None else None
        self._folded[key.lower()] += 1
        self._asked["new", key.lower()] = what
        if anchor is not None:
            self._refuse(what, self._asked.get(("order",)))
            self._asked.setdefault(("beside", anchor.span), what)
        self._entries.new.append((written, Place(anchor)))

    def add_text(self, text: str) -> None:
        """Add text at the end, entries and what stands between them, with this file's line ends."""
        text = re.sub(r"\r\n|\r|\n", self._newline, text.strip("\r\n"))
        spelt = [
            Edit(field.value, spelt_for(self.document.source.encoding, field.name, text[slice(*field.value)]))
            for block in blocks_of(text)
            for field in block.fields
        ]
        if text.strip():
            self._asked["new", id(text)] = what = "adding another file's text"
            self._entries.new.append((self._encodable(what, "", apply_edits(text, spelt)), Place()))

    def replace_entry(self, entry: EntryName, text: str) -> None:
        """Put another text in an entry's place, instead of the edits of its fields that were collected."""
        block = self._block(entry)
        what = f"replacing {_shown(block)}"
        self._replaced[block.span] = self._entry(what, text)
        self._asked["entry", block.span] = what

    # carrying out

    def is_removed(self, block: Block) -> bool:
        """Whether an entry goes."""
        return block.span in self._gone

    def named_keys(self) -> frozenset[str]:
        """The keys, in lower case, that entries name in `crossref`, `xdata` and the like, there or not."""
        from citekit.formats.bibtex.strings import Abbreviations  # noqa: PLC0415 - only where keys are made

        abbreviations = Abbreviations(self.document.blocks, self._text)
        values = (
            abbreviations.resolve(field)[0]
            for block in self.document.entries
            for field in block.fields
            if field.name.lower() in REFERENCES
        )
        return frozenset(key.strip().lower() for value in values for key in value.split(","))

    def entry_text(self, block: Block) -> str:
        """An entry's text with the edits of it."""
        start = block.span.start
        inside = [Edit(Span(s - start, e - start), new) for (s, e), new in self._inside(block)]
        return apply_edits(self._text[slice(*block.span)], inside)

    def edits(self) -> tuple[Edit, ...]:
        """The edits as spans of the file's text, in its order."""
        edits: list[Edit] = []
        places = sorted(block.span for block in self._entries.order)
        resting = {block.span for block, place in zip(self._entries.order, places, strict=True) if block.span == place}
        for span, block in self._blocks.items():
            if span in self._gone or span in self._entries.moved or (places and span not in resting):
                continue
            edits += self._inside(block)
        edits += entry_edits(self.document, self._entries, self.layout, self.entry_text)
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

    def _anchor(self, what: str, target: EntryName) -> Block:
        """An entry that another one is to stand beside; it must not go or move itself."""
        anchor = self._block(target)
        if anchor.span in self._entries.moved:
            self._refuse(f"{what} beside {_shown(anchor)}", self._asked["place", anchor.span])
        return anchor

    def _entry(self, what: str, text: str) -> str:
        """An entry's text with this file's line ends."""
        text = re.sub(r"\r\n|\r|\n", self._newline, text.strip())
        block = entry_of(text)
        if block is None:
            raise EditError(f"{what}: this is not one whole entry: {text[:60]!r}")
        spelt = [
            Edit(field.value, self._encodable(f"{what} with its {field.name}", field.name, text[slice(*field.value)]))
            for field in block.fields
        ]
        return self._encodable(what, "", apply_edits(text, spelt))

    def _encodable(self, what: str, field: str, text: str) -> str:
        """New text in the file's encoding."""
        encoding = self.document.source.encoding
        text = spelt_for(encoding, field, text)
        missing = missing_from(encoding, text)
        if missing:
            raise EditError(
                f"{what}: the file is in {encoding}, which has no {missing!r} "
                "(`citekit fmt --encoding utf-8` makes it UTF-8)"
            )
        return text

    @staticmethod
    def _refuse(what: str, *earlier: str | None) -> None:
        for asked in earlier:
            if asked is not None:
                raise EditError(f"{what} collides with {asked}")

    def _claim(self, what: str, block: Block, *places: tuple[object, ...]) -> None:
        """Take what an edit changes; what another one has taken is refused, and nothing is taken then."""
        claims = [(place[0], block.span, *place[1:]) for place in places]
        self._refuse(what, *map(self._asked.get, claims))
        self._asked.update(dict.fromkeys(claims, what))

    def _layout(self, block: Block) -> Layout:
        return entry_layout(self._text, block, self.layout)

    @staticmethod
    def _check_type(what: str, type_: str) -> None:
        if _TYPE.fullmatch(type_) is None or type_.lower() in ("string", "preamble", "comment"):
            raise EditError(f"{what}: {type_!r} can't be an entry's type")

    def _check_key(self, what: str, key: str) -> None:
        if _KEY.fullmatch(key) is None:
            raise EditError(f"{what}: {key!r} can't be a key")
        self._encodable(what, "", key)

    def _check_name(self, what: str, name: str) -> None:
        if _FIELD_NAME.fullmatch(name) is None:
            raise EditError(f"{what}: {name!r} can't be a field's name")
        self._encodable(what, "", name)

    @staticmethod
    def _check_value(what: str, name: str, value: str) -> None:
        if not is_balanced(value):
            raise EditError(f"{what}: the braces of {name} don't pair: {value[:60]!r}")

    def _value(self, what: str, name: str, value: str, block: Block, found: FieldSpan | None, *, source: bool) -> str:
        """A value as it is to stand in the file."""
        self._check_value(what, name, value)
        value = self._encodable(what, name, re.sub(r"\r\n|\r|\n", self._newline, value))
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

    def _mentions(self, names: Collection[str] = REFERENCES) -> Iterator[tuple[Block, int, Span]]:
        """Where entries name others in fields of these names."""
        for block in self.document.entries:
            for number, field in enumerate(block.fields):
                if field.name.lower() not in names or len(field.pieces) != 1:
                    continue
                kind, (start, end) = field.pieces[0]
                if kind != "bare":
                    start, end = start + 1, end - 1
                elif self._text[start:end].lower() in self._abbreviations:
                    continue
                for match in re.finditer(r"[^,\s](?:[^,]*[^,\s])?", self._text[start:end]):
                    yield block, number, Span(start + match.start(), start + match.end())

    def _all_mentions(self, keys: Collection[str]) -> dict[str, list[tuple[Block, int, Span]]]:
        """Where entries are named that have one of these keys, by key in lower case."""
        found: dict[str, list[tuple[Block, int, Span]]] = {}
        for mention in self._mentions():
            key = self._text[slice(*mention[2])].lower()
            if key in keys and key:
                found.setdefault(key, []).append(mention)
        return found

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


def _shown(block: Block) -> str:
    return block.key or f"@{block.type}"


def _near(name: str, known: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415 - only for the message

    near = difflib.get_close_matches(name, [key for key in known if key], 1)
    return f" (did you mean {near[0]!r}?)" if near else ""
