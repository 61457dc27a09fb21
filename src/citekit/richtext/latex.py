r"""LaTeX in bibliography fields: decoded to text with CSL's markup, and escaped on the way out.

Fields come in classes. A *title* keeps formatting and turns protecting braces into `nocase` spans; a *literal*
(publisher, journal, note) keeps formatting only; a *name* keeps neither; a *verbatim* field (URL, DOI) is not LaTeX
but for a few escapes. Unknown macros leave their argument.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, TypeAlias

_MAX_DEPTH = 60

_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "U": "\u030e", "G": "\u030f", "h": "\u0309",
}  # fmt: skip
_SYMBOLS: Final = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "NG": "Ŋ", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "pounds": "£", "euro": "€",
    "texteuro": "€", "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textasciitilde": "~",
    "textasciicircum": "^", "textbackslash": "\\", "textbar": "|", "textless": "<",
    "textgreater": ">", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotesingle": "'",
    "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»", "flqq": "«", "frqq": "»", "glqq": "„",
    "grqq": "“", "textregistered": "®", "texttrademark": "™", "textdegree": "°", "textmu": "µ", "slash": "/",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "textunderscore": "_", "textdollar": "$", "and": "and",
    "quad": " ", "qquad": " ", "space": " ", "newline": " ", "par": " ", "linebreak": "", "noindent": "",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω", "times": "×", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "approx": "≈", "sim": "∼", "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←", "cdot": "·", "circ": "°",
    "degree": "°", "prime": "′", "partial": "∂", "nabla": "∇", "ell": "ℓ", "textregisteredsign": "®",
}  # fmt: skip
_FORMATS: Final = {
    "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i", "it": "i", "em": "i",
    "itshape": "i", "textbf": "b", "mkbibbold": "b", "bf": "b", "bfseries": "b", "mathbf": "b", "mathit": "i",
    "textsuperscript": "sup", "mkbibsuperscript": "sup", "textsubscript": "sub", "mkbibsubscript": "sub",
    "textsc": "sc", "sc": "sc", "scshape": "sc",
}  # fmt: skip
_SWITCHES: Final = frozenset({"it", "em", "itshape", "bf", "bfseries", "sc", "scshape"})
_QUOTES: Final = {"enquote": ("“", "”"), "mkbibquote": ("“", "”"), "textquote": ("“", "”")}
#: Macros whose argument, or first argument, is not shown.
_SILENT: Final = frozenset({"noopsort", "label", "index", "vspace", "hspace", "protect", "nocite", "cite"})
_TOKEN = re.compile(r"\\([A-Za-z]+)[ \t]*\*?|\\(.)|([{}$~%^_])|(---?|``|''|!`|\?`)|([^\\{}$~%^_`'!?-]+|.)", re.DOTALL)
_Groups: TypeAlias = tuple[str | None, ...]
_OPEN: Final = {"sc": '<span style="font-variant:small-caps;">'}
_CLOSE: Final = {"sc": "</span>"}


def decode(text: str, *, kind: str = "literal") -> str:
    r"""A field's LaTeX as text with CSL's markup; `kind` is "title", "literal", "name" or "verbatim".

    Example:
        >>> decode(r"The {NASA} {\"U}ber \emph{E.~coli} in 50\% of H$_2$O", kind="title")
        'The <span class="nocase">NASA</span> Über <i>E.\xa0coli</i> in 50% of H<sub>2</sub>O'
        >>> decode(r"Erd\H{o}s", kind="name"), decode(r"http://a.b/c\_d%20e", kind="verbatim")
        ('Erdős', 'http://a.b/c_d%20e')
    """
    if kind == "verbatim":
        return re.sub(r"\\([%#&_{}~$])", r"\1", _unwrapped(text)).strip()
    if "\\" not in text and not any(mark in text for mark in "{}$~`'-^_%"):
        return _collapsed(text)
    return _collapsed(_Decoder(text, kind).run())


def _unwrapped(text: str) -> str:
    match = re.fullmatch(r"\s*\\url\s*\{(.*)\}\s*", text, re.DOTALL)
    return match[1] if match else text


def _collapsed(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _formulas(tokens: list[_Groups]) -> frozenset[int]:
    """The dollar signs that begin a formula: those with another one after them in the same group."""
    begins: set[int] = set()
    waiting: list[int | None] = [None]
    for number, token in enumerate(tokens):
        mark = token[2]
        if mark == "{":
            waiting.append(None)
        elif mark == "}" and len(waiting) > 1:
            waiting.pop()
        elif mark == "$":
            first = waiting[-1]
            if first is not None:
                begins.add(first)
            waiting[-1] = number if first is None else None
    return frozenset(begins)


class _Decoder:
    """One pass over the tokens with a stack of open groups."""

    def __init__(self, text: str, kind: str) -> None:
        self.tokens: list[_Groups] = [match.groups() for match in _TOKEN.finditer(text)]
        self.position = 0
        self.kind = kind
        self.formulas = _formulas(self.tokens)

    def run(self) -> str:
        output: list[str] = []
        while self.position < len(self.tokens):
            output.append(self.sequence(0))
            self.position += 1  # a closing brace without an opening one
        return "".join(output)

    def sequence(self, depth: int, *, math: bool = False) -> str:
        """Everything up to the group's end (not consumed)."""
        output: list[str] = []
        while self.position < len(self.tokens):
            word, sign, mark, ligature, plain = self.tokens[self.position]
            if mark == "}" or (mark == "$" and math):
                break
            self.position += 1
            if word is not None:
                output.append(self.macro(word, depth))
            elif sign is not None:
                output.append(self.sign(sign, depth))
            elif mark is not None:
                output.append(self.mark(mark, depth, math=math))
            elif ligature is not None:
                ligatures = {"---": "—", "--": "–", "``": "“", "''": "”", "!`": "¡", "?`": "¿"}
                output.append(ligature if math else ligatures[ligature])
            else:
                output.append(plain or "")
        return "".join(output)

    def mark(self, mark: str, depth: int, *, math: bool) -> str:
        if mark == "{":
            return self.group(depth, math=math)
        if mark == "$":
            if self.position - 1 not in self.formulas or depth >= _MAX_DEPTH:
                return "$"
            inner = self.sequence(depth + 1, math=True)
            self.close("$")
            return inner
        if mark == "~":
            return "\u00a0"
        if math and mark in "^_":
            tag = "sup" if mark == "^" else "sub"
            return self.tagged(tag, self.argument(depth))
        return mark

    def group(self, depth: int, *, math: bool = False) -> str:
        """A braced group after its opening brace: a switch's scope, a special character, or protected text."""
        if depth >= _MAX_DEPTH:
            return ""
        first = self.tokens[self.position] if self.position < len(self.tokens) else (None,) * 5
        switch = first[0] if first[0] in _SWITCHES else None
        if switch is not None:
            self.position += 1
        inner = self.sequence(depth + 1)
        self.close()
        if switch is not None:
            return self.tagged(_FORMATS[switch], inner.lstrip(" "))
        special = first[0] is not None or first[1] is not None
        if self.kind == "title" and not special and not math and any(letter.isalpha() for letter in inner):
            return f'<span class="nocase">{inner}</span>' if "nocase" not in inner else inner
        return inner

    def close(self, mark: str = "}") -> None:
        if self.position < len(self.tokens) and self.tokens[self.position][2] == mark:
            self.position += 1

    def argument(self, depth: int) -> str:
        """A macro's argument: a group, a macro, or one character."""
        while self.position < len(self.tokens) and (self.tokens[self.position][4] or "x").isspace():
            self.position += 1
        if self.position >= len(self.tokens) or depth >= _MAX_DEPTH:
            return ""
        word, sign, mark, _ligature, plain = self.tokens[self.position]
        if mark == "}":
            return ""
        self.position += 1
        if mark == "{":
            inner = self.sequence(depth + 1)
            self.close()
            return inner
        if word is not None:
            return self.macro(word, depth + 1)
        if sign is not None:
            return self.sign(sign, depth + 1)
        if plain is not None and len(plain) > 1:
            # One character is the argument; the rest of the run goes back.
            self.position -= 1
            self.tokens[self.position] = (None, None, None, None, plain[1:])
            return plain[0]
        return plain or mark or ""

    def macro(self, word: str, depth: int) -> str:
        if word in _SYMBOLS:
            self.empty_group()
            return _SYMBOLS[word]
        if word in _ACCENTS and len(word) == 1:
            return _accented(self.argument(depth), _ACCENTS[word])
        if word in _FORMATS and word not in _SWITCHES:
            return self.tagged(_FORMATS[word], self.argument(depth))
        if word in _SWITCHES:
            return self.tagged(_FORMATS[word], self.sequence(depth + 1)) if depth < _MAX_DEPTH else ""
        if word in _QUOTES:
            opening, closing = _QUOTES[word]
            return f"{opening}{self.argument(depth)}{closing}"
        if word in _SILENT:
            self.argument(depth)
            return ""
        if word == "href":
            self.argument(depth)
            return self.argument(depth)
        if self.position < len(self.tokens) and self.tokens[self.position][2] == "{":
            return self.argument(depth)
        return ""

    def empty_group(self) -> None:
        """The `{}` that ends a macro's name."""
        following = self.tokens[self.position : self.position + 2]
        if [token[2] for token in following] == ["{", "}"]:
            self.position += 2

    def sign(self, sign: str, depth: int) -> str:
        if sign in _ACCENTS:
            return _accented(self.argument(depth), _ACCENTS[sign])
        if sign in " \t\r\n\\":
            return " "
        if sign == "-" and self.position < len(self.tokens) and (self.tokens[self.position][4] or "").startswith("/"):
            # BibLaTeX's hyphen at which a word may still be broken elsewhere.
            self.tokens[self.position] = (None, None, None, None, (self.tokens[self.position][4] or "")[1:])
            return "-"
        if sign == ",":
            return " " if self.kind == "name" else "\u202f"
        return "" if sign in "/-;:!@()[]" else sign

    def tagged(self, tag: str, inner: str) -> str:
        if self.kind == "name" or not inner:
            return inner
        return f"{_OPEN.get(tag, f'<{tag}>')}{inner}{_CLOSE.get(tag, f'</{tag}>')}"


def _accented(base: str, accent: str) -> str:
    base = {"ı": "i", "ȷ": "j"}.get(base[:1], base[:1]) + base[1:]
    if not base:
        return ""
    return unicodedata.normalize("NFC", base[0] + accent) + base[1:]


_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
        "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "\u00a0": "~",
    }
)  # fmt: skip
#: Between characters that LaTeX would draw together into another one.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[!?])(?=`)")
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
