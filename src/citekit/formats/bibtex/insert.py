"""Fields put into a `.bib` file, and nothing else touched: every byte that was there stays where it was.

A new field stands behind the last one of its entry, on a line of its own where fields have lines of their own, with
the file's indent, the place of its `=`, its delimiters and its names (`journal` or `journaltitle`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.formats.bibtex.document import read_document
from citekit.model.span import Edit, apply_edits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.formats.bibtex.document import Block
    from citekit.model.span import SourceText

#: BibLaTeX's names in classic BibTeX, and the field that shows which of them a file uses.
_CLASSIC: Final = {"journaltitle": "journal", "date": "year"}
_BEFORE: Final = re.compile(r"(?:\A|[\r\n])([ \t]*)\Z")
_EQUALS: Final = re.compile(r"([ \t]*)=([ \t]*)")


def insert_fields(source: SourceText, additions: Mapping[int, Mapping[str, str]]) -> str:
    r"""The file's text with fields added to entries, each entry told by the place where it begins.

    Fields are BibLaTeX's, values as they stand between braces. An entry that has the field keeps its own.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> text = "@article{han,\n title={Pain}, % mine\n year=2004}\n"
        >>> print(insert_fields(SourceText(text), {0: {"doi": "10.1000/1", "title": "Other"}}), end="")
        @article{han,
         title={Pain}, % mine
         year=2004,
         doi={10.1000/1}}
    """
    document = read_document(source)
    edits: list[Edit] = []
    for block in document.blocks:
        wanted = additions.get(block.span.start)
        if wanted and block.fields:
            there = {field.name.lower() for field in block.fields}
            new = {_named(name, there): value for name, value in wanted.items()}
            edits += _edits(source, block, {name: value for name, value in new.items() if name not in there})
    return apply_edits(source.text, edits)


def _named(name: str, there: set[str]) -> str:
    """A field's name as this entry would have it: the classic one where the entry is in classic BibTeX."""
    classic = _CLASSIC.get(name, name)
    is_classic = bool(there & set(_CLASSIC.values())) and not there & _CLASSIC.keys()
    return classic if classic in there or is_classic else name


def _edits(source: SourceText, block: Block, new: Mapping[str, str]) -> list[Edit]:
    if not new:
        return []
    last = block.fields[-1]
    text = source.text
    indent = _BEFORE.search(text[block.span.start : last.key.start])
    between = _EQUALS.match(text, last.key.end)
    spaces, after = between.groups() if between else (" ", " ")
    column = last.key.end - last.key.start + len(spaces) if len(spaces) > 1 else 0
    delimiters = [field.pieces[-1].kind for field in block.fields if field.pieces]
    quoted = delimiters.count("quotes") > delimiters.count("braces")
    upper = last.name.isupper()
    added = ""
    for name, value in new.items():
        shown = name.upper() if upper else name
        start = f",{source.newline}{indent[1]}" if indent else ", "
        safe = not quoted or '"' in value
        delimited = f"{{{value}}}" if safe else f'"{value}"'
        pad = " " * max(column - len(shown), 1) if column else spaces
        added += f"{start}{shown}{pad}={after}{delimited}"
    return [Edit(type(last.value)(last.value.end, last.value.end), added)]
