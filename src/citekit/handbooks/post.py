"""Posts in social media: the handle after the name, the first words as the title, comments under articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from citekit.model.item import Item

#: How many words of a post stand for its title.
_WORDS: Final = 20
_AT: Final = re.compile(r"\s{0,3}\(?(@\w[\w.]{0,60})\)?\Z")


def first_words(item: Item) -> Item:
    """The title of a post is the first 20 words of it.

    Source: Publication Manual 10.15.

    Examples:
        >>> len(first_words({"type": "post", "title": "pain " * 40})["title"].split())
        20
    """
    title = str(item.get("title") or "")
    words = title.split()
    if item.get("type") != "post" or len(words) <= _WORDS or "<" in title:
        return item
    return {**item, "title": " ".join(words[:_WORDS])}


def handle_after_name(item: Item) -> Item:
    """An author's handle stands in brackets after the name, and is no part of it.

    A person's stays with the given name, in brackets, where the engine makes no initial of it.

    Source: Publication Manual 9.8 and 10.15.

    Examples:
        >>> handle_after_name({"type": "post", "author": [{"family": "Gates", "given": "Bill (@BillGates)"}]})["author"]
        [{'family': 'Gates', 'given': 'Bill [@BillGates]'}]
        >>> handle_after_name({"type": "post", "author": [{"literal": "APA Education (@APAEducation)"}]})["author"]
        [{'literal': 'APA Education [@APAEducation]'}]
    """
    authors = item.get("author")
    if not isinstance(authors, list) or item.get("type") not in ("post", "post-weblog", "motion_picture", "broadcast"):
        return item
    changed = [_with_handle(name) for name in authors]
    return item if changed == authors else {**item, "author": changed}


def _with_handle(name: Any) -> Any:
    if not isinstance(name, dict):
        return name
    literal, given = name.get("literal"), name.get("given")
    if isinstance(literal, str) and (match := _AT.search(literal)) and match.start():
        return {**name, "literal": f"{literal[: match.start()]} [{match[1]}]"}
    if isinstance(given, str) and (match := _AT.search(given)) and match.start():
        return {**name, "given": f"{given[: match.start()]} [{match[1]}]"}
    return name


def comment_under_article(item: Item) -> Item:
    """A comment on an article is a part of the site that the article is on: upright, the site in italics.

    Source: Publication Manual 10.1, example 18.

    Examples:
        >>> comment_under_article({"type": "post", "genre": "Comment on the article “Pain”"})["type"]
        'post-weblog'
    """
    if item.get("type") != "post" or not str(item.get("genre") or "").lower().startswith("comment on"):
        return item
    return {**item, "type": "post-weblog"}
