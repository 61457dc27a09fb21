"""One person's name object: capitals, initials and periods as CSL keeps them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formats.plaintext.normalize.name_tokens import INITIAL

if TYPE_CHECKING:
    from citekit.model.item import NameItem


def person(family: str, given: str, suffix: str) -> NameItem:
    """A name object of the parts as they are printed."""
    family = family.strip()
    if family.isupper() and len(family) > 1:
        family = (
            "-".join(_capital(part) for part in family.split("-"))
            if " " not in family
            else " ".join(map(_capital, family.split(" ")))
        )
    given = _without_period(re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", given.strip()))
    name: NameItem = {"family": _without_period(family), "given": given}
    if re.fullmatch(r"[A-Z]{1,4}(?: [A-Z]{1,4})?|[A-Z]{1,2}-[A-Z]{1,2}", given):
        name["given"] = spread(given)
    if suffix:
        name["suffix"] = suffix if suffix.endswith(".") or not suffix.lower().startswith(("jr", "sr")) else suffix + "."
    return name


def _capital(word: str) -> str:
    return word[:1] + word[1:].lower()


def _without_period(name: str) -> str:
    """A name without the period of its sentence; an initial keeps its own."""
    last = re.split(r"[\s-]", name)[-1]
    return name if len(last.rstrip(".")) <= 1 or INITIAL.match(last) or not last.endswith(".") else name[:-1]


def spread(caps: str) -> str:
    """Initials that stand without periods, with them: "QQ" is "Q. Q.".

    Examples:
        >>> spread("JS"), spread("J-S")
        ('J. S.', 'J.-S.')
    """
    groups = re.split(r"[-‐‑]", caps.strip(". "))
    if len(groups) > 1:
        return "-".join(f"{' '.join(letter + '.' for letter in group if letter.isalpha())}" for group in groups)
    return " ".join(letter + "." for letter in groups[0] if letter.isalpha())
