"""A `.bib` file tidied: its entries in one layout, and everything between them as it was.

What an entry says does not change but for what the options name (months, page dashes, the form of DOIs). An entry that
can't be read in full stays as it is. Tidying twice changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.formats.bibtex.arrangement import arranged, rekeyed
from citekit.formats.bibtex.document import read_document
from citekit.formats.bibtex.edit import REFERENCES
from citekit.formats.bibtex.layout import Layout
from citekit.formats.bibtex.new_text import VERBATIM
from citekit.formats.bibtex.tidy_values import encoded_url, escaped, month, page_dashes, plain_doi, unprotected
from citekit.model.span import Edit, SourceText, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citekit.formats.bibtex.blocks import Block, FieldSpan
    from citekit.formats.bibtex.document import BibDocument

#: The order of fields; what is not here stands before the last group, in the order it has.
ORDER: Final = (
    """author shortauthor authortype editor shorteditor editortype editora editoratype editorb editorbtype editorc
    editorctype translator annotator commentator introduction foreword afterword bookauthor holder
    title subtitle titleaddon shorttitle origtitle maintitle mainsubtitle maintitleaddon booktitle booksubtitle
    booktitleaddon journal journaltitle journalsubtitle shortjournal issuetitle issuesubtitle eventtitle eventtitleaddon
    eventdate venue entrysubtype type series edition volume volumes part number issue chapter eid pages pagetotal
    version publisher organization institution school howpublished location address date year month day origdate
    origpublisher origlocation pubstate isbn issn isrn doi eprint eprinttype eprintclass archiveprefix primaryclass pmid
    pmcid url urldate langid language hyphenation library crossref xref xdata related relatedtype options""".split(),
    "keywords note addendum annotation annote abstract file timestamp owner ids".split(),
)
_NUMBERS: Final = {name: number for number, name in enumerate(ORDER[0])}
_LAST: Final = {name: 1000 + number for number, name in enumerate(ORDER[1])}
_COMMENT: Final = re.compile(r"%[^\r\n]*")
#: Fields that hold numbers where they hold digits alone.
_NUMBERS_IN: Final = frozenset(
    "year volume number issue month day chapter edition pages pagetotal part volumes".split()
)
#: Fields that braces round the whole mean something in (one name), or that are no LaTeX.
_KEEPS_BRACES: Final = frozenset(
    """author editor translator editora editorb editorc bookauthor annotator commentator introduction foreword afterword
    holder shortauthor shorteditor publisher institution organization school location address""".split()
)


@dataclass(frozen=True, slots=True)
class TidyOptions:
    """What tidying does; every part can be switched off.

    `delimiters` is "braces", "quotes" or "keep"; `keys` is "keep" or "lower", which is carried into `crossref`,
    `xdata` and the like; `align` is the width that names are padded to, 0 for none; `indent` is in spaces, 0 a tab.
    From `sort` on nothing is done unless asked for: `sort` is "key" or a key pattern, with a minus before it backwards;
    `generate_keys` a key pattern; `field_order` names fields to stand first; `drop` those that go.
    """

    order: bool = True
    align: int = 12
    indent: int = 2
    delimiters: str = "braces"
    months: bool = True
    pages: bool = True
    doi: bool = True
    case: bool = True
    keys: str = "keep"
    trailing_comma: bool = True
    sort: str = ""
    generate_keys: str = ""
    field_order: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    remove_empty: bool = False
    numeric: bool = False
    strip_braces: bool = False
    escape: bool = False
    encode_urls: bool = False
    blank_lines: bool = False


def tidy(source: SourceText, options: TidyOptions = TidyOptions()) -> str:
    r"""The file's text with its entries tidied; comments, `@string`s and preambles stay where they are.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> text = '% mine\n@ARTICLE{a, PAGES="1-3", month = "May", Title={Pain} % why\n}\n'
        >>> print(tidy(SourceText(text)), end="")
        % mine
        @article{a,
          title        = {Pain}, % why
          pages        = {1--3},
          month        = may,
        }
    """
    text, is_plain = _once(source, options)
    # In a damaged file what is tidied may bring to light an entry that could not be told before.
    for _ in range(0 if is_plain else _AGAIN):
        again, _ = _once(SourceText(text, source.path, source.encoding), options)
        if again == text:
            break
        text = again
    return text


#: How often a damaged file is looked at again.
_AGAIN: Final = 5


def _once(source: SourceText, options: TidyOptions) -> tuple[str, bool]:
    """The text with its keys, then its entries, then their order; and whether nothing else can be hidden in it."""
    if options.generate_keys:
        source = SourceText(rekeyed(source, options.generate_keys), source.path, source.encoding)
    document = read_document(source)
    text = _tidied(document, options)
    if options.sort:
        text = arranged(SourceText(text, source.path, source.encoding), options.sort)
    # Every second piece stands between blocks.
    hidden = any("@" in between for between in islice(document.pieces(), 0, None, 2))
    return text, not document.problems and not hidden


def _tidied(document: BibDocument, options: TidyOptions) -> str:
    source = document.source
    strings = {field.name.lower() for block in document.blocks if block.type == "string" for field in block.fields}
    keys = _new_keys(document) if options.keys == "lower" else {}
    broken = sorted(problem.span.start for problem in document.problems if problem.span and problem.severity == "error")
    edits: list[Edit] = []
    for block in document.blocks:
        place = bisect_left(broken, block.span.start)
        is_broken = place < len(broken) and broken[place] < block.span.end
        if block.is_entry and not is_broken:
            text = _Entry(source, block, options, keys, strings).tidied()
            if text is not None:
                edits.append(Edit(block.span, text))
        elif options.case and not block.is_entry and source.text[slice(*block.type_span)].lower() == block.type:
            edits.append(Edit(block.type_span, block.type))
    if options.blank_lines:
        edits += _blank_lines(document)
    return apply_edits(source.text, edits)


def _blank_lines(document: BibDocument) -> Iterator[Edit]:
    """One blank line before and behind each entry where nothing but blank lines stands there."""
    text, newline = document.source.text, document.source.newline
    for one, two in pairwise(document.blocks):
        gap = Span(one.span.end, two.span.start)
        between = text[slice(*gap)]
        if (one.is_entry or two.is_entry) and not between.strip() and between != 2 * newline:
            yield Edit(gap, 2 * newline)


def _new_keys(document: BibDocument) -> Mapping[str, str]:
    """Keys in lower case, by the keys they were; those that would meet another one are left."""
    lowered: dict[str, set[str]] = {}
    for block in document.entries:
        lowered.setdefault(block.key.lower(), set()).add(block.key)
    return {key: low for low, keys in lowered.items() for key in keys if len(keys) == 1 and key}


class _Line(NamedTuple):
    """A field with the comments that belong to it: those on lines above it, and the one behind it."""

    above: list[str]
    field: FieldSpan
    behind: str


class _Entry:
    """One entry being written anew."""

    def __init__(
        self, source: SourceText, block: Block, options: TidyOptions, keys: Mapping[str, str], strings: set[str]
    ) -> None:
        self.text = source.text
        self.newline = source.newline
        self.block = block
        self.options = options
        self.keys = keys
        self.strings = strings
        self.layout = Layout(
            newline=source.newline,
            equals_column=options.align + 1 if options.align else 0,
            delimiters=options.delimiters,
        )
        self.indent = " " * options.indent if options.indent else "\t"

    def tidied(self) -> str | None:
        """The entry in its new layout; `None` where something in it is not understood."""
        block, text = self.block, self.text
        starts = [block.key_span.end, *(field.value.end for field in block.fields)]
        ends = [*(field.key.start for field in block.fields), block.span.end - 1]
        above: list[list[str]] = []
        behind: list[str] = []
        for start, end in zip(starts, ends, strict=True):
            found = _comments(text[start:end])
            if found is None:
                return None
            behind.append(found[0])
            above.append(found[1])
        lines = [_Line(above[n], field, behind[n + 1]) for n, field in enumerate(block.fields)]
        if any(not line.field.pieces for line in lines):
            return None
        lines = [line for line in lines if not self._goes(line)]
        if self.options.order or self.options.field_order:
            lines.sort(key=lambda line: self._place(line.field.name.lower()))
        return self._written(lines, behind[0], above[-1])

    def _goes(self, line: _Line) -> bool:
        """Whether a field is to go; one with a remark of its own stays."""
        if line.above or line.behind:
            return False
        empty = all(kind != "bare" and not self.text[a + 1 : b - 1].strip() for kind, (a, b) in line.field.pieces)
        return (self.options.remove_empty and empty) or line.field.name.lower() in self.options.drop

    def _place(self, name: str) -> int:
        if name in self.options.field_order:
            return self.options.field_order.index(name) - len(self.options.field_order)
        return _NUMBERS.get(name, _LAST.get(name, 500)) if self.options.order else 0

    def _written(self, lines: list[_Line], head: str, below: list[str]) -> str:
        block, text = self.block, self.text
        type_ = block.type if self.options.case else text[slice(*block.type_span)]
        opening, closing = ("(", ")") if text[block.span.end - 1] == ")" else ("{", "}")
        key = self.keys.get(block.key, block.key)
        if not block.key and not text[block.type_span.end : block.span.end].lstrip("{( \t\r\n").startswith(","):
            start = f"@{type_}{opening}"
        else:
            start = f"@{type_}{opening}{key},"
        written = [start + (f" {head}" if head else "")]
        for number, line in enumerate(lines):
            written += [f"{self.indent}{comment}" for comment in line.above]
            comma = "," if self.options.trailing_comma or number < len(lines) - 1 else ""
            name = line.field.name.lower() if self.options.case else line.field.name
            field = f"{self.indent}{self.layout.head(name)}{self._value(line.field)}{comma}"
            written.append(field + (f" {line.behind}" if line.behind else ""))
        written += [f"{self.indent}{comment}" for comment in below]
        return self.newline.join([*written, closing])

    def _value(self, field: FieldSpan) -> str:
        pieces = [(kind, self.text[start:end]) for kind, (start, end) in field.pieces]
        if len(pieces) > 1:
            return " # ".join(piece if kind == "bare" else self._delimited(kind, piece) for kind, piece in pieces)
        kind, piece = pieces[0]
        name = field.name.lower()
        inner = piece if kind == "bare" else piece[1:-1]
        if name == "month" and self.options.months:
            name_of_month = month(inner)
            if name_of_month and name_of_month not in self.strings:
                return name_of_month
        if kind == "bare":
            return piece
        changed = self._changed(name, inner)
        if self.options.numeric and name in _NUMBERS_IN and re.fullmatch(r"0|[1-9][0-9]*", changed):
            return changed
        return self._delimited(kind, f"{piece[0]}{changed}{piece[-1]}")

    def _changed(self, name: str, inner: str) -> str:
        options = self.options
        if options.strip_braces and name not in _KEEPS_BRACES | VERBATIM:
            inner = unprotected(inner)
        if options.escape and name not in VERBATIM:
            inner = escaped(inner)
        if name == "pages" and options.pages:
            return page_dashes(inner)
        if name == "doi" and options.doi:
            return plain_doi(inner)
        if name == "url" and options.encode_urls:
            return encoded_url(inner)
        if name in REFERENCES and self.keys:
            return re.sub(r"[^,\s](?:[^,]*[^,\s])?", lambda match: self._renamed(match.group()), inner)
        return inner

    def _renamed(self, key: str) -> str:
        lowered = key.lower()
        return lowered if lowered in self.keys.values() else key

    def _delimited(self, kind: str, piece: str) -> str:
        if self.options.delimiters in ("keep", kind):
            return piece
        inner = piece[1:-1]
        return self.layout.value(inner) if self.options.delimiters == "quotes" else f"{{{inner}}}"


def _comments(gap: str) -> tuple[str, list[str]] | None:
    """The comment on the line that a gap begins on, and those on lines of their own; `None` where more stands there."""
    if _COMMENT.sub("", gap).strip(" \t\r\n,"):
        return None
    first, *lines = re.split(r"\r\n|\r|\n", gap)
    found = _COMMENT.search(first)
    own = [match.group().rstrip() for line in lines if (match := _COMMENT.search(line))]
    return (found.group().rstrip() if found else ""), own
