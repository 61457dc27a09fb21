"""What an output is: a name, its file extensions, and how one tree and a whole list are written in it.

A writer is dumb: trees come finished from the engine, with quotation marks chosen, italics flipped and
punctuation settled. It decides only how its own format spells them, and it lets nothing that stands in a
field become markup. To add an output, write a module with a `WRITER` and add it to `citekit.output.OUTPUTS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from citekit.richtext.nodes import EntryLayout, Inline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: An entry of a bibliography: the work's key and its finished tree.
Entry: TypeAlias = tuple[str, Inline]


@dataclass(frozen=True, slots=True)
class Writer:
    """An output format.

    `inline` writes one tree on one line without a line end: an in-text citation, or an entry that somebody
    else sets into a list. `bibliography` writes a whole list and ends with a line end; entries without any
    printed form are left out.
    """

    name: str
    extensions: tuple[str, ...]
    inline: Callable[[Inline], str]
    bibliography: Callable[[Sequence[Entry], EntryLayout], str]
