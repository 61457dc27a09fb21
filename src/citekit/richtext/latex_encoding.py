r"""CSL's mini-HTML as LaTeX: `&` is `\&`, `<i>` is `\emph`, and what else LaTeX has a meaning for is escaped."""

from __future__ import annotations

import re
from typing import Final

_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
        "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        # In LaTeX's oldest encoding of fonts these two are other signs.
        "<": r"\textless{}", ">": r"\textgreater{}", "\u00a0": "~", "`": r"\textasciigrave{}",
    }
)  # fmt: skip
#: Between characters that LaTeX would draw together into another one.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKUP = re.compile(
    r"<(/)?(i|b|sup|sub|sc|em|strong)>|<span (?:class=\"(nocase)\"|style=\"font-variant:\s*small-caps;?\")>|</span>"
)
_TAGS: Final = {
    "i": r"\emph{", "em": r"\emph{", "b": r"\textbf{", "strong": r"\textbf{", "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{", "sc": r"\textsc{",
}  # fmt: skip


def encode(text: str) -> str:
    r"""Text with CSL's markup as LaTeX; every character that LaTeX would read as something else is escaped.

    Example:
        >>> encode('Pain & <i>Gain</i>: 50% of <span class="nocase">NASA</span>')
        'Pain \\& \\emph{Gain}: 50\\% of {NASA}'
    """
    # Half a character has no place in a file.
    text = _SURROGATE.sub("\ufffd", text)
    output: list[str] = []
    position = depth = 0
    for match in _MARKUP.finditer(text):
        closing = match[1] or match.group() == "</span>"
        if closing and not depth:
            continue
        output.append(_escaped(text[position : match.start()]))
        output.append("}" if closing else "{" if match[3] else _TAGS.get(match[2] or "sc", "{"))
        depth += -1 if closing else 1
        position = match.end()
    output.append(_escaped(text[position:]))
    return "".join(output) + "}" * depth


def _escaped(text: str) -> str:
    return _LIGATURE.sub("{}", text.translate(_ESCAPES))
