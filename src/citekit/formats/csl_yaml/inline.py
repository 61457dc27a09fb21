r"""Pandoc's inline Markdown and CSL's markup: `*E. coli*` and `<i>E. coli</i>`.

Pandoc reads the fields of a bibliography in YAML as Markdown. What of that is markup of CSL's becomes it; everything
else (links, formulas, code, other tags) stays the text that it is. A mark that has no partner is a character, and a
backslash before a sign of punctuation says that it is one.

Source: Pandoc User's Guide, "Inline formatting", "Spans", "Backslash escapes"; CSL 1.0.2, "HTML-like formatting".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_FORMULA: Final = r"\$(?=[^\s$])[^$]*?(?<=[^\s\\])\$(?!\d)"
_TAG: Final = r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]*)?>"
#: What text is cut at: escapes, what is left alone (code, formulas, tags, the ends of links), marks, and space.
_TOKEN: Final = re.compile(
    rf"""(?P<escape>\\[!-/:-@\[-`{{-~ ])
    |(?P<kept>(?P<ticks>`+)[^`]+(?P=ticks)(?!`)|{_FORMULA}|{_TAG}|\]\([^()\s]*\))
    |(?P<entity>&(?:\#(?:[0-9]{{1,7}}|[xX][0-9A-Fa-f]{{1,6}})|[A-Za-z][A-Za-z0-9]{{1,31}});)
    |(?P<span>\]\{{[^{{}}\r\n]{{1,80}}\}})
    |(?P<mark>\*+|_+|\^+|~+)
    |(?P<bracket>[\[\]])
    |(?P<space>\s+)""",
    re.VERBOSE | re.IGNORECASE,
)
_SPECIAL: Final = re.compile(r"[*_^~\[\]\\`$<&]")
_SMALL_CAPS: Final = '<span style="font-variant:small-caps;">'
#: Attributes of a span and the tag that it becomes.
_SPANS: Final = {
    ".nocase": '<span class="nocase">', ".nodecor": '<span class="nodecor">', ".smallcaps": _SMALL_CAPS,
    ".sc": _SMALL_CAPS,
}  # fmt: skip
_STYLE: Final = re.compile(r"style=[\"']?font-variant:\s*small-caps;?[\"']?\Z")
_SINGLE: Final = {"*": "i", "_": "i", "^": "sup", "~": "sub"}


@dataclass(slots=True)
class _Opener:
    """A mark that may begin something: which piece it is, how much of it is left, and the tags that came before it."""

    mark: str
    piece: int
    left: int
    tags: str = ""


def from_markdown(text: str) -> str:
    r"""A field's Markdown as CSL's markup.

    Examples:
        >>> from_markdown("The *E. coli* [DNA]{.nocase} in H~2~O, 5 * 3")
        'The <i>E. coli</i> <span class="nocase">DNA</span> in H<sub>2</sub>O, 5 * 3'
        >>> from_markdown(r"Li &amp; Co, p &lt; .05, AT&T, \&amp;")
        'Li & Co, p < .05, AT&T, &amp;'
        >>> from_markdown(r"\*not\* snake_case_name, $a*b*c$ and [a link](https://example.org/_x_)")
        '*not* snake_case_name, $a*b*c$ and [a link](https://example.org/_x_)'
    """
    if _SPECIAL.search(text) is None:
        return text
    tokens = list(_TOKEN.finditer(text))
    spans = _span_starts(tokens)
    pieces: list[str] = []
    openers: list[_Opener] = []
    waiting = dict.fromkeys("*_^~[", 0)
    position = 0
    for number, token in enumerate(tokens):
        pieces.append(text[position : token.start()])
        position = token.end()
        kind, written = token.lastgroup, token.group()
        if kind == "escape":
            pieces.append("\u00a0" if written == "\\ " else written[1])
        elif kind == "entity":
            pieces.append(unescape(written) if written[1] == "#" else html5.get(written[1:], written))
        elif kind == "mark":
            _mark(text, token, pieces, openers, waiting)
        elif kind == "bracket" and number in spans:
            waiting["["] += 1
            openers.append(_Opener("[", len(pieces), 1))
            pieces.append("[")
        elif kind == "span" and waiting["["] and number in spans:
            opener = _last(openers, waiting, "[")
            pieces[opener.piece] = spans[number]
            pieces.append("</span>")
        else:
            if kind == "space":
                # Neither goes over more than a word.
                waiting["^"] = waiting["~"] = 0
            pieces.append(written)
    pieces.append(text[position:])
    return "".join(pieces)


def _span_starts(tokens: list[re.Match[str]]) -> dict[int, str]:
    """The brackets that a span with a known class closes, and the tokens that close one, with its tag."""
    found: dict[int, str] = {}
    brackets: list[int] = []
    for number, token in enumerate(tokens):
        written = token.group()
        if token["bracket"] == "[":
            brackets.append(number)
        elif brackets and written[0] == "]":
            opening = brackets.pop()
            tag = _span_tag(written[2:-1].strip()) if token["span"] else ""
            if tag:
                found[opening] = found[number] = tag
    return found


def _span_tag(attributes: str) -> str:
    return _SPANS.get(attributes) or (_SMALL_CAPS if _STYLE.match(attributes) else "")


def _last(openers: list[_Opener], waiting: dict[str, int], mark: str) -> _Opener:
    """The last opener of a mark; those after it have no partner."""
    while True:
        opener = openers.pop()
        if opener.mark == mark:
            waiting[mark] -= 1
            return opener
        waiting[opener.mark] = max(0, waiting[opener.mark] - 1)


def _mark(text: str, token: re.Match[str], pieces: list[str], openers: list[_Opener], waiting: dict[str, int]) -> None:
    """A run of marks: it closes what it can, and may open something with the rest."""
    written = token.group()
    mark, length = written[0], len(written)
    before = text[token.start() - 1 : token.start()] or " "
    after = text[token.end() : token.end() + 1] or " "
    at_most = 3 if mark in "*_" else 1
    within_word = mark == "_" and before.isalnum() and after.isalnum()
    if length > at_most or within_word:
        pieces.append(written)
        return
    closing = ""
    while length and not before.isspace() and waiting[mark]:
        opener = _last(openers, waiting, mark)
        used = 2 if opener.left >= 2 and length >= 2 else 1
        tag = "b" if used == 2 else _SINGLE[mark]
        opener.left -= used
        length -= used
        opener.tags = f"<{tag}>{opener.tags}"
        pieces[opener.piece] = mark * opener.left + opener.tags
        closing += f"</{tag}>"
        if opener.left:
            openers.append(opener)
            waiting[mark] += 1
    if length and not after.isspace():
        openers.append(_Opener(mark, len(pieces) + bool(closing), length))
        waiting[mark] += 1
    if closing:
        pieces.append(closing)
    pieces.append(mark * length)


# And back -------------------------------------------------------------------------------------------

_TAGS: Final = re.compile(_TAG, re.IGNORECASE)
_MARKS: Final = {"<i>": "*", "<b>": "**", "<sup>": "^", "<sub>": "~"}
_CLASSES: Final = {tag: attributes for attributes, tag in reversed(_SPANS.items())}
#: What is escaped where it might be read as something: marks, and what pandoc itself takes for code, math, a citation,
#: a tag, a link, a quotation or a character's name. A formula stays one.
_ESCAPED: Final = re.compile(
    rf"{_FORMULA}|\\|\A>|(?<!\s)\*|\*(?!\s)|(?<![^\W_])_|_(?![^\W_])|[`^~$]"
    r"|(?<![^\s(\[])@(?=[\w{])|<(?=[A-Za-z/!?])|[\[\]](?=[({\[:])|&(?=#?\w{1,32};)"
)
_ALL: Final = re.compile(r"[!-/:-@\[-`{-~]")
#: Those of them that do nothing unless there are two.
_PAIRED: Final = "*_^~$`"


def to_markdown(text: str) -> str:
    r"""CSL's markup as Markdown from which `from_markdown` makes the same again.

    Examples:
        >>> to_markdown('The <i>E. coli</i> <span class="nocase">DNA</span> in H<sub>2</sub>O, 5 * 3')
        'The *E. coli* [DNA]{.nocase} in H~2~O, 5 * 3'
        >>> to_markdown("*not* snake_case, mail@example.org, @home and C:\\*.*")
        '\\*not\\* snake_case, mail@example.org, \\@home and C:\\\\\\*.\\*'
        >>> to_markdown("$x_1$ costs $5 or $6"), to_markdown("> 5")
        ('$x_1$ costs \\$5 or \\$6', '\\> 5')
        >>> to_markdown("x<sup>a b</sup> and <em>this</em>")
        'x<sup>a b</sup> and <em>this</em>'
    """
    if _SPECIAL.search(text) is None and "@" not in text and not text.startswith(">"):
        return text
    parts = _TAGS.split(text)
    tags = _TAGS.findall(text)
    for marks, escaped in ((_as_marks(tags), _ESCAPED), (tags, _ESCAPED), (tags, _ALL)):
        written = _joined(parts, marks, escaped) if marks is not None else ""
        if marks is not None and from_markdown(written) == text:
            return written
    return text


def _joined(parts: list[str], tags: list[str], escaped: re.Pattern[str]) -> str:
    single = (
        {mark for mark in _PAIRED if sum(part.count(mark) for part in parts) == 1} if escaped is _ESCAPED else set()
    )
    output: list[str] = []
    for number, part in enumerate(parts):
        output.append(escaped.sub(lambda match: _escaped(match.group(), single), part))
        if number < len(tags):
            output.append(tags[number])
    return "".join(output)


def _escaped(written: str, single: Collection[str]) -> str:
    return written if len(written) > 1 or written in single else "\\" + written


def _as_marks(tags: list[str]) -> list[str] | None:
    """Tags as marks, where each has its partner and all are of CSL's own spelling."""
    output: list[str] = []
    open_: list[str] = []
    for tag in tags:
        if tag in _MARKS:
            open_.append(tag)
            output.append(_MARKS[tag])
        elif tag in _CLASSES:
            open_.append(tag)
            output.append("[")
        else:
            opening = open_.pop() if open_ else ""
            if not opening or tag != f"</{opening[1:-1].partition(' ')[0]}>":
                return None
            output.append(_MARKS.get(opening) or f"]{{{_CLASSES[opening]}}}")
    return None if open_ else output
