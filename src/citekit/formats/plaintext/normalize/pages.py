"""Pages, volumes and issues: a plain hyphen for any dash, ranges written out in full."""

from __future__ import annotations

import re

_DASHES = re.compile(r"\s*[‐‑‒–—−-]+\s*")
_RANGE = re.compile(r"(?P<prefix>[A-Za-z]{0,3}\.?)(?P<first>\d{1,9})-(?P<letter>[A-Za-z]{0,3}\.?)(?P<last>\d{1,9})\Z")


def parse_pages(text: str) -> str | None:
    """Page ranges with hyphens and all their digits; e-locators keep their letter.

    Examples:
        >>> parse_pages("258–61"), parse_pages("pp. S12-S20"), parse_pages("e9467"), parse_pages("12, 15–8")
        ('258-261', 'S12-S20', 'e9467', '12, 15-18')
    """
    text = re.sub(
        r"^(?:pp?|pages?|article|art\.?)[\s.:]+(?:no\.|number|id)?\s*",
        "",
        text.strip(" \n.,;:()[]"),
        flags=re.IGNORECASE,
    )
    parts = [_expand(_DASHES.sub("-", part.strip())) for part in re.split(r"[,&]", text)]
    return ", ".join(part for part in parts if part) or None


def _expand(part: str) -> str:
    match = _RANGE.match(part)
    if match is None:
        return part
    first, last = match["first"], match["last"]
    if len(last) < len(first) and not (match["letter"] and match["letter"] != match["prefix"]):
        last = first[: len(first) - len(last)] + last
        if int(last) < int(first):
            return part
    return f"{match['prefix']}{first}-{match['letter']}{last}"


def parse_number(text: str) -> str | None:
    """A volume or issue as it is printed, without its label, with plain hyphens.

    Examples:
        >>> parse_number("361"), parse_number("1–3"), parse_number("Suppl. 2")
        ('361', '1-3', 'Suppl. 2')
    """
    text = _DASHES.sub("-", text.strip(" \n,;:()[]")).strip()
    if not re.match(r"suppl|pt", text, re.IGNORECASE):
        text = text.rstrip(".")
    return text or None
