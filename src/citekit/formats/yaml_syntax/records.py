"""YAML read record by record: each with its place, a broken one at no cost to its neighbours.

Pure. PyYAML's parser says where things begin and end; values are made of that here: mappings, lists and scalars as
they were written (`scalars`), no object of any other kind. Tags are passed over, aliases are followed as far as
they stand for little, merge keys are carried out, nesting has a bound.

Records are what stands in a list at the top, in a list under certain keys of a mapping at the top, or each pair of
that mapping. Several documents in a text are read one after the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.yaml_syntax.events import events, is_yaml, readable, scalar_of
from citekit.formats.yaml_syntax.mistakes import Broken, Mended, broken, chunks, mended
from citekit.formats.yaml_syntax.scalars import Plain
from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator

    from citekit.model.span import SourceText

#: Values may be nested so deeply, records included.
MAX_DEPTH: Final = 100
#: So many values may aliases stand for in a text, all in all.
_MAX_COPIES: Final = 100_000
#: How many mistakes of one file are told; behind them it is no YAML.
_MAX_MISTAKES: Final = 1000
#: How a further document begins that is no prose, such as stands behind the metadata of an article.
_LIKE_RECORDS: Final = re.compile(r"(?:---)?(?:\s|#[^\r\n]*[\r\n])*(?:-\s+[\w-]{1,60}:\s|[\w-]{1,60}:[ \t]*[\r\n])")


@dataclass(frozen=True, slots=True)
class Record:
    """A value at the top of a text, with its place.

    `key` is the key of a pair, `None` in a list; `listed` says that it stands in a list, at the top or under a key. A
    list or mapping that there is nothing in is a record itself, and stands in none.
    `fields` has the places of the values of a mapping. `document` counts the documents of the text.
    """

    value: Any
    span: Span
    key: str | None = None
    listed: bool = False
    fields: dict[str, Span] = field(default_factory=dict)
    document: int = 1


def records(source: SourceText, problems: list[Problem], lists: Collection[str] = ()) -> Iterator[Record]:
    r"""The records of a text one by one.

    Under the keys of `lists` a mapping may have lists of records; all other pairs are records themselves. What can't
    be read becomes a problem.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> problems = []
        >>> text = "- id: a\n  volume: 007\n- id: b\n  title: \"Pain\n    and\n- id: c\n"
        >>> for record in records(SourceText(text), problems):
        ...     print(record.value, record.span)
        {'id': 'a', 'volume': '007'} Span(start=2, end=21)
        {'id': 'c'} Span(start=55, end=60)
        >>> print(problems[0])
        <text>:4:10: not YAML: these quotation marks are never closed
        >>> text = "nocite: '@*'\nreferences:\n- id: a\n"
        >>> [(record.key, record.value) for record in records(SourceText(text), [], ["references"])]
        [('nocite', '@*'), (None, {'id': 'a'})]
    """
    return _Reading(source, problems, lists).records()


#: The line end before a line that begins a document.
_DOCUMENT: Final = re.compile(r"[\r\n](?=---(?:\s|\Z))")
#: A line that ends a document, or begins another.
_DOCUMENT_END: Final = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")


def has_prose(text: str) -> bool:
    r"""Whether something else than YAML's records follows the first document of a text, as in an article.

    Examples:
        >>> has_prose("---\nreferences: []\n---\n\n# Pain\n"), has_prose("---\nreferences: []\n...\n")
        (True, False)
    """
    end = _DOCUMENT_END.search(text)
    return end is not None and bool(text[end.end() :].strip()) and _LIKE_RECORDS.match(text, end.end()) is None


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read, `value`, and how many values are in it."""

    value: dict[str, Any] | list[Any]
    start: int
    anchor: str | None
    #: The key that waits for its value; `None` for one that is passed over.
    key: str | None = None
    waits: bool = False
    size: int = 1
    merged: list[Any] = field(default_factory=list)
    fields: dict[str, Span] | None = None


@dataclass(slots=True)
class _Progress:
    """How far a text has been read: where the last record ended, and the columns that records begin in."""

    done: int
    document: int = 0
    list_indent: int | None = None
    map_indent: int | None = None
    found: bool = False
    #: The document has been ended, and the next one has not begun.
    over: bool = False

    @property
    def has_columns(self) -> bool:
        """Whether records begin in a column, and not in brackets."""
        return self.list_indent is not None or self.map_indent is not None


class _Reading:
    """A text on its way into records."""

    def __init__(self, source: SourceText, problems: list[Problem], lists: Collection[str]) -> None:
        self.source = source
        self.problems = problems
        self.lists = lists
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.copies = 0
        self.mistakes = 0
        self.documents = 0
        self.start = int(source.text.startswith("\ufeff"))
        self.text, odd = readable(source.text)
        for position in odd:
            message = f"the character U+{ord(source.text[position]):04X} can't stand in YAML as it is"
            self._warn(message, position, "in double quotation marks there are escapes, such as \\x07")

    def _warn(self, message: str, position: int, hint: str = "") -> None:
        self.mistakes += 1
        if self.mistakes <= _MAX_MISTAKES:
            span = Span(position, position + 1)
            self.problems.append(Problem(message, self.source, span, hint, severity="warning"))

    def _tell(self, mistake: Broken) -> None:
        self.mistakes += 1
        if self.mistakes <= _MAX_MISTAKES:
            place = min(mistake.position, len(self.text))
            self.problems.append(Problem(mistake.message, self.source, Span(place, place), mistake.hint))

    # Where to go on after a mistake ------------------------------------------------------------------

    def records(self) -> Iterator[Record]:
        """All records; where a mistake costs a document, reading goes on with the next one."""
        position, stop = self.start, len(self.text)
        while True:
            following = yield from self._run(position, stop)
            if following is None and stop == len(self.text):
                return
            position = stop if following is None else following
            # From here on document by document, each read but once more.
            marker = _DOCUMENT.search(self.text, position)
            stop = marker.end() if marker else len(self.text)

    def _run(self, start: int, stop: int, *, cut: bool = False) -> Generator[Record, None, int | None]:
        """The records between two places; behind a mistake those that can be cut out of the text, one by one.

        What was `cut` out is a record, or a key with its list of them. Gives the place where to go on, if anywhere.
        """
        progress = _Progress(start)
        try:
            yield from self._read(self.text[start:stop], lambda index: start + index, progress, cut=cut)
        except Broken as error:
            mistake = error
        else:
            return None
        if progress.over:
            return mistake.position if _LIKE_RECORDS.match(self.text, mistake.position) else len(self.text)
        is_prose = _LIKE_RECORDS.match(self.text, progress.document) is None
        if self.documents > 1 and not cut and is_prose:
            return len(self.text)  # the text of an article, behind its metadata
        # A key that was cut out goes to pieces once more if what is broken is its list.
        is_list = progress.list_indent is not None
        in_pieces = (
            is_list and progress.map_indent is not None and progress.done > start if cut else progress.has_columns
        )
        if not in_pieces:
            yield from self._mended(start, stop, mistake, progress)
            return None
        known = self.mistakes
        following_document = None
        for chunk in chunks(self.text, progress.done, stop, progress.list_indent, progress.map_indent):
            if self.mistakes > _MAX_MISTAKES:
                hint = "what follows was not read"
                self.problems.append(Problem("not YAML: too much is wrong", self.source, Span(chunk.start, stop), hint))
                return None
            if chunk.kind == "document":
                following_document = chunk.start
            elif chunk.kind == "stray":
                self._tell(Broken("not YAML: this line belongs to no record", chunk.start))
            else:
                yield from self._run(chunk.start, chunk.stop, cut=True)
        if self.mistakes == known:
            self._tell(mistake)
        return following_document

    def _mended(self, start: int, stop: int, mistake: Broken, progress: _Progress) -> Iterator[Record]:
        """The record that is broken, with quotation marks where they were missing; told where that does not help."""
        text = self.text[start:stop]
        better = None if progress.found else mended(text, is_yaml)
        if better is None:
            self._tell(mistake)
            return
        known = len(self.problems), self.mistakes
        try:
            found = list(self._read(better.text, _places(better, start), _Progress(start), cut=True))
        except Broken:
            del self.problems[known[0] :]
            self.mistakes = known[1]
            self._tell(mistake)
            return
        for value in better.values:
            self._warn("this value was read as text: it needs quotation marks", start + value)
        yield from found

    # Events into values ------------------------------------------------------------------------------

    def _read(
        self, text: str, place: Callable[[int], int], progress: _Progress, *, cut: bool
    ) -> Generator[Record, None, None]:
        """The records of a text that is a part of the source; `place` gives the position there.

        Raises:
            Broken: it is no YAML from a place on.
        """
        import yaml  # noqa: PLC0415 - only for those who have such files

        scalar, alias = yaml.ScalarEvent, yaml.AliasEvent
        list_start, map_start = yaml.SequenceStartEvent, yaml.MappingStartEvent
        list_end, map_end = yaml.SequenceEndEvent, yaml.MappingEndEvent
        document_start, document_end = yaml.DocumentStartEvent, yaml.DocumentEndEvent
        stack: list[_Open] = []
        outer: list[str] = []  # what is open around the records
        key: str | None = None
        waits = False  # the key for its value
        key_start = end = opened = 0
        is_empty = False
        held: Record | None = None  # until what follows shows that it ends there
        try:
            for event in events(text):
                if held is not None:
                    progress.found, progress.done = True, held.span.end
                    yield held
                    held = None
                kind = type(event)
                if kind is scalar:
                    start, end = event.start_mark.index, event.end_mark.index
                    value: Any = scalar_of(event)
                    size = 1
                    if event.anchor:
                        self.anchors[event.anchor] = value, 1
                elif kind is map_start or kind is list_start:
                    start = event.start_mark.index
                    if not stack and (
                        not outer or (kind is list_start and outer == ["pairs"] and waits and key in self.lists)
                    ):
                        outer.append("pairs" if kind is map_start else "list")
                        opened, is_empty = start, True
                        self._enter(progress, place(start), outer, flow=bool(event.flow_style))
                        continue
                    if len(stack) + len(outer) >= MAX_DEPTH:
                        raise Broken("this is nested too deeply", place(start))
                    fields: dict[str, Span] | None = None if stack or kind is list_start else {}
                    stack.append(_Open({} if kind is map_start else [], start, event.anchor, fields=fields))
                    continue
                elif kind is map_end or kind is list_end:
                    end = max(end, event.end_mark.index) if event.end_mark.index == event.start_mark.index + 1 else end
                    if not stack:
                        is_list = outer.pop() == "list"
                        if is_empty:
                            span = Span(place(opened), place(max(opened, end)))
                            named = key if outer else None
                            held = Record([] if is_list else {}, span, named, document=self.documents)
                        if is_list:
                            progress.list_indent = None
                        is_empty = waits = False
                        continue
                    closed = stack.pop()
                    value, start, size = self._closed(closed), closed.start, closed.size
                    if closed.anchor:
                        self.anchors[closed.anchor] = value, size
                elif kind is alias:
                    start, end = event.start_mark.index, event.end_mark.index
                    value, size = self._copy(event.anchor, place(start))
                else:
                    if kind is document_start:
                        self.documents += not cut
                        progress.document = place(event.start_mark.index)
                        progress.found = progress.over = False
                        progress.list_indent = progress.map_indent = None
                    elif kind is document_end:
                        progress.over = event.explicit
                    continue
                is_empty = False
                if stack:
                    self._put(stack[-1], value, size, Span(place(start), place(end)))
                    continue
                in_pair = bool(outer) and outer[-1] == "pairs"
                if in_pair and not waits:
                    key, key_start, waits = self._key(value, place(start)), start, True
                    continue
                span = Span(place(key_start if in_pair else start), place(end))
                places = closed.fields if kind is map_end and closed.fields else {}
                if key is not None or not in_pair:
                    listed = bool(outer) and not in_pair
                    held = Record(value, span, key if in_pair else None, listed, places, self.documents)
                waits = waits and not in_pair
        except yaml.YAMLError as error:
            raise broken(error, place) from None

    def _enter(self, progress: _Progress, position: int, outer: list[str], *, flow: bool) -> None:
        """Note the column that records begin in; those in brackets begin in none."""
        line = max(self.text.rfind("\n", 0, position), self.text.rfind("\r", 0, position)) + 1
        own_line = not flow and not self.text[line:position].strip(" ")
        if len(outer) == 1 or own_line:
            progress.done = line
        if outer[-1] == "list":
            progress.list_indent = position - line if own_line else None
        else:
            progress.map_indent = position - line if own_line else None

    def _put(self, open_: _Open, value: Any, size: int, span: Span) -> None:
        """Put a value into the mapping or list that it stands in."""
        open_.size += size
        container = open_.value
        if isinstance(container, list):
            container.append(value)
        elif not open_.waits:
            open_.waits = True
            open_.key = self._key(value, span.start)
            if value == "<<" and type(value) is Plain:
                open_.key = None
                open_.merged.append(None)
        else:
            open_.waits = False
            if open_.key is None:
                if open_.merged and open_.merged[-1] is None:
                    open_.merged[-1] = value
                return
            if open_.key in container:
                self._warn(stands_twice(open_.key), span.start)
            container[open_.key] = value
            if open_.fields is not None:
                open_.fields[open_.key] = span

    def _key(self, value: Any, position: int) -> str | None:
        """A value as a key; `None` for what can't be one, whose value is passed over."""
        if isinstance(value, str):
            return str(value)
        self._warn("a list or a mapping is no key", position)
        return None

    def _closed(self, closed: _Open) -> Any:
        """The mapping or list that is read, with what merge keys bring into it."""
        value = closed.value
        if closed.merged and isinstance(value, dict):
            for merged in closed.merged:
                for other in merged if isinstance(merged, list) else [merged]:
                    if isinstance(other, dict):
                        for name, part in other.items():
                            value.setdefault(name, part)
        return value

    def _copy(self, anchor: str, position: int) -> tuple[Any, int]:
        """What an alias stands for, and how many values that is."""
        if anchor not in self.anchors:
            raise Broken(
                f"no anchor &{anchor[:40]} stands before this alias", position, "a * in text needs quotation marks"
            )
        value, size = self.anchors[anchor]
        self.copies += size
        if self.copies > _MAX_COPIES:
            raise Broken(f"aliases stand for more than {_MAX_COPIES} values", position)
        return value, size


def stands_twice(key: str) -> str:
    """What is told of a key that a mapping has more than once."""
    return f"{key if len(key) <= 40 else key[:39] + '…'!r} stands here twice; the last one counts"


def _places(better: Mended, start: int) -> Callable[[int], int]:
    """Positions in the source for those in a text that was mended."""
    return lambda index: start + index - bisect_right(better.inserted, index - 1)
