"""English titles in Title Case to sentence case, as data for CSL styles is kept.

Source: CSL 1.0.2 specification, "Text-case": titles are stored in sentence case, and `nocase` spans keep theirs.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"<span class=\"nocase\">.*?</span>|<[^<>]{1,60}>|[^\s<]+|\s+|<", re.DOTALL)


def sentence_case(text: str) -> str:
    """Lower the words of a title but the first, words in mixed case, and what is protected.

    Example:
        >>> sentence_case('The Challenge of Pain: A DNA Story in <span class="nocase">Paris</span>')
        'The challenge of pain: A DNA story in <span class="nocase">Paris</span>'
    """
    output: list[str] = []
    first = True
    for token in _TOKEN.findall(text):
        if token.startswith("<") and len(token) > 1:
            output.append(token)
            first = first and not token.startswith("<span class")
        elif token.isspace():
            output.append(token)
        else:
            output.append(token if first or _keeps(token) else token.lower())
            first = token[-1:] in "?!.—" and not re.fullmatch(r"\w\.", token)
    return "".join(output)


def _keeps(word: str) -> bool:
    """Capitals beyond the first letter are an acronym or a name of its own making; a lone "A" stays."""
    letters = [letter for letter in re.sub(r"[’']s\Z", "", word) if letter.isalpha()]
    return len(letters) < 2 or any(letter.isupper() for letter in letters[1:])
