r"""Hayagriva's formattable strings and CSL's markup: `{DNA}` keeps its case, `$x^2$` is a formula, `\{` is a brace.

Source: "The Hayagriva YAML File Format", "Formattable String".
"""

from __future__ import annotations

import re
from typing import Any, Final

from citekit.formats.yaml_syntax.scalars import is_null

NO_CASE: Final = '<span class="nocase">'
_FORMULA: Final = r"\$(?=[^\s$])[^$]*?(?<=[^\s\\])\$(?!\d)"
_TOKEN: Final = re.compile(rf"\\[\\{{}}$]|{_FORMULA}|[{{}}]")
_TAG: Final = re.compile(r"<(/?)(i|b|em|strong|sup|sub|sc|span)((?:\s[^<>]*)?)>", re.IGNORECASE)
_ESCAPED: Final = re.compile(rf"{_FORMULA}|\\(?=[\\{{}}$]|\Z)|[{{}}$]")
#: What Unicode has raised and lowered.
_RAISED: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def from_formattable(text: str) -> str:
    r"""A formattable string as CSL's markup.

    Examples:
        >>> from_formattable(r"The {DNA} of $x^{2}$ and \{braces\}")
        'The <span class="nocase">DNA</span> of $x^{2}$ and {braces}'
        >>> from_formattable("{never closed, a } too many}")
        '<span class="nocase">never closed, a </span> too many}'
    """
    if "{" not in text and "\\" not in text and "}" not in text:
        return text
    tokens = list(_TOKEN.finditer(text))
    open_: list[int] = []
    partners: dict[int, int] = {}
    for number, token in enumerate(tokens):
        if token.group() == "{":
            open_.append(number)
        elif token.group() == "}" and open_:
            partners[number] = open_[-1]
            partners[open_.pop()] = number
    pieces: list[str] = []
    position = depth = 0
    for number, token in enumerate(tokens):
        written = token.group()
        pieces.append(text[position : token.start()])
        position = token.end()
        if number in partners:
            # Braces in braces protect nothing more.
            depth += 1 if written == "{" else -1
            outermost = depth == (written == "{")
            pieces.append((NO_CASE if written == "{" else "</span>") if outermost else "")
        else:
            pieces.append(written[1:] if written[0] == "\\" else written)
    pieces.append(text[position:])
    return "".join(pieces).replace(f"{NO_CASE}</span>", "")


def to_formattable(text: str) -> str:
    r"""CSL's markup as a formattable string; there are no italics or other faces in one.

    Examples:
        >>> to_formattable('<i>The</i> <span class="nocase">DNA</span> of H<sub>2</sub>O for $5 {sic}')
        'The {DNA} of H₂O for \\$5 \\{sic\\}'
    """
    pieces: list[str] = []
    open_: list[tuple[str, str, int]] = []
    position = 0
    for tag in _TAG.finditer(text):
        pieces.append(_ESCAPED.sub(_escaped, text[position : tag.start()]))
        position = tag.end()
        name = tag[2].lower()
        if not tag[1]:
            mark = "{" if name == "span" and "nocase" in tag[3].lower() else ""
            open_.append((name, mark, len(pieces)))
            pieces.append(mark)
        elif open_ and open_[-1][0] == name:
            _, mark, start = open_.pop()
            if mark:
                pieces.append("}")
            elif name in ("sup", "sub"):
                inner = "".join(pieces[start:])
                moved = inner.translate(_RAISED if name == "sup" else _LOWERED)
                if not any(before == after for before, after in zip(inner, moved, strict=True)):
                    pieces[start:] = [moved]
    pieces.append(_ESCAPED.sub(_escaped, text[position:]))
    for _, mark, start in open_:
        if mark:
            pieces[start] = ""
    return "".join(pieces)


def _escaped(match: re.Match[str]) -> str:
    return match.group() if len(match.group()) > 1 else "\\" + match.group()


def text_of(value: Any) -> str:
    """The text of a formattable string, plain or a mapping with a `value`; empty where there is none.

    Examples:
        >>> text_of("Imprint"), text_of({"value": "imagiNary", "verbatim": "true"})
        ('Imprint', '<span class="nocase">imagiNary</span>')
    """
    if isinstance(value, dict):
        text = value.get("value")
        if not isinstance(text, str):
            return ""
        if str(value.get("verbatim", "")).lower() == "true":
            return f"{NO_CASE}{text}</span>" if text else ""
        return text_of(text)
    return "" if not isinstance(value, str) or is_null(value) else from_formattable(str(value))
