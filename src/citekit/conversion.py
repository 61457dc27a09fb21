"""One format into another: read, given keys, written, and what the other can't hold told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citekit import formats
from citekit.formats.format import some, whole
from citekit.library import format_of, source_of
from citekit.model.keys import rekeyed
from citekit.model.library import Library
from citekit.model.span import SourceText

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from citekit.formats.format import EntryReader, Format
    from citekit.model.library import Entry
    from citekit.model.loss import Loss
    from citekit.model.problem import Problem


@dataclass(slots=True)
class Conversion:
    """A text on its way into another format.

    `pieces` is to be run through once and gives the new text piece by piece. After that `problems` has what of the old
    text could not be read, in its order, and `losses` the variables of each reference that the new format can't hold.
    """

    pieces: Iterator[str]
    problems: list[Problem] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)

    def text(self) -> str:
        """The new text as a whole."""
        return "".join(self.pieces)


def convert(
    text_or_path: SourceText | str | os.PathLike[str],
    to: str,
    format: str | None = None,  # noqa: A002 - the field's word
    *,
    key_pattern: str | None = None,
    sentence_case: str | None = None,
) -> Conversion:
    """Turn the references of a text or a file into another format.

    Where both formats go entry by entry, so does this, and no more than one entry is held at a time. A text that goes
    back into its own format stays as it is. `key_pattern` makes keys for works without one of their own;
    `sentence_case` says what becomes of titles of a `.bib` file: "never", "auto" (English ones are put in sentence
    case, but for proper nouns and what is in braces) or "always" (those of every language); by default "auto" where
    CSL's items are written, as CSL wants them, and "never" where another format is.

    Raises:
        ReadError: there are no references in it; where entries are read one by one, when the first piece is asked for.
        UnknownFormat: no format of a name, or none that can be written.

    Examples:
        >>> converted = convert("@book{wall, title = {Pain}, year = 1999}", "ris")
        >>> converted.text().splitlines()
        ['TY  - BOOK', 'ID  - wall', 'TI  - Pain', 'PY  - 1999', 'DA  - 1999///', 'ER  - ']
        >>> converted.problems, converted.losses
        ([], [])
    """
    source = text_or_path if isinstance(text_or_path, SourceText) else source_of(text_or_path)
    chosen = format_of(source, format)
    target = formats.find_format(to)
    case = sentence_case or ("auto" if target.sentence_case else "never")
    entries = _cased(case) if chosen.kind == "bibtex" else chosen.entries
    converted = Conversion(iter(()))
    if key_pattern is None and target.kind == chosen.kind and target.stays(source):
        converted.pieces = _as_it_is(entries, source, converted)
        return converted
    if key_pattern is None and target.pieces is not None:
        read = some(entries, source, converted.problems)
        converted.pieces = target.pieces(_telling(read, target, converted))
        return converted
    # New keys depend on each other.
    library = whole(entries, source, chosen.kind)
    converted.problems += library.problems
    converted.pieces = _written(with_keys(library, key_pattern), target, converted)
    return converted


def _cased(sentence_case: str) -> EntryReader:
    """The reader of `.bib` files with what is to become of titles in Title Case."""
    from citekit.formats.bibtex.reader import entries_of  # noqa: PLC0415 - only for such files
    from citekit.handbooks.recognition import mark_proper_nouns  # noqa: PLC0415 - only where titles may be lowered

    return lambda source, problems: entries_of(source, problems, sentence_case, mark_proper_nouns)


def with_keys(library: Library, pattern: str | None) -> Library:
    """The library with keys by a pattern for works that have no key of their own; without a pattern as it is."""
    if pattern is None:
        return library
    from citekit.formats.bibtex.writer import is_key  # noqa: PLC0415 - only where keys are made

    # Those of a list that was read are made up, and nobody's.
    entries = rekeyed(library.entries, pattern, lambda key: library.format != "text" and is_key(key))
    return Library(entries, source=library.source, format=library.format, problems=library.problems)


def _as_it_is(entries: EntryReader, source: SourceText, converted: Conversion) -> Iterator[str]:
    """The text itself; it is read all the same, for what is wrong with it."""
    for _ in some(entries, source, converted.problems):
        pass
    yield source.text


def _telling(entries: Iterator[Entry], target: Format, converted: Conversion) -> Iterator[Entry]:
    """The same entries, each of which has told by then what the format can't hold of it."""
    for entry in entries:
        if target.losses is not None:
            converted.losses += target.losses(entry)
        yield entry


def _written(library: Library, target: Format, converted: Conversion) -> Iterator[str]:
    yield formats.write(library, target.name)
    converted.losses += formats.losses(library, target.name)
