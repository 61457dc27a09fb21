"""The file of a snapshot: an SQLite database of records, aliases, and an index of words.

Each batch of records and how far its file was read are written together, so that a build that is killed goes on where
it was. The words are in a full-text index without a copy of the text.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final

from citekit.errors import ReadError
from citekit.snapshot.digest import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.snapshot.digest import Digest

#: "csnp", in the file's header, and the number of the layout below.
APPLICATION_ID: Final = 0x63736E70
LAYOUT: Final = 1
_SCHEMA: Final = (
    "CREATE TABLE note (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE member (name TEXT PRIMARY KEY, pieces INTEGER NOT NULL, whole INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE work (number INTEGER PRIMARY KEY, doi TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL, body BLOB)",
    "CREATE TABLE alias (doi TEXT PRIMARY KEY, prime TEXT NOT NULL) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE word USING fts5(words, content='', columnsize=0, detail=none)",
)


def open_store(path: str | os.PathLike[str], *, write: bool = False) -> sqlite3.Connection:
    """The database in a file, new or as it is.

    Raises:
        ReadError: the file is not there, or is no snapshot.
    """
    there = os.path.exists(path)  # noqa: PTH110 - a path that can't be is simply not there
    if not there and not write:
        raise ReadError(f"{os.fspath(path)} is not there", hint="citekit snapshot build FILES… -o FILE makes one")
    mode = "rwc" if write else "ro"
    address = f"{Path(path).absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=30.0, isolation_level=None, check_same_thread=False)
    try:
        if write and (not there or not os.path.getsize(path)):  # noqa: PTH202
            _make(connection)
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ReadError(f"{os.fspath(path)} is no snapshot: {error}") from None
    if (owner, layout) != (APPLICATION_ID, LAYOUT):
        connection.close()
        raise ReadError(f"{os.fspath(path)} is no snapshot, or of another layout", hint="build it anew")
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("INSERT INTO note VALUES ('common', ?)", (COMMON,))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {LAYOUT}")
    connection.execute("COMMIT")


def write_batch(
    connection: sqlite3.Connection, batch: Iterable[Digest], member: str, pieces: int, *, whole: bool
) -> int:
    """Write records and how far their file was read, both or neither; how many records were new or newer."""
    written = 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        for one in batch:
            written += _write(connection, one)
        connection.execute("INSERT OR REPLACE INTO member VALUES (?, ?, ?)", (member, pieces, int(whole)))
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return written


def _write(connection: sqlite3.Connection, one: Digest) -> bool:
    known = connection.execute("SELECT number, stamp FROM work WHERE doi = ?", (one.doi,)).fetchone()
    if known is None:
        row = (one.doi, one.stamp, one.body)
        number = connection.execute("INSERT INTO work (doi, stamp, body) VALUES (?, ?, ?)", row).lastrowid
    elif one.stamp > known[1]:
        number = known[0]
        connection.execute("UPDATE work SET stamp = ?, body = ? WHERE number = ?", (one.stamp, one.body, number))
    else:
        return False
    # An older record's words stay and lead to the newer record, which is compared before anybody is told of it.
    connection.execute("INSERT INTO word (rowid, words) VALUES (?, ?)", (number, one.words))
    connection.executemany("INSERT OR REPLACE INTO alias VALUES (?, ?)", [(alias, one.doi) for alias in one.aliases])
    return True


def read_so_far(connection: sqlite3.Connection, member: str) -> tuple[int, bool]:
    """How many pieces of a file were read, and whether those are all."""
    row = connection.execute("SELECT pieces, whole FROM member WHERE name = ?", (member,)).fetchone()
    return (0, False) if row is None else (int(row[0]), bool(row[1]))


def note(connection: sqlite3.Connection, name: str, value: str | int) -> None:
    """Write something about the snapshot as a whole."""
    connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))


def usual_words(connection: sqlite3.Connection, works: int) -> dict[str, int]:
    """The words that many works have, with how many: to count those anew for each search would take long."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'word', 'row')")
    many = max(1000, works // 1000)
    return dict(connection.execute("SELECT term, doc FROM temp.vocabulary WHERE doc > ?", (many,)))
