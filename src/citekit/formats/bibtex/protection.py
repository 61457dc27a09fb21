"""Capitals that a style which lowers titles would spoil, put in braces.

BibTeX's styles lower every letter of a title but the first; BibLaTeX's do where asked to. In a title in sentence case
every further capital is meant (a name, an acronym); in Title Case only those within a word are known to be.
"""

from __future__ import annotations

import re
from typing import Final

_PART: Final = re.compile(r"</?[a-z][^<>]{0,60}>|[^\s<]+|\s+|<")
_EDGES: Final = re.compile(r"\A([^\w]*)(.*?)([^\w]*)\Z", re.DOTALL)
_SMALL: Final = 4


def protect(title: str, *, every: bool = False) -> str:
    """A title with what must keep its capitals in CSL's `nocase` spans; with `every` all but the first one.

    Examples:
        >>> protect("Pain in Paris: a DNA study")
        'Pain in <span class="nocase">Paris</span>: a <span class="nocase">DNA</span> study'
        >>> protect("The Challenge of Pain: A DNA Story")
        'The Challenge of Pain: A <span class="nocase">DNA</span> Story'
        >>> protect("Der Schmerz", every=True)
        'Der <span class="nocase">Schmerz</span>'
    """
    parts = _PART.findall(title)
    words = [part for part in parts if not part.isspace() and not _is_tag(part)]
    title_case = not every and _is_title_case(words)
    output: list[str] = []
    spans: list[bool] = []
    first = True
    for part in parts:
        if part.startswith("<span"):
            spans.append("nocase" in part)
        elif part == "</span>" and spans:
            spans.pop()
        elif not part.isspace() and not _is_tag(part):
            lead, word, tail = _split(part)
            if word and not any(spans) and _needs(word, first=first, title_case=title_case):
                output.append(f'{lead}<span class="nocase">{word}</span>{tail}')
                first = False
                continue
            first = first and not word
        output.append(part)
    return "".join(output)


def _is_tag(part: str) -> bool:
    return part.startswith("<") and len(part) > 1


def _split(part: str) -> tuple[str, str, str]:
    match = _EDGES.match(part)
    return (match[1], match[2], match[3]) if match else ("", part, "")


def _needs(word: str, *, first: bool, title_case: bool) -> bool:
    inner = any(letter.isupper() for letter in word[1:])
    if inner and any(_inner_capital(half) for half in re.split(r"[-‐–/]", word)):
        return True
    return not first and not title_case and word[:1].isupper()


def _inner_capital(part: str) -> bool:
    return any(letter.isupper() for letter in part[1:])


def _is_title_case(words: list[str]) -> bool:
    """Whether most of the longer words after the first begin with a capital."""
    long = [word for word in (_split(word)[1] for word in words[1:]) if len(word) >= _SMALL and word[:1].isalpha()]
    return bool(long) and 2 * sum(word[0].isupper() for word in long) > len(long)
