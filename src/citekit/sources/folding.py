"""Text folded for comparing: what two spellings of one title or one name have in common.

In: a value out of a bibliography or a registry, with markup, entities, typographic marks, diacritics.
Out: lower-case words of plain letters and digits, in their order. Folding is only ever used to compare;
nothing folded is stored or printed.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from citekit.sources.thresholds import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

_GREEK: Final = "αβγδεζηθικλμνξπρστυφχψω"
_GREEK_NAMES: Final = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi "
    "chi psi omega"
).split()
#: Letters that have no decomposition in Unicode but a usual spelling in plain letters, and the Greek ones
#: that titles spell out.
_SPELT: Final = str.maketrans(
    {
        **dict(zip("ßæøłıđþðœħŋ", ("ss", "ae", "o", "l", "i", "d", "th", "d", "oe", "h", "n"), strict=True)),
        **{letter: f" {name} " for letter, name in zip(_GREEK, _GREEK_NAMES, strict=True)},
        "&": " and ",
    }
)
#: German and Scandinavian names without their marks are written with a second letter ("Mueller").
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "ø": "oe"}
)
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘ʼʹ`´′"))
_OF_ASCII: Final = str.maketrans({"'": None, "`": None, "&": " and "})

#: The second copy of a formula: MathML's annotation, JATS's TeX.
_SECOND_COPY = re.compile(
    r"<(?P<tag>(?:\w{1,10}:)?(?:annotation|tex-math))\b[^<>]{0,200}>[^<>]{0,2000}</(?P=tag)>", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][\w:.-]{0,40}(?:\s[^<>]{0,400})?/?>")
_LATEX_COMMAND = re.compile(r"\\([A-Za-z]{1,30})\*?")
_LATEX_MARKS: Final = dict.fromkeys(map(ord, "{}$\\"))
_WORD = re.compile(r"[^\W_]+")
_MOJIBAKE = re.compile("[\u00c2-\u00c5\u00e2][\u0080-\u00bf\u0152-\u2122]")


def plain(text: object) -> str:
    """A value without markup: tags, entities (escaped up to three times over), TeX and stray spaces.

    Examples:
        >>> plain("CO&amp;lt;sub&amp;gt;2&amp;lt;/sub&amp;gt; in <i>Escherichia coli</i>")
        'CO2 in Escherichia coli'
    """
    value = _text(text)
    for _ in range(3):
        unescaped = html.unescape(value)
        if unescaped == value:
            break
        value = unescaped
    if "<" in value:
        value = _TAG.sub("", _SECOND_COPY.sub("", value))
    if "\\" in value or "{" in value or "$" in value:
        value = _LATEX_COMMAND.sub(r"\1 ", value).translate(_LATEX_MARKS)
    return " ".join(_repaired(value).split())


def fold(text: object, *, umlauts: bool = False) -> str:
    """The words of a text in lower case and plain letters, joined by single spaces.

    Examples:
        >>> fold("The “β-Endorphin” Hypothesis: Hegedűs’s View")
        'the beta endorphin hypothesis hegeduss view'
        >>> fold("Müller", umlauts=True)
        'mueller'
    """
    value = plain(text)
    if value.isascii():  # most are, and the rest of this changes nothing in them
        return " ".join(_WORD.findall(value.lower().translate(_OF_ASCII)))
    value = unicodedata.normalize("NFKC", value)
    if umlauts:
        value = value.translate(_UMLAUTS)
    value = unicodedata.normalize("NFKD", value.casefold().translate(_APOSTROPHES))
    # Letters that are spelt out may have had accents.
    value = "".join(letter for letter in value if not unicodedata.combining(letter)).translate(_SPELT).casefold()
    return " ".join(_WORD.findall(value))


def squash(folded: str) -> str:
    """Folded text without its spaces: registries lose them around tags and hyphens."""
    return folded.replace(" ", "")


def similarity(one: str | Sequence[str], other: str | Sequence[str]) -> float:
    """How much of two folded texts, or two lists of words, is common in the same order: 0 to 1.

    Examples:
        >>> similarity("acupuncture", "acupuncture"), similarity("abcd", "wxyz")
        (1.0, 0.0)
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - needed only when something differs

    return float(Indel.normalized_similarity(one, other))


def script(text: str) -> str:
    """The writing system most letters of a text are in, by Unicode's names; "" where there is no letter.

    Examples:
        >>> script("Иванов"), script("García"), script("1-3")
        ('CYRILLIC', 'LATIN', '')
    """
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text)) else ""
    counts: dict[str, int] = {}
    for letter in text[:200]:
        if letter.isalpha():
            name = unicodedata.name(letter, "").partition(" ")[0]
            counts[name] = counts.get(name, 0) + 1
    return max(sorted(counts), key=counts.__getitem__) if counts else ""


def _text(value: object) -> str:
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    return str(value)[:LONGEST_TEXT] if isinstance(value, int | float) else ""


def _repaired(text: str) -> str:
    """UTF-8 that was once read as Windows-1252 (`GÃ³mez`), read again; anything else as it is."""
    if not _MOJIBAKE.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
