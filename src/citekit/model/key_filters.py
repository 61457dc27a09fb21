"""What a key pattern can do with a text: case, words, letters, other texts.

Source: Better BibTeX for Zotero, "Formulas: filters"; JabRef, "Customize the citation key generator: modifiers".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.model.key_parts import NextPattern, format_date
from citekit.model.key_words import FUNCTION_WORDS, SKIPPED, ascii_of, capitalized, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPARISONS: Final[dict[str, Callable[[int, int], bool]]] = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def _substring(text: str, start: int = 1, n: int = 0) -> str:
    text = ascii_of(text)
    return text[max(start, 1) - 1 :][: n or None]


def _select(text: str, start: int = 1, n: int = 0) -> str:
    """Some of the words; of a single word, some of the letters."""
    words = text.split()
    if len(words) > 1:
        return " ".join(words[max(start, 1) - 1 :][: n or None])
    return _substring(text, start, n)


def _replace(text: str, find: str | re.Pattern[str], replace: str) -> str:
    """Another text for one that is found, whatever its case, or for what an expression `/…/` finds."""
    if isinstance(find, re.Pattern):
        return find.sub(_python_groups(replace), text)
    return re.sub(re.escape(find), lambda _: replace + "", text, flags=re.IGNORECASE) if find else text


def _regex(text: str, find: str, replace: str) -> str:
    return re.sub(find, _python_groups(replace), text)


def _python_groups(replacement: str) -> str:
    r"""`$1`, as other languages have it, as `\1`."""
    return re.sub(r"\$(\d)", r"\\\1", replacement.replace("\\", "\\\\"))


def _len(text: str, relation: str = ">", length: int = 0) -> str:
    if not _COMPARISONS[relation](len(text), length):
        raise NextPattern
    return text


def _numeric(text: str) -> str:
    return text if re.fullmatch(r"\s*\d+\s*", text) else ""


def _fold(text: str, mode: str = "minimal") -> str:
    return ascii_of(text, german=mode.lower() in ("german", "de"))


def _title_case(text: str) -> str:
    """JabRef's: function words small, the first word and all others with a capital."""
    words = text.split()
    return " ".join(
        word.lower() if number and word.lower() in FUNCTION_WORDS else capitalized(word.lower())
        for number, word in enumerate(words)
    )


#: What can stand behind a part, after a dot, or after a colon in brackets.
FILTERS: Final[dict[str, Callable[..., str]]] = {
    "lower": lambda text: text.lower(),
    "upper": lambda text: text.upper(),
    "capitalize": lambda text: " ".join(map(capitalized, text.split())),
    "titlecase": _title_case,
    "sentencecase": lambda text: capitalized(text.lower()),
    "abbr": lambda text: "".join(word[:1] for word in words_of(text)),
    "acronym": lambda text: "".join(word[:1].upper() for word in words_of(text, SKIPPED)),
    "ascii": lambda text: text.encode("ascii", "ignore").decode(),
    "fold": _fold,
    "transliterate": _fold,
    "clean": lambda text: re.sub(r"[^A-Za-z0-9:_.+-]", "", ascii_of(text)),
    "alphanum": lambda text: re.sub(r"[^\w\s]|_", "", text),
    "nopunct": lambda text: re.sub(r"[^\w\s\u2010-\u2015-]|_", "", text),
    "nopunctordash": lambda text: re.sub(r"[^\w\s]|_", "", text),
    "skipwords": lambda text: " ".join(words_of(text, SKIPPED)),
    "condense": lambda text, sep="": str(sep + "").join(text.split()),
    "select": _select,
    "substring": _substring,
    "truncate": lambda text, n: text[: n + 0].rstrip(),
    "prefix": lambda text, prefix: (prefix + "") + text if text else "",
    "postfix": lambda text, postfix: text + (postfix + "") if text else "",
    "default": lambda text, text_: text or (text_ + ""),
    "discard": lambda text: "",  # noqa: ARG005 - that is what it does
    "replace": _replace,
    "regex": _regex,
    "len": _len,
    "numeric": _numeric,
    "formatDate": format_date,
    "splitIdeographs": lambda text: re.sub(r"([\u3400-\u9fff])", r" \1 ", text),
}
