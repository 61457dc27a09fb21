"""Volumes, issues and pages compared: numbers as printed, however they are written.

In: two values of `volume`, `issue` or `page`. Out: whether they agree, `None` where that can't be told.
Leading zeros, labels, dashes, Roman numerals and shortened ranges (`258-61`) make no difference; an article
number stands for a page range and the other way round.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.sources.folding import fold, plain, squash

if TYPE_CHECKING:
    from collections.abc import Iterable

_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−﹣-"), "-")
_LABEL = re.compile(r"\b(?:volume|vol|band|bd|tome|number|numero|no|nr|num|issue|iss|heft)\b\.?", re.IGNORECASE)
_BRACKETED = re.compile(r"\(\s{0,4}\d{4}\s{0,4}\)")
_SUPPLEMENT = re.compile(r"suppl(?:ement)?(?:ement|s)?|(?<![a-z])s(?=\d)", re.IGNORECASE)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_ROMAN_DIGITS: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NOTHING: Final = frozenset({"", "null", "none", "na", "n a", "undefined", "ahead of print"})


def roman(text: str) -> int | None:
    """The value of a Roman numeral in lower case, or `None`.

    Examples:
        >>> roman("xiv"), roman("vitamin")
        (14, None)
    """
    if not text or not _ROMAN.match(text):
        return None
    values = [_ROMAN_DIGITS[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def numbers_agree(one: object, other: object) -> bool | None:
    """Whether two volume or issue numbers are the same.

    Examples:
        >>> numbers_agree("vol. 07", "7"), numbers_agree("1-3", "1–3"), numbers_agree("12", "Suppl 12")
        (True, True, False)
        >>> numbers_agree("XII", "12"), numbers_agree("1_suppl", "Supplement 1"), numbers_agree("3", "null")
        (True, True, None)
    """
    mine, theirs = _number_tokens(one), _number_tokens(other)
    if not mine or not theirs:
        return None
    return mine == theirs or (sorted(mine) == sorted(theirs) and "suppl" in mine)


def _number_tokens(value: object) -> tuple[str, ...]:
    text = unicodedata.normalize("NFKC", plain(value)).translate(_DASHES)[:200].lower()
    if text.strip() in _NOTHING:
        return ()
    text = _SUPPLEMENT.sub(" suppl ", _BRACKETED.sub(" ", _LABEL.sub(" ", text)).replace("_", " "))
    return tuple(_numeral(token) for token in _TOKEN.findall(text)) or tuple(text.split())


def _numeral(token: str) -> str:
    if token.isdecimal():
        return str(int(token))
    value = roman(token)
    return token if value is None else str(value)


class Pages(NamedTuple):
    """The pages a work stands on: the first, the last where it is known; `prefix` is the `S` of `S12`."""

    prefix: str
    first: int
    last: int | None = None


_PAGE_LABEL = re.compile(
    r"^(?:pages|page|pp|pg|p|s|article(?: number| no)?|art|id)\.?\s{1,4}(?=\S)|^pp?\.", re.IGNORECASE
)
_RANGE = re.compile(
    r"([a-z]{0,4})[.\s]?(\d{1,12})([a-z]{0,3})(?:-{1,3}([a-z]{0,4})[.\s]?(\d{1,12})[a-z]{0,3})?(?![\da-z])"
)


def read_pages(value: object) -> Pages | None:
    """The first range of a value of `page`; `None` where it isn't one.

    Examples:
        >>> read_pages("258–61"), read_pages("pp. S155-S156, S160")
        (Pages(prefix='', first=258, last=261), Pages(prefix='s', first=155, last=156))
    """
    text = _page_text(value)
    match = _RANGE.match(text.replace(" - ", "-"))
    if match is None:
        first, dash, last = text.partition("-")
        start, end = roman(first.strip()), roman(last.strip())
        if start is None or (dash and end is None):
            return None
        return Pages("roman", start, end)
    prefix, first, _, _, last = match.groups()
    return Pages(prefix, int(first), _expanded(first, last))


def _page_text(value: object) -> str:
    text = unicodedata.normalize("NFKC", plain(value)).translate(_DASHES)[:200].strip().lower()
    return _PAGE_LABEL.sub("", text).strip()


def _expanded(first: str, last: str | None) -> int | None:
    """The last page written out: `258-61` ends on 261."""
    if last is None:
        return None
    if len(last) < len(first) and int(last) < int(first):
        return int(first[: len(first) - len(last)] + last)
    return int(last)


def pages_agree(value: object, candidates: Iterable[object], doi: str = "") -> bool | None:
    """Whether a reference's pages are among what a registry has: page ranges and article numbers.

    A first page alone agrees with its range. A range that begins on page 1 is an article paginated by
    itself, which registries file under its article number; an article number may also be known only from
    the DOI's end.

    Examples:
        >>> pages_agree("258-261", ["258-61"]), pages_agree("258-262", ["258-261"])
        (True, False)
        >>> pages_agree("e9467002", ["1-10"], "10.1155/2022/9467002"), pages_agree("1-10", ["e0123"])
        (True, True)
        >>> pages_agree("258", ["IFC"]) is None
        True
    """
    known = [text for text in candidates if _page_text(text) not in _NOTHING]
    if _page_text(value) in _NOTHING or not known:
        return None
    verdicts = [_agree(value, candidate) for candidate in known]
    if True in verdicts:
        return True
    pages = read_pages(value)
    if pages is not None and pages.last is None and _ends_doi(pages, doi):
        return True
    return False if False in verdicts else None


def _agree(value: object, candidate: object) -> bool | None:
    if squash(fold(value)) == squash(fold(candidate)):
        return True
    mine, theirs = read_pages(value), read_pages(candidate)
    if mine is None or theirs is None:
        return None
    if _is_article(mine) != _is_article(theirs):
        ranged, article = (theirs, mine) if _is_article(mine) else (mine, theirs)
        if ranged.last is not None and ranged.first == 1 and not ranged.prefix:
            return True
        return article.first == ranged.first
    if mine.first != theirs.first or (mine.prefix != theirs.prefix and mine.prefix and theirs.prefix):
        return False
    return mine.last is None or theirs.last is None or mine.last == theirs.last


def _is_article(pages: Pages) -> bool:
    """An article number: one number with an `e`, or too high for a page."""
    return pages.last is None and (pages.prefix.startswith("e") or pages.first >= 100_000)


def _ends_doi(pages: Pages, doi: str) -> bool:
    number = str(pages.first)
    return len(number) >= 3 and re.search(rf"(?<!\d)0{{0,6}}{number}\Z", doi) is not None
