"""What commands share of the terminal: reading `-` or a file, writing results, saying what went wrong."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from citekit import formats
from citekit import library as libraries
from citekit.errors import ReadError, UsageError
from citekit.model.span import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citekit.library import Library
    from citekit.model.loss import Loss
    from citekit.model.problem import Problem


def read_input(path: str) -> SourceText:
    """The text of a file, or of standard input for `-`.

    Raises:
        ReadError: it is missing, unreadable or not text.
    """
    if path == "-":
        if sys.stdin is None:
            raise ReadError("standard input is closed", path="<stdin>")
        return SourceText.decode(sys.stdin.buffer.read(libraries.MAX_BYTES), "<stdin>")
    return libraries.read_source(path)


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`, that says its encoding itself.

    Raises:
        OSError: it is missing or unreadable.
        ReadError: standard input is closed.
    """
    if path == "-":
        if sys.stdin is None:
            raise ReadError("standard input is closed", path="<stdin>")
        return sys.stdin.buffer.read(libraries.MAX_BYTES)
    with open(path, "rb") as stream:  # noqa: PTH123 - cheaper than pathlib at start-up
        return stream.read(libraries.MAX_BYTES)


def read_library(path: str, format: str | None = None) -> Library:  # noqa: A002
    """The references of a file or of standard input; what could not be read is said on standard error."""
    library = libraries.read(read_input(path), format)
    for problem in library.problems:
        say(describe(problem))
    return library


def describe(problem: Problem) -> str:
    """A problem as one line: `refs/sources.bib:4:3: error: …`."""
    place, _, rest = str(problem).partition(": ")
    return f"{place}: {problem.severity}: {rest}" if rest and problem.span else f"{problem.severity}: {problem}"


def reading_code(problems: Iterable[Problem]) -> int:
    """The exit code that reading earned: 1 where something could not be read, else 0."""
    return int(any(problem.severity == "error" for problem in problems))


def emit(text: str, output: str | None = None) -> None:
    """Write a result as UTF-8: to standard output, or atomically to a file."""
    emit_bytes(text.encode("utf-8", "replace"), output)


def emit_pieces(pieces: Iterable[str], output: str | None = None) -> None:
    """Write a long result as it comes, as UTF-8."""
    emit_bytes((piece.encode("utf-8", "replace") for piece in pieces), output)


def emit_bytes(data: bytes | Iterable[bytes], output: str | None = None) -> None:
    """Write a result in the encoding it is already in."""
    if output is not None and output != "-":
        from citekit.atomic import write_atomically

        write_atomically(output, data)
        return
    if sys.stdout is None:
        raise UsageError("standard output is closed; -o writes to a file")
    sys.stdout.flush()
    sys.stdout.buffer.writelines((data,) if isinstance(data, bytes) else data)
    sys.stdout.buffer.flush()


#: As many losses are told one by one.
_FEW = 20


def say_losses(losses: Sequence[Loss]) -> None:
    """What the format that was written can't hold: of few references one by one, of many variable by variable."""
    if len(losses) <= _FEW:
        for loss in losses:
            say(str(loss))
        return
    groups: dict[tuple[str, str, str], list[str]] = {}
    for loss in losses:
        groups.setdefault((loss.variable, loss.outcome, loss.reason), []).append(loss.key)
    for (variable, outcome, reason), keys in groups.items():
        shown = ", ".join(keys[:3]) + (", …" if len(keys) > len(keys[:3]) else "")
        times = f"in {len(keys)} references" if len(keys) > 1 else "in 1 reference"
        say(f"{variable} {outcome} {times}: {reason} ({shown})")


def is_terminal() -> bool:
    """Whether somebody reads standard output on a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def say(message: str) -> None:
    """A line on standard error."""
    sys.stderr.write(message + "\n")


def format_named(path: str | None) -> str | None:
    """The format that is written into a file of this name; nothing where its name tells none.

    Raises:
        UsageError: the name tells one that can't be written.
    """
    extension = extension_of(path)
    named = [format_ for format_ in formats.FORMATS if extension and extension in format_.extensions]
    found = next((format_ for format_ in named if format_.is_written), None)
    if found is None and named:
        raise UsageError(f"{named[0].name}, which {path} is named after, can only be read (say another format: --to)")
    return None if found is None else found.name


def extension_of(path: str | None) -> str:
    """A path's extension in lower case, with its dot."""
    return os.path.splitext(path or "")[1].lower()  # noqa: PTH122 - cheaper than pathlib at start-up
