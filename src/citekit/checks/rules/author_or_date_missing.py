"""Nobody is named as responsible, or there is no date.

## What it does
Reports a reference that names no author, editor, organisation or anybody else responsible, and one without a
date. Web pages, reference works, laws, standards, films and data may do without a name; what was accessed
on a known day, is in press or says "n.d." may do without a date.

## Why it matters
In-text citations consist of a name and, in APA, a year.

## Example
```bibtex
@article{endorphins, title = {Acupuncture and Endorphins}, journal = {Neuroscience Letters}}
```

## What to do
Add it if the work has it. Unsigned editorials and undated pages exist; then leave it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.checks.finding import Severity
from citekit.checks.rule import REFERENCE, Remark, rule
from citekit.model.variables import NAME_VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Cited

#: Types that are known by their title, or whose publisher answers for them.
UNSIGNED: Final = frozenset(
    "article-newspaper bill broadcast classic collection dataset document entry entry-dictionary "
    "entry-encyclopedia event graphic figure hearing legal_case legislation map motion_picture musical_score "
    "pamphlet performance periodical regulation software song standard treaty webpage".split()
)
#: What answers for a work beside persons, by type: a report's institution, a book's publisher is not enough.
_BODIES: Final[dict[str, tuple[str, ...]]] = {"report": ("publisher", "authority"), "patent": ("authority",)}
#: Names that are not of those who made the work.
_OTHERS: Final = frozenset({"recipient", "reviewed-author", "original-author", "container-author"})
_DATES: Final = ("issued", "event-date", "submitted", "available-date", "original-date", "accessed", "status")


@rule(code="REQ002", severity=Severity.WARNING, scope=REFERENCE)
def author_or_date_missing(cited: Cited) -> Iterator[Remark]:
    """No name among those responsible, or no date."""
    kind = cited.text("type")
    responsible = [*(name for name in NAME_VARIABLES if name not in _OTHERS), *_BODIES.get(kind, ())]
    if kind and kind not in UNSIGNED and not any(cited.has(variable) for variable in responsible):
        yield Remark("nobody is named as author or editor", "author")
    if not any(cited.has(variable) for variable in _DATES):
        yield Remark("there is no year or date", "issued")
