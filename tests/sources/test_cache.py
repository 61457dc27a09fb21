import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from citekit.errors import SourceUnavailable
from citekit.sources.cache import CachedTransport
from citekit.sources.transport import Kind, Request, Response
from citekit.testing import Clock

URL = "https://api.crossref.org/works/10.1000%2F1"


class Registry:
    def __init__(self, status=200, body=b"{}"):
        self.status = status
        self.body = body
        self.asked = 0

    def send(self, request):
        self.asked += 1
        return Response(self.status, {"content-type": "application/json", "set-cookie": "x=1"}, self.body, request.url)


def request(kind=Kind.RECORD, url=URL):
    return Request(url, kind=kind)


def asked_after(tmp_path, days, *, status=200, kind=Kind.RECORD):
    """How often the registry is asked by two requests so many days apart."""
    clock = Clock()
    registry = Registry(status)
    for _ in range(2):
        with CachedTransport(registry, tmp_path / "c.sqlite", clock=clock) as cached:
            assert cached.send(request(kind)).status == status
        clock.pass_days(days)
    return registry.asked


# What must not happen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 403, 429, 500, 503])
def test_faults_are_not_kept(tmp_path, status):
    assert asked_after(tmp_path, 0, status=status) == 2


def test_answers_about_several_are_not_kept(tmp_path):
    assert asked_after(tmp_path, 0, kind=Kind.SEVERAL) == 2


def test_nothing_about_the_user_is_kept(tmp_path):
    path = tmp_path / "c.sqlite"
    with CachedTransport(Registry(), path) as cached:
        cached.send(Request(URL + "?mailto=me%40example.org", {"Crossref-Plus-API-Token": "secret"}, Kind.RECORD))
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"10.1000" in kept
    assert not [word for word in (b"mailto", b"example.org", b"secret", b"set-cookie") if word in kept]


# Ages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "kind", "days", "asked"),
    [
        (200, Kind.RECORD, 1.9, 1),
        (200, Kind.RECORD, 2.1, 2),
        (404, Kind.RECORD, 0.9, 1),
        (404, Kind.RECORD, 1.1, 2),
        (301, Kind.RECORD, 1, 1),
        (200, Kind.AGENCY, 29, 1),
        (200, Kind.AGENCY, 31, 2),
        (200, Kind.HANDLE, 29, 1),
        (404, Kind.HANDLE, 1.1, 2),
        (200, Kind.RECORD, -3, 2),
    ],
)
def test_ages(tmp_path, status, kind, days, asked):
    assert asked_after(tmp_path, days, status=status, kind=kind) == asked


def test_an_older_record_serves_who_asks_for_one(tmp_path):
    clock = Clock()
    with CachedTransport(Registry(), tmp_path / "c.sqlite", clock=clock) as cached:
        cached.send(request())
        clock.pass_days(20)
        assert cached.recall(request()) is None
        assert cached.recall(request(), stale=True).status == 200
        clock.pass_days(20)
        assert cached.recall(request(), stale=True) is None


def test_offline_plays_back_what_is_there_however_old(tmp_path):
    clock = Clock()
    with CachedTransport(Registry(body=b'{"a": 1}'), tmp_path / "c.sqlite", clock=clock) as cached:
        cached.send(request())
    clock.pass_days(60)
    registry = Registry()
    with CachedTransport(registry, tmp_path / "c.sqlite", clock=clock, offline=True) as cached:
        assert cached.send(request()).body == b'{"a": 1}'
        with pytest.raises(SourceUnavailable, match="no earlier answer"):
            cached.send(request(url=URL + "2"))
    assert registry.asked == 0


def test_the_contact_address_makes_no_other_answer(tmp_path):
    registry = Registry()
    with CachedTransport(registry, tmp_path / "c.sqlite") as cached:
        cached.send(request(url=URL + "?mailto=a%40example.org"))
        cached.send(request(url=URL))
    assert registry.asked == 1


# Files that are not as they should be -----------------------------------------------------------------


def damage_nothing_written(path):
    path.write_bytes(b"")


def damage_no_database(path):
    path.write_bytes(b"not a database at all, but long enough to have a header " * 40)


def damage_middle(path):
    data = bytearray(path.read_bytes())
    data[100:] = os.urandom(len(data) - 100)
    path.write_bytes(bytes(data))


def damage_truncated(path):
    path.write_bytes(path.read_bytes()[:700])


def damage_foreign(path):
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE places (name TEXT)")
    connection.close()


def damage_layout(path):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def damage_table(path):
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE answer")
    connection.execute("CREATE TABLE answer (x)")
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        damage_nothing_written,
        damage_no_database,
        damage_middle,
        damage_truncated,
        damage_foreign,
        damage_layout,
        damage_table,
    ],
)
def test_a_damaged_or_foreign_file_is_set_aside(tmp_path, damage):
    path = tmp_path / "c.sqlite"
    with CachedTransport(Registry(), path) as cached:
        cached.send(request())
    damage(path)
    damaged = path.read_bytes()
    registry = Registry()
    for _ in range(2):
        with CachedTransport(registry, path) as cached:
            assert cached.send(request()).status == 200
    assert registry.asked == 1
    aside = [file for file in tmp_path.iterdir() if "damaged" in file.name]
    if damaged:
        assert len(aside) == 1
        assert aside[0].read_bytes()[:16] == damaged[:16]


def test_a_row_that_was_tampered_with_is_no_answer(tmp_path):
    path = tmp_path / "c.sqlite"
    for column, value in (("body", b"junk"), ("headers", "[]"), ("headers", "{"), ("status", "x"), ("fetched", "x")):
        registry = Registry()
        with CachedTransport(registry, path) as cached:
            cached.send(request())
        connection = sqlite3.connect(path)
        connection.execute(f"UPDATE answer SET {column} = ?", (value,))
        connection.commit()
        connection.close()
        with CachedTransport(registry, path) as cached:
            assert cached.send(request()).body == b"{}"


@pytest.mark.parametrize("where", ["a file", "a folder", "nowhere"])
def test_without_a_place_for_the_file_memory_serves(tmp_path, where):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    path = {"a file": tmp_path / "file" / "c", "a folder": tmp_path / "folder", "nowhere": Path("/proc/none/c")}[where]
    registry = Registry()
    with CachedTransport(registry, path) as cached:
        assert cached.send(request()).status == cached.send(request()).status == 200
    assert registry.asked == 1


def test_a_file_that_another_process_holds_is_no_reason_to_fail(tmp_path):
    path = tmp_path / "c.sqlite"
    with CachedTransport(Registry(), path) as cached:
        cached.send(request())
        cached._connection.execute("PRAGMA busy_timeout = 10")
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        assert cached.send(request(url=URL + "2")).status == 200
        holder.execute("ROLLBACK")
        holder.close()
    assert path.exists()
    assert not list(tmp_path.glob("*damaged*"))


WRITER = """
import sys
from citekit.sources.cache import CachedTransport
from citekit.sources.transport import Kind, Request, Response
class Registry:
    def send(self, request):
        return Response(200, {}, b"{}", request.url)
with CachedTransport(Registry(), sys.argv[1]) as cached:
    for number in range(100):
        cached.send(Request(f"https://api.crossref.org/works/{sys.argv[2]}-{number}", kind=Kind.RECORD))
"""


def test_several_processes_share_the_file(tmp_path):
    path = tmp_path / "c.sqlite"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(n)]) for n in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM answer").fetchone() == (300,)
    connection.close()


KILLED = """
import sys
from citekit.sources.cache import CachedTransport
from citekit.sources.transport import Kind, Request, Response
class Registry:
    def send(self, request):
        return Response(200, {}, request.url.encode() * 200, request.url)
with CachedTransport(Registry(), sys.argv[1]) as cached:
    for number in range(10**6):
        cached.send(Request(f"https://api.crossref.org/works/{sys.argv[2]}-{number}", kind=Kind.RECORD))
        if number == 5:
            print("begun", flush=True)
"""


def test_what_is_kept_survives_writers_that_are_killed(tmp_path):
    path = tmp_path / "c.sqlite"
    chance = random.Random(7)
    for turn in range(6):
        writers = [
            subprocess.Popen([sys.executable, "-c", KILLED, str(path), f"{turn}-{n}"], stdout=subprocess.PIPE)
            for n in range(2)
        ]
        for writer in writers:
            assert writer.stdout.readline() == b"begun\n"
        time.sleep(chance.random() * 0.1)
        for writer in writers:
            writer.kill()
            writer.wait(60)
            writer.stdout.close()
    assert not list(tmp_path.glob("*.damaged*"))
    with CachedTransport(None, path, offline=True) as cached:
        for turn in range(6):
            for number in range(5):
                url = f"https://api.crossref.org/works/{turn}-0-{number}"
                assert cached.send(Request(url, kind=Kind.RECORD)).body == url.encode() * 200
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


# What is old, and has not changed -----------------------------------------------------------------------


class Versioned:
    """Answers 304 to whoever has its version already."""

    def __init__(self, **marks):
        self.marks = marks
        self.asked = []

    def send(self, request):
        self.asked.append(dict(request.headers))
        known = {request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")}
        if known & set(self.marks.values()):
            return Response(304, {}, b"", request.url)
        return Response(200, self.marks, b'{"version": 1}', request.url)


@pytest.mark.parametrize(
    "marks", [{"etag": '"abc"'}, {"last-modified": "Mon, 01 Jan 2024 00:00:00 GMT"}], ids=["etag", "last-modified"]
)
def test_what_has_not_changed_is_not_sent_again(tmp_path, marks):
    clock = Clock()
    registry = Versioned(**marks)
    for _ in range(3):
        with CachedTransport(registry, tmp_path / "c.sqlite", clock=clock) as cached:
            found = cached.send(request())
            assert (found.status, found.body) == (200, b'{"version": 1}')
            assert cached.recall(request()).fetched == clock()
            cached.send(request())
        clock.pass_days(3)
    assert [set(headers) for headers in registry.asked] == [set(), *[{HEADERS[next(iter(marks))]}] * 2]


HEADERS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


def test_without_a_mark_nothing_is_asked_on_condition(tmp_path):
    clock = Clock()
    registry = Versioned()
    for _ in range(2):
        with CachedTransport(registry, tmp_path / "c.sqlite", clock=clock) as cached:
            cached.send(request())
        clock.pass_days(3)
    assert registry.asked == [{}, {}]
