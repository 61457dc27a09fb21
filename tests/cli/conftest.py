import io
import sys
from typing import NamedTuple

import pytest

from citekit.cli.main import main


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
    for name in ("CITEKIT_CROSSREF_URL", "CITEKIT_DOI_URL", "CITEKIT_DATACITE_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
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
