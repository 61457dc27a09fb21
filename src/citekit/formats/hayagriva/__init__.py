"""Hayagriva: the YAML in which Typst keeps references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formats.format import Format
from citekit.formats.yaml_syntax.kinds import yaml_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citekit.model.library import Entry, Library
    from citekit.model.loss import Loss
    from citekit.model.problem import Problem
    from citekit.model.span import SourceText

# Reader and writer are imported when they are first called: most commands need neither.


def _entries(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    from citekit.formats.hayagriva.reader import entries_of  # noqa: PLC0415

    return entries_of(source, problems)


def _write_back(library: Library) -> str:
    from citekit.formats.hayagriva.writer import write_back  # noqa: PLC0415

    return write_back(library)


def _pieces(entries: Iterable[Entry]) -> Iterator[str]:
    from citekit.formats.hayagriva.writer import pieces_of  # noqa: PLC0415

    return pieces_of(entries)


def _losses(entry: Entry) -> Iterator[Loss]:
    from citekit.formats.hayagriva.writer import losses  # noqa: PLC0415

    return losses(entry)


FORMAT = Format(
    "hayagriva",
    (".yaml", ".yml"),
    sniff=lambda head: yaml_kind(head) == "hayagriva",
    write_back=_write_back,
    losses=_losses,
    entries=_entries,
    pieces=_pieces,
)
