"""Ways to print a report. To add one, write a module with a `REPORTER` and add it to `REPORTERS`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.checks.report import Report
from citekit.checks.reporters import json, text
from citekit.errors import UnknownFormat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.checks.reporters.reporter import Reporter

REPORTERS: Final[tuple[Reporter, ...]] = (text.REPORTER, json.REPORTER)


def find_reporter(name: str) -> Reporter:
    """The reporter of a name.

    Raises:
        UnknownFormat: there is none; the message lists those there are.
    """
    for reporter in REPORTERS:
        if reporter.name == name:
            return reporter
    known = ", ".join(reporter.name for reporter in REPORTERS)
    raise UnknownFormat(f"no reporter is called {name!r}; there are {known}")


def report(reports: Report | Iterable[Report], name: str = "text") -> str:
    """Print the reports of one run, over however many files, as one text.

    Raises:
        UnknownFormat: no reporter of that name.

    Examples:
        >>> print(report([], "text"), end="")
        No findings in 0 references.
    """
    merged = reports if isinstance(reports, Report) else Report.merge(reports)
    return find_reporter(name).render(merged)
