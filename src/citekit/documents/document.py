"""An article and the region of it that holds its reference list.

The region is what stands between `citekit:begin` and `citekit:end`, or, without such markers, the list that
the article's own heading ("References", "Works Cited", "Resources") announces. Where that is not plain,
nothing is guessed: the error says which lines are in question and what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citekit.documents.shape import BLANK_LINE, LINE_END
from citekit.errors import ReadError
from citekit.model.span import Span

if TYPE_CHECKING:
    from citekit.documents.kind import DocumentKind
    from citekit.documents.shape import ListShape
    from citekit.model.span import SourceText

_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*+")


@dataclass(frozen=True, slots=True)
class Region:
    """Where a list stands, its title if a heading announced it, and whether it is between markers."""

    span: Span
    marked: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    r"""An article: its text, its kind, and where its reference list is.

    Examples:
        >>> from citekit.documents import Document
        >>> from citekit.model.span import SourceText
        >>> text = "Prose.\n\n<!-- citekit:begin -->\n- old\n<!-- citekit:end -->\n"
        >>> document = Document.find(SourceText(text, "article.md"))
        >>> document.kind, document.core, document.output
        ('markdown', '- old', 'markdown')
    """

    source: SourceText
    form: DocumentKind
    region: Region

    @classmethod
    def find(cls, source: SourceText, kind: str | None = None) -> Document:
        """An article with its reference list found: between markers, or else under its heading.

        Without a `kind` the file's extension decides, then what its text looks like.

        Raises:
            ReadError: no list, several, or markers without a partner; the message says what to do.
            UnknownFormat: no kind of article of that name.

        Examples:
            >>> from citekit.model.span import SourceText
            >>> Document.find(SourceText("No sources here.", "article.txt"))
            Traceback (most recent call last):
            citekit.errors.ReadError: article.txt: no reference list found in this article (put \
[citekit:begin] and [citekit:end] around the list, each on a line of its own)
        """
        from citekit.documents import find_kind  # noqa: PLC0415 - the table of kinds stands above this module

        if kind is None:
            from citekit.formats.plaintext.section import guess_kind  # noqa: PLC0415 - brings the parser

            kind = guess_kind(source.text, source.path)
        form = find_kind(kind)
        return cls(source, form, find_region(source, form))

    @property
    def kind(self) -> str:
        """The name of the article's kind: "text", "markdown" or "html"."""
        return self.form.name

    @property
    def core_span(self) -> Span:
        """The list without the blank lines around it; empty, at the region's start, if there is none."""
        start, end = self.region.span
        text = self.source.text
        region = text[start:end]
        if not region.strip():
            return Span(start, start)
        blank = _BLANK_LINES.match(region)
        return Span(start + (blank.end() if blank else 0), start + len(region.rstrip()))

    @property
    def core(self) -> str:
        """The list as it stands now."""
        return self.source.text[slice(*self.core_span)]

    @property
    def newline(self) -> str:
        """The line end the list uses, or the file where the list has none."""
        match = LINE_END.search(self.source.text, *self.region.span)
        return match.group() if match else self.source.newline

    @property
    def shape(self) -> ListShape:
        """How the list is set.

        Raises:
            ReadError: in a way that can't be written again.
        """
        start = self.core_span.start
        try:
            return self.form.shape(self.core, self.source.text[:start], self.newline)
        except ReadError as error:
            line = self.source.location(start).line
            raise ReadError(error.message, path=self.source.path, line=line, hint=error.hint) from None

    @property
    def output(self) -> str:
        """The name of the output that entries for this list are to be written in."""
        return self.shape.output

    @property
    def numbered(self) -> bool:
        """Whether the list counts its entries itself, so that they need no number of their own."""
        return self.shape.numbered


def find_region(source: SourceText, kind: DocumentKind) -> Region:
    """Find the reference list of an article: between markers, or else under its heading.

    Raises:
        ReadError: markers without a partner or several pairs; no list; several lists and none marked.
    """
    return _marked_region(source, kind) or _headed_region(source, kind)


def _marked_region(source: SourceText, kind: DocumentKind) -> Region | None:
    begin: Span | None = None
    region: Region | None = None
    for word, span in kind.markers(source.text):
        if word == "begin":
            if begin is not None:
                raise _unclosed(source, kind, begin)
            if region is not None:
                where = source.location(region.span.start).line
                raise _error(
                    source,
                    span.start,
                    f"a second marked list; the first begins on line {where}",
                    "keep one pair of markers; each update regenerates one list",
                )
            begin = span
        elif begin is None:
            raise _error(source, span.start, f"{kind.end} without {kind.begin}", f"put {kind.begin} before the list")
        else:
            region, begin = Region(Span(begin.end, span.start), marked=True), None
    if begin is not None:
        raise _unclosed(source, kind, begin)
    return region


def _headed_region(source: SourceText, kind: DocumentKind) -> Region:
    from citekit.formats.plaintext.section import find_reference_lists  # noqa: PLC0415 - not for marked lists

    found = find_reference_lists(source.text, kind.name)
    remedy = f"put {kind.begin} and {kind.end} around the list, each on a line of its own"
    if not found:
        raise ReadError("no reference list found in this article", path=source.path, hint=remedy)
    if len(found) > 1:
        places = ", ".join(f"{each.title} on line {source.location(each.heading.start).line}" for each in found)
        raise ReadError(f"several lists look like the references: {places}", path=source.path, hint=remedy)
    (only,) = found
    subheading = kind.subheading(source.text[slice(*only.body)])
    if subheading is not None:
        raise _error(
            source,
            only.body.start + subheading,
            f"the list below {only.title} has a heading of its own, which regenerating it would remove",
            remedy,
        )
    start = only.body.start + _introduction(source.text[slice(*only.body)])
    return Region(Span(start, only.body.end), marked=False, title=only.title)


def _introduction(body: str) -> int:
    """The length of a paragraph that introduces the list: it ends with a colon, and a blank line follows."""
    blank = BLANK_LINE.search(body, len(body) - len(body.lstrip()))
    return blank.start() if blank and body[: blank.start()].rstrip().endswith(":") else 0


def _unclosed(source: SourceText, kind: DocumentKind, begin: Span) -> ReadError:
    return _error(source, begin.start, f"{kind.begin} is not closed", f"put {kind.end} after the list")


def _error(source: SourceText, offset: int, message: str, hint: str) -> ReadError:
    return ReadError(message, path=source.path, line=source.location(offset).line, hint=hint)
