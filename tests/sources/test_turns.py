"""Turns at a registry: between threads, between programs, and where the file they share is no good."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.sources.turns import Limit, OwnTurns, SharedTurns, Turn, due
from citekit.testing import Clock, Registry, serve

HOST, POOL = "api.crossref.org", "polite-array"
LISTS = Limit(3, 1, 3)


@pytest.fixture(params=["own", "shared"])
def turns(request, tmp_path):
    clock = Clock()
    made = OwnTurns(clock) if request.param == "own" else SharedTurns(tmp_path / "turns.sqlite", clock=clock)
    yield made, clock
    if request.param == "shared":
        made.close()


# What must not happen ---------------------------------------------------------------------------------


@given(
    st.integers(1, 6),
    st.lists(st.tuples(st.floats(0, 2), st.floats(0, 0.4), st.floats(0, 1)), min_size=1, max_size=40),
)
def test_no_stretch_has_more_than_the_limit_wherever_the_requests_are_held_up(rate, requests):
    """A request reaches the registry at any moment between its start and its answer."""
    limit = Limit(rate, 1, 0)
    now, turns, arrivals = 0.0, [], []
    for pause, takes, share in requests:
        now = max(now + pause, due(turns, limit, now + pause))
        turns.append(Turn(now, now + takes))
        arrivals.append(now + takes * share)
    arrivals.sort()
    for first, later in zip(arrivals, arrivals[rate:], strict=False):
        assert later - first >= 1 - 1e-9


def test_as_many_at_once_as_may(turns):
    turns, clock = turns
    running = []
    for _ in range(3):
        while not isinstance(turn := turns.take(HOST, POOL, LISTS), Turn):
            clock.sleep(turn)
        running.append(turn)
    clock.sleep(10)
    assert not isinstance(turns.take(HOST, POOL, LISTS), Turn)
    turns.give_back(HOST, POOL, running[0])
    clock.sleep(2)
    assert isinstance(turns.take(HOST, POOL, LISTS), Turn)


def test_pools_and_hosts_are_counted_apart(turns):
    turns, _ = turns
    for host, pool in [(HOST, POOL), (HOST, "polite-single"), ("doi.org", "")]:
        assert isinstance(turns.take(host, pool, LISTS), Turn)


# Together with other programs ---------------------------------------------------------------------------


def test_two_programs_take_turns(tmp_path):
    clock = Clock()
    one, other = (SharedTurns(tmp_path / "turns.sqlite", clock=clock) for _ in range(2))
    limit = Limit(1, 1, 0)
    assert isinstance(one.take(HOST, POOL, limit), Turn)
    assert other.take(HOST, POOL, limit) == pytest.approx(1.1, abs=0.01)
    one.close()
    other.close()


def test_a_program_that_died_holds_nobody_up_for_ever(tmp_path):
    clock = Clock()
    dead, alive = (SharedTurns(tmp_path / "turns.sqlite", clock=clock) for _ in range(2))
    limit = Limit(100, 1, 1)
    assert isinstance(dead.take(HOST, POOL, limit), Turn)
    dead.close()
    assert not isinstance(alive.take(HOST, POOL, limit), Turn)
    clock.sleep(121)
    assert isinstance(alive.take(HOST, POOL, limit), Turn)
    alive.close()


def test_a_clock_that_was_set_back_holds_nobody_up(tmp_path):
    clock = Clock()
    turns = SharedTurns(tmp_path / "turns.sqlite", clock=clock)
    assert isinstance(turns.take(HOST, POOL, Limit(1, 1, 1)), Turn)
    clock.now -= 86400
    assert isinstance(turns.take(HOST, POOL, Limit(1, 1, 1)), Turn)
    turns.close()


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_made_anew(tmp_path, content):
    path = tmp_path / "turns.sqlite"
    path.write_bytes(content)
    turns = SharedTurns(path, clock=Clock())
    assert isinstance(turns.take(HOST, POOL, Limit(1, 1, 0)), Turn)
    assert not isinstance(turns.take(HOST, POOL, Limit(1, 1, 0)), Turn)
    turns.close()


def test_where_there_can_be_no_file_each_program_counts_for_itself(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("a file, not a folder")
    turns = SharedTurns(blocked / "turns.sqlite", clock=Clock())
    first = turns.take(HOST, POOL, Limit(1, 1, 0))
    assert isinstance(first, Turn)
    assert not isinstance(turns.take(HOST, POOL, Limit(1, 1, 0)), Turn)
    turns.give_back(HOST, POOL, first)
    turns.close()


PROGRAM = """
import json, os, sys
from threading import Thread
from citekit.model import DOI
from citekit.sources.client import Client
dois = [DOI(doi) for doi in json.loads(sys.argv[1])]
with Client("me@example.org", cache=sys.argv[2], **json.loads(sys.argv[3])) as client:
    parts = [dois[n::2] for n in range(2)]
    threads = [Thread(target=client.registrations, args=(part,)) for part in parts]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    print(sum(one.status == "found" for one in client.registrations(dois).values()))
"""


def test_two_real_programs_with_threads_break_no_limit(tmp_path):
    records = [{"DOI": f"10.1000/{number}", "type": "journal-article"} for number in range(240)]
    registry = Registry(records, enforce=True)
    dois = [record["DOI"] for record in records]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    with serve(registry) as server:
        programs = [
            subprocess.Popen(
                [sys.executable, "-c", PROGRAM, json.dumps(part), str(tmp_path), json.dumps(server.urls)],
                stdout=subprocess.PIPE,
                env=environment,
            )
            for part in (dois[:120], dois[120:])
        ]
        answers = [int(program.communicate(timeout=100)[0]) for program in programs]
    assert answers == [120, 120]
    assert [seen for seen in registry.seen if seen.status == 429] == []
    assert registry.most_within(1.0, "polite-array") <= 3
