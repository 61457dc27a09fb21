"""What a check rule is: a code, a name, a severity, and a generator that yields remarks.

A rule file holds a docstring with four sections (What it does, Why it matters, Example, What to do) and one
generator made a `Rule` by `@rule(...)`. Its name is its module's name in kebab case. To add a rule, write the
file, add the rule to `RULES` in `citekit/checks/rules/__init__.py`, and its examples to
`tests/checks/rules/<name>.md`.
"""

from __future__ import annotations

import inspect
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from citekit.checks.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citekit.model.library import Entry, Origin

    Look: TypeAlias = Callable[[Any], Iterator["Remark"]]


class Scope(StrEnum):
    """What a rule is shown, one at a time.

    `REFERENCE`: each reference, a `Cited`. `RESOLVED`: each reference that the registries answered for, a
    `Resolved`. `LIBRARY`: the whole file at once, a `Checked`.
    """

    REFERENCE = "reference"
    RESOLVED = "resolved"
    LIBRARY = "library"


REFERENCE: Final = Scope.REFERENCE
RESOLVED: Final = Scope.RESOLVED
LIBRARY: Final = Scope.LIBRARY


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule yields: the message, and what it is about; the rest of the finding is filled in.

    `severity` overrides the rule's own. `entry` is needed only from rules that see a whole library, `origin`
    only where the place is no reference's.
    """

    message: str
    field: str = ""
    value: str | None = None
    expected: str | None = None
    severity: Severity | None = None
    source: str | None = None
    entry: Entry | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: its code, its kebab-case name, the severity of its findings, and its documentation."""

    code: str
    name: str
    severity: Severity
    scope: Scope
    look: Look
    doc: str

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.doc.partition("\n")[0]

    def findings(self, subject: Any, entry: Entry | None = None) -> Iterator[Finding]:
        """What the rule finds in one subject, as findings with their places."""
        for remark in self.look(subject):
            yield self._finding(remark, remark.entry or entry)

    def _finding(self, remark: Remark, entry: Entry | None) -> Finding:
        origin = remark.origin or (entry.origin if entry is not None else None)
        if origin is not None and remark.field and remark.origin is None:
            origin = origin.at(remark.field)
        location = origin.location if origin is not None else None
        return Finding(
            self.code,
            self.name,
            remark.severity or self.severity,
            printable(remark.message),
            key=entry.key if entry is not None else "",
            path=origin.path if origin is not None else None,
            line=location.line if location is not None else None,
            column=location.column if location is not None else None,
            field=remark.field,
            value=remark.value,
            expected=remark.expected,
            source=remark.source,
        )


def rule(*, code: str, severity: Severity, scope: Scope) -> Callable[[Look], Rule]:
    """Make a rule of a generator; its module gives the name and the documentation."""

    def make(look: Look) -> Rule:
        module = inspect.getmodule(look)
        name = look.__module__.rpartition(".")[2].replace("_", "-")
        return Rule(code, name, severity, scope, look, inspect.cleandoc((module and module.__doc__) or ""))

    return make


def printable(text: str, limit: int = 400) -> str:
    r"""A message on one line without control characters, which a file could use to write to a terminal.

    Examples:
        >>> printable("title \x1b[31mred\n")
        'title [31mred'
    """
    kept = "".join(
        " " if letter in "\n\r\t" else "" if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter
        for letter in text[: 4 * limit]
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def shown(value: str, limit: int = 100) -> str:
    """A value as a message quotes it.

    Examples:
        >>> shown("Acupuncture and Endorphins", 12)
        '“Acupuncture…”'
    """
    text = printable(value, limit)
    return f"“{text}”"
