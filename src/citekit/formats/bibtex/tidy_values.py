"""Values of fields as tidying wants them: pages, DOIs, URLs, months, numbers, braces, escapes."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.bibtex.strings import MONTHS

_LONG_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_PAGE_DASH: Final = re.compile(r"(?<=[0-9A-Za-z])[ \t]*(?:-{1,3}|[–—])[ \t]*(?=[0-9A-Za-z])")
_DOI_PREFIX: Final = re.compile(r"\s*(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE)
#: RFC 3986: every character that is neither reserved nor unreserved, nor the sign of an encoded one.
_NOT_IN_URLS: Final = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
#: Characters that LaTeX reads as something else, where no backslash stands before them.
_UNESCAPED: Final = re.compile(r"\\.|[&%#]", re.DOTALL)
_ADDRESS: Final = re.compile(r"\\(?:url|href|path|nolinkurl)\b")


def month(text: str) -> str:
    """BibTeX's abbreviation of a month in English words or a number; "" for anything else.

    Examples:
        >>> month("January"), month("Sept."), month("1"), month("Januar")
        ('jan', 'sep', 'jan', '')
    """
    word = text.strip().rstrip(".").lower()
    if word.isascii() and word.isdigit() and 1 <= int(word) <= 12:
        return MONTHS[int(word) - 1]
    if len(word) >= 3 and word.isalpha():
        return next(
            (MONTHS[n] for n, name in enumerate(_LONG_MONTHS) if name == word or word in (name[:3], name[:4])), ""
        )
    return ""


def page_dashes(text: str) -> str:
    """Page ranges with BibTeX's two hyphens; where more than one dash stands in a range nobody can tell which is it.

    Examples:
        >>> page_dashes("258-61, 263–5"), page_dashes("12-1--12-15"), page_dashes("S1-12-S1-15")
        ('258--61, 263--5', '12-1--12-15', 'S1-12-S1-15')
    """
    parts = re.split(r"([,;])", text)
    return "".join(_PAGE_DASH.sub("--", part) if len(_PAGE_DASH.findall(part)) == 1 else part for part in parts)


def plain_doi(text: str) -> str:
    """A DOI without its address.

    Examples:
        >>> plain_doi("https://doi.org/10.1000/1"), plain_doi("forthcoming")
        ('10.1000/1', 'forthcoming')
    """
    return _DOI_PREFIX.sub("", text, count=1).strip() if _DOI_PREFIX.match(text) else text


def encoded_url(text: str) -> str:
    r"""A URL whose characters that can't stand in one are percent-encoded; LaTeX's escapes in it are undone.

    Examples:
        >>> encoded_url(r"http://a.hu/ő b\_c"), encoded_url("http://a.hu/%20")
        ('http://a.hu/%C5%91%20b_c', 'http://a.hu/%20')
    """
    plain = re.sub(r"\\([_%&#$~])", r"\1", text)
    if "\\" in plain or "{" in plain or "}" in plain:
        return text
    return _NOT_IN_URLS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), plain)


def escaped(text: str) -> str:
    r"""LaTeX with backslashes before `&`, `%` and `#`, which would stop it; what holds an address stays.

    Examples:
        >>> escaped(r"Tom & Jerry: 50% \& #1"), escaped(r"\url{a%20b}")
        ('Tom \\& Jerry: 50\\% \\& \\#1', '\\url{a%20b}')
    """
    if _ADDRESS.search(text):
        return text
    return _UNESCAPED.sub(lambda match: match.group() if match.group()[0] == "\\" else f"\\{match.group()}", text)


def unprotected(text: str) -> str:
    r"""A value without braces round the whole of it; an accent keeps its own.

    Examples:
        >>> unprotected("{{The} Pain}"), unprotected("{The} {Pain}"), unprotected(r"{\'E}")
        ('{The} Pain', '{The} {Pain}', "{\\'E}")
    """
    while text.startswith("{") and not text.startswith("{\\") and _closes_at_end(text):
        text = text[1:-1]
    return text


def _closes_at_end(text: str) -> bool:
    depth = 0
    for match in re.finditer(r"[{}]", text):
        depth += 1 if match.group() == "{" else -1
        if not depth:
            return match.end() == len(text)
    return False
