"""A part of the file could not be read.

## What it does
Reports what the reader of the file had to skip (an error) or to repair (a warning), with its place.

## Why it matters
What was skipped is in no reference list, and other programs may repair it otherwise.

## Example
```bibtex
@article{han2004, title = {Acupuncture and Endorphins}
```

## What to do
Correct the file at the place named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import LIBRARY, Remark, rule
from citekit.model.library import Origin
from citekit.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Checked
    from citekit.model.library import Library
    from citekit.model.problem import Problem


@rule(code="SYN001", severity=Severity.ERROR, scope=LIBRARY)
def unreadable(checked: Checked) -> Iterator[Remark]:
    """The problems of reading, but for repeated keys, which are DUP001."""
    repeated = _repeated_keys(checked.library)
    for problem in checked.library.problems:
        if problem.key is not None and _place(problem) in repeated:
            continue
        hint = f" ({problem.hint})" if problem.hint else ""
        source = problem.source or checked.library.source
        origin = Origin(source, problem.span or Span(0, 0)) if source is not None else None
        severity = Severity(problem.severity) if problem.severity in tuple(Severity) else None
        yield Remark(f"{problem.message}{hint}", value=problem.key, severity=severity, origin=origin)


def _place(problem: Problem) -> tuple[str | None, int]:
    return problem.key, problem.span.start if problem.span is not None else -1


def _repeated_keys(library: Library) -> set[tuple[str | None, int]]:
    """Key and place of each reference whose key was used before."""
    seen: set[str] = set()
    found: set[tuple[str | None, int]] = set()
    for entry in library.entries:
        if entry.key in seen and entry.origin is not None:
            found.add((entry.key, entry.origin.span.start))
        seen.add(entry.key)
    return found
