"""Titles that are descriptions: what stands wholly in brackets is no title of the work but says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citekit.model.item import Item


def title_in_brackets(item: Item) -> Item:
    """A title wholly in square brackets is a description of a work without a title, and is printed as one.

    Source: Publication Manual 9.22; MLA Handbook 5.28.

    Examples:
        >>> title_in_brackets({"type": "manuscript", "title": "[Letter to Robert Burton]", "genre": "Letter"})
        {'type': 'manuscript', 'genre': 'Letter to Robert Burton'}
        >>> title_in_brackets({"title": "[Pain] in the arts [and crafts]"})
        {'title': '[Pain] in the arts [and crafts]'}
    """
    title = str(item.get("title") or "").strip()
    inner = title[1:-1].strip()
    if not (title.startswith("[") and title.endswith("]")) or not inner or "[" in inner or "]" in inner:
        return item
    rest = {name: value for name, value in item.items() if name not in ("title", "title-short")}
    return {**rest, "genre": inner}
