"""Answers out of a snapshot: works by their DOIs, and works like a reference in words.

The file is only read, by as many threads and processes as like.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from datetime import UTC, datetime
from itertools import combinations
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from citekit.model.identifiers import DOI
from citekit.snapshot.digest import opened, words_of
from citekit.snapshot.store import open_store
from citekit.sources.folding import fold

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

#: Words that say nothing of a work, and numbers of volumes and pages.
_COMMON: Final = frozenset(
    "a an and are as at by der des die de du et for from in into is it its la le les of on or the to und using via was"
    " were with without journal proceedings conference international".split()
)
_YEARS: Final = range(1500, 2100)
#: So many of the rarest words are looked for in company, and so many works at most are looked at.
_RAREST: Final = 6
_LOOKED_AT: Final = 60
_AT_ONCE: Final = 500


class About(NamedTuple):
    """What a snapshot is: how many works, how new the newest (ISO 8601), if it was built to its end, its filters."""

    works: int
    newest: str
    complete: bool
    wanted: str
    size: int


class Snapshot:
    """A snapshot that is on disk; a context manager.

    Raises:
        ReadError: the file is not there, or is no snapshot.

    Examples:
        >>> Snapshot("nowhere.sqlite")
        Traceback (most recent call last):
        citekit.errors.ReadError: nowhere.sqlite is not there (citekit snapshot build FILES… -o FILE makes one)
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._store = open_store(path)
        self._lock = threading.Lock()
        self._common = bytes(self._note("common") or b"")
        self._usual: dict[str, int] = json.loads(self._note("usual") or "{}")
        self._store.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'word', 'row')")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._store.close()

    @property
    def about(self) -> About:
        """What the snapshot is."""
        works = self._note("works") or self._rows("SELECT count(*) FROM work")[0][0]
        return About(
            int(works), self.day, bool(self._note("complete")), str(self._note("wanted") or ""), _size(self.path)
        )

    @property
    def day(self) -> str:
        """The day of the newest record, ISO 8601; empty for a snapshot without any."""
        newest = self._note("newest") or self._rows("SELECT max(stamp) FROM work")[0][0] or 0
        return datetime.fromtimestamp(int(newest) / 1000, UTC).date().isoformat() if newest else ""

    def work(self, doi: str) -> dict[str, Any] | None:
        """The record of a DOI or of an alias, in the shape of Crossref's messages; nothing if it is not here."""
        parsed = DOI.parse(doi)
        return None if parsed is None else self.works([parsed]).get(parsed)

    def works(self, dois: Iterable[DOI]) -> dict[DOI, dict[str, Any]]:
        """The records of several DOIs; those that are not here are not in the answer."""
        asked = list(dict.fromkeys(dois))
        found = self._by_doi(asked)
        left = [doi for doi in asked if doi not in found]
        primes: dict[str, str] = {}
        for part in _parts(left):
            primes.update(
                self._rows("SELECT doi, prime FROM alias WHERE doi IN (SELECT value FROM json_each(?))", part)
            )
        if primes:
            records = self._by_doi([DOI(prime) for prime in primes.values()])
            found.update({DOI(doi): records[DOI(prime)] for doi, prime in primes.items() if DOI(prime) in records})
        return {doi: found[doi] for doi in asked if doi in found}

    def search(self, query: str, rows: int = 5) -> list[dict[str, Any]]:
        """The records that share most with a reference in words, rare words counting more; the best first.

        Works are looked for that have some of the rarest words together, so that a word misspelt or left out here or
        there does not hide them.
        """
        words = [word for word in dict.fromkeys(fold(query).split()) if _tells(word)][:40]
        rarity = self._rarity(words)
        rarest = sorted(rarity, key=lambda word: -rarity[word])[:_RAREST]
        numbers: dict[int, None] = {}
        for size in (3, 2, 1):
            for together in combinations(rarest, min(size, len(rarest))):
                if len(numbers) >= _LOOKED_AT or (size == 1 and numbers) or not together:
                    break
                wanted = " AND ".join(f'"{word}"' for word in together)
                rest = _LOOKED_AT - len(numbers)
                found = self._rows("SELECT rowid FROM word WHERE word MATCH ? LIMIT ?", wanted, rest)
                numbers.update((row[0], None) for row in found)
        records = [opened(row[0], self._common) for part in _parts(list(numbers)) for row in self._bodies(part)]
        known = set(rarity)
        ranked = sorted(records, key=lambda record: -_likeness(known, rarity, words_of(record)))
        return ranked[:rows]

    def _rarity(self, words: list[str]) -> dict[str, float]:
        """How rare each word is among the works here; those that none has are left out."""
        if not words:
            return {}
        total = int(self._note("works") or 0) or self._rows("SELECT count(*) FROM work")[0][0]
        sql = "SELECT term, doc FROM temp.vocabulary WHERE term IN (SELECT value FROM json_each(?))"
        rare = [word for word in words if word not in self._usual]
        counts = {**self._usual, **dict(self._rows(sql, json.dumps(rare)))}
        return {word: log(1 + total / counts[word]) for word in words if counts.get(word)}

    def _by_doi(self, dois: list[DOI]) -> dict[DOI, dict[str, Any]]:
        found = {}
        for part in _parts([str(doi) for doi in dois]):
            sql = "SELECT doi, body FROM work WHERE doi IN (SELECT value FROM json_each(?))"
            for doi, body in self._rows(sql, part):
                record = opened(body, self._common)
                if record:
                    found[DOI(doi)] = record
        return found

    def _bodies(self, numbers: str) -> list[tuple[Any, ...]]:
        return self._rows("SELECT body FROM work WHERE number IN (SELECT value FROM json_each(?))", numbers)

    def _note(self, name: str) -> Any:
        rows = self._rows("SELECT value FROM note WHERE name = ?", name)
        return rows[0][0] if rows else None

    def _rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._store.execute(statement, values).fetchall()
            except sqlite3.DatabaseError:  # damaged here and there, or closed
                return []


def _likeness(known: set[str], rarity: dict[str, float], words: list[str]) -> float:
    """What a record shares with the words asked for, less a little for what it has besides."""
    shared = [word for word in words if word in known]
    usual = sum(rarity.values()) / max(len(rarity), 1)
    return sum(rarity[word] for word in shared) - 0.1 * usual * (len(words) - len(shared))


def _tells(word: str) -> bool:
    if word.isdecimal():
        return len(word) == 4 and int(word) in _YEARS
    return len(word) > 1 and word not in _COMMON


def _parts(values: Sequence[Any]) -> Iterable[str]:
    """Values in groups, each as one JSON list for a statement."""
    return (json.dumps(values[start : start + _AT_ONCE]) for start in range(0, len(values), _AT_ONCE))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
