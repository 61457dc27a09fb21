"""How far a work has come: in press, or online ahead of its issue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citekit.model.item import Item

_ADVANCE: Final = (
    r"(?i)(?:advanced? (?:online|access)|online (?:first|ahead|advance)|epub|e-pub"
    r"|early (?:view|access|online)|ahead of print|first online)"
)
_COMING: Final = r"(?i)in[ -]press|forthcoming|accepted|to appear"


def status(item: Item) -> Item:
    """The stages of publication as handbooks know them: "in press", without a date, and "Advance online publication".

    Source: Publication Manual 9.15 and example 7; AMA Manual of Style 3.11.

    Examples:
        >>> item = {"status": "Epub ahead of print", "issued": {"date-parts": [[2020]]}}
        >>> status(item)["status"]
        'Advance online publication'
        >>> status({"status": "published"})
        {}
    """
    text = str(item.get("status") or "")
    if not text:
        return item
    rest = {name: value for name, value in item.items() if name != "status"}
    if re.search(_ADVANCE, text):
        return {**rest, "status": "Advance online publication"} if rest.get("issued") else rest
    if re.search(_COMING, text):
        rest.pop("issued", None)
        return {**rest, "status": "in press"}
    return rest
