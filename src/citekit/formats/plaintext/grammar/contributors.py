"""Editors and translators: "edited by F. Ed", "E. Ed (Eds.)", "Ed AB, editors", "(H. Weaver, Trans.)".

In: a draft and the region behind the title. Out: the draft with them labelled and their cues hidden.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.formats.plaintext.grammar.draft import FILLER
from citekit.formats.plaintext.grammar.sentences import sentences
from citekit.formats.plaintext.normalize.names import parse_names, read_names

if TYPE_CHECKING:
    from citekit.formats.plaintext.grammar.draft import Draft

_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "editor-translator",
        re.compile(r"\b(?:edited and translated|translated and edited) by\s", re.IGNORECASE),
    ),
    (
        "editor",
        re.compile(
            r"\b(?:edited\s?by|eds?\. by|hrsg\. von|éd\. par)\s?|(?<=[,.;]\s)(?:[Ee]ds?\.|Hrsg\.)\s(?=[A-Z])",
            re.IGNORECASE,
        ),
    ),
    (
        "translator",
        re.compile(
            r"\b(?:translated(?: from the \w+)? by|trans(?:l)?\. by|übersetzt von)\s|"
            r"(?<=[,.;]\s)[Tt]rans\.\s(?=[A-Z])",
            re.IGNORECASE,
        ),
    ),
    ("illustrator", re.compile(r"\billustrated by\s", re.IGNORECASE)),
)
#: A phrase that only stands behind the title of a book.
CONTRIBUTOR_CUE = re.compile(r"[.,;]\s(?:[Ee]dited|[Tt]ranslated|[Ii]llustrated)\s(?:and\s\w+\s)?by\s")
_EDITOR_AFTER = re.compile(
    r"\s?(?:\((?:[Ee]ds?\.?|[Ee]ditors?|Hrsg\.|coords?\.)\)[.,]?|,?\s(?:eds?\.|editors?|Eds?\.|Hrsg\.)(?=\s?[,.;:\])]|\s[A-Z]|\Z)[,.]?)"
)
_TRANSLATOR_AFTER = re.compile(r"\(\s?(?P<names>[^()]{3,120}?),\s(?P<role>Trans\.|Trans\. & Ed\.|Eds?\.)(?=[\s;,)])")


def label_contributors(draft: Draft, start: int, end: int) -> None:
    """Label editors, translators and illustrators behind `start`.

    Examples:
        >>> from citekit.formats.plaintext.grammar.draft import Draft
        >>> from citekit.formats.plaintext.passage import Passage
        >>> text = "Handbook, edited by J. M. Olson, Wiley, 2008"
        >>> draft = Draft(Passage(text, range(len(text))))
        >>> label_contributors(draft, 0, len(text))
        >>> [(segment.label, text[segment.start : segment.end]) for segment in draft.segments]
        [('editor', 'J. M. Olson')]
    """
    for role, pattern in _BEFORE:
        match = pattern.search(draft.text, start, end)
        if match is None or match.start() < start:
            continue
        limit = _next_filler(draft.text, match.end(), end)
        stop = _contributors_end(draft.text, match.end(), limit)
        draft.mask(match.start(), match.end())
        draft.take(role, match.end(), stop, 0.93)
    match = _TRANSLATOR_AFTER.search(draft.text, start, end)
    if match:
        role = "translator" if match["role"].startswith("Trans") else "editor"
        draft.take(role, match.start("names"), match.end("names"), 0.93)
        draft.mask(match.start("role"), match.end("role"))
        close = draft.text.find(")", match.end(), match.end() + 80)
        if close > 0 and not draft.text[match.end() : close].strip(" ,;" + FILLER):
            draft.mask(match.start(), close + 1)


def label_editors_before(draft: Draft, start: int, end: int) -> int:
    """Label editors that stand first behind "In", and say where what follows them begins.

    Examples:
        >>> from citekit.formats.plaintext.grammar.draft import Draft
        >>> from citekit.formats.plaintext.passage import Passage
        >>> text = "J. Olson & M. Zanna (Eds.), Handbook"
        >>> draft = Draft(Passage(text, range(len(text))))
        >>> text[label_editors_before(draft, 0, len(text)):]
        'Handbook'
    """
    match = _EDITOR_AFTER.search(draft.text, start, min(end, start + 3000))
    if match is None:
        return start
    before = draft.text[start : match.start()]
    if FILLER in before or parse_names(before).shape == "organisation":
        return start
    draft.take("editor", start, match.start(), 0.95)
    draft.mask(match.start(), match.end())
    position = match.end()
    while position < end and draft.text[position] in " \n,.:;":
        position += 1
    return position


def _contributors_end(text: str, start: int, limit: int) -> int:
    """The end of the names behind a cue: at the first comma, unless "and" comes behind more names.

    A publisher follows after a comma too, so that only "and" makes commas part of the list.
    """
    stops = [found.stop for found in sentences(text, start, limit)[:1]]
    limit = min([limit, *stops])
    pieces: list[tuple[int, int]] = []
    position = start
    for match in re.finditer(r"[,;]\s|\Z", text[start:limit]):
        pieces.append((position, start + match.start()))
        position = start + match.end()
        if len(pieces) > 12:
            break
    last = 0
    for index, (left, right) in enumerate(pieces):
        piece = text[left:right]
        if index and re.match(r"(?:and|&|et al)\b", piece):
            last = index
            break
        names = read_names(piece)
        if not names.names or names.end < len(piece.rstrip(" .")):
            break
    if last == 0 and len(pieces) > 1 and re.match(r"(?:Jr|Sr|[A-Z]\.)", text[slice(*pieces[1])]):
        last = 1
    return pieces[last][1] if pieces else limit


def editor_cue(text: str) -> int:
    """Where "(Eds.)", ", eds." or ", editors" begins at the end of a text; -1 where there is none."""
    found = list(_EDITOR_AFTER.finditer(text))
    if not found or text[found[-1].end() :].strip(" .,;:"):
        return -1
    return found[-1].start()


def _next_filler(text: str, start: int, end: int) -> int:
    found = text.find(FILLER, start, end)
    return end if found < 0 else found
