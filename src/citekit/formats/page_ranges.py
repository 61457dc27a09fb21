"""Pages as databases shorten them, in full."""

from __future__ import annotations

import re
from typing import Final

_RANGE: Final = re.compile(r"([A-Za-z]{0,3})(\d{1,9})([A-Za-z]?)\s?-{1,3}\s?([A-Za-z]{0,3})(\d{1,9})([A-Za-z]?)")


def in_full(text: str) -> str:
    """Pages with the ends of ranges in full, and hyphens between them.

    Examples:
        >>> in_full("258-61"), in_full("S155–6"), in_full("1120-8, 1140-51"), in_full("xii-xiv"), in_full("e0123")
        ('258-261', 'S155-S156', '1120-1128, 1140-1151', 'xii-xiv', 'e0123')
        >>> in_full("2019-12-31"), in_full("pp. 12--19"), in_full("P. 3")
        ('2019-12-31', '12-19', '3')
    """
    if len(text) > 200:
        return text
    text = re.sub(r"\s?[\u2010-\u2015\u2212]\s?", "-", text)
    text = re.sub(r"(?i)\App?\.\s?(?=[a-z]{0,3}\d)", "", text)
    return re.sub(r"[^,;]+", _part_in_full, text)


def _part_in_full(part: re.Match[str]) -> str:
    match = _RANGE.fullmatch(part[0].strip())
    if match is None:
        return part[0]
    before, start, after, end_before, end, end_after = match.groups()
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    if before and not end_before:
        end_before = before
    lead = part[0][: len(part[0]) - len(part[0].lstrip())]
    return f"{lead}{before}{start}{after}-{end_before}{end}{end_after}"
