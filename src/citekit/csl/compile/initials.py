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

    Examples:
        >>> initials("Ji-Sheng", ". "), initials("Patrick David", "."), initials("J.R.R.", ". ")
        ('J.-S.', 'P.D.', 'J. R. R.')
        >>> initials("Jean-Luc K.", ". ", initialize=False)
        'Jean-Luc K.'
    """
    if len(given) > 500:
        return given
    output = ""
    joined = False
    for part in _TOKEN.findall(given):
        if part in {"-", "–", "‐"}:
            joined = True
            continue
        word = part.rstrip(".")
        if not word.strip():
            continue
        together = 1 < len(word) <= 3 and word.isupper() and word.isalpha() and not part.endswith(".")
        initial = len(word) == 1 or together or (part.endswith(".") and len(word) == 2)
        if not initialize and not initial:
            output = f"{output.rstrip()}{'-' if joined else ' ' if output else ''}{part} "
        elif word[0].islower():
            # A lower-case word stands as it is; as the second half of a double name it goes.
            output = output if joined else f"{output.rstrip()} {word} ".lstrip()
        else:
            if joined and hyphen:
                output = output.rstrip() + "-"
            letters = list(word) if together else [word[0] if initialize else word]
            output += "".join(letter + mark for letter in letters)
        joined = False
    return output.strip()
