r"""Characters that a file's encoding lacks, as LaTeX spells them: `ł` in a file of Windows-1252 is `{\l}`."""

from __future__ import annotations

import unicodedata
from typing import Final

from citekit.richtext.latex import decode
from citekit.richtext.latex_macros import ACCENTS, SYMBOLS

_MARKS: Final = {mark: accent for accent, mark in reversed(ACCENTS.items())} | {"\u0326": "textcommabelow"}
#: Symbols that have a name of few letters in text, and not in formulas alone.
_IN_TEXT: Final = frozenset({"dots", "dag", "ddag", "S", "P", "copyright", "pounds"})
#: The first name in the tables, but a name of text before all others; Greek ones such as `textalpha` want a package.
_NAMES: Final = {
    **{character: name for name, character in reversed(SYMBOLS.items()) if name.removeprefix("text") not in SYMBOLS},
    **{character: name for name, character in reversed(SYMBOLS.items()) if not name.startswith("text")},
    **{
        character: name
        for name, character in SYMBOLS.items()
        if name in _IN_TEXT or (name.startswith("text") and name.removeprefix("text") not in SYMBOLS)
    },
}
#: Accents that stand right before their letter.
_TIGHT: Final = "`'^~=.\""


def spell_out(text: str, encoding: str) -> str:
    r"""LaTeX with those characters spelt out that an encoding lacks.

    One that LaTeX has no spelling for stays as it is: encoding the text will say which.

    Examples:
        >>> spell_out("Erdős, Čapek, Łódź: für α ≤ 1 漢", "cp1252")
        "Erd{\\H{o}}s, {\\v{C}}apek, {\\L}ód{\\'z}: für \\ensuremath{\\alpha} \\ensuremath{\\leq} 1 漢"
        >>> spell_out("Erdős", "utf-8")
        'Erdős'
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(
            character if _has(encoding, character) else _spelling(character)
            for character in unicodedata.normalize("NFC", text)
        )
    return text


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _spelling(character: str) -> str:
    base, *marks = list(unicodedata.normalize("NFD", character))
    name = _NAMES.get(character)
    if marks and base.isascii() and all(mark in _MARKS for mark in marks):
        spelt = base
        for accent in map(_MARKS.__getitem__, marks):
            spelt = f"\\{accent}{spelt if accent in _TIGHT and spelt == base else f'{{{spelt}}}'}"
        spelt = f"{{{spelt}}}"
    elif name is not None:
        in_text = name in _IN_TEXT or name.startswith("text") or unicodedata.name(character, "").startswith("LATIN")
        spelt = f"{{\\{name}}}" if in_text else f"\\ensuremath{{\\{name}}}"
    else:
        return character
    return spelt if decode(spelt) == character else character
