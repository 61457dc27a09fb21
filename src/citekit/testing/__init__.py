"""A stand-in for Crossref, doi.org and DataCite, for tests and benchmarks without a network.

A `Registry` answers as the registries do, down to the plain-text 404, the 301 of an alias and the rate-limit headers
of each pool, from records in the shape of Crossref's works JSON. Faults can be scripted, and every request is counted,
so that a test can say how often, how fast and how many at once the registries were asked, and how many requests broke
a limit.

It is mounted in process (`RegistryTransport`), served over HTTP on a loopback port (`serve`), brought into pytest
(`pytest_plugins = ["citekit.testing.pytest_plugin"]`), or run from a shell (`python -m citekit.testing.registry FILE`).
It needs nothing beyond the standard library, and nothing else in citekit imports it.

Examples:
    >>> from citekit import Client
    >>> record = {"DOI": "10.5555/pain.1", "type": "journal-article", "title": ["On Pain"]}
    >>> registry = Registry([record])
    >>> with Client(transport=RegistryTransport(registry)) as client:
    ...     client.lookup("10.5555/PAIN.1").title
    'On Pain'
    >>> registry.count("crossref"), registry.over_limit()
    (1, 0)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from citekit.testing.clock import Clock as Clock
    from citekit.testing.faults import Fault as Fault
    from citekit.testing.holdings import read_records as read_records
    from citekit.testing.registry import Registry as Registry
    from citekit.testing.server import Server as Server
    from citekit.testing.server import serve as serve
    from citekit.testing.tally import Seen as Seen
    from citekit.testing.transport import FakeTransport as FakeTransport
    from citekit.testing.transport import RegistryTransport as RegistryTransport

# Each is imported when first asked for, so that `python -m citekit.testing.registry` runs a module nobody has loaded.
_HOMES: Final = {
    "Clock": "clock",
    "FakeTransport": "transport",
    "Fault": "faults",
    "Registry": "registry",
    "RegistryTransport": "transport",
    "Seen": "tally",
    "Server": "server",
    "read_records": "holdings",
    "serve": "server",
}

__all__ = [
    "Clock",
    "FakeTransport",
    "Fault",
    "Registry",
    "RegistryTransport",
    "Seen",
    "Server",
    "read_records",
    "serve",
]


def __getattr__(name: str) -> Any:
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module 'citekit.testing' has no attribute {name!r}") from None
    value = getattr(import_module(f"citekit.testing.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
