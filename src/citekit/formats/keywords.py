"""Keywords, which CSL has in one string: joined, and taken apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def joined(keywords: Iterable[str]) -> str:
    """Keywords in one string, each once; with semicolons where one has a comma.

    Examples:
        >>> joined(["knee", "pain", "knee"]), joined(["pain, postoperative", "knee"])
        ('knee, pain', 'pain, postoperative; knee')
    """
    each = list(dict.fromkeys(" ".join(keyword.split()) for keyword in keywords))
    mark = "; " if any("," in keyword for keyword in each) else ", "
    return mark.join(keyword for keyword in each if keyword)


def parted(keywords: str) -> list[str]:
    """The keywords in a string.

    Examples:
        >>> parted("knee, pain"), parted("pain, postoperative; knee")
        (['knee', 'pain'], ['pain, postoperative', 'knee'])
    """
    mark = ";" if ";" in keywords else ","
    return [keyword.strip() for keyword in keywords.split(mark) if keyword.strip()]
