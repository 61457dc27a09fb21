"""EndNote's references: their types, what their fields mean in each, and EndNote's XML.

RIS is the same fields under two letters, so that `citekit.formats.ris` reads and writes by these tables too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.formats.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.model.library import Entry
    from citekit.model.loss import Loss
    from citekit.model.problem import Problem
    from citekit.model.span import SourceText

#: Behind at most one declaration and document type.
_OPENING: Final = re.compile(r"\s*(?:<[?!][^>]{0,300}>\s*){0,4}<(?:xml>\s*<)?records?[\s/>]")
_MARK: Final = re.compile(r"<ref-type[\s>]|<source-app\s|<contributors>|<rec-number>|<xml>\s*<records[\s/>]")


def looks_like_endnote_xml(text: str) -> bool:
    """Whether a text begins as EndNote's XML does.

    Examples:
        >>> looks_like_endnote_xml("<xml><records><record>"), looks_like_endnote_xml("<records><record><id>1</id>")
        (True, False)
    """
    return _OPENING.match(text.lstrip("\ufeff")) is not None and _MARK.search(text) is not None


# The tables and the XML parser are for those who have such files.


def _entries(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    from citekit.formats.endnote.xml_reader import entries_of  # noqa: PLC0415

    return entries_of(source, problems)


def _pieces(entries: Iterable[Entry]) -> Iterator[str]:
    from citekit.formats.endnote.xml_writer import pieces_of  # noqa: PLC0415

    return pieces_of(entries)


def _losses(entry: Entry) -> Iterator[Loss]:
    from citekit.formats.endnote.xml_writer import losses  # noqa: PLC0415

    return losses(entry)


FORMAT = Format(
    "endnote-xml", (".xml",), sniff=looks_like_endnote_xml, losses=_losses, entries=_entries,
    pieces=_pieces,
)  # fmt: skip
