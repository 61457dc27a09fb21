"""BibTeX and BibLaTeX: lossless blocks and spans, fields to CSL variables, and the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formats.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.formats.bibtex.document import BibDocument
    from citekit.model.library import Entry, Library
    from citekit.model.loss import Loss
    from citekit.model.problem import Problem
    from citekit.model.span import SourceText


def _entries(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    from citekit.formats.bibtex.reader import entries_of  # noqa: PLC0415

    return entries_of(source, problems)


def _write(library: Library, dialect: str) -> str:
    from citekit.formats.bibtex.writer import write_anew  # noqa: PLC0415

    return write_anew(library, dialect)


def _pieces(entries: Iterable[Entry], dialect: str) -> Iterator[str]:
    from citekit.formats.bibtex.writer import pieces_of  # noqa: PLC0415

    return pieces_of(entries, dialect)


def _is_in(source: SourceText, dialect: str) -> bool:
    from citekit.formats.bibtex.classic import are_classic  # noqa: PLC0415
    from citekit.formats.bibtex.document import Blocks  # noqa: PLC0415

    return are_classic(block for block in Blocks(source).read([]) if block.is_entry) == (dialect == "bibtex")


def _write_back(library: Library) -> str:
    from citekit.formats.bibtex.writer import write  # noqa: PLC0415

    return write(library)


def _lost(entry: Entry, dialect: str) -> tuple[Loss, ...]:
    from citekit.formats.bibtex.writer import losses_of  # noqa: PLC0415

    return losses_of(entry, dialect)


#: So many lines of remarks may stand before the first entry; a text that quotes one has more.
_MOST_REMARKS = 5


def _sniff(text: str) -> bool:
    first = re.search(r"(?:\A|(?<=[\r\n]))[ \t\ufeff]*@\s*[A-Za-z]+\s*[{(]", text)
    before = text[: first.start()].split("\n") if first else ()
    remarks = [line for line in before if line.strip() and not line.lstrip().startswith("%")]
    return first is not None and len(remarks) <= _MOST_REMARKS and "```" not in text[: first.start()]


def read_document(source: SourceText) -> BibDocument:
    """The blocks of a `.bib` file, which can be edited; see `citekit.formats.bibtex.document`."""
    from citekit.formats.bibtex.document import read_document as split  # noqa: PLC0415

    return split(source)


#: A new `.bib` file is BibLaTeX, that holds more; both are read alike, and as "bibtex".
BIBLATEX = Format(
    "biblatex",
    (".bib", ".biblatex"),
    pieces=lambda entries: _pieces(entries, "biblatex"),
    writes=lambda library: _write(library, "biblatex"),
    stays=lambda source: _is_in(source, "biblatex"),
    like="bibtex",
    write_back=_write_back,
    entries=_entries,
    losses=lambda entry: _lost(entry, "biblatex"),
)
FORMAT = Format(
    "bibtex",
    (".bibtex",),
    pieces=lambda entries: _pieces(entries, "bibtex"),
    writes=lambda library: _write(library, "bibtex"),
    stays=lambda source: _is_in(source, "bibtex"),
    sniff=_sniff,
    write_back=_write_back,
    entries=_entries,
    losses=lambda entry: _lost(entry, "bibtex"),
)
