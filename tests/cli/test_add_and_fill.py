"""`add`, `fill` and `cache` against the stand-in for the registries, over real HTTP."""

import json
import time
from pathlib import Path

import pytest

from citekit.testing import Fault

HAN = "10.1016/j.neulet.2003.12.019"
WAKEFIELD = "10.1016/s0140-6736(97)11096-0"
NOWHERE = "10.1016/j.neulet.2003.12.999"
BIB = b"""\
%% The clinic's sources.\r
@string{nl = "Neuroscience Letters"}\r
\r
@article{Han:04,\r
\tauthor  = "Han, Ji-Sheng",\r
\ttitle   = "Acupuncture and {Endorphins}", % as printed\r
\tjournal = nl,\r
\tyear    = 2004\r
}\r
"""


# What must not happen -------------------------------------------------------------------------------


def test_nothing_is_written_unasked(registry, folder, citekit):
    (folder / "sources.bib").write_bytes(BIB)
    for options in ([], ["--diff"]):
        citekit("fill", "sources.bib", *options)
        assert (folder / "sources.bib").read_bytes() == BIB


def test_what_is_there_is_not_added_again(registry, folder, citekit):
    bib = BIB.replace(b"2004\r", b"2004, doi = {" + HAN.upper().encode() + b"}\r")
    (folder / "sources.bib").write_bytes(bib)
    ended = citekit("add", f"https://doi.org/{HAN}", "--to", "sources.bib")
    assert ended.code == 1
    assert "Han:04" in ended.err
    assert (folder / "sources.bib").read_bytes() == bib


@pytest.mark.parametrize("what", ["503", "html", "reset"])
def test_an_outage_adds_and_fills_nothing(what, registry, folder, citekit):
    (folder / "sources.bib").write_bytes(BIB)
    registry.faults.append(Fault(what))
    ended = citekit("fill", "sources.bib", "--write")
    assert ended.code == 3, ended
    assert "Han:04: could not check: " in ended.err
    ended = citekit("add", HAN, "--to", "sources.bib")
    assert ended.code == 3, ended
    assert (folder / "sources.bib").read_bytes() == BIB


def test_another_work_of_the_same_people_is_not_taken(registry, folder, citekit):
    bib = BIB.replace(b"Acupuncture and {Endorphins}", b"Acupuncture and Serotonin")
    (folder / "sources.bib").write_bytes(bib)
    ended = citekit("fill", "sources.bib", "--write")
    assert ended.code == 1
    assert "Han:04: no record agrees" in ended.err
    assert (folder / "sources.bib").read_bytes() == bib


def test_a_doi_of_another_work_fills_in_nothing(registry, folder, citekit):
    bib = BIB.replace(b"2004\r", b"2004, doi = {" + WAKEFIELD.encode() + b"}\r")
    (folder / "sources.bib").write_bytes(bib)
    ended = citekit("fill", "sources.bib", "--write")
    assert ended.code == 1
    assert "another work" in ended.err
    assert (folder / "sources.bib").read_bytes() == bib


# fill -----------------------------------------------------------------------------------------------


def test_fill_prints_what_it_would_write(registry, folder, citekit):
    (folder / "sources.bib").write_bytes(BIB)
    ended = citekit("fill", "sources.bib")
    assert ended.code == 1
    assert ended.out.splitlines() == [
        f"Han:04: DOI: {HAN} (https://doi.org/{HAN})",
        f"Han:04: volume: 361 (https://doi.org/{HAN})",
        f"Han:04: issue: 1-3 (https://doi.org/{HAN})",
        f"Han:04: page: 258-261 (https://doi.org/{HAN})",
    ]


def test_fill_writes_in_the_files_own_hand(registry, folder, citekit):
    (folder / "sources.bib").write_bytes(BIB)
    ended = citekit("fill", "sources.bib", "--write")
    assert ended.code == 0, ended
    assert (folder / "sources.bib").read_bytes() == BIB.replace(
        b"2004\r\n",
        b"2004,\r\n"
        b'\tvolume  = "361",\r\n'
        b'\tnumber  = "1-3",\r\n'
        b'\tpages   = "258--261",\r\n'
        b'\tdoi     = "10.1016/j.neulet.2003.12.019"\r\n',
    )
    again = citekit("fill", "sources.bib", "--write")
    assert (again.code, again.out) == (0, "")


def test_fill_shows_a_diff(registry, folder, citekit):
    (folder / "sources.bib").write_bytes(BIB)
    ended = citekit("fill", "sources.bib", "--diff")
    assert ended.code == 1
    assert '+\tdoi     = "10.1016/j.neulet.2003.12.019"' in ended.out
    assert "-\tauthor" not in ended.out


def test_fill_needs_a_file_to_write(registry, citekit):
    ended = citekit("fill", "-", "--write", stdin=BIB)
    assert ended.code == 2
    assert "standard input" in ended.err


def test_a_pasted_list_can_be_looked_at_and_not_written(registry, folder, citekit):
    (folder / "list.txt").write_text(
        "References\n\nHan, Ji-Sheng. “Acupuncture and Endorphins.” Neuroscience Letters, vol. 361, 2004.\n",
        encoding="utf-8",
    )
    assert f"DOI: {HAN}" in citekit("fill", "list.txt").out
    ended = citekit("fill", "list.txt", "--write")
    assert ended.code == 2
    assert "convert" in ended.err


# add ------------------------------------------------------------------------------------------------


def test_add_leaves_the_rest_of_the_file(registry, folder, citekit):
    (folder / "sources.bib").write_bytes(BIB)
    ended = citekit("add", WAKEFIELD, "--to", "sources.bib")
    assert ended.code == 0, ended
    written = (folder / "sources.bib").read_bytes()
    assert written.startswith(BIB)
    assert b"@article{wakefield1998,\r\n" in written
    assert "wakefield1998: " in ended.err


def test_add_makes_the_file(registry, folder, citekit):
    ended = citekit("add", HAN, WAKEFIELD, HAN)
    assert ended.code == 0, ended
    written = (folder / "refs" / "sources.bib").read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if line.startswith("@")] == [
        "@article{han2004,",
        "@article{wakefield1998,",
    ]


def test_add_into_csl_json(registry, folder, citekit):
    assert citekit("add", HAN, "--to", "sources.json").code == 0
    (item,) = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    assert (item["id"], item["DOI"]) == ("han2004", HAN)


def test_a_key_that_is_taken_gets_a_letter(registry, folder, citekit):
    (folder / "sources.bib").write_bytes(BIB.replace(b"Han:04", b"Wakefield1998"))
    assert citekit("add", WAKEFIELD, "--to", "sources.bib").code == 0
    assert b"@article{wakefield1998b,\r\n" in (folder / "sources.bib").read_bytes()


def test_add_says_what_is_not_registered_and_adds_the_rest(registry, folder, citekit):
    ended = citekit("add", NOWHERE, HAN, "--to", "sources.bib")
    assert ended.code == 1
    assert NOWHERE in ended.err
    assert "@article{han2004," in (folder / "sources.bib").read_text(encoding="utf-8")


def test_add_wants_identifiers(registry, folder, citekit):
    ended = citekit("add", "han2004")
    assert ended.code == 2
    assert "'han2004' is no identifier" in ended.err
    assert not (folder / "refs").exists()


# cache ----------------------------------------------------------------------------------------------


def test_cache_tells_what_is_kept_and_drops_it(registry, folder, citekit):
    assert citekit("cache", "info").out.splitlines()[1:] == ["no answers are kept"]
    assert citekit("cache", "clear").out == "0 answers were dropped\n"
    citekit("add", HAN)
    where, answers, *hosts = citekit("cache", "info").out.splitlines()
    assert Path(where).parent == folder / "cache"
    assert answers.startswith("1 answers, ")
    assert len(hosts) == 1
    assert citekit("cache", "prune").out == "0 answers were dropped\n"
    asked = len(registry.seen)
    citekit("resolve", HAN)
    assert len(registry.seen) == asked
    assert citekit("cache", "clear").out == "1 answers were dropped\n"
    citekit("resolve", HAN)
    assert len(registry.seen) > asked


def test_prune_drops_by_age(registry, folder, citekit):
    citekit("add", HAN)
    time.sleep(0.01)
    assert citekit("cache", "prune", "--days", "0").out == "1 answers were dropped\n"
    assert citekit("cache", "info").out.splitlines()[1] == "no answers are kept"


def test_a_foreign_file_is_no_crash(folder, citekit):
    (folder / "cache").mkdir()
    Path(citekit("cache", "info").out.splitlines()[0]).write_bytes(b"not a database")
    for command in ("info", "prune", "clear"):
        ended = citekit("cache", command)
        assert "Traceback" not in ended.err
        assert ended.code in (0, 1), ended
