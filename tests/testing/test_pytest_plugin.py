"""The fixtures, as somebody else's tests use them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

WORKS = Path(__file__).with_name("works.jsonl")

THEIRS = """\
import os

import pytest

from citekit import Client
from citekit.testing import Fault


def test_in_process_and_empty(citekit_registry):
    assert citekit_registry.records == {}


@pytest.mark.citekit_registry("works.jsonl", enforce=True, faults=[Fault("503", route="agency")])
def test_served(citekit_server, tmp_path):
    with Client.from_environment(os.environ, cache=None) as client:
        assert client.lookup("10.5556/book.1").title == "The Book of Rest: A Companion"
    assert citekit_server.registry.count("crossref") == 1
    assert citekit_server.registry.enforce


@pytest.mark.citekit_registry([{"DOI": "10.5555/1"}])
def test_the_same_one(citekit_server, citekit_registry):
    assert citekit_server.registry is citekit_registry
    assert os.environ["CITEKIT_DOI_URL"] == citekit_server.base


def test_the_environment_is_as_before():
    assert "CITEKIT_DOI_URL" not in os.environ
"""


def run(folder, *arguments):
    environ = {name: value for name, value in os.environ.items() if not name.startswith("CITEKIT_")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", "--strict-markers"]
    return subprocess.run(
        [*command, *arguments], cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=100
    )


def test_the_fixtures(tmp_path):
    (tmp_path / "test_theirs.py").write_text(THEIRS, encoding="utf-8")
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["citekit.testing.pytest_plugin"]\n', encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    shutil.copy(WORKS, tmp_path)
    result = run(tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "4 passed" in result.stdout


def test_nobody_gets_them_unasked(tmp_path):
    (tmp_path / "test_theirs.py").write_text("def test_x(citekit_registry): pass\n", encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    assert "fixture 'citekit_registry' not found" in run(tmp_path).stdout
