"""The title is not the one the registry has.

## What it does
Compares the title with every title of the DOI's record: with and without the subtitle, original and short.
Case, markup, entities, accents, dashes and quotation marks make no difference, nor does a subtitle that only
one side has, nor the `RETRACTED:` a publisher puts before a title. A title that hardly resembles the
record's, that names another part of a series, or of which only one side is a correction, a reply or a
retraction notice is an error; a slip in it is a warning.

## Why it matters
Readers search by title, and a title that is not the article's may mean that the DOI is not either.

## Example
```bibtex
title = {Acupuncture and Enkephalins},
doi = {10.1016/j.neulet.2003.12.019}
```

## What to do
Copy the title from the article. Where the registry is wrong, leave it: registries have mistakes too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import RESOLVED, Remark, rule, shown
from citekit.sources.match import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Resolved


@rule(code="REG001", severity=Severity.ERROR, scope=RESOLVED)
def title_differs(resolved: Resolved) -> Iterator[Remark]:
    """A title unlike the record's (error) or a slip in it (warning)."""
    for difference in resolved.differences("title"):
        slip = difference.verdict is Verdict.DRIFT
        detail = f" ({difference.detail})" if difference.detail else ""
        yield Remark(
            f"the title differs {'slightly ' if slip else ''}from {resolved.registry}'s "
            f"{shown(difference.expected, 200)}{detail}",
            "title",
            difference.value,
            difference.expected,
            Severity.WARNING if slip else None,
            resolved.source,
        )
