"""What can stand in a `.bib` file where something new is to stand: values, entries, characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.formats.bibtex.document import read_document
from citekit.model.span import SourceText
from citekit.richtext.latex_spelling import spell_out

if TYPE_CHECKING:
    from citekit.formats.bibtex.blocks import Block

#: Fields that are not LaTeX, in which a macro would be read as it stands.
VERBATIM: Final = frozenset(
    """url doi eprint file pdf verba verbb verbc isbn issn isrn pmid pmcid crossref xdata xref related entryset ids
    keywords timestamp""".split()
)


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
    text = f"@x{{k, f = {value},}}"
    document = read_document(SourceText(text))
    if document.problems or len(document.blocks) != 1 or document.blocks[0].span != (0, len(text)):
        return False
    fields = document.blocks[0].fields
    return len(fields) == 1 and bool(fields[0].pieces) and text[slice(*fields[0].value)] == value


def entry_of(text: str) -> Block | None:
    """The block of a text that is one entry and nothing else.

    Examples:
        >>> [entry_of(text) is not None for text in ("@book{a, title = {x}}", "@book{a} %", "@comment{a}", "@book{a")]
        [True, False, False, False]
    """
    blocks = blocks_of(text)
    whole = len(blocks) == 1 and blocks[0].is_entry and blocks[0].span == (0, len(text))
    return blocks[0] if whole else None


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text.

    Examples:
        >>> [block.type for block in blocks_of("@string{a = {b}} % c")]
        ['string']
    """
    return read_document(SourceText(text)).blocks


def spelt_for(encoding: str, field: str, text: str) -> str:
    r"""A field's value with what an encoding lacks spelt out in LaTeX, where that is what the field holds.

    Examples:
        >>> spelt_for("cp1252", "author", "{Erdős}"), spelt_for("cp1252", "url", "{http://ő.hu}")
        ('{Erd{\\H{o}}s}', '{http://ő.hu}')
    """
    return spell_out(text, encoding) if field and field.lower() not in VERBATIM else text


def missing_from(encoding: str, text: str) -> str:
    """The first character that an encoding lacks; "" where it has them all.

    Examples:
        >>> missing_from("cp1252", "Erdős"), missing_from("utf-8", "Erdős")
        ('ő', '')
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        return text[error.start]
    return ""
