"""English titles in Title Case to sentence case, as data for CSL styles is kept.

Source: CSL 1.0.2 specification, "Text-case": titles are stored in sentence case, and `nocase` spans keep theirs.
"""

from __future__ import annotations

import re

_HYPHEN = re.compile(r"([-‐‑–])")
_TOKEN = re.compile(r"</?[a-z][^<>]{0,60}>|[^\s<]+|\s+|<")


def sentence_case(text: str) -> str:
    """Lower the words of a title, but the first of it and of its subtitle, those in mixed case, and what is protected.

    The parts of a compound are words.

    Examples:
        >>> sentence_case('The Challenge of Pain: A DNA Story in <span class="nocase">Paris</span>')
        'The challenge of pain: A DNA story in <span class="nocase">Paris</span>'
        >>> sentence_case("High-Speed X-Ray Imaging of E. Coli")
        'High-speed X-ray imaging of E. coli'
    """
    output: list[str] = []
    spans: list[bool] = []
    protected = 0
    first = True
    for part in _TOKEN.findall(text):
        if part.startswith("<span"):
            spans.append("nocase" in part)
            protected += spans[-1]
        elif part == "</span>":
            protected -= spans.pop() if spans else 0
        elif not part.isspace() and (not part.startswith("<") or len(part) == 1):
            output.append(part if protected else _lowered(part, first=first))
            first = part[-1] in "?!.:—" and not re.fullmatch(r"\w\.", part)
            continue
        output.append(part)
    return "".join(output)


def _lowered(word: str, *, first: bool) -> str:
    parts = _HYPHEN.split(word)
    return "".join(
        part if _keeps(part) or (first and not number) else part.lower() for number, part in enumerate(parts)
    )


def _keeps(word: str) -> bool:
    """Capitals beyond the first letter are an acronym or a name of its own making; a lone "A" stays."""
    letters = [letter for letter in re.sub(r"[’']s\Z", "", word) if letter.isalpha()]
    return len(letters) < 2 or any(letter.isupper() for letter in letters[1:])
