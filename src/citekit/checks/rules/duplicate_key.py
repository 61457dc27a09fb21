"""Two references have the same key.

## What it does
Reports every reference whose citation key was used before in the file.

## Why it matters
A citation can only mean one of them; LaTeX and pandoc silently take one.

## Example
```bibtex
@article{han2004, title = {Acupuncture and Endorphins}}
@book{han2004, title = {The Neurochemical Basis of Pain Relief by Acupuncture}}
```

## What to do
Rename one and the citations that mean it, or delete it if it is a copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.checks.finding import Severity
from citekit.checks.rule import LIBRARY, Remark, rule, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Checked
    from citekit.model.library import Entry


@rule(code="DUP001", severity=Severity.ERROR, scope=LIBRARY)
def duplicate_key(checked: Checked) -> Iterator[Remark]:
    """Keys used again."""
    first: dict[str, Entry] = {}
    for entry in checked.library.entries:
        before = first.setdefault(entry.key, entry)
        if before is not entry:
            line = f" in line {before.origin.location.line}" if before.origin is not None else ""
            yield Remark(f"the key {shown(entry.key)} was used before{line}", "id", entry.key, entry=entry)
