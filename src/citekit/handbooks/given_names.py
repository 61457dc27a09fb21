"""Given names that records of medical journals run together: "JS" stands for "J. S."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.model.variables import NAME_VARIABLES

if TYPE_CHECKING:
    from citekit.handbooks.options import HandbookOptions
    from citekit.model.item import Item

_RUN_TOGETHER: Final = re.compile(r"[A-Z]{1,3}\Z|(?:[A-Z]\.){2,4}\Z")


def part_initials(item: Item, _options: HandbookOptions) -> Item:
    """Initials without full stops as separate initials with full stops, as MLA 5.9 and APA 9.8 print them.

    In names as NLM and Vancouver styles have them ("Han JS"), and as PubMed exports them, two or three capitals are
    so many given names; CSL itself would take them for one. "J.S." gets its space.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> part_initials({"author": [{"family": "Han", "given": "JS"}]}, HandbookOptions())["author"]
        [{'family': 'Han', 'given': 'J. S.'}]
    """
    changed: dict[str, Any] = {}
    for variable in item:
        if variable in _NAMES and isinstance(item[variable], list | tuple) and any(map(_is_run, item[variable])):
            changed[variable] = [_parted(name) if _is_run(name) else name for name in item[variable]]
    return {**item, **changed} if changed else item


_NAMES: Final = frozenset(NAME_VARIABLES)


def _is_run(name: Any) -> bool:
    given = name.get("given") if isinstance(name, dict) else None
    return isinstance(given, str) and _RUN_TOGETHER.match(given) is not None


def _parted(name: dict[str, Any]) -> dict[str, Any]:
    return {**name, "given": ". ".join(name["given"].replace(".", "")) + "."}
