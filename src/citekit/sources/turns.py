"""Whose turn it is: how many requests a host gets in a stretch of time, and how many at once.

A registry counts the requests of one address or person, however many programs send them. So the turns can be kept in a
file, and programs that share a folder share the limits. Where the file can't be used, each program counts for itself.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import weakref
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Limit(NamedTuple):
    """So many requests in so many seconds, and so many at once (0: no limit)."""

    requests: int
    seconds: float
    at_once: int


class Turn(NamedTuple):
    """One request's turn: when it began, and when its answer came, if it has."""

    start: float
    end: float | None = None
    number: int = 0


class Turns(Protocol):
    """Gives out turns."""

    def take(self, host: str, pool: str, limit: Limit) -> Turn | float:
        """A turn, or the seconds after which to ask again."""
        ...

    def give_back(self, host: str, pool: str, turn: Turn) -> None:
        """Say that a turn's answer has come."""
        ...


#: Requests are spaced a tenth wider than the limit: clocks differ, and 429s just below it have been seen.
_MARGIN: Final = 1.1
#: A request reaches the registry some time between its start and its answer, but hardly later than this.
_ON_THE_WAY: Final = 0.5
#: No answer takes longer; a program that died in between gives nothing back.
_LONGEST: Final = 120.0
#: How soon to ask again where as many are running as may.
_SOON: Final = 0.02


def due(turns: Iterable[Turn], limit: Limit, now: float) -> float:
    """When the next request may start, so that no stretch of the limit's length has more than it allows.

    Examples:
        >>> due([Turn(0.0, 0.2), Turn(0.5, 0.6)], Limit(2, 1, 0), now=1.0)
        1.2
        >>> due([], Limit(2, 1, 0), now=1.0)
        1.0
    """
    started = sorted(turn.start for turn in turns)
    spaced = started[-1] + _MARGIN * limit.seconds / limit.requests if started else now
    counted = sorted(
        min(now if turn.end is None else turn.end, turn.start + _ON_THE_WAY) + limit.seconds for turn in turns
    )
    full = counted[-limit.requests] if len(counted) >= limit.requests else now
    return max(now, spaced, full)


class OwnTurns:
    """Turns of one program, between its threads.

    Examples:
        >>> turns = OwnTurns(clock=lambda: 100.0)
        >>> first = turns.take("api.crossref.org", "public-array", Limit(1, 1, 1))
        >>> turns.take("api.crossref.org", "public-array", Limit(1, 1, 1))
        0.02
        >>> turns.give_back("api.crossref.org", "public-array", first)
        >>> round(turns.take("api.crossref.org", "public-array", Limit(1, 1, 1)), 2)
        1.1
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._turns: dict[tuple[str, str], list[Turn]] = defaultdict(list)
        self._running: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()

    def take(self, host: str, pool: str, limit: Limit) -> Turn | float:
        """A turn, or the seconds after which to ask again."""
        with self._lock:
            if limit.at_once and self._running[host] >= limit.at_once:
                return _SOON
            now = self._clock()
            known = self._turns[host, pool]
            known[:] = [turn for turn in known if turn.start + _ON_THE_WAY + _MARGIN * limit.seconds > now]
            wait = due(known, limit, now) - now
            if wait > 0:
                return wait
            turn = Turn(now)
            known.append(turn)
            self._running[host] += 1
            return turn

    def give_back(self, host: str, pool: str, turn: Turn) -> None:
        """Say that a turn's answer has come."""
        with self._lock:
            self._running[host] -= 1
            known = self._turns[host, pool]
            if turn in known:
                known[known.index(turn)] = turn._replace(end=self._clock())


_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS turn (
    number INTEGER PRIMARY KEY, host TEXT NOT NULL, pool TEXT NOT NULL, start REAL NOT NULL, end REAL
)
"""


class SharedTurns:
    """Turns of all the programs that use the same file, an SQLite database; its clock is the wall's.

    A file that is damaged is made anew, and where there can be none the turns are this program's own.

    Examples:
        >>> import tempfile, time
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     one, other = (SharedTurns(f"{folder}/turns.sqlite", clock=time.time) for _ in range(2))
        ...     first = one.take("api.crossref.org", "public-array", Limit(1, 1, 1))
        ...     print(other.take("api.crossref.org", "public-array", Limit(1, 1, 1)))
        ...     one.close(), other.close()
        0.02
        (None, None)
    """

    def __init__(self, path: str | os.PathLike[str], *, clock: Callable[[], float]) -> None:
        self._path = os.fspath(path)
        self._clock = clock
        self._own = OwnTurns(clock)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._closed: Any = None
        self._usable = True

    def take(self, host: str, pool: str, limit: Limit) -> Turn | float:
        """A turn, or the seconds after which to ask again."""
        with self._lock:
            found = self._in_file(lambda connection: self._take(connection, host, pool, limit))
        return self._own.take(host, pool, limit) if found is None else found

    def give_back(self, host: str, pool: str, turn: Turn) -> None:
        """Say that a turn's answer has come."""
        if not turn.number:
            self._own.give_back(host, pool, turn)
            return
        with self._lock:
            self._in_file(
                lambda connection: connection.execute(
                    "UPDATE turn SET end = ? WHERE number = ?", (self._clock(), turn.number)
                )
            )

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._close()

    def _take(self, connection: sqlite3.Connection, host: str, pool: str, limit: Limit) -> Turn | float:
        now = self._clock()
        connection.execute("BEGIN IMMEDIATE")
        try:
            # What begins after now was written before the clock was set back.
            connection.execute("DELETE FROM turn WHERE start < ? OR start > ?", (now - _LONGEST, now + 1))
            rows = connection.execute("SELECT start, end, pool FROM turn WHERE host = ?", (host,)).fetchall()
            if limit.at_once and sum(end is None for _, end, _ in rows) >= limit.at_once:
                return _SOON
            wait = due([Turn(start, end) for start, end, own in rows if own == pool], limit, now) - now
            if wait > 0:
                return wait
            added = connection.execute("INSERT INTO turn (host, pool, start) VALUES (?, ?, ?)", (host, pool, now))
            return Turn(now, None, added.lastrowid or 0)
        finally:
            connection.execute("COMMIT")

    def _in_file(self, act: Callable[[sqlite3.Connection], Any]) -> Any:
        """What comes of an action on the file; nothing where the file can't be used."""
        for _ in range(2):
            if not self._usable:
                return None
            try:
                return act(self._opened())
            except sqlite3.OperationalError:
                self._usable = False  # read-only, full, no such folder, locked for long
                self._close()
            except sqlite3.DatabaseError:
                self._close()
                for suffix in ("", "-wal", "-shm"):
                    with contextlib.suppress(OSError):
                        Path(self._path + suffix).unlink()
            except OSError:
                self._usable = False
        return None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            Path(self._path).absolute().parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=5.0, isolation_level=None, check_same_thread=False)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute(_SCHEMA)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
            self._closed = weakref.finalize(self, connection.close)
        return self._connection

    def _close(self) -> None:
        if self._closed is not None:
            self._closed()
        self._connection = self._closed = None
