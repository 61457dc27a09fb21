"""Parts that a reference lacks and a handbook expects, and what the handbook prints instead.

Sources copied from elsewhere often lack a date, an author, a journal. Both the list and the reader cope: the
entry is printed by the handbook's rule for the missing part, and the part is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.model.item import Item


class Part(NamedTuple):
    """A part of a reference: its name, the variables any of which is it, the types that have it."""

    name: str
    variables: tuple[str, ...]
    types: frozenset[str]


class Missing(NamedTuple):
    """A part that is missing, and what becomes of the entry."""

    part: str
    consequence: str


_ARTICLES: Final = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
_IN_BOOKS: Final = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia"})
_BOOKS: Final = frozenset({"book", "report", "thesis"})
_UNDATED: Final = frozenset({"personal_communication", "treaty", "bill", "classic", "collection", "legislation"})
_WRITTEN: Final = frozenset(
    {"article", "article-journal", "book", "chapter", "paper-conference", "post-weblog", "review", "speech", "thesis"}
)
_ALL: Final = frozenset(
    {
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
        "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
        "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map",
        "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
        "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book", "software",
        "song", "speech", "standard", "thesis", "treaty", "webpage",
    }
)  # fmt: skip

PARTS: Final = (
    Part("author", ("author", "editor", "translator", "compiler", "director", "composer", "illustrator"), _WRITTEN),
    Part("date", ("issued", "status", "event-date", "original-date"), _ALL - _UNDATED),
    Part("title", ("title", "reviewed-title"), _ALL - {"personal_communication", "interview", "review", "review-book"}),
    Part("container", ("container-title", "container-title-short", "journalAbbreviation"), _ARTICLES | _IN_BOOKS),
    Part("volume or issue", ("volume", "issue", "status"), frozenset({"article-journal"})),
    Part(
        "pages or article number",
        ("page", "page-first", "number", "article-number", "status"),
        frozenset({"article-journal", "chapter"}),
    ),
    Part("publisher", ("publisher", "archive", "authority", "genre"), _BOOKS | {"chapter"}),
    Part("address", ("URL", "DOI", "archive"), frozenset({"webpage", "post", "post-weblog"})),
)

#: What the part's own name is in a message, by type.
_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "container": {
        "article-journal": "journal", "article-magazine": "magazine", "article-newspaper": "newspaper",
        "chapter": "book", "entry-dictionary": "dictionary", "entry-encyclopedia": "encyclopedia",
    },
    "publisher": {"thesis": "university"},
    "address": {"webpage": "address (URL)", "post": "address (URL)", "post-weblog": "address (URL)"},
}  # fmt: skip


def missing_parts(item: Item, consequences: Mapping[str, str]) -> tuple[Missing, ...]:
    """The parts that an item lacks, with a handbook's consequences by the part's name.

    The item is the source's own, before any rule was applied. An element that all handbooks simply leave out has no
    consequence of its own.

    Examples:
        >>> missing_parts({"type": "book", "title": "Pain", "publisher": "Norton", "author": [{"family": "Wall"}]},
        ...               {"date": "APA prints (n.d.)"})
        (Missing(part='date', consequence='APA prints (n.d.)'),)
    """
    kind = str(item.get("type") or "document")
    return tuple(
        Missing(_NAMES.get(part.name, {}).get(kind, part.name), consequences.get(part.name, "it is left out"))
        for part in PARTS
        if kind in part.types and not any(item.get(variable) for variable in part.variables)
    )
