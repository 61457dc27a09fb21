"""`python -m citekit.testing.registry`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from citekit.sources.transport import Request, RequestsTransport

WORKS = Path(__file__).with_name("works.jsonl")


def run(*arguments, module="citekit.testing.registry"):
    environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", "-m", module, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ)


SERVICES = ("CROSSREF", "DATACITE", "DOI", "ID_CONVERTER", "OPEN_LIBRARY", "PUBMED")


@pytest.mark.parametrize("module", ["citekit.testing.registry", "citekit.testing"])
def test_it_prints_the_environment_and_serves(tmp_path, module):
    (tmp_path / "datasets.jsonl").write_text('{"doi": "10.5281/1", "titles": []}\n', encoding="utf-8")
    (tmp_path / "items.jsonl").write_text('{"DOI": "10.1400/1", "title": "Riposo"}\n', encoding="utf-8")
    process = run(
        WORKS, "--datacite", tmp_path / "datasets.jsonl",
        "--csl", tmp_path / "items.jsonl", "--agency", "10.1400/1=mEDRA",
        "--alias", "10.5555/a=b=10.5555/knee.1", "--deleted", "10.5555/deleted", "--landing", "10.5555/knee.1=404",
        "--enforce", "--answer-time", "0.01", "--fault", '{"what": "503", "route": "agency"}', module=module,
    )  # fmt: skip
    transport = RequestsTransport()
    try:
        exports = [process.stdout.readline().strip() for _ in SERVICES]
        base = exports[0].partition("=")[2]
        assert sorted(exports) == [
            f"export CITEKIT_{name}_URL={base}" for name in SERVICES
        ]  # fmt: skip

        def ask(path, **headers):
            answer = transport.send(Request(base + path, headers))
            return answer.status, answer.headers.get("location", "")

        assert ask("/works/10.5555%2Fknee.1") == (200, "")
        assert ask("/works/10.5555%2Fa%3Db") == (301, "/works/10.5555/knee.1")
        assert ask("/works/10.5555/knee.1/agency") == (503, "")
        assert ask("/10.5555/deleted") == (302, f"{base}/_deleted-doi/")
        assert ask("/landing/10.5555/knee.1") == (404, "")
        assert ask("/dois/10.5281/1") == (200, "")
        assert ask("/10.1400/1", Accept="application/vnd.citationstyles.csl+json") == (200, "")
        assert [ask("/works?rows=0")[0] for _ in range(2)] == [200, 429]
    finally:
        transport.close()
        process.terminate()
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == ""
    assert "crossref single: 2" in err
    assert err.splitlines()[-1].startswith("9 requests, at most 1 at once")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "required: records"),
        (("none.jsonl",), "none.jsonl"),
        ((WORKS, "--fault", "sabotage"), "is no fault"),
        ((WORKS, "--fault", '{"waht": "503"}'), "waht"),
        ((WORKS, "--agency", "10.5555"), "should be NAME=VALUE"),
        ((WORKS, "--service", "nobody=x.jsonl"), "'nobody' is no argument"),
        ((WORKS, "--landing", "10.5555/1=gone"), "gone"),
    ],
)
def test_what_it_does_not_take(arguments, message):
    process = run(*arguments)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_a_fault_may_be_one_word():
    from citekit.testing.command import _fault

    assert _fault("503") == _fault(json.dumps({"what": "503"}))
