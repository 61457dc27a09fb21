"""What a reporter is: a name, and how it prints a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.checks.report import Report


class Reporter(NamedTuple):
    """A way to print a report; `render` gives the whole text, its last line end included."""

    name: str
    render: Callable[[Report], str]
