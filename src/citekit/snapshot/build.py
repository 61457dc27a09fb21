"""Building a snapshot: Crossref's files in, one after the other; a database out, in batches.

Costs grow with the number of records, memory does not. A build that ends early, whatever the reason, is continued by
the same call: files that were read are passed over, and one that was begun is read on from where it was.
"""

from __future__ import annotations

import json
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citekit.errors import ReadError, UsageError
from citekit.snapshot.digest import EVERYTHING, Digest, Wanted, digests
from citekit.snapshot.members import DAMAGED, members
from citekit.snapshot.split import Piece, pieces
from citekit.snapshot.store import note, open_store, read_so_far, usual_words, write_batch

if TYPE_CHECKING:
    import os
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from citekit.snapshot.members import Member

#: Records that are written at once: what a killed build loses.
BATCH: Final = 500
#: Reports of what could not be read; the rest is only counted.
_MOST_PROBLEMS: Final = 100


class Built(NamedTuple):
    """What a build did: records that were new or newer, pieces read and left out, and what could not be read."""

    written: int
    read: int
    left_out: int
    problems: tuple[str, ...]
    unreadable: int


class Progress(NamedTuple):
    """How far a build is: the file at hand, pieces read and records written so far."""

    member: str
    read: int
    written: int


def build(
    paths: Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    wanted: Wanted = EVERYTHING,
    jobs: int = 1,
    report: Callable[[Progress], object] | None = None,
) -> Built:
    r"""Put the records of Crossref's public data into a snapshot, new or begun before.

    `paths` are files, archives or folders of them. `jobs` is how many processes take records apart. Of a work that is
    there twice the newer record stays. What can't be read is in the result, with its place, and costs nothing else.

    Raises:
        ReadError: a path that is not there, or `output` is something else than a snapshot.
        UsageError: the snapshot was begun with other filters.

    Examples:
        >>> import tempfile, pathlib
        >>> from citekit.snapshot import Snapshot
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     data = pathlib.Path(folder, "0.jsonl")
        ...     _ = data.write_text('{"DOI": "10.5555/1", "title": ["On Pain"]}\n{"title": ["Lost"]}\n')
        ...     built = build([data], f"{folder}/crossref.sqlite")
        ...     with Snapshot(f"{folder}/crossref.sqlite") as snapshot:
        ...         print(built.written, built.unreadable, snapshot.work("10.5555/1")["title"])
        1 1 ['On Pain']
    """
    problems: list[str] = []
    written = read = left_out = unreadable = 0
    with closing(open_store(output, write=True)) as store:
        _same_filters(store, wanted)
        note(store, "complete", 0)
        with nullcontext() if jobs < 2 else ProcessPoolExecutor(jobs) as pool:
            for member in members(paths):
                before, whole = read_so_far(store, member.name)
                if whole:
                    continue
                for batch in _batches(member, before, wanted, pool, jobs):
                    kept = [one for one in batch.found if isinstance(one, Digest)]
                    written += write_batch(store, kept, member.name, batch.end, whole=batch.last)
                    read += len(batch.found) + len(batch.wrong)
                    left_out += len(batch.found) - len(kept)
                    unreadable += len(batch.wrong)
                    told = [f"{member.name}:{number}: {problem}" for number, problem in batch.wrong]
                    problems += told[: _MOST_PROBLEMS - len(problems)]
                    if report is not None:
                        report(Progress(member.name, read, written))
        store.execute("INSERT INTO word(word) VALUES ('optimize')")
        works = store.execute("SELECT count(*) FROM work").fetchone()[0]
        note(store, "works", works)
        note(store, "usual", json.dumps(usual_words(store, works)))
        note(store, "newest", store.execute("SELECT max(stamp) FROM work").fetchone()[0] or 0)
        note(store, "complete", 1)
        store.execute("PRAGMA journal_mode = DELETE")  # one file, which can be copied and read from anywhere
    return Built(written, read, left_out, tuple(problems), unreadable)


def _same_filters(store: sqlite3.Connection, wanted: Wanted) -> None:
    """What a snapshot leaves out is said in it, and is the same for all its files."""
    now = json.dumps(asdict(wanted))
    row = store.execute("SELECT value FROM note WHERE name = 'wanted'").fetchone()
    if row is None:
        note(store, "wanted", now)
    elif row[0] != now:
        raise UsageError(
            f"the snapshot was begun with other filters: {row[0]}; go on with those, or begin another file"
        )


class _Batch(NamedTuple):
    """Some pieces of a file: what became of their records, what is wrong with which, how far in the file that is."""

    found: list[Digest | None]
    wrong: list[tuple[int, str]]
    end: int
    last: bool


def _batches(
    member: Member, before: int, wanted: Wanted, pool: ProcessPoolExecutor | None, jobs: int
) -> Iterator[_Batch]:
    """The pieces of a file from a number on, in batches; with a pool some batches ahead are worked on."""
    stream = _numbered(member)
    for _ in islice(stream, before):
        pass
    end = before
    waiting: deque[tuple[list[Piece], Any]] = deque()
    ahead = 2 * jobs if pool else 0
    while True:
        chunk = list(islice(stream, BATCH))
        if chunk:
            bodies = [piece.body for piece in chunk]
            waiting.append((chunk, pool.submit(digests, bodies, wanted) if pool else digests(bodies, wanted)))
        if not waiting:
            yield _Batch([], [], end, last=True)
            return
        if not chunk or len(waiting) > ahead:
            done, work = waiting.popleft()
            end += len(done)
            last = not chunk and not waiting
            yield _batch(done, work.result() if pool else work, end, last=last)
            if last:
                return


def _batch(done: list[Piece], digested: list[list[Digest | str | None]], end: int, *, last: bool) -> _Batch:
    found: list[Digest | None] = []
    wrong = [(piece.number, piece.problem) for piece in done if piece.problem]
    for piece, records in zip(done, digested, strict=True):
        for one in records:
            if isinstance(one, str):
                wrong.append((piece.number, one))
            else:
                found.append(one)
    return _Batch(found, wrong, end, last)


def _numbered(member: Member) -> Iterator[Piece]:
    """The pieces of a file; where it is damaged, what is left of it is one piece that can't be read."""
    number = 0
    try:
        for piece in pieces(member.read):
            number = piece.number
            yield piece
    except DAMAGED as error:
        yield Piece(number + 1, problem=f"the file is damaged: {error}")
    except OSError as error:
        raise ReadError(f"{member.name}: {error.strerror or error}") from None
