import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from citekit.cli.main import main
from citekit.sources.polite import Patience, PoliteTransport
from citekit.testing import Registry, serve

RECORDS = Path(__file__).with_name("records.jsonl")


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty working folder, no settings from outside, no network and a cache of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("CITEKIT_MAILTO", "CITEKIT_DEBUG", "CITEKIT_CROSSREF_PLUS_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CITEKIT_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("CROSSREF", "DOI", "DATACITE", "PUBMED", "ID_CONVERTER", "OPEN_LIBRARY"):
        monkeypatch.setenv(f"CITEKIT_{name}_URL", "http://127.0.0.1:9")
    return tmp_path


@pytest.fixture
def citekit(folder, monkeypatch, capfdbinary):
    """Run the command line in that folder: `citekit("format", "sources.bib")`."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Ended(code, captured.out.decode("utf-8"), captured.err.decode("utf-8"))

    return run


@pytest.fixture(autouse=True)
def in_no_time(monkeypatch):
    """Faults are retried at once: how patient the client is, is tested where a clock can be set."""
    hurried = Patience(first_delay=0.01, longest_delay=0.02, rest=0.1, passing=0.0)
    monkeypatch.setitem(PoliteTransport.__init__.__kwdefaults__, "patience", hurried)


@pytest.fixture
def registry(folder, monkeypatch):
    """The stand-in with two records; faults can be added to it."""
    registry = Registry(RECORDS, pools={"public-single": (100, 10), "public-array": (100, 10)})
    with serve(registry) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield registry
