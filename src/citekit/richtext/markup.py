"""CSL's markup inside fields: `<i> <b> <sup> <sub> <sc>`, small caps and `nocase` spans, and quotation marks.

`parse_markup` makes nodes of a field's string; what is not this markup stays text. Straight quotes become
quotations and apostrophes, decided by their neighbours.

Source: CSL 1.0.2 specification, "HTML-like formatting" of CSL-JSON fields.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.richtext.nodes import (
    BOLD,
    EMPTY,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Formatting,
    Fragment,
    Inline,
    NoCase,
    Quoted,
    Source,
    Styled,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>i|b|em|strong|sup|sub|sc|span)"
    r"(?:\s+(?:class|style)\s*=\s*[\"'](?P<value>[^\"'<>]{0,80})[\"'])?\s*>",
    re.IGNORECASE,
)
_FORMATTINGS: Final[dict[str, Formatting]] = {
    "i": ITALIC,
    "em": ITALIC,
    "b": BOLD,
    "strong": BOLD,
    "sup": SUPERSCRIPT,
    "sub": SUBSCRIPT,
    "sc": SMALL_CAPS,
}
_MAX_DEPTH = 40


def parse_markup(text: str, source: Source | None = None) -> Inline:
    r"""A field's string as nodes.

    Examples:
        >>> parse_markup("The <i>E. coli</i> story").children[1].formatting.font_style
        'italic'
        >>> from citekit.richtext.nodes import plain
        >>> plain(parse_markup("5 < 7 and it's \"so\""))
        '5 < 7 and it’s “so”'
    """
    if "«" in text:
        # As French typography has it, whatever space was typed.
        text = text.replace("« ", "«\u202f").replace(" »", "\u202f»")
    if "<" not in text:
        return _joined(_quotes([Text(text, source)]))
    stack: list[tuple[str, str, list[Inline]]] = [("", "", [])]
    position = 0
    tags = list(_TAG.finditer(text))
    last_close = {match["name"].lower(): match.start() for match in tags if match["close"]}
    for match in tags:
        name, value = match["name"].lower(), (match["value"] or "").lower()
        if match["close"]:
            depth = next((d for d in range(len(stack) - 1, 0, -1) if stack[d][0] == name), 0)
            if not depth:
                continue
            _text(stack, text[position : match.start()], source)
            while len(stack) > depth:
                tag, kind, children = stack.pop()
                node = _element(tag, kind, _quotes(children)) if len(stack) == depth else Fragment(tuple(children))
                stack[-1][2].append(node)
        else:
            if len(stack) > _MAX_DEPTH or (name == "span" and not _span_kind(value)):
                continue
            if last_close.get(name, -1) < match.end():
                continue
            _text(stack, text[position : match.start()], source)
            stack.append((name, value, []))
        position = match.end()
    _text(stack, text[position:], source)
    while len(stack) > 1:
        children = stack.pop()[2]
        stack[-1][2].extend(children)
    return _joined(_quotes(stack[0][2]))


def _text(stack: list[tuple[str, str, list[Inline]]], text: str, source: Source | None) -> None:
    if text:
        stack[-1][2].append(Text(text, source))


def _span_kind(value: str) -> str:
    if "nocase" in value:
        return "nocase"
    if "small-caps" in value:
        return "small-caps"
    return "nodecor" if "nodecor" in value else ""


def _element(name: str, value: str, children: list[Inline]) -> Inline:
    inner = tuple(children)
    if name != "span":
        return Styled(_FORMATTINGS[name], inner, flips=True)
    kind = _span_kind(value)
    if kind == "small-caps":
        return Styled(SMALL_CAPS, inner, flips=True)
    if kind == "nodecor":
        return NoCase((Styled(Formatting("normal", "normal", "normal", "none", "baseline"), inner),))
    return NoCase(inner)


def _joined(nodes: list[Inline]) -> Inline:
    return nodes[0] if len(nodes) == 1 else Fragment(tuple(nodes)) if nodes else EMPTY


_MARKS = re.compile(r"[\"'“”‘’]")
_OPENERS = " \t\n\u00a0([{–—-/“‘\"'"


def _quotes(nodes: list[Inline]) -> list[Inline]:
    """The nodes with quotation marks in their texts made `Quoted` nodes and apostrophes curly."""
    if not any(isinstance(node, Text) and _MARKS.search(node.text) for node in nodes):
        return nodes
    marks = list(_pieces(nodes))
    pairs = _pairs(marks)
    stack: list[tuple[str, list[Inline]]] = [("", [])]
    closers = {end: start for start, end in pairs.items()}
    first = ""
    for number, (piece, source) in enumerate(marks):
        if isinstance(piece, str) and number in pairs:
            stack.append((piece, []))
        elif isinstance(piece, str) and number in closers:
            opening, children = stack.pop()
            typed = opening in "“‘"
            if not typed and len(stack) == 1:
                first = first or opening
            # Beside quotations in one kind of straight marks, those in the other kind are inner ones.
            straight = ("‘", "’") if len(stack) == 1 and opening != first else ("“", "”")
            around = (opening, piece) if typed else straight
            stack[-1][1].append(Quoted(tuple(children), *around, typed=typed))
        elif isinstance(piece, str):
            text = "’" if piece == "'" else piece
            target = stack[-1][1]
            last = target[-1] if target else None
            if isinstance(last, Text) and last.source == source:
                target[-1] = Text(last.text + text, source)
            else:
                target.append(Text(text, source))
        else:
            stack[-1][1].append(piece)
    return stack[0][1]


def _pieces(nodes: Iterable[Inline]) -> Iterable[tuple[str | Inline, Source | None]]:
    """Texts cut at quotation marks: each piece a string, other nodes as they are."""
    for node in nodes:
        if not isinstance(node, Text):
            yield node, None
            continue
        position = 0
        for match in _MARKS.finditer(node.text):
            if match.start() > position:
                yield node.text[position : match.start()], node.source
            yield match.group(), node.source
            position = match.end()
        if position < len(node.text):
            yield node.text[position:], node.source


def _pairs(pieces: list[tuple[str | Inline, Source | None]]) -> dict[int, int]:
    """Which marks open and close a quotation: index of the opening piece to that of the closing one."""
    pairs: dict[int, int] = {}
    open_marks: list[tuple[str, int]] = []
    for number, (piece, _source) in enumerate(pieces):
        if not isinstance(piece, str) or piece not in ('"', "'", "“", "”", "‘", "’"):
            continue
        kind = {"“": '"', "”": '"', "‘": "'", "’": "'"}.get(piece, piece)
        before = _edge(pieces[number - 1][0], -1) if number else " "
        after = _edge(pieces[number + 1][0], 0) if number + 1 < len(pieces) else " "
        can_open = piece in "“‘" or (piece in "\"'" and before in _OPENERS and not after.isspace())
        can_close = piece in "”’" or (not before.isspace() and (piece == '"' or (piece == "'" and not after.isalnum())))
        closing = next((mark for mark in reversed(open_marks) if mark[0] == kind), None)
        if can_close and closing is not None and not (kind == "'" and after.isalnum()):
            while open_marks[-1] is not closing:
                open_marks.pop()
            open_marks.pop()
            pairs[closing[1]] = number
        elif can_open:
            open_marks.append((kind, number))
    return pairs


def _edge(piece: str | Inline, index: int) -> str:
    return piece[index] if isinstance(piece, str) and piece else "x"
