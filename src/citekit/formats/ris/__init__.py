"""RIS, which reference managers and databases give out."""

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

_START: Final = re.compile(r"\s*(?:TY|ty)[ \t]{0,2}-[ \t]?[A-Za-z]{3,8}(?: [A-Z][a-z]+)?[ \t]*(?:[\r\n]|\Z)")


def looks_like_ris(text: str) -> bool:
    r"""Whether a text begins as a RIS file does.

    Examples:
        >>> looks_like_ris("TY  - JOUR\nTI  - Pain\n"), looks_like_ris("PMID- 1\nTI  - Pain\n")
        (True, False)
    """
    return _START.match(text.lstrip("\ufeff")) is not None


# The tables are for those who have such files.


def _entries(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    from citekit.formats.ris.reader import entries_of  # noqa: PLC0415

    return entries_of(source, problems)


def _pieces(entries: Iterable[Entry]) -> Iterator[str]:
    from citekit.formats.ris.writer import pieces_of  # noqa: PLC0415

    return pieces_of(entries)


def _losses(entry: Entry) -> Iterator[Loss]:
    from citekit.formats.ris.writer import losses  # noqa: PLC0415

    return losses(entry)


FORMAT = Format("ris", (".ris",), sniff=looks_like_ris, losses=_losses, entries=_entries, pieces=_pieces)
