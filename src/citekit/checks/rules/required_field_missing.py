"""A field is missing that works of this type can't be cited without.

## What it does
Reports a reference without its title, an article without its journal, a chapter or a conference paper
without its book, a web page without its address, a thesis without its school.

## Why it matters
Every style prints these fields; without them the entry in the list is a fragment.

## Example
```bibtex
@article{han2004, author = {Han, Ji-Sheng}, title = {Acupuncture and Endorphins}, year = {2004}}
```

## What to do
Add the field. If the work has none, its type is probably another (`@misc`, `@online`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citekit.checks.finding import Severity
from citekit.checks.rule import REFERENCE, Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.checks.subject import Cited

_TITLE: Final = ("title",)
_PART: Final = ("title", "container-title")

#: The variables a type needs, after the required fields of BibLaTeX's data model (manual, section 2.1.1) put
#: in CSL's variables. What is not listed needs a title.
REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "article-journal": _PART,
    "article-magazine": _PART,
    "article-newspaper": _PART,
    "chapter": _PART,
    "entry-dictionary": _PART,
    "entry-encyclopedia": _PART,
    "paper-conference": _PART,
    "thesis": ("title", "publisher"),
    "webpage": ("title", "URL"),
    "post": ("URL",),
    "interview": (),
    "personal_communication": (),
    "review": (),
    "review-book": (),
    "treaty": _TITLE,
}

#: How a message names a variable, where its CSL name says too little.
_NAMES: Final = {
    "article-journal": {"container-title": "its journal"},
    "article-magazine": {"container-title": "its magazine"},
    "article-newspaper": {"container-title": "its newspaper"},
    "chapter": {"container-title": "the title of its book"},
    "paper-conference": {"container-title": "the title of its proceedings"},
    "thesis": {"publisher": "its school"},
    "webpage": {"URL": "its address (URL)"},
}
#: Another variable that does the same service.
_INSTEAD: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title-short", "reviewed-title", "volume-title", "part-title"),
    "container-title": (
        "container-title-short",
        "journalAbbreviation",
        "collection-title",
        "event-title",
        "event",
    ),
    "publisher": ("archive", "authority", "URL"),
    "URL": ("DOI", "archive"),
}


@rule(code="REQ001", severity=Severity.ERROR, scope=REFERENCE)
def required_field_missing(cited: Cited) -> Iterator[Remark]:
    """A variable that the type requires and nothing stands in for."""
    kind = cited.text("type") or "document"
    for variable in REQUIRED.get(kind, _TITLE):
        if not any(cited.has(name) for name in (variable, *_INSTEAD.get(variable, ()))):
            name = _NAMES.get(kind, {}).get(variable, f"its {variable}")
            yield Remark(f"{_with_article(kind)} needs {name}", variable)


def _with_article(kind: str) -> str:
    words = {
        "article-journal": "journal article",
        "paper-conference": "conference paper",
        "webpage": "web page",
    }
    name = words.get(kind, kind.replace("-", " ").replace("_", " "))
    return f"{'an' if name[:1] in 'aeio' else 'a'} {name}"
