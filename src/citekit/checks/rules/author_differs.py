"""An author is not the one the registry has.

## What it does
Compares the names, in their order, with the record's. Initials agree with given names, `van der Berg` with
`Berg`, `Müller` with `Mueller`, `AMTA` with the organisation's full name, and a list that ends in "et al."
may leave names out. A name in another's place and a name nobody carries are errors; a misspelt one, a
contradicting initial, another order and names left out without "et al." are warnings.

## Why it matters
Credit goes to the wrong person, and the work can't be found under its author.

## Example
```bibtex
author = {Ham, Ji-Sheng},
doi = {10.1016/j.neulet.2003.12.019}
```

## What to do
Copy the names from the article; end a shortened list with `and others`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule, shown
from citekit.sources.match import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved
    from citekit.sources.match import Difference


@rule(code="REG003", severity=Severity.ERROR, scope=RESOLVED)
def author_differs(resolved: Resolved) -> Iterator[Remark]:
    """Names that disagree with the record's."""
    for difference in resolved.differences("author", "editor"):
        yield Remark(
            _message(difference, resolved.registry),
            difference.field,
            difference.value or None,
            difference.expected or None,
            Severity.WARNING if difference.verdict is Verdict.DRIFT else None,
            resolved.source,
        )


def _message(difference: Difference, registry: str) -> str:
    if not difference.value and not difference.expected:
        return f"{difference.detail} than {registry}'s"
    if not difference.value:
        return f"{registry} also names {shown(difference.expected, 200)}, {difference.detail}"
    if not difference.expected and difference.verdict is Verdict.DRIFT:
        return f"{registry} does not name {shown(difference.value, 200)}; {difference.detail}"
    if not difference.expected:
        return f"{registry} names nobody called {shown(difference.value, 200)}"
    verb = "is written" if difference.verdict is Verdict.DRIFT else "is"
    return f"{difference.detail} {verb} {shown(difference.value)}, {registry} has {shown(difference.expected)}"
