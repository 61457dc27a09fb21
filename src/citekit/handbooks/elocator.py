"""Articles without pages: telling an article's number from a page.

Registries and BibTeX files put the number of an article ("e0209899", "9467002") where pages belong. Both
handbooks print it otherwise than a page: APA "Article e0209899" (Publication Manual 9.27), MLA, which has no
wording of its own, "article e0209899". The CSL variable for it is `number`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citekit.model.item import Item

#: Works in periodicals; only these have article numbers.
PERIODICAL: Final = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "review-book"})

#: "Article 105", "Art. No. e12", which is what the style itself will say.
_CALLED: Final = r"(?i:art(?:icle)?)(?:\.|\b)\s{0,3}(?i:no\.?|number|id)?\s{0,3}(?=\S*\d)"
#: A letter that no page has, or letters and digits that no page numbering gives: e0209899, n71, CD006876.
_SHAPE: Final = r"[eE][-–]?\d{2,}[\w.]*|[a-oqrt-z]\d+|[A-Z]{2,}\d{3,}\w*|\d{5,}"
#: Registrants whose journals number their articles and have no running pages.
_WITHOUT_PAGES: Final = (
    "10.1371/", "10.3389/", "10.3390/", "10.1186/", "10.1155/", "10.7554/", "10.7717/", "10.2196/",
    "10.1038/s41",
)  # fmt: skip


def is_article_number(page: str, doi: str = "") -> bool:
    """Whether what stands in the page field is the number of an article.

    Examples:
        >>> [is_article_number(page) for page in ("e9467002", "9467002", "CD006876")]
        [True, True, True]
        >>> [is_article_number(page) for page in ("258-261", "30", "S12", "A1")]
        [False, False, False, False]
        >>> is_article_number("1234", doi="10.3389/fpsyg.2018.01234")
        True
    """
    if re.fullmatch(_SHAPE, page):
        return True
    return page.isdigit() and doi.lower().startswith(_WITHOUT_PAGES)


def move_article_number(item: Item) -> Item:
    """The item with its article number in `number`, and a page only if it has pages.

    `article-number` is the member Crossref uses; it is often copied into `page`, sometimes beside pages that
    only count the sheets of the article ("1-10").

    Examples:
        >>> move_article_number({"type": "article-journal", "page": "e0209899"})
        {'type': 'article-journal', 'number': 'e0209899'}
        >>> move_article_number({"type": "article-journal", "page": "258-261"})
        {'type': 'article-journal', 'page': '258-261'}
    """
    if item.get("type") not in PERIODICAL:
        return item
    page = str(item.get("page") or "").strip()
    number = str(item.get("number") or item.get("article-number") or "").strip()
    called = re.match(_CALLED, number)
    if called:
        number = number[called.end() :]
    if not number:
        called = re.match(_CALLED, page)
        if called:
            number, page = page[called.end() :], ""
        elif is_article_number(page, str(item.get("DOI") or "")):
            number, page = page, ""
        else:
            return item
    elif page == number or page.startswith(("1-", "1–")):
        page = ""
    rest = {name: value for name, value in item.items() if name not in ("page", "number", "article-number")}
    return {**rest, "page": page} if page else {**rest, "number": number}
