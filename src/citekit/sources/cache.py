"""Answers kept on disk, so that what was asked yesterday need not be asked today.

Wraps a transport; an SQLite file holds the answers about single DOIs, with the moment they came. How long one
serves depends on what it says: metadata for a month, what it says of retractions for two days, "not found" for
one. What is older is asked for on the condition that it has changed, where the registry marked its version.
Answers about several DOIs are not kept as such; whoever asked hands their parts to `remember`.

The file may be shared by several processes. One that is damaged or is not ours is set aside under another
name, and where no file can be had the answers are kept in memory: the cache is never a reason to fail.
The contact address and tokens are not written to it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
import time
import weakref
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from citekit.errors import SourceUnavailable
from citekit.sources.transport import Kind, Response, without_mailto

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from citekit.sources.transport import Request, Transport

_HOUR: Final = 3600.0
_DAY: Final = 24 * _HOUR

#: How long an answer serves without asking again. A work may be retracted any day, so a record is soon old.
AGES: Final[Mapping[Kind, float]] = {
    Kind.RECORD: 2 * _DAY,
    Kind.AGENCY: 30 * _DAY,
    Kind.HANDLE: 30 * _DAY,
    Kind.LANDING: 7 * _DAY,
    Kind.SEARCH: 7 * _DAY,
    Kind.SEVERAL: 0,
}
#: How long a record still serves for its metadata, or where the registry can't be asked.
STALE_AGE: Final = 30 * _DAY
#: A DOI that is not there today may be deposited tomorrow.
ABSENCE_AGE: Final = 1 * _DAY
#: What is older is dropped when the file is opened.
_OLDEST: Final = 90 * _DAY

#: The year 9999, after which Python has no dates.
_END_OF_DAYS: Final = 253_370_764_800.0

#: What an answer must be to be kept: found, moved (an alias), not there. Never 429, never a fault.
_KEPT: Final = frozenset({200, 301, 404})
_KEPT_HEADERS: Final = ("content-type", "location", "etag", "last-modified")

#: "ckit", in the file's header, and the number of the layout below.
_APPLICATION_ID: Final = 0x636B6974
_LAYOUT: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS answer (
    url TEXT PRIMARY KEY, status INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL, fetched REAL NOT NULL
) WITHOUT ROWID
"""
_LARGEST: Final = 32 << 20
_MEMORY: Final = ":memory:"


class CachedTransport:
    """A transport that answers from its file where it can.

    `path` is the file, `None` for memory alone. With `offline` only the file answers, however old it is.

    Examples:
        >>> from citekit.sources.transport import Request
        >>> class Registry:
        ...     asked = 0
        ...     def send(self, request):
        ...         self.asked += 1
        ...         return Response(200, body=b"{}", url=request.url)
        >>> registry = Registry()
        >>> request = Request("https://api.crossref.org/works/10.1000%2F1", kind=Kind.RECORD)
        >>> with CachedTransport(registry) as cached:
        ...     same = cached.send(request).body == cached.send(request).body
        >>> same, registry.asked
        (True, 1)
    """

    def __init__(
        self,
        transport: Transport | None,
        path: str | os.PathLike[str] | None = None,
        *,
        offline: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._transport = transport
        self._path = _MEMORY if path is None else os.fspath(path)
        self._offline = offline
        self._clock = clock
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._closed: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def send(self, request: Request) -> Response:
        """The kept answer if it is young enough, else a new one, which is kept.

        Raises:
            SourceUnavailable: offline, and the file has no answer; and whatever the transport raises.
        """
        kept = self.recall(request)
        if kept is not None:
            return kept
        if self._offline or self._transport is None:
            raise SourceUnavailable("no network is used, and no earlier answer is kept", url=request.url)
        old = self._read(request)
        response = self._transport.send(request if old is None else _if_changed(request, old))
        if response.status == 304 and old is not None:
            response = replace(old, fetched=self._clock())
        self.remember(request, response)
        return response

    def recall(self, request: Request, *, stale: bool = False) -> Response | None:
        """The kept answer to a request, or `None`; with `stale` also one that is a while old, if it found."""
        response = self._read(request)
        if response is None or response.fetched is None:
            return None
        age = AGES[request.kind]
        if response.status == 404:
            age = ABSENCE_AGE
        elif stale:
            age = STALE_AGE
        # A clock that was set back must not make an answer young for ever.
        young = -_HOUR <= self._clock() - response.fetched <= age
        return response if young or self._offline else None

    def _read(self, request: Request) -> Response | None:
        """The kept answer, however old."""
        if request.kind is Kind.SEVERAL:
            return None
        rows = self._execute(
            "SELECT status, headers, body, fetched FROM answer WHERE url = ?", (without_mailto(request.url),)
        )
        return _response_of(rows[0], request.url) if rows else None

    def remember(self, request: Request, response: Response) -> None:
        """Keep an answer, if it is of those that are kept."""
        if request.kind is Kind.SEVERAL or response.status not in _KEPT or len(response.body) > _LARGEST:
            return
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        fetched = self._clock() if response.fetched is None else response.fetched
        row = (without_mailto(request.url), response.status, json.dumps(headers), zlib.compress(response.body), fetched)
        self._execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)", row)

    def forget(self, request: Request) -> None:
        """Drop the kept answer to a request, as when it turns out to make no sense."""
        self._execute("DELETE FROM answer WHERE url = ?", (without_mailto(request.url),))

    def stop(self) -> None:
        """Let what is waiting give up; see `PoliteTransport.stop`."""
        self._tell("stop")

    def resume(self) -> None:
        """Take requests again after `stop`."""
        self._tell("resume")

    def close(self) -> None:
        """Close the file, and the transport if it can be closed."""
        with self._lock:
            if self._closed is not None:
                self._closed()
            self._connection = self._closed = None
        self._tell("close")

    def _tell(self, what: str) -> None:
        """Pass a word on to the transport, if it is one that understands it."""
        method = getattr(self._transport, what, None)
        if method is not None:
            method()

    def _execute(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """Run one statement; nothing comes back where the file can't be used."""
        with self._lock:
            for _ in range(2):
                try:
                    if self._connection is None:
                        self._open()
                    if self._connection is not None:
                        return self._connection.execute(statement, values).fetchall()
                except sqlite3.OperationalError as error:
                    if not _is_of_schema(error):
                        return []  # locked, full, read-only: go without
                    self._set_aside()
                except sqlite3.DatabaseError:
                    self._set_aside()
                except (sqlite3.Error, ValueError):
                    return []
            return []

    def _open(self) -> None:
        """Open the file, or memory where there can be none."""
        try:
            if self._path != _MEMORY:
                Path(self._path).absolute().parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=5.0, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.OperationalError):
            self._path = _MEMORY
            connection = sqlite3.connect(_MEMORY, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, self._clock() - _OLDEST)
        except sqlite3.OperationalError as error:
            connection.close()
            if self._path == _MEMORY or "locked" in str(error) or _is_of_schema(error):
                raise
            self._path = _MEMORY
            self._open()
            return
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        self._closed = weakref.finalize(self, connection.close)

    def _set_aside(self) -> None:
        """Rename a file that is damaged or not ours, so that a new one can be begun."""
        if self._closed is not None:
            self._closed()
        self._connection = self._closed = None
        if self._path == _MEMORY:
            return
        try:
            number = next(n for n in range(1, 1000) if not os.path.lexists(f"{self._path}.damaged-{n}"))
            Path(self._path).replace(f"{self._path}.damaged-{number}")
        except (OSError, StopIteration):
            self._path = _MEMORY
            return
        for suffix in ("-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                Path(self._path + suffix).unlink()


def _if_changed(request: Request, old: Response) -> Request:
    """The request, to be answered only if there is something new (RFC 9110, section 13.1)."""
    asked = {"If-None-Match": old.headers.get("etag"), "If-Modified-Since": old.headers.get("last-modified")}
    conditions = {name: value for name, value in asked.items() if value and old.status == 200}
    return replace(request, headers={**request.headers, **conditions}) if conditions else request


def _prepare(connection: sqlite3.Connection, oldest: float) -> None:
    """Make a new file ours, check that an old one is, and drop what is too old.

    Raises:
        sqlite3.DatabaseError: the file is damaged or belongs to something else.
    """
    connection.execute("PRAGMA busy_timeout = 5000")
    # In one transaction, so that no other process sees the file half made.
    connection.execute("BEGIN IMMEDIATE")
    try:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if (owner, layout) != (_APPLICATION_ID, _LAYOUT):
            if tables or owner or layout:
                raise sqlite3.DatabaseError("not a cache of this layout")  # noqa: TRY301 - rolled back below
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {_LAYOUT}")
        connection.execute(_SCHEMA)
        connection.execute("DELETE FROM answer WHERE fetched < ?", (oldest,))
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _is_of_schema(error: sqlite3.OperationalError) -> bool:
    """Whether the file's tables are not the ones that were made."""
    return any(words in str(error) for words in ("no such", "has no column", "columns but"))


def _response_of(row: tuple[Any, ...], url: str) -> Response | None:
    """A row as an answer; `None` for one that somebody has tampered with."""
    try:
        status, headers, body, fetched = row
        unpacked = zlib.decompressobj().decompress(body, _LARGEST)
        named = {str(name): str(value) for name, value in json.loads(headers).items()}
        moment = float(fetched)
        return Response(int(status), named, unpacked, url, moment) if 0 <= moment < _END_OF_DAYS else None
    except (ValueError, TypeError, AttributeError, RecursionError, zlib.error):
        return None


class Kept(NamedTuple):
    """What a file of answers holds: how many, from when to when (seconds since 1970), and from which hosts."""

    answers: int
    oldest: float
    newest: float
    hosts: tuple[tuple[str, int], ...]


def describe(path: str | os.PathLike[str]) -> Kept | None:
    """What is kept in a file; `None` where there is none, it is empty, or it is not ours."""
    with _opened(path) as connection:
        if connection is None:
            return None
        number, oldest, newest = connection.execute(
            "SELECT count(*), min(fetched), max(fetched) FROM answer"
        ).fetchone()
        if not number:
            return None
        hosts = connection.execute(
            "SELECT substr(url, 1, instr(substr(url, 9), '/') + 8) AS host, count(*) FROM answer GROUP BY host"
            " ORDER BY 2 DESC LIMIT 20"
        ).fetchall()
    return Kept(number, oldest, newest, tuple((str(host), int(count)) for host, count in hosts))


def prune(path: str | os.PathLike[str], days: float, clock: Callable[[], float] = time.time) -> int:
    """Drop answers older than so many days and give their room back; how many there were."""
    return _drop(path, "DELETE FROM answer WHERE fetched < ?", (clock() - days * _DAY,))


def clear(path: str | os.PathLike[str]) -> int:
    """Drop all answers; how many there were."""
    return _drop(path, "DELETE FROM answer", ())


def _drop(path: str | os.PathLike[str], statement: str, values: tuple[float, ...]) -> int:
    with _opened(path) as connection:
        if connection is None:
            return 0
        dropped = connection.execute(statement, values).rowcount
        connection.execute("VACUUM")
    return dropped


@contextlib.contextmanager
def _opened(path: str | os.PathLike[str]) -> Iterator[sqlite3.Connection | None]:
    """The file, if it is there and ours."""
    if not Path(path).is_file():
        yield None
        return
    connection = sqlite3.connect(path, timeout=5.0, isolation_level=None)
    try:
        try:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION_ID
        except sqlite3.DatabaseError:
            ours = False
        yield connection if ours else None
    finally:
        connection.close()
