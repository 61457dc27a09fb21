"""How far a long command is: one line on the terminal, and nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final, Self, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds between two looks of the line.
_PAUSE: Final = 0.2


class Progress:
    """Counts what is done of so many; a context manager that leaves the terminal clean.

    Examples:
        >>> import io
        >>> class Terminal(io.StringIO):
        ...     def isatty(self):
        ...         return True
        >>> times = iter([0.0, 10.0, 10.0])
        >>> terminal = Terminal()
        >>> with Progress(1000, "works", terminal, clock=lambda: next(times)) as progress:
        ...     progress.advance(100)
        ...     line = terminal.getvalue()
        >>> line.rpartition("K")[2]
        '100 of 1000 works, 10 a second, 1 min 30 s left'
    """

    def __init__(
        self, total: int, what: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._total = total
        self._what = what
        self._stream = stream or sys.stderr
        self._shown = self._stream is not None and self._stream.isatty()
        self._clock = clock
        self._start = self._last = clock()
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def advance(self, number: int = 1) -> None:
        """Say that so many more are done."""
        self._done += number
        now = self._clock()
        if self._shown and (now - self._last >= _PAUSE or self._done == self._total):
            self._last = now
            self._stream.write(f"\r\x1b[K{self._line(now - self._start)}")
            self._stream.flush()

    def _line(self, seconds: float) -> str:
        rate = self._done / seconds if seconds > 0 else 0.0
        told = f"{self._done} of {self._total} {self._what}"
        if rate and self._done < self._total:
            told += f", {rate:.0f} a second" if rate >= 1 else f", {60 * rate:.0f} a minute"
            told += f", {duration((self._total - self._done) / rate)} left"
        return told


def duration(seconds: float) -> str:
    """Seconds in words.

    Examples:
        >>> duration(8), duration(90), duration(7300)
        ('8 s', '1 min 30 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
