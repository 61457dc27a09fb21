"""The words that the engine's reader and the schema share, and what was meant by a word that CSL doesn't have.

Variables, item types and locators stand in `citekit.model.variables`. Source: the schema of CSL 1.0.2.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT_CASES: Final = ("lowercase", "uppercase", "capitalize-first", "capitalize-all", "title", "sentence")
TERM_FORMS: Final = ("long", "verb", "short", "verb-short", "symbol")
NUMBER_FORMS: Final = ("numeric", "ordinal", "long-ordinal", "roman")
DATE_FORMS: Final = ("text", "numeric")
DATE_PARTS: Final = ("day", "month", "year")
CONDITIONS: Final = ("disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable")
POSITIONS: Final = ("first", "subsequent", "ibid", "ibid-with-locator", "near-note")
MATCHES: Final = ("all", "any", "none")
IN_NAMES: Final = ("name", "et-al", "label", "substitute")

_LONGEST: Final = 80
_FEW: Final = 6


def nearest(value: str, allowed: Iterable[str]) -> str:
    """The hint that names the word nearest to one that is not known; all of them where they are few.

    Examples:
        >>> nearest("titel", ["title", "volume"])
        "did you mean 'title'?"
        >>> nearest("xyz", ["in-text", "note"])
        "one of 'in-text', 'note'"
        >>> nearest("xyz", map(str, range(100)))
        ''
    """
    words = tuple(allowed)
    near = _near(value, words) if 0 < len(value) <= _LONGEST else ""
    if near:
        return f"did you mean {near!r}?"
    return f"one of {', '.join(map(repr, words))}" if 0 < len(words) <= _FEW else ""


@lru_cache(256)
def _near(value: str, words: tuple[str, ...]) -> str:
    import difflib  # noqa: PLC0415 - only for styles with mistakes

    for spelling in dict.fromkeys((value, value.lower())):
        for near in difflib.get_close_matches(spelling, words, 1):
            return near if near != value else ""
    return ""


def shown(value: str) -> str:
    """A word of a file as messages show it: quoted, not too long, without characters that steer a terminal.

    Examples:
        >>> shown("titel"), len(shown("x" * 1_000_000))
        ("'titel'", 83)
    """
    return repr(value) if len(value) <= _LONGEST else repr(value[:_LONGEST] + "…")
