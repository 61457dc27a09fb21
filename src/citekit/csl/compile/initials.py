"""Given names to initials, and initials that are already there put into the style's spacing.

Source: CSL 1.0.2 specification, "Name": `initialize`, `initialize-with`, `initialize-with-hyphen`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"[^\s\-–‐.]+\.?|[-–‐]|\s+|\.")


@lru_cache(8192)
def initials(given: str, mark: str, *, hyphen: bool = True, initialize: bool = True) -> str:
    """Given names as initials, each followed by `mark`; lower-case words among them stay as they are.

    Example:
        >>> initials("Ji-Sheng", ". "), initials("Patrick David", "."), initials("J.R.R.", ". ")
        ('J.-S.', 'P.D.', 'J. R. R.')
        >>> initials("Jean-Luc K.", ". ", initialize=False)
        'Jean-Luc K.'
    """
    if len(given) > 500:
        return given
    output = ""
    joined = False
    for token in _TOKEN.findall(given):
        if token.isspace() or token == ".":
            continue
        if token in "-–‐":
            joined = True
            continue
        word = token.rstrip(".")
        initial = len(word) == 1 or (token.endswith(".") and len(word) <= 2) or _all_capitals(word, token)
        if initialize or initial:
            if not word[:1].isupper() and word[:1].isascii() and word[:1].isalpha():
                piece = word if not joined else ""
                if piece:
                    output = f"{output.rstrip()} {piece} " if output else f"{piece} "
                joined = False
                continue
            letters = word if not initial or len(word) == 1 else word
            head = (
                letters[0]
                if initialize and not (initial and len(letters) > 1 and letters.isupper())
                else letters
            )
            pieces = list(head) if initial and len(head) > 1 and head.isupper() else [head]
            for number, letter in enumerate(pieces):
                if joined and number == 0:
                    output = output.rstrip() + ("-" if hyphen else "") if hyphen else output
                output += letter + mark
        else:
            separator = "-" if joined else ("" if not output or output.endswith(" ") else " ")
            output = (output.rstrip() if joined else output) + separator + token
            output += " "
        joined = False
    return output.strip()


def _all_capitals(word: str, token: str) -> bool:
    """Initials run together: "JR", "J.R." has been cut at its periods already."""
    return len(word) <= 3 and word.isupper() and word.isalpha() and not token.endswith(".") and len(word) > 1
