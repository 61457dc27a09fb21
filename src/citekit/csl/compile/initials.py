"""Given names to initials, and initials that are already there put into the style's spacing.

Source: CSL 1.0.2 specification, "Name": `initialize`, `initialize-with`, `initialize-with-hyphen`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"[^\s\-–‐.]+\.?|[-–‐]|\s+|\.")
_TAG = re.compile(r"(</?[a-z]{1,6}>)")
_HYPHENS = frozenset("-–‐")


@lru_cache(8192)
def initials(given: str, mark: str, *, hyphen: bool = True, initialize: bool = True) -> str:
    """Given names as initials, each followed by `mark`; lower-case words among them stay as they are.

    A word that its own full stop calls an abbreviation ("Ph.") is kept whole. Markup around a name stays around
    its initial.

    Examples:
        >>> initials("Ji-Sheng", ". "), initials("Patrick David", "."), initials("J.R.R.", ". ")
        ('J.-S.', 'P.D.', 'J. R. R.')
        >>> initials("Jean-Luc K.", ". ", initialize=False), initials("Ph. Marcel", ". ")
        ('Jean-Luc K.', 'Ph. M.')
        >>> initials("<b>John</b> Quincy", ". ")
        '<b>J.</b> Q.'
        >>> initials("Betty [@betty]", ". ")
        'B. [@betty]'
    """
    if len(given) > 500:
        return given
    if given.endswith("]") and " [" in given:
        # What is added in brackets ("[@name]") is no given name.
        given, _, added = given.rpartition(" [")
        return f"{initials(given, mark, hyphen=hyphen, initialize=initialize)} [{added}"
    if "<" not in given:
        return _initials(given, mark, hyphen=hyphen, initialize=initialize)
    output = ""
    for piece in _TAG.split(given):
        if _TAG.fullmatch(piece) or not piece.strip():
            output += piece
            continue
        lead = " " if piece[0].isspace() and mark else ""
        output += lead + _initials(piece, mark, hyphen=hyphen, initialize=initialize)
    return output


def _initials(given: str, mark: str, *, hyphen: bool, initialize: bool) -> str:
    output = ""
    joined = False
    for part in _TOKEN.findall(given):
        if part in _HYPHENS:
            joined = True
            continue
        word = part.rstrip(".")
        if not word.strip():
            continue
        abbreviated = part.endswith(".")
        if not initialize and len(word) > 1 and not abbreviated:
            output = f"{output.rstrip()}{'-' if joined else ' ' if output else ''}{part} "
        elif word[0].islower():
            # A lower-case word stands as it is; as the second half of a double name it goes.
            output = output if joined else f"{output.rstrip()} {word} ".lstrip()
        else:
            if joined and hyphen:
                output = output.rstrip() + "-"
            output += (word if abbreviated or not initialize else word[0]) + mark
        joined = False
    return output.strip()
