"""Fixtures for pytest; say `pytest_plugins = ["citekit.testing.pytest_plugin"]` in a `conftest.py` or a test module.

`citekit_registry` is a `Registry` in process, `citekit_server` the same one served over HTTP, with the environment set
so that `Client.from_environment` and the command line ask it. What they hold is said by a mark:

    @pytest.mark.citekit_registry("records.jsonl", enforce=True)
    def test_my_script(citekit_server): ...

A path is looked for beside the test's file; the other arguments are those of `Registry`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from citekit.testing.registry import Registry
from citekit.testing.server import Server, serve


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "citekit_registry(records, **options): what the stand-in registry holds")


@pytest.fixture
def citekit_registry(request: pytest.FixtureRequest) -> Registry:
    """A registry with the records and options of the test's mark; without a mark it is empty."""
    mark = request.node.get_closest_marker("citekit_registry")
    if mark is None:
        return Registry()
    records, *more = mark.args or ((),)
    if isinstance(records, str | os.PathLike):
        records = request.path.parent / Path(records)
    return Registry(records, *more, **mark.kwargs)


@pytest.fixture
def citekit_server(citekit_registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The same registry on a loopback port, and in the environment."""
    with serve(citekit_registry) as server:
        for name, url in server.environment.items():
            monkeypatch.setenv(name, url)
        yield server
