"""BibTeX and BibLaTeX into a library: blocks, then values, then CSL's variables.

Nothing is dropped: fields that CSL has no variable for stay, as they are written, in `custom["bibtex"]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.collector import uninterrupted
from citekit.errors import ReadError
from citekit.formats.bibtex import fields as tables
from citekit.formats.bibtex.document import Blocks
from citekit.formats.bibtex.inheritance import inherit
from citekit.formats.bibtex.mapping import Casing, map_entry
from citekit.formats.bibtex.strings import Abbreviations
from citekit.model.keys import Keys
from citekit.model.library import Entry, Library, Origin
from citekit.model.problem import Problem
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from citekit.formats.bibtex.blocks import Block, FieldSpan
    from citekit.formats.bibtex.inheritance import Fields
    from citekit.formats.bibtex.strings import Missing
    from citekit.model.span import SourceText

#: What may become of English titles in Title Case.
SENTENCE_CASES = ("never", "auto", "always")
_NO_FIELDS = frozenset({"string", "preamble", "comment"})
#: Entries that lend their fields, stand for several, or tell a style of BibTeX's what to do.
_NOT_REFERENCES = _NO_FIELDS | {"xdata", "set", "ieeetranbstctl", "control"}


def read(source: SourceText, sentence_case: str = "never", marked: Callable[[str], str] | None = None) -> Library:
    """Read a `.bib` file.

    `sentence_case` says what becomes of English titles in Title Case: "never" leaves them as the file has them,
    "auto" turns them to sentence case as CSL processors expect of their data, "always" does so whatever the
    entry's language. Braces protect, and so does `marked`, if given: a function that gets a title with CSL's markup and
    gives it with `nocase` spans around the names in it.

    Raises:
        ReadError: there is not one entry in the text.

    Example:
        >>> from citekit.model.span import SourceText
        >>> library = read(SourceText("@book{wall1999, author = {Wall, Patrick}, title = {Pain}, date = {1999}}"))
        >>> library.items[0]["issued"], library.origin("wall1999").at("title").location
        ({'date-parts': [[1999]]}, Location(line=1, column=52))
    """
    problems: list[Problem] = []
    with uninterrupted():
        entries = list(entries_of(source, problems, sentence_case, marked))
    problems.sort(key=lambda problem: problem.span or Span(0, 0))
    return Library(entries, source=source, format="bibtex", problems=problems)


def entries_of(
    source: SourceText,
    problems: list[Problem],
    sentence_case: str = "never",
    marked: Callable[[str], str] | None = None,
) -> Iterator[Entry]:
    """The entries one after the other, as `read` gives them; of the others only the text is held.

    Raises:
        ReadError: there is not one entry in the text.
    """
    casing = Casing(sentence_case, marked)
    blocks = Blocks(source)
    outline = _Outline(blocks, problems)
    if not outline.keys:
        raise _nothing(source, problems)
    abbreviations = outline.abbreviations
    problems += [_missing(source, what, field.value) for field, what in abbreviations.problems]
    parents = outline.parents()
    keys = Keys(outline.keys)
    first: dict[str, tuple[str, Span]] = {}
    for block in blocks.again():
        if block.type in _NO_FIELDS:
            continue
        # One entry after the other, so that a long file's values are never all there at once.
        fields = _fields(source, block, abbreviations, problems)
        if block.type in _NOT_REFERENCES:
            continue
        if "crossref" in fields or "xdata" in fields:
            problems += _orphaned(source, fields, parents, block)
            fields = inherit(fields, block.type, parents)
        item, variables, remarks = map_entry(block.type, fields, casing, biblatex=outline.biblatex)
        spans = _spans(block)
        problems += [
            Problem(message, source, spans.get(field, block.span), hint, "warning", block.key)
            for field, message, hint in remarks
        ]
        key = block.key or keys.make(item)
        where = {variable: span for variable, names in variables.items() if (span := _first(spans, names))}
        yield Entry(key, {"id": key, **item}, Origin(source, block.span, where))
        known, span = first.setdefault(key.lower(), (key, block.span))
        if span is not block.span:
            line = source.location(span.start).line
            message = f"the key {key!r} was used before, in line {line}"
            if known != key:
                message = f"the key {key!r} is {known!r} in line {line} but for its case, which BibTeX does not regard"
            problems.append(Problem(message, source, block.span, "", "warning", key))


class _Outline:
    """What one entry may need of all the others, found before the first one is read."""

    def __init__(self, blocks: Blocks, problems: list[Problem]) -> None:
        self.blocks = blocks
        #: The keys of the references, empty ones included.
        self.keys: list[str] = []
        #: Whether the file is for BibLaTeX.
        self.biblatex = False
        self._places: dict[str, int] = {}
        self._inheriting: list[FieldSpan] = []
        strings: list[Block] = []
        for block in blocks.read(problems):
            if block.type == "string":
                strings.append(block)
            if block.type in _NO_FIELDS:
                continue
            self._places.setdefault(block.key.lower(), block.span.start)
            self._inheriting += [field for field in block.fields if field.name.lower() in ("crossref", "xdata")]
            if block.type not in _NOT_REFERENCES:
                self.keys.append(block.key)
                self.biblatex = self.biblatex or _is_biblatex(block)
        self.abbreviations = Abbreviations(strings, blocks.source.text)

    def parents(self) -> dict[str, tuple[str, Fields]]:
        """The entries that others refer to, by key in lower case, with their types and fields."""
        parents: dict[str, tuple[str, Fields]] = {}
        for field in self._inheriting:
            for key in self.abbreviations.resolve(field)[0].split(","):
                place = self._places.get(key.strip().lower())
                if place is not None and key.strip().lower() not in parents:
                    block = self.blocks.at(place)
                    fields = _fields(self.blocks.source, block, self.abbreviations, [])
                    parents[key.strip().lower()] = (block.type, fields)
        return parents


def _is_biblatex(block: Block) -> bool:
    """Whether an entry shows that its file is for BibLaTeX."""
    return tables.is_biblatex(block.type, (field.name.lower() for field in block.fields))


def _orphaned(
    source: SourceText, fields: Fields, parents: Mapping[str, tuple[str, Fields]], block: Block
) -> Iterator[Problem]:
    """The entries that one refers to and that are not in its file."""
    spans = _spans(block)
    for name in ("crossref", "xdata"):
        for key in fields.get(name, "").split(","):
            if key.strip() and key.strip().lower() not in parents:
                message = f"there is no entry {key.strip()!r} in this file to inherit from"
                yield Problem(message, source, spans.get(name, block.span), "", "warning", block.key)


def _nothing(source: SourceText, problems: list[Problem]) -> ReadError:
    if problems:
        location = problems[0].location
        return ReadError(
            problems[0].message,
            path=source.path,
            line=location.line if location else None,
            column=location.column if location else None,
            hint=problems[0].hint,
        )
    what = "the file is empty" if not source.text.strip() else "there is no BibTeX entry in this file"
    return ReadError(what, path=source.path, hint="an entry begins with @article{key, … or the like")


def _fields(source: SourceText, block: Block, abbreviations: Abbreviations, problems: list[Problem]) -> Fields:
    """An entry's fields, resolved, by name in lower case; the first of two that have the same name."""
    fields: Fields = {}
    for field in block.fields:
        name = field.name.lower()
        if name in fields:
            message = f"the field {name!r} stands twice in this entry; the first counts"
            problems.append(Problem(message, source, field.key, "", "warning", block.key))
            continue
        fields[name], missing = abbreviations.resolve(field)
        problems += [_missing(source, what, field.value, block.key) for what in missing]
    return fields


def _spans(block: Block) -> dict[str, Span]:
    """Where the values of an entry's fields stand, without their delimiters."""
    spans: dict[str, Span] = {}
    for field in block.fields:
        inner = len(field.pieces) == 1 and field.pieces[0].kind != "bare"
        spans.setdefault(field.name.lower(), Span(field.value.start + 1, field.value.end - 1) if inner else field.value)
    return spans


def _missing(source: SourceText, what: Missing, span: Span, key: str | None = None) -> Problem:
    if what.reason == "endless":
        return Problem(f"the abbreviation {what.name!r} has no end", source, span, "it leads back to itself", key=key)
    hint = f"define it with @string, or write {{{what.name}}}"
    return Problem(f"the abbreviation {what.name!r} is not defined", source, span, hint, "warning", key)


def _first(spans: dict[str, Span], names: Any) -> Span | None:
    return next((spans[name] for name in names if name in spans), None)
