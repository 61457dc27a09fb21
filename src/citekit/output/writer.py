"""What an output is: a name, its file extensions, and how one tree and a whole list are written in it.

A writer is dumb: trees come finished from the engine, with quotation marks chosen, italics flipped and
punctuation settled. It decides only how its own format spells them, and it lets nothing that stands in a
field become markup. To add an output, write a module with a `WRITER` and name it in `citekit.output.OUTPUTS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.output.listing import Listing
    from citekit.richtext.nodes import Inline


@dataclass(frozen=True, slots=True)
class Writer:
    """An output format.

    `inline` writes one tree on one line without a line end: an in-text citation, or an entry that somebody
    else sets into a list. `bibliography` writes a whole list and ends with a line end; entries without any
    printed form are left out. A format that is no text has `pack` besides, which gives the file's bytes; its
    `inline` and `bibliography` are plain text.
    """

    name: str
    extensions: tuple[str, ...]
    inline: Callable[[Inline], str]
    bibliography: Callable[[Listing], str]
    pack: Callable[[Listing], bytes] | None = None
