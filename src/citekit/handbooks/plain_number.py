"""Numbers that are codes: the hyphen in a report's or a patent's number joins no range."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citekit.model.item import Item

_CODE: Final = re.compile(r"[\w.:/]{1,40}(?:-[\w.:/]{1,40}){1,10}")


def hyphens_of_codes(item: Item) -> Item:
    r"""A number keeps its hyphens, which CSL would take for ranges: Publication No. 18-2424.

    Source: CSL 1.0.2, "Number ranges": a hyphen with a backslash before it is literal.

    Examples:
        >>> hyphens_of_codes({"type": "report", "number": "18-2424"})["number"]
        '18\\-2424'
    """
    number = item.get("number")
    if not isinstance(number, str) or not _CODE.fullmatch(number.strip()):
        return item
    return {**item, "number": number.strip().replace("-", "\\-")}
