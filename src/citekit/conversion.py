"""One format into another: read, given keys, written, and what the other can't hold told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citekit import formats
from citekit.errors import ReadError
from citekit.formats.format import some, whole
from citekit.model.keys import rekeyed
from citekit.model.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.formats.format import EntryReader, Format
    from citekit.model.library import Entry
    from citekit.model.problem import Problem
    from citekit.model.span import SourceText


@dataclass(slots=True)
class Conversion:
    """A text on its way into another format.

    `pieces` is to be run through once and gives the new text piece by piece. After that `problems` has what of the old
    text could not be read, in its order, and `losses` a sentence for each variable that the new format can't hold.
    """

    pieces: Iterator[str]
    problems: list[Problem] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The new text as a whole."""
        return "".join(self.pieces)


def convert(
    source: SourceText,
    to: str,
    format: str | None = None,  # noqa: A002 - the field's word
    *,
    key_pattern: str | None = None,
    sentence_case: str = "never",
) -> Conversion:
    """Turn the references of a text into another format.

    Where both formats go entry by entry, so does this, and no more than one entry is held at a time. A text that goes
    back into its own format stays as it is. `key_pattern` makes keys for works without one of their own;
    `sentence_case` is what `citekit.formats.bibtex.reader.read` takes.

    Raises:
        ReadError: there are no references in it; where entries are read one by one, when the first piece is asked for.
        UnknownFormat: no format of a name, or none that can be written.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> converted = convert(SourceText("@book{wall, title = {Pain}, year = 1999}"), "ris")
        >>> converted.text().splitlines()
        ['TY  - BOOK', 'ID  - wall', 'TI  - Pain', 'PY  - 1999', 'DA  - 1999///', 'ER  - ']
        >>> converted.problems, converted.losses
        ([], [])
    """
    if not source.text.strip():
        raise ReadError("the file is empty" if source.path else "there is no text", path=source.path)
    chosen = formats.find_format(format) if format else formats.sniff(source.text, source.path)
    target = formats.find_format(to)
    entries = _cased(sentence_case) if chosen.name in ("bibtex", "biblatex") else chosen.entries
    # What goes back into its own format may stay as it is, byte for byte, and new keys depend on each other.
    if entries is not None and target.pieces is not None and target.name != chosen.name and key_pattern is None:
        problems: list[Problem] = []
        converted = Conversion(iter(()), problems)
        converted.pieces = target.pieces(_told(some(entries, source, problems), target, converted))
        return converted
    library = formats.read(source, chosen.name) if entries is None else whole(entries, source, chosen.name)
    problems = sorted(library.problems, key=lambda problem: problem.span or (0, 0))
    converted = Conversion(iter(()), problems)
    converted.pieces = _written(_with_keys(library, chosen, key_pattern), target, converted)
    return converted


def _told(entries: Iterator[Entry], target: Format, converted: Conversion) -> Iterator[Entry]:
    """Entries on their way to a writer; what it can't hold of each is added to the losses."""
    for entry in entries:
        if target.losses is not None:
            converted.losses += map(str, target.losses(Library([entry])))
        yield entry


def _cased(sentence_case: str) -> EntryReader:
    """The reader of `.bib` files with what is to become of titles in Title Case."""
    from citekit.formats.bibtex.reader import entries_of  # noqa: PLC0415 - only for such files

    return lambda source, problems: entries_of(source, problems, sentence_case)


def _with_keys(library: Library, chosen: Format, pattern: str | None) -> Library:
    if pattern is None:
        return library
    from citekit.formats.bibtex.writer import is_key  # noqa: PLC0415 - only where keys are made

    # Those of a list that was read are made up, and nobody's.
    entries = rekeyed(library.entries, pattern, lambda key: chosen.name != "text" and is_key(key))
    return Library(entries, source=library.source, format=library.format, problems=library.problems)


def _written(library: Library, target: Format, converted: Conversion) -> Iterator[str]:
    yield formats.write(library, target.name)
    converted.losses += formats.losses(library, target.name)
