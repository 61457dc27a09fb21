"""Numbers as CSL sees them: what is numeric, several numbers, ordinals, roman numerals, page ranges.

Source: CSL 1.0.2 specification, "Number", "Choose" (is-numeric), "Page Ranges" (appendix V).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.csl.locale import Locale

_NUMBER = r"[A-Za-z]{0,12}\d{1,30}[A-Za-z]{0,12}"
_NUMERIC = re.compile(rf"\s*{_NUMBER}(?:\s*(?:\\?-|[–,&])\s*{_NUMBER})*\s*\Z")
_SEPARATOR = re.compile(r"\s*(\\?-|[–,&])\s*")
#: More numbers than one: a range or a list, of arabic or roman numerals.
_PLURAL = re.compile(
    r"\d[A-Za-z]{0,3}\s*(?:--|[-–—,&]|;\s)\s*[A-Za-z]{0,4}\d|\d,?\s+and\s+\d"
    r"|(?<![^\W_])(?:[ivxlc]{1,12}|[IVXLC]{1,12})\s*[-–]\s*(?:\d|[ivxlc]{1,12}(?!\w)|[IVXLC]{1,12}(?!\w))"
)
_PREFIX = re.compile(r"[A-Za-z]*")
#: A number in a range: letters before it, perhaps with digits before those ("8n11564"), and letters behind it.
_SIDE = r"((?:\d{0,9}[A-Za-z][A-Za-z:.]{0,11})?)(\d{1,18})([A-Za-z]{0,3})"
_RANGE = re.compile(rf"(?<![\w:.]){_SIDE}\s*(?:--|[-–—])\s*{_SIDE}(?![A-Za-z0-9]|[:.]\d)")
_LOOSE = re.compile(r"(?<=[A-Za-z0-9])\s{1,9}-\s{1,9}(?=[A-Za-z0-9])")
_DASH = re.compile(r"(?<=[A-Za-z0-9])\s{0,9}(?:--|–)\s{0,9}(?=[A-Za-z0-9])")
#: Roman numerals, whole words of them, and perhaps an arabic one behind: "iv-xii", "xii-15".
_ROMAN_RANGE = re.compile(
    r"(?<!\w)((?:[ivxlc]{1,12}|[IVXLC]{1,12}))\s{0,9}-\s{0,9}(?=(?:[ivxlc]{1,12}|[IVXLC]{1,12}|\d{1,9})(?!\w))"
)
_AMPERSAND = re.compile(r"(?<=\d)\s{0,9}&\s{0,9}(?=\d)")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def is_numeric(text: str) -> bool:
    """Whether a value is a number, with affixes ("D2", "2nd"), or several ("1-3", "2, 4 & 5").

    Examples:
        >>> is_numeric("1-3"), is_numeric("2nd"), is_numeric("2nd edition"), is_numeric("")
        (True, True, False, False)
    """
    return len(text) < 400 and _NUMERIC.match(text) is not None


def is_plural(text: str) -> bool:
    r"""Whether a value names more than one: a range or a list; a hyphen written `\-` joins nothing.

    Examples:
        >>> is_plural("258-261"), is_plural("S12"), is_plural("A\\-1")
        (True, False, False)
    """
    if text.isdigit():
        return False
    return _PLURAL.search(text.replace("\\-", "") if "\\" in text else text) is not None


def separated(text: str) -> list[str]:
    """A numeric value's numbers and separators in turn, spaced as CSL prints them: `1`, `, `, `3`."""
    parts = _SEPARATOR.split(text.strip())
    return [_spaced(part) if index % 2 else part for index, part in enumerate(parts)]


def _spaced(separator: str) -> str:
    return {",": ", ", "&": " & "}.get(separator, separator)


def is_range(before: str, separator: str, after: str) -> bool:
    """Whether a hyphen joins two numbers of one kind: "2-4", "S2-S4", but not "A1-5" or an escaped one."""
    return separator in ("-", "–") and _PREFIX.match(before)[0] == _PREFIX.match(after)[0]  # type: ignore[index]


def ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """A number with its ordinal suffix in a locale: 2nd, 12th.

    Source: CSL 1.0.2, "Ordinal Suffixes": `ordinal-10` to `ordinal-99` match the last two digits by default,
    `ordinal-00` to `ordinal-09` the last one, and `match` can ask for more.
    """
    terms = locale.ordinals
    # A locale without a neuter suffix for all numbers has another one for nouns without a gender.
    defaults = (gender, "") if gender else ("", "feminine", "masculine")
    default = next((terms["ordinal", form] for form in defaults if ("ordinal", form) in terms), None)
    if default is None and ("ordinal-04", "") in terms:
        return f"{number}{_suffix_of_old(number, locale)}"
    for name, wanted in (
        (f"ordinal-{number % 100:02d}", number % 100),
        (f"ordinal-{number % 10:02d}", number % 10),
    ):
        for form in (gender, "") if gender else ("",):
            term = terms.get((name, form))
            if term is not None and _matches(number, wanted, term.match):
                return f"{number}{term.single}"
    return f"{number}{default.single if default else ''}"


def _matches(number: int, wanted: int, match: str) -> bool:
    """Whether a number is one that the term of the number wanted is for."""
    if match == "whole-number":
        return number == wanted
    if match == "last-two-digits" or (wanted >= 10 and match != "last-digit"):
        return number % 100 == wanted
    return number % 10 == wanted % 10


def _suffix_of_old(number: int, locale: Locale) -> str:
    """The suffix by CSL 1.0's scheme, for locales that have no term "ordinal": 1, 2, 3, all others."""
    teen = number % 100 in (11, 12, 13)
    term = locale.ordinals.get((f"ordinal-{4 if teen or not 1 <= number % 10 <= 3 else number % 10:02d}", ""))
    return term.single if term else ""


def long_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """A number from one to ten in words ("second"), larger ones as `ordinal`."""
    if 1 <= number <= 10:
        name = f"long-ordinal-{number:02d}"
        text = locale.term(f"{name} {gender}") if gender else None
        text = text or locale.term(name)
        if text:
            return text.replace("'", "’")
    return ordinal(number, locale, gender)


def roman(number: int) -> str:
    """A number below 5,000 in lower-case roman numerals.

    Examples:
        >>> roman(1994)
        'mcmxciv'
    """
    if not 0 < number < 5000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


@lru_cache(4096)
def page_ranges(text: str, page_format: str, delimiter: str) -> str:
    """Page ranges with the style's delimiter and in its format; the empty format keeps the digits.

    Examples:
        >>> page_ranges("258-261, 300--305", "minimal", "–")
        '258–61, 300–5'
        >>> page_ranges("321-8", "expanded", "–")
        '321–328'
    """
    if len(text) > 2000:
        return text

    if text.isdigit():
        return text

    def one(match: re.Match[str]) -> str:
        before, first, behind, again, last, end = match.groups()
        if before != again:
            return match.group()  # "n11564-1568": not two numbers of one kind, and no range
        if behind or end:
            return f"{before}{first}{behind}{delimiter}{again}{last}{end}"
        if page_format:
            whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
            if int(whole) > int(first):
                last = _FORMATS.get(page_format, _expanded)(first, whole)
        return f"{before}{first}{delimiter}{again if page_format in ('', 'expanded') else ''}{last}"

    result = _DASH.sub(delimiter, _LOOSE.sub("-", _RANGE.sub(one, text)))
    if "&" in result:
        result = _AMPERSAND.sub(" & ", result)
    return _ROMAN_RANGE.sub(rf"\1{delimiter}", result).replace("\\-", "-")


def _expanded(_first: str, last: str) -> str:
    return last


def _minimal(first: str, last: str, least: int = 1) -> str:
    if len(first) != len(last):
        return last
    same = 0
    while same < len(last) - least and first[same] == last[same]:
        same += 1
    return last[same:]


def _minimal_two(first: str, last: str) -> str:
    return _minimal(first, last, 2) if len(first) > 1 else last


def _chicago(first: str, last: str) -> str:
    """Chicago's rule: whole below 100 and at hundreds, else what changes, but at least two digits."""
    number = int(first)
    if len(first) != len(last) or number < 100 or number % 100 == 0:
        return last
    if number % 100 < 10:
        return _minimal(first, last)
    return _minimal(first, last, 2)


def _chicago_15(first: str, last: str) -> str:
    """The same up to the 15th edition, which leaves four digits whole where three of them change."""
    return last if len(first) == len(last) == 4 and first[:2] != last[:2] else _chicago(first, last)


_FORMATS: dict[str, Callable[[str, str], str]] = {
    "expanded": _expanded,
    "minimal": _minimal,
    "minimal-two": _minimal_two,
    "chicago": _chicago_15,
    "chicago-15": _chicago_15,
    "chicago-16": _chicago,
}
