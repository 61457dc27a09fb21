"""English titles in Title Case to sentence case, as data for CSL styles is kept.

Source: CSL 1.0.2 specification, "Text-case": titles are stored in sentence case, and `nocase` spans keep theirs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_JOINT = re.compile(r"([-‐‑–—/()…])")
_TOKEN = re.compile(r"</?[a-z][^<>]{0,60}>|[^\s<]+|\s+|<")
#: What a sentence may end in before its closing quotation marks and brackets.
_END = re.compile(r"[?!.:…][”’\"')\]]{0,3}\Z")
_INITIAL = re.compile(r"\w\.")
#: Forms that are no mere emphasis: letters in them are those of a formula or of an acronym.
_FIXED = ("<sup", "<sub", "<span style")
_OPENS = ("<span", "<sup", "<sub")
_CLOSES = ("</span>", "</sup>", "</sub>")
_WORD = re.compile(r"[\W_]([^\W\d_])")
NOCASE: Final = '<span class="nocase">'
_NOCASE = re.compile(rf"{NOCASE}|</span>")


class _Span(NamedTuple):
    """An open span: its place in the output, how many words in lower case came before it, and whether it protects."""

    start: int
    lower_words: int
    holds: bool


def sentence_case(text: str) -> str:
    """Lower the words of a title, but the first of it and of its subtitle, those in mixed case, and what is protected.

    The parts of a compound are words. What was protected keeps its `nocase` span where it begins in lower case, or a
    word in it does: only that can a style spoil that raises words.

    Examples:
        >>> sentence_case('The Challenge of Pain: A DNA Story in <span class="nocase">Paris</span>')
        'The challenge of pain: A DNA story in Paris'
        >>> sentence_case('The Waves of <span class="nocase">de Broglie</span>')
        'The waves of <span class="nocase">de Broglie</span>'
        >>> sentence_case("High-Speed X-Ray Imaging of E. Coli")
        'High-speed X-ray imaging of E. coli'
    """
    output: list[str] = []
    spans: list[_Span] = []
    protected = lower_words = 0
    first = True
    before = " "
    for part in _TOKEN.findall(text):
        if part.isspace() or (part.startswith("<") and len(part) > 1):
            if part.startswith(_OPENS):
                spans.append(_Span(len(output), lower_words, holds=part.startswith(_FIXED) or "nocase" in part))
                protected += spans[-1].holds
            output.append(part)
            if part in _CLOSES and spans:
                span = spans.pop()
                protected -= span.holds
                if "nocase" in output[span.start] and lower_words == span.lower_words:
                    output[span.start] = output[-1] = ""
            before = " " if part.isspace() else before
            continue
        if protected:
            lower_words += any(map(str.islower, _WORD.findall(before + part)))
        output.append(part if protected else _lowered(part, first=first))
        first = _END.search(part) is not None and not _INITIAL.fullmatch(part)
        before = part[-1]
    return "".join(output)


def sentence_case_but(text: str, marked: Callable[[str], str]) -> str:
    """The same, but for what a function marks: it gets a title and gives it with `nocase` around names.

    It is asked only for titles of which something would be lowered.

    Examples:
        >>> sentence_case_but("A Walk in Paris", lambda title: title.replace("Paris", f"{NOCASE}Paris</span>"))
        'A walk in Paris'
    """
    lowered = sentence_case(text)
    if _NOCASE.sub("", lowered) == _NOCASE.sub("", text):
        return lowered
    return sentence_case(marked(text))


@lru_cache(maxsize=10_000)
def _lowered(word: str, *, first: bool) -> str:
    parts = _JOINT.split(word)
    begun = not first
    for number, part in enumerate(parts):
        if not part or _keeps(part):
            begun = begun or any(map(str.isalnum, part))
        elif begun:
            parts[number] = part.lower()
        else:
            begun = True
    return "".join(parts)


def _keeps(word: str) -> bool:
    """Capitals beyond the first letter are an acronym or a name of its own making; a lone "A" stays."""
    letters = [letter for letter in re.sub(r"[’']s\Z", "", word) if letter.isalpha()]
    return len(letters) < 2 or any(letter.isupper() for letter in letters[1:])
