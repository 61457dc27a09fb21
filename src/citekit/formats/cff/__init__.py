"""CITATION.cff: how software and data say that they are to be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.formats.format import Format
from citekit.formats.yaml_syntax.kinds import yaml_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.library import Entry
    from citekit.model.problem import Problem
    from citekit.model.span import SourceText


def _entries(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    from citekit.formats.cff.reader import entries_of  # noqa: PLC0415 - only for those who have such files

    return entries_of(source, problems)


FORMAT = Format("cff", (".cff",), sniff=lambda head: yaml_kind(head) == "cff", entries=_entries)
