"""Reports and their numbers: a series and "No.", or a code that needs none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citekit.model.item import Item

_NUMBER_SIGN: Final = r"(?i)(?:number|no\.?|№|#)\s{0,3}(?=\S)"
#: Series whose documents are called by a code, without "No.": NICE Guideline NG136 (example 51).
_CODED: Final = r"(?i)\b(?:guidelines?|guidance|quality standard|pathway|fact sheet)\Z"


def report_number(item: Item) -> Item:
    """A report's number after its series: "NIH Publication No. 18-2424", but "NICE Guideline NG136".

    Source: Publication Manual 10.4.

    Examples:
        >>> nice = {"type": "report", "genre": "NICE Guideline", "number": "NG136"}
        >>> report_number(nice)
        {'type': 'report', 'number': 'NICE Guideline NG136'}
    """
    if item.get("type") not in ("report", "standard"):
        return item
    number = str(item.get("number") or "").strip()
    genre = str(item.get("genre") or "").strip()
    if not number:
        return item
    bare = re.sub(_NUMBER_SIGN, "", number, count=1) if re.match(_NUMBER_SIGN, number) else number
    rest = {name: value for name, value in item.items() if name not in ("genre", "number")}
    if genre and bare.lower().startswith(genre.lower()):
        return {**rest, "number": number}
    if genre and re.search(_CODED, genre) and bare[:1].isalpha():
        return {**rest, "number": f"{genre} {bare}"}
    genre = re.sub(r"(?i)\s{1,3}(?:no\.?|number)\Z", "", genre)
    return {**rest, "genre": genre, "number": bare} if genre else {**rest, "number": bare}
