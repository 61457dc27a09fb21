"""Snapshots: built from any of Crossref's files, killed and gone on with, asked without the network."""

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citekit.cli.main import main
from citekit.errors import ReadError, UsageError
from citekit.model import DOI
from citekit.model.registration import Status
from citekit.snapshot import Snapshot, Wanted, build
from citekit.snapshot.digest import digests
from citekit.snapshot.split import pieces, records_in
from citekit.sources.client import Client
from citekit.testing import Registry, RegistryTransport

HERE = Path(__file__).parent
WORKS = HERE / "works.jsonl"
RECORDS = [json.loads(line) for line in WORKS.read_text().splitlines()]
KNEE, CUPPING = DOI("10.5555/knee.1"), DOI("10.5555/knee.2")


@pytest.fixture
def snapshot(tmp_path):
    build([WORKS], tmp_path / "crossref.sqlite")
    with Snapshot(tmp_path / "crossref.sqlite") as made:
        yield made


def titles(path):
    with Snapshot(path) as made:
        found = made.works([DOI(record["DOI"].lower()) for record in RECORDS])
    return {str(doi): record["title"][0] for doi, record in found.items()}


ALL = {record["DOI"].lower(): record["title"][0] for record in RECORDS}


# What must not happen ---------------------------------------------------------------------------------


def test_what_is_not_in_a_snapshot_is_not_absent(snapshot):
    with Client(snapshot=snapshot, offline=True) as client:
        found = client.registrations([KNEE, DOI("10.5555/nowhere")])
    assert [registration.status for registration in found.values()] == [Status.FOUND, Status.UNCHECKED]


def test_an_older_record_never_takes_a_newer_ones_place(tmp_path):
    newer = {"DOI": "10.5555/1", "title": ["New"], "deposited": {"timestamp": 2}}
    older = {"DOI": "10.5555/1", "title": ["Old"], "deposited": {"timestamp": 1}}
    for number, records in enumerate(([older, newer], [newer, older])):
        for part, record in enumerate(records):
            (tmp_path / f"{number}-{part}.jsonl").write_text(json.dumps(record))
        path = tmp_path / f"{number}.sqlite"
        build([tmp_path / f"{number}-0.jsonl", tmp_path / f"{number}-1.jsonl"], path)
        with Snapshot(path) as made:
            assert made.work("10.5555/1")["title"] == ["New"]
            assert made.about.works == 1


def test_a_file_that_is_no_snapshot_is_left_as_it_is(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text("@book{a, title = {A}}" * 100)
    before = path.read_bytes()
    for act in (lambda: Snapshot(path), lambda: build([WORKS], path)):
        with pytest.raises(ReadError, match="no snapshot"):
            act()
    assert path.read_bytes() == before


def test_another_database_is_no_snapshot(tmp_path):
    import sqlite3

    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE work (doi)")
    connection.close()
    with pytest.raises(ReadError, match="no snapshot"):
        build([WORKS], path)


def test_filters_are_the_same_for_all_of_a_snapshot(tmp_path):
    build([WORKS], tmp_path / "s.sqlite", wanted=Wanted(types=("book",)))
    with pytest.raises(UsageError, match="other filters"):
        build([WORKS], tmp_path / "s.sqlite")


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(ReadError, match="not there"):
        build([tmp_path / "nowhere.jsonl"], tmp_path / "s.sqlite")


BAD_LINES = [
    b"{oops",
    b"[]",
    b"7",
    b"null",
    b'{"title": ["Lost"]}',
    b'{"DOI": 7}',
    b'"text"',
    b"[" * 100_000,
    b"\x00\xff",
]


def test_what_cannot_be_read_is_told_and_costs_nothing_else(tmp_path):
    lines = WORKS.read_bytes().splitlines()
    (tmp_path / "works.jsonl").write_bytes(b"\n".join([*lines[:2], *BAD_LINES, *lines[2:]]))
    built = build([tmp_path / "works.jsonl"], tmp_path / "s.sqlite")
    assert titles(tmp_path / "s.sqlite") == ALL
    assert (built.written, built.unreadable) == (4, len(BAD_LINES))
    assert "works.jsonl:3: not JSON" in built.problems[0]


@pytest.mark.parametrize("end", [0.3, 0.9])
def test_a_file_that_breaks_off_gives_what_it_has(tmp_path, end):
    whole = gzip.compress(b"\n".join(WORKS.read_bytes().splitlines() * 300), mtime=0)
    (tmp_path / "works.jsonl.gz").write_bytes(whole[: int(len(whole) * end)])
    built = build([tmp_path / "works.jsonl.gz"], tmp_path / "s.sqlite")
    assert built.unreadable >= 1
    assert "damaged" in built.problems[-1]


def test_a_line_without_an_end_takes_no_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("citekit.snapshot.split.LONGEST", 1 << 20)
    with gzip.open(tmp_path / "bomb.jsonl.gz", "wb") as file:
        for _ in range(40):
            file.write(b" " * (1 << 20) + b"x")
        file.write(b"\n" + WORKS.read_bytes())
    built = build([tmp_path / "bomb.jsonl.gz"], tmp_path / "s.sqlite")
    assert titles(tmp_path / "s.sqlite") == ALL
    assert "a line of more than 1 MB" in built.problems[0]


@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd(data):
    for piece in pieces(io.BytesIO(data).read):
        digests([piece.body], Wanted())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=9,
)


@given(st.lists(JSON, max_size=6), st.integers(1, 9), st.booleans())
@example([",", "]", '"\\'], 1, False)
def test_a_list_is_taken_apart_wherever_the_reading_stops(values, size, spaced):
    """As `json` reads it, whatever the brackets and quotation marks in its strings."""
    data = io.BytesIO(json.dumps({"items": values}, indent=1 if spaced else None).encode())
    first = iter([64])

    def read(_wanted):
        return data.read(next(first, size))

    found = [json.loads(piece.body) for piece in pieces(read)]
    assert found == values


# A build that is killed ---------------------------------------------------------------------------------

BUILD = """
import sys
from citekit.snapshot import build
build(sys.argv[2:], sys.argv[1], report=lambda progress: print(progress.read, flush=True))
"""


def test_a_build_that_is_killed_goes_on(tmp_path):
    records = [{"DOI": f"10.5555/{number}", "title": [f"Work w{number}"]} for number in range(6000)]
    lines = [json.dumps(record) for record in records]
    for part in range(3):
        (tmp_path / f"{part}.jsonl").write_text("\n".join(lines[part * 2000 : part * 2000 + 2000]))
    parts = [str(tmp_path / f"{part}.jsonl") for part in range(3)]
    path = tmp_path / "s.sqlite"
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1] / "src")}
    for stop in (500, 2500):
        program = subprocess.Popen(
            [sys.executable, "-c", BUILD, str(path), *parts], stdout=subprocess.PIPE, text=True, env=environment
        )
        for line in program.stdout:
            if int(line) >= stop:
                break
        program.kill()
        program.wait()
        program.stdout.close()
        with Snapshot(path) as made:
            assert not made.about.complete
            assert made.about.works >= stop
    built = build(parts, path)
    assert built.read < 6000
    with Snapshot(path) as made:
        assert (made.about.works, made.about.complete) == (6000, True)
        assert made.search("Work w4711", 1)[0]["DOI"] == "10.5555/4711"
        assert made.works([DOI(f"10.5555/{number}") for number in range(6000)]).keys() == {
            DOI(f"10.5555/{number}") for number in range(6000)
        }


def test_what_was_read_is_not_read_again(tmp_path):
    build([WORKS], tmp_path / "s.sqlite")
    assert build([WORKS], tmp_path / "s.sqlite").read == 0


# All of Crossref's forms ------------------------------------------------------------------------------


def archive(path, members):
    with tarfile.open(path, "w") as made:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            made.addfile(entry, io.BytesIO(data))


LINES = WORKS.read_bytes()
FORMS = {
    "works.jsonl": LINES,
    "works.jsonl.gz": gzip.compress(LINES),
    "works.json": json.dumps({"items": RECORDS}).encode(),
    "0.json.gz": gzip.compress(json.dumps({"items": RECORDS}, indent=2).encode()),
    "list.json": json.dumps(RECORDS).encode(),
    "answers.jsonl": b"\n".join(json.dumps({"status": "ok", "message": record}).encode() for record in RECORDS),
    "answer.json": json.dumps({"status": "ok", "message": {"total-results": 4, "items": RECORDS}}).encode(),
    "crlf.jsonl": LINES.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_works(tmp_path, name):
    (tmp_path / name).write_bytes(FORMS[name])
    assert build([tmp_path / name], tmp_path / "s.sqlite").problems == ()
    assert titles(tmp_path / "s.sqlite") == ALL


def test_an_archive_is_read_without_being_unpacked(tmp_path):
    halves = [json.dumps({"items": RECORDS[:2]}).encode(), json.dumps({"items": RECORDS[2:]}).encode()]
    members = {"all/0.json.gz": gzip.compress(halves[0]), "all/1.json.gz": gzip.compress(halves[1]), "README": b"Hello"}
    archive(tmp_path / "all.json.tar", members)
    build([tmp_path / "all.json.tar"], tmp_path / "s.sqlite")
    assert titles(tmp_path / "s.sqlite") == ALL
    assert {path.name for path in tmp_path.iterdir()} == {"all.json.tar", "s.sqlite"}


def test_a_folder_and_several_processes(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.jsonl").write_bytes(LINES)
    build([folder], tmp_path / "s.sqlite", jobs=2)
    assert titles(tmp_path / "s.sqlite") == ALL


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(prefixes=("10.5555",)), 3),
        (Wanted(types=("book",)), 1),
        (Wanted(from_year=2016), 2),
        (Wanted(prefixes=("10.5555",), from_year=2020), 1),
    ],
)
def test_filters_leave_out_the_rest(tmp_path, wanted, count):
    built = build([WORKS], tmp_path / "s.sqlite", wanted=wanted)
    assert (built.written, built.left_out) == (count, 4 - count)


def test_what_nobody_reads_is_not_kept(snapshot):
    record = snapshot.work(KNEE)
    assert "reference" not in record
    assert "abstract" not in record
    assert record["author"][0] == {"family": "Ruiz", "given": "Ana", "sequence": "first"}
    [piece] = [records_in(line)[0] for line in LINES.splitlines()[:1]]
    assert {name: record[name] for name in ("title", "issued", "volume")} == {
        name: piece[name] for name in ("title", "issued", "volume")
    }


# What it answers --------------------------------------------------------------------------------------


def test_a_work_is_found_by_its_doi_in_any_case_and_by_its_alias(snapshot):
    assert snapshot.work("https://doi.org/10.5555/Knee.1")["title"] == ["Massage for knee pain: a randomized trial"]
    assert snapshot.work("10.5555/knee.2.OLD")["DOI"] == "10.5555/KNEE.2"
    with Client(snapshot=snapshot, offline=True) as client:
        alias = DOI("10.5555/knee.2.old")
        assert client.registrations([alias])[alias].alias_of == CUPPING


def test_the_day_and_the_retraction_are_told(snapshot):
    with Client(snapshot=snapshot, offline=True) as client:
        retracted = DOI("10.5555/retracted")
        found = client.registrations([retracted])[retracted]
    assert [notice.type for notice in found.notices] == ["retraction"]
    assert (found.fetched, found.reason) == ("2024-03-09", "from a snapshot of 2024-03-09")


REFERENCES = {
    "massage": {"title": "Massage for Knee Pain", "author": [{"family": "Ruiz"}], "issued": {"date-parts": [[2019]]}},
    "misspelt": {
        "title": "Masage for Knee Pain: A Randomized Trial",
        "author": [{"family": "Ruiz", "given": "A."}, {"family": "Berg", "given": "T."}],
        "issued": {"date-parts": [[2019]]},
    },
    "diacritics": {
        "title": "A Handbook of Care",
        "author": [{"family": "Muller", "given": "E."}],
        "issued": {"date-parts": [[1998]]},
        "type": "book",
    },
}


@pytest.mark.parametrize(("key", "doi"), [("massage", KNEE), ("misspelt", KNEE), ("diacritics", "10.5556/handbook")])
def test_a_reference_in_words_is_found(snapshot, key, doi):
    with Client(snapshot=snapshot, offline=True) as client:
        assert client.find([REFERENCES[key]])[0].doi == doi


def test_a_neighbour_is_not_taken_for_the_work(snapshot):
    item = {"title": "Cupping for Elbow Pain", "author": [{"family": "Lin"}], "issued": {"date-parts": [[2021]]}}
    with Client(snapshot=snapshot, offline=True) as client:
        assert client.find([item])[0].doi is None


def test_the_registries_are_asked_only_for_the_rest(snapshot):
    registry = Registry([{"DOI": "10.5555/other", "type": "book", "title": ["Other"]}])
    with Client(snapshot=snapshot, transport=RegistryTransport(registry)) as client:
        found = client.registrations([KNEE, DOI("10.5555/other"), CUPPING])
    assert list(found) == [KNEE, DOI("10.5555/other"), CUPPING]
    assert {registration.status for registration in found.values()} == {Status.FOUND}
    assert {doi for seen in registry.seen for doi in seen.dois} == {"10.5555/other"}


# The command line -------------------------------------------------------------------------------------


def test_a_snapshot_is_built_shown_and_asked(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["snapshot", "build", str(WORKS), "-o", "crossref.sqlite", "--from-year", "2000"]) == 0
    assert "3 records written, 4 read, 1 left out" in capsys.readouterr().err
    assert main(["snapshot", "info", "crossref.sqlite"]) == 0
    assert "3 works, the newest of 2024-03-09" in capsys.readouterr().out
    Path("refs.json").write_text(
        json.dumps([{"id": "knee", "type": "article-journal", "DOI": "10.5555/knee.1", **REFERENCES["massage"]},
                    {"id": "sleep", "type": "article-journal", "DOI": "10.5555/retracted", "title": "Needles and Sleep",
                     "author": [{"family": "Okoro"}], "issued": {"date-parts": [[2015]]}}])
    )  # fmt: skip
    code = main(["check", "refs.json", "--offline", "--snapshot", "crossref.sqlite"])
    out = capsys.readouterr().out
    assert code == 1
    assert "RET001" in out


def test_a_snapshot_that_is_not_there_is_said(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("refs.json").write_text("[]")
    assert main(["check", "refs.json", "--snapshot", "nowhere.sqlite"]) == 2
    assert "citekit snapshot build" in capsys.readouterr().err
