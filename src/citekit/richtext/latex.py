r"""LaTeX in bibliography fields: decoded to text with CSL's markup, and escaped on the way out.

Fields come in classes. A *title* keeps formatting and turns protecting braces into `nocase` spans; so does a *cased*
title, one that is to be put in sentence case, where braces around a command (`{\"U}ber`) protect as well; a *literal*
(publisher, journal, note) keeps formatting only; a *name* keeps neither; a *verbatim* field (URL, DOI) is not LaTeX
but for a few escapes. Of an unknown macro its arguments stay, or its name where it has none; a formula that has no
plain form stays as it is written. `latex_macros` has the tables.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, TypeAlias

from citekit.richtext import latex_macros as macros

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_DEPTH = 60
_PARTS = (
    r"\\([A-Za-z]+)\*?[ \t\r\n]*|\\(.)|([{marks}])|(---?|``|''|!`|\?`)"
    r"|((?:[^\\{marks}`'!?-]+|-(?!-)|`(?!`)|'(?!')|[!?](?!`))++|.)"
)
_TOKEN = re.compile(_PARTS.replace("{marks}", "{}~"), re.DOTALL)
#: The same where there may be a formula, with the marks that mean something there alone.
_TOKEN_OF_FORMULAS = re.compile(_PARTS.replace("{marks}", "{}~$^_"), re.DOTALL)
_FORMULA = re.compile(r"\$|\\[(\[]|\\ensuremath|\\begin|\\ce(?![A-Za-z])")
#: What makes a text LaTeX; most values have none of it.
_LATEX = re.compile(r"[\\{}$~`]|--|''")
_QUOTED = re.compile(r"`([^`]{1,300}?)'(?!\w)")
_SPACES = re.compile(r"[ \t\r\n]+")
_UNTIDY = re.compile(r"[\t\r\n]|  |\A | \Z")
_LIGATURES: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "!`": "¡", "?`": "¿"}
_Groups: TypeAlias = tuple[str | None, ...]
_NOTHING: Final[_Groups] = (None,) * 5
_OPEN: Final = {"sc": '<span style="font-variant:small-caps;">'}
_CLOSE: Final = {"sc": "</span>"}
#: Displayed formulas are formulas like others.
_DISPLAY = re.compile(r"\$\$([^$]+)\$\$")
_URL = re.compile(r"\s*(?:\\(?:url|path|nolinkurl)\s*\{(.*)\}|\\href\s*\{([^{}]*)\}\s*\{.*\}|<(.*)>)\s*", re.DOTALL)
_VERBATIM_ESCAPE = re.compile(
    r"\\([%#&_{}$])|\{\\([_~#%&])\}|\{?\\textasciitilde\b\s*(?:\{\})?\}?|\\~(?:\{\})?|\$\\sim\$|\{?\\textunderscore\b\s*(?:\{\})?\}?"
    r"|\\[-/]|\s*[\r\n]\s*"
)


def decode(text: str, *, kind: str = "literal", unknown: Callable[[str], None] | None = None) -> str:
    r"""A field's LaTeX as text with CSL's markup; `kind` is "title", "cased", "literal", "name" or "verbatim".

    `unknown` is told the names of macros that nobody knows here.

    Examples:
        >>> decode(r"The {NASA} {\"U}ber \emph{E.~coli} in 50\% of H$_2$O", kind="title")
        'The <span class="nocase">NASA</span> Über <i>E.\xa0coli</i> in 50% of H<sub>2</sub>O'
        >>> decode(r"Erd\H{o}s", kind="name"), decode(r"http://a.b/c\_d%20e", kind="verbatim")
        ('Erdős', 'http://a.b/c_d%20e')
    """
    if kind == "verbatim":
        return _verbatim(text)
    if _LATEX.search(text) is None:
        return collapsed(text)
    decoded = _Decoder(text, kind, unknown).run()
    if "`" in decoded and "`" in text:
        # Within a quotation TeX's apostrophe is the closing mark; elsewhere it stays the apostrophe it is.
        decoded = _QUOTED.sub(r"‘\1’", decoded).replace("`", "‘")
    return collapsed(decoded)


def _verbatim(text: str) -> str:
    match = _URL.fullmatch(text)
    if match:
        text = next(group for group in match.groups() if group is not None)
    if "\\" not in text and "\n" not in text and "\r" not in text:
        return text.strip()
    return _VERBATIM_ESCAPE.sub(_unescaped, text).strip()


def _unescaped(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return match[1] or match[2]
    found = match.group()
    if "underscore" in found:
        return "_"
    return "" if found.isspace() or found in (r"\-", r"\/") else "~"


def collapsed(text: str) -> str:
    r"""A text without spaces around it and with one where it has several; ties stay.

    Example:
        >>> collapsed(" two\n lines ")
        'two lines'
    """
    return _SPACES.sub(" ", text).strip(" ") if _UNTIDY.search(text) else text


def _formulas(tokens: list[_Groups]) -> frozenset[int]:
    """The dollar signs that begin a formula: those with another one, and something between, in the same group."""
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
            if first is None or first == number - 1:
                # Nothing between two dollar signs is no formula; the second of them may begin one.
                waiting[-1] = number
            else:
                begins.add(first)
                waiting[-1] = None
    return frozenset(begins)


class _Decoder:
    """One pass over the tokens with a stack of open groups."""

    def __init__(self, text: str, kind: str, unknown: Callable[[str], None] | None) -> None:
        text = _DISPLAY.sub(r"$\1$", text) if "$$" in text else text
        self.text = text
        token = _TOKEN_OF_FORMULAS if _FORMULA.search(text) else _TOKEN
        self.matches = list(token.finditer(text))
        self.tokens: list[_Groups] = [match.groups() for match in self.matches]
        self.position = 0
        self.kind = kind
        self.formulas = _formulas(self.tokens) if "$" in text else frozenset()
        self.unknown = unknown
        self.quoted = 0
        #: Whether a brace has opened that protects capitals; those within it need not.
        self.protected = False
        #: In a formula: whether everything in it has had a plain form.
        self.plain = True

    def run(self) -> str:
        output: list[str] = []
        while self.position < len(self.tokens):
            output.append(self.sequence(0))
            self.position += 1  # a closing brace without an opening one
        return "".join(output)

    def start(self, number: int) -> int:
        """Where a token begins; the text's end behind the last one."""
        return self.matches[number].start() if number < len(self.matches) else len(self.text)

    def sequence(self, depth: int, *, math: bool = False, until: str = "") -> str:
        """Everything up to the group's end (not consumed); `until` is "$", ")" or "end" where that ends it too."""
        output: list[str] = []
        tokens = self.tokens
        while self.position < len(tokens):
            word, sign, mark, ligature, plain = tokens[self.position]
            if plain is not None:
                self.position += 1
                output.append(plain)
                continue
            if mark == "}" or (mark is not None and mark == until) or (until == "end" and word == "end"):
                break
            if sign is not None and sign == until:
                break
            self.position += 1
            if word is not None:
                output.append(self.macro(word, depth, math=math))
            elif sign is not None:
                output.append(self.sign(sign, depth, math=math))
            elif mark is not None:
                output.append(self.mark(mark, depth, math=math))
            elif ligature is not None:
                output.append("″" if math and ligature == "''" else ligature if math else _LIGATURES[ligature])
        return "".join(output)

    def mark(self, mark: str, depth: int, *, math: bool) -> str:
        if mark == "{":
            return self.group(depth, math=math)
        if mark == "$":
            return self.formula(depth, "$") if self.position - 1 in self.formulas and not math else "$"
        if mark == "~":
            return "\u00a0"
        if math and mark in "^_":
            inner = self.argument(depth, math=True)
            if mark == "^" and inner in ("°", "′", "′′", "∗", "*", "†"):
                return inner
            return self.tagged("sup" if mark == "^" else "sub", inner)
        return mark

    def formula(self, depth: int, closing: str) -> str:
        """What is between dollar signs: without them where all of it has a plain form."""
        start = self.start(self.position - 1)
        if depth >= _MAX_DEPTH:
            return "$"
        outside, self.plain = self.plain, True
        inner = self.sequence(depth + 1, math=True, until=closing)
        if self.position < len(self.tokens):
            token = self.tokens[self.position]
            self.position += closing in (token[1], token[2])
        if not self.plain:
            inner = self.text[start : self.start(self.position)]
        self.plain = outside
        return inner

    def group(self, depth: int, *, math: bool = False) -> str:
        """A braced group after its opening brace: a switch's scope, a special character, or protected text."""
        if depth >= _MAX_DEPTH:
            return ""
        first = self.tokens[self.position] if self.position < len(self.tokens) else _NOTHING
        switch = first[0] if first[0] in macros.SWITCHES else None
        if switch is not None:
            self.position += 1
        special = switch is None and (first[0] is not None or first[1] is not None)
        protects = self.kind == "cased" or (self.kind == "title" and not special)
        outside, self.protected = self.protected, self.protected or (protects and not math)
        inner = self.sequence(depth + 1, math=math)
        protects = protects and not math and not outside
        self.protected = outside
        self.close()
        if switch is not None:
            inner = inner.lstrip(" ")
        if protects and any(map(str.isalpha, inner)) and not (special and len(inner) == 1 and inner.islower()):
            inner = f'<span class="nocase">{inner}</span>'
        return self.tagged(macros.FORMATS[switch], inner) if switch is not None else inner

    def close(self) -> None:
        if self.position < len(self.tokens) and self.tokens[self.position][2] == "}":
            self.position += 1

    def put_back(self, rest: str) -> None:
        """Have what is left of the run before read again; of a run that is used up nothing is."""
        if rest:
            self.position -= 1
            self.tokens[self.position] = (None, None, None, None, rest)

    def argument(self, depth: int, *, math: bool = False) -> str:
        """A macro's argument: a group, a macro, or one character; blanks before it don't count."""
        while self.position < len(self.tokens):
            word, sign, mark, ligature, plain = self.tokens[self.position]
            if plain is None or not plain[0].isspace():
                break
            self.position += 1
            if plain.strip():
                self.put_back(plain.lstrip())
        if self.position >= len(self.tokens) or depth >= _MAX_DEPTH or mark == "}":
            return ""
        self.position += 1
        if mark == "{":
            inner = self.sequence(depth + 1, math=math)
            self.close()
            return inner
        if word is not None:
            return self.macro(word, depth + 1, math=math)
        if sign is not None:
            return self.sign(sign, depth + 1, math=math)
        if plain is not None and len(plain) > 1:
            # One character is the argument; the rest of the run goes back.
            self.put_back(plain[1:])
            return plain[0]
        return plain or mark or ligature or ""

    def source(self, depth: int) -> str:
        """A macro's argument as it is written, for those that are no LaTeX."""
        if not self.opens():
            return self.argument(depth)
        start, nested = self.position + 1, 0
        while self.position < len(self.tokens):
            mark = self.tokens[self.position][2]
            nested += (mark == "{") - (mark == "}")
            self.position += 1
            if not nested:
                return self.text[self.start(start) : self.start(self.position - 1)]
        return self.text[self.start(start) :]

    def opens(self) -> bool:
        """Whether a group follows."""
        return self.position < len(self.tokens) and self.tokens[self.position][2] == "{"

    def macro(self, word: str, depth: int, *, math: bool = False) -> str:
        symbol = macros.SYMBOLS.get(word)
        if symbol is not None:
            self.empty_group()
            # LaTeX puts blanks around relations and operators; those that the source has will do.
            spaced = math and symbol and unicodedata.category(symbol[0]) == "Sm" and self.blank_before()
            return f"{symbol} " if spaced else symbol
        accent = macros.ACCENTS.get(word) or macros.NAMED_ACCENTS.get(word)
        if accent is not None:
            return _accented(self.argument(depth, math=math), accent)
        if word in macros.OPTIONAL:
            self.option()
        if word in macros.SWITCHES:
            inner = self.sequence(depth + 1, math=math) if depth < _MAX_DEPTH else ""
            return self.tagged(macros.FORMATS[word], inner)
        if word in macros.FORMATS:
            return self.tagged(macros.FORMATS[word], self.argument(depth, math=math))
        if word in macros.PLAIN:
            for _ in range(macros.PLAIN[word]):
                self.argument(depth)
            return self.argument(depth, math=word == "ensuremath" or (math and word.startswith(("math", "operator"))))
        if word in macros.SILENT:
            for _ in range(macros.SILENT[word]):
                self.argument(depth)
            return ""
        special = _SPECIAL.get(word)
        if special is not None:
            return special(self, depth, math)
        if math and word in macros.FUNCTIONS:
            before = self.text[self.start(self.position - 1) - 1]
            return f"{' ' if before.isalnum() else ''}{word}{' ' if self.blank_before() else ''}"
        return self.other(word, depth)

    def other(self, word: str, depth: int) -> str:
        """A macro that nobody knows here: its arguments without it, or its name where it has none."""
        self.plain = False
        if self.unknown is not None:
            self.unknown(word)
        if not self.opens():
            return f"\\{word} " if self.blank_before() else f"\\{word}"
        inner = ""
        while self.opens():
            inner += self.argument(depth)
        return inner

    def option(self) -> str:
        """Pass over an argument in square brackets, and give it."""
        plain = self.tokens[self.position][4] if self.position < len(self.tokens) else None
        if plain is None or not plain.startswith("[") or "]" not in plain:
            return ""
        self.position += 1
        option, _, rest = plain[1:].partition("]")
        self.put_back(rest)
        return option

    def blank_before(self) -> bool:
        """Whether the token before ended in a blank, which LaTeX doesn't print after a macro's name."""
        return self.text[self.start(self.position) - 1].isspace()

    def empty_group(self) -> None:
        """The `{}` that ends a macro's name."""
        if self.opens() and self.position + 1 < len(self.tokens) and self.tokens[self.position + 1][2] == "}":
            self.position += 2

    def sign(self, sign: str, depth: int, *, math: bool = False) -> str:
        if sign in macros.ACCENTS and not (math and sign == "."):
            return _accented(self.argument(depth), macros.ACCENTS[sign])
        if sign in " \t\r\n\\":
            return " "
        if sign in "([" and not math:
            return self.formula(depth, ")" if sign == "(" else "]")
        following = self.tokens[self.position][4] or "" if self.position < len(self.tokens) else ""
        if sign == "-" and following.startswith("/"):
            # BibLaTeX's hyphen at which a word may still be broken elsewhere.
            self.position += 1
            self.put_back(following[1:])
            return "-"
        if sign == ",":
            return " " if self.kind == "name" else "\u202f"
        if sign in ";:>":
            return " "
        return "" if sign in "/-!@()[]" else sign

    def tagged(self, tag: str, inner: str) -> str:
        if self.kind == "name" or not inner:
            return inner
        return f"{_OPEN.get(tag, f'<{tag}>')}{inner}{_CLOSE.get(tag, f'</{tag}>')}"


def _quotation(decoder: _Decoder, depth: int, _math: bool) -> str:
    decoder.quoted += 1
    inner = decoder.argument(depth)
    decoder.quoted -= 1
    return f"‘{inner}’" if decoder.quoted % 2 else f"“{inner}”"


def _bracketed(opening: str, closing: str) -> Callable[[_Decoder, int, bool], str]:
    return lambda decoder, depth, _math: f"{opening}{decoder.argument(depth)}{closing}"


def _href(decoder: _Decoder, depth: int, _math: bool) -> str:
    decoder.source(depth)
    return decoder.argument(depth)


def _address(decoder: _Decoder, depth: int, _math: bool) -> str:
    return _verbatim(decoder.source(depth))


def _environment(decoder: _Decoder, depth: int, math: bool) -> str:
    r"""`\begin{it}…\end{it}`: the form of that name, or only what is in it."""
    name = decoder.argument(depth).strip()
    if depth >= _MAX_DEPTH:
        return ""
    if name in ("math", "displaymath"):
        math = True
    elif math:
        decoder.plain = False
    inner = decoder.sequence(depth + 1, math=math, until="end")
    if decoder.position < len(decoder.tokens) and decoder.tokens[decoder.position][0] == "end":
        decoder.position += 1
        decoder.argument(depth)
    return decoder.tagged(macros.FORMATS[name], inner) if name in macros.FORMATS else inner


def _in_case(change: Callable[[str], str]) -> Callable[[_Decoder, int, bool], str]:
    def changed(decoder: _Decoder, depth: int, _math: bool) -> str:
        parts = re.split(r"(<[^<>]*>)", decoder.argument(depth))
        return "".join(part if part.startswith("<") else change(part) for part in parts)

    return changed


def _chemistry(decoder: _Decoder, depth: int, _math: bool) -> str:
    """A formula of chemistry, in which numbers behind a letter or a bracket stand below the line."""
    inner = decoder.argument(depth, math=True)
    return re.sub(r"(?<=[^\W\d_)\]])\d+|(?<=[)\]])\d+", lambda match: decoder.tagged("sub", match.group()), inner)


def _unit(decoder: _Decoder, depth: int, _math: bool) -> str:
    source = decoder.source(depth)
    names = re.sub(r"\\([A-Za-z]+)\s*", lambda match: macros.UNITS.get(match[1], match[1]), source)
    return collapsed(re.sub(r"[{}~]", "", names))


def _quantity(decoder: _Decoder, depth: int, math: bool) -> str:
    number = decoder.argument(depth, math=True)
    decoder.option()
    unit = _unit(decoder, depth, math)
    return number + ("" if unit[:1] in ("", "°", "%") and not unit.startswith("°C") else "\u00a0") + unit


def _end(decoder: _Decoder, depth: int, _math: bool) -> str:
    decoder.argument(depth)
    return ""


def _fraction(decoder: _Decoder, depth: int, math: bool) -> str:
    parts = [decoder.argument(depth, math=math) for _ in range(2)]
    return "/".join(f"({part})" if re.search(r"[^\w.<>/]", part) else part for part in parts)


def _root(decoder: _Decoder, depth: int, math: bool) -> str:
    index = decoder.option().strip()
    inner = decoder.argument(depth, math=math)
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(index) or f"{decoder.tagged('sup', index)}√"
    return sign + inner if len(inner) == 1 else f"{sign}({inner})"


def _number_set(decoder: _Decoder, depth: int, math: bool) -> str:
    return "".join(map(macros.double_struck, decoder.argument(depth, math=math)))


def _glyph(decoder: _Decoder, depth: int, _math: bool) -> str:
    return _character(decoder.argument(depth).strip(), 16)


def _code_point(decoder: _Decoder, depth: int, _math: bool) -> str:
    return _character(decoder.argument(depth).strip(), 10)


def _char(decoder: _Decoder, depth: int, _math: bool) -> str:
    r"""`\char"E9` or `\char233`."""
    plain = decoder.tokens[decoder.position][4] if decoder.position < len(decoder.tokens) else None
    match = re.match(r"\"[0-9A-F]{2,6}|\d{2,7}", plain or "")
    if plain is None or match is None:
        return decoder.other("char", depth)
    decoder.position += 1
    decoder.put_back(plain[match.end() :])
    return _character(match.group(), 10)


def _character(number: str, base: int) -> str:
    r"""The character of a number; `"` and `U+` say that it is hexadecimal."""
    digits = number.removeprefix('"').removeprefix("U+")
    if digits != number or re.search("[A-Fa-f]", digits):
        base = 16
    value = int(digits, base) if re.fullmatch(r"[0-9A-Fa-f]{2,7}", digits, re.ASCII) else 0
    return chr(value) if 0x20 <= value < 0xD800 or 0xE000 <= value < 0x110000 else number


_SPECIAL: Final[dict[str, Callable[[_Decoder, int, bool], str]]] = {
    **dict.fromkeys(macros.QUOTES, _quotation),
    **{name: _bracketed(*pair) for name, pair in macros.BRACKETS.items()},
    "href": _href, "url": _address, "path": _address, "nolinkurl": _address, "begin": _environment, "end": _end,
    "frac": _fraction, "tfrac": _fraction, "dfrac": _fraction, "nicefrac": _fraction, "sfrac": _fraction,
    "sqrt": _root, "mathbb": _number_set, "Bbb": _number_set, "unichar": _code_point, "symbol": _code_point,
    "ElsevierGlyph": _glyph, "char": _char, "ce": _chemistry, "si": _unit, "unit": _unit, "SI": _quantity,
    "qty": _quantity, **dict.fromkeys(("MakeUppercase", "MakeTextUppercase", "uppercase"), _in_case(str.upper)),
    **dict.fromkeys(("MakeLowercase", "MakeTextLowercase", "lowercase"), _in_case(str.lower)),
}  # fmt: skip


def _accented(base: str, accent: str) -> str:
    base = {"ı": "i", "ȷ": "j"}.get(base[:1], base[:1]) + base[1:]
    if not base:
        return macros.STANDING.get(accent, "")
    if base[0] == "<":
        # Markup: the accent belongs to the first letter behind it.
        tag, closing, rest = base.partition(">")
        return tag + closing + _accented(rest, accent) if closing else base
    if accent == "\u0361":
        return base[0] + accent + base[1:]
    return unicodedata.normalize("NFC", base[0] + accent) + base[1:]
