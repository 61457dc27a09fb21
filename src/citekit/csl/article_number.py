"""Articles that are found by their number and have no pages, in styles that print pages and no number.

Registries and BibLaTeX keep an article's number apart from pages, as CSL does; most styles were written when it stood
in the place of pages, and would leave it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from citekit.csl.processor import Processor
from citekit.model.citation import Citation, CitationItem
from citekit.richtext.nodes import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.csl.compile import Plan
    from citekit.model.item import Item

#: Types whose `number` is counted where pages would be.
_ARTICLES: Final = frozenset(
    {"article", "article-journal", "article-magazine", "paper-conference", "review", "review-book"}
)
_SAMPLE: Final = "e7305981"


def with_pages(plan: Plan, items: Sequence[Item]) -> list[Item]:
    """The items, with the number for their pages where the style would not print it.

    Examples:
        >>> from citekit.style import load_style
        >>> plan = load_style("mla").plan
        >>> item = {"id": "a", "type": "article-journal", "number": "e7", "container-title": "Pain"}
        >>> with_pages(plan, [item])[0] == item
        True
    """
    silent = {
        type_ for type_ in {str(item.get("type")) for item in items if _lacks_pages(item)} if not _prints(plan, type_)
    }
    if not silent:
        return list(items)
    return [
        {**item, "page": item["number"]} if _lacks_pages(item) and item.get("type") in silent else item
        for item in items
    ]


def _lacks_pages(item: Item) -> bool:
    return item.get("type") in _ARTICLES and bool(item.get("number")) and not item.get("page")


def _prints(plan: Plan, type_: str) -> bool:
    """Whether the style prints the number of such a work: tried, since it can depend on anything else."""
    sample: dict[str, Any] = {
        "id": "sample", "type": type_, "title": "Title", "container-title": "Container", "volume": "1",
        "author": [{"family": "Author", "given": "An"}], "issued": {"date-parts": [[2004]]}, "number": _SAMPLE,
        "DOI": "10.5555/sample",
    }  # fmt: skip
    processor = Processor(plan)
    if plan.bibliography is None:
        nodes = processor.cite([Citation((CitationItem("sample"),))], [sample])
    else:
        nodes = tuple(entry.node for entry in processor.bibliography([sample]).entries)
    return any(_SAMPLE in plain(node) for node in nodes)
