"""What only a process of its own shows: signals, closed streams, a reader that has seen enough."""

import signal
import subprocess
import sys

import pytest

BIB = "@book{wall1999, author = {Wall, Patrick}, title = {Pain}, publisher = {Norton}, date = {1999}}\n"
CITEKIT = [sys.executable, "-m", "citekit"]


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "pain.bib"
    path.write_text(BIB, encoding="utf-8")
    return str(path)


def test_closed_streams_are_one_message(bib):
    for command, closed in ((["format", "-"], "<&-"), (["format", bib], ">&-")):
        words = " ".join([*CITEKIT, *command, closed])
        ended = subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=False)
        assert ended.returncode == 2
        assert "is closed" in ended.stderr
        assert "Traceback" not in ended.stderr


def test_a_reader_that_has_seen_enough(bib):
    words = " ".join([*CITEKIT, "format", bib, "|", "true"])
    ended = subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=False)
    assert ended.stderr == ""


def test_a_reader_that_has_seen_enough_of_a_long_output(tmp_path):
    path = tmp_path / "long.ris"
    path.write_text("".join(f"TY  - BOOK\nTI  - Pain {number}\nER  - \n" for number in range(5000)), encoding="utf-8")
    process = subprocess.Popen(
        [*CITEKIT, "convert", str(path), "--to", "csl-json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout.readline() == b"[\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0


def test_an_interruption_is_130():
    process = subprocess.Popen([*CITEKIT, "format", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        process.stdin.write(BIB.encode())
        process.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)  # it waits for the end of its input
        process.send_signal(signal.SIGINT)
        process.wait(10)
    finally:
        process.kill()
        error = process.stderr.read().decode()
        process.stdin.close()
        process.stderr.close()
    assert process.returncode == 130
    assert error.strip() == "citekit: interrupted"


def test_the_module_is_the_command(bib):
    ended = subprocess.run([*CITEKIT, "format", bib], capture_output=True, text=True, check=True, encoding="utf-8")
    assert ended.stdout == "Wall, Patrick. Pain. Norton, 1999.\n"


def test_half_a_surrogate_pair_is_written_as_it_came(tmp_path):
    path = tmp_path / "odd.json"
    path.write_text('[{"id": "a", "title": "\\ud800 x"}]', encoding="utf-8")
    ended = subprocess.run([*CITEKIT, "convert", str(path)], capture_output=True, check=True)
    assert b'"\\ud800 x"' in ended.stdout
