"""CSL-YAML: CSL's items as pandoc keeps them, in files of their own and in the metadata of articles."""

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
    from citekit.formats.csl_yaml.reader import entries_of  # noqa: PLC0415

    return entries_of(source, problems)


def _write(library: Library) -> str:
    from citekit.formats.csl_yaml.writer import write  # noqa: PLC0415

    return write(library)


def _has_items_alone(source: SourceText) -> bool:
    from citekit.formats.yaml_syntax.records import has_prose  # noqa: PLC0415

    return not has_prose(source.text)


def _write_back(library: Library) -> str:
    from citekit.formats.csl_yaml.writer import write_back  # noqa: PLC0415

    return write_back(library)


def _pieces(entries: Iterable[Entry]) -> Iterator[str]:
    from citekit.formats.csl_yaml.writer import pieces_of  # noqa: PLC0415

    return pieces_of(entries)


def _losses(entry: Entry) -> Iterator[Loss]:
    from citekit.formats.csl_yaml.writer import losses  # noqa: PLC0415

    return losses(entry)


FORMAT = Format(
    "csl-yaml",
    (".yaml", ".yml"),
    writes=_write,
    sniff=lambda head: yaml_kind(head) == "csl-yaml",
    write_back=_write_back,
    losses=_losses,
    entries=_entries,
    pieces=_pieces,
    stays=_has_items_alone,
    sentence_case=True,
)
