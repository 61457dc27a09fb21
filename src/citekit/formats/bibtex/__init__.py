"""BibTeX and BibLaTeX: lossless blocks and spans, fields to CSL variables, and the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formats.format import Format

if TYPE_CHECKING:
    from citekit.formats.bibtex.document import BibDocument
    from citekit.model.library import Library
    from citekit.model.span import SourceText


def _read(source: SourceText) -> Library:
    from citekit.formats.bibtex.reader import read  # noqa: PLC0415 - bibtexparser is slow to import

    return read(source)


def _write(library: Library) -> str:
    from citekit.formats.bibtex.writer import write  # noqa: PLC0415

    return write(library)


def _sniff(text: str) -> bool:
    return re.search(r"(?:\A|(?<=[\r\n]))[ \t]*@\s*[A-Za-z]+\s*[{(]", text) is not None


def read_document(source: SourceText) -> BibDocument:
    """The blocks of a `.bib` file, which can be edited; see `citekit.formats.bibtex.document`."""
    from citekit.formats.bibtex.document import read_document as split  # noqa: PLC0415

    return split(source)


FORMAT = Format("bibtex", (".bib", ".bibtex"), read=_read, write=_write, sniff=_sniff)
