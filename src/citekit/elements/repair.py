"""What exporting programs get wrong in XML's characters, put right: bare ampersands, characters XML has not.

Pure, and linear in the length of the text. Tags that do not match are no matter of characters, and stay as they are.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

#: Characters that XML 1.0 has not, section 2.2; surrogates are no characters.
NO_CHARACTERS: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE: Final = re.compile(
    r"&(?:#(?P<decimal>\d{1,8});|#[xX](?P<hex>[0-9a-fA-F]{1,8});|(?P<name>[A-Za-z][A-Za-z0-9]{0,31});)?"
)
_XML_NAMES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NO_TAG: Final = re.compile(r"<(?![/!?A-Za-z_:])")


def repaired(text: str) -> str:
    r"""A text without what XML has no characters for, its bare `&` and `<` escaped, and HTML's entities resolved.

    Examples:
        >>> repaired("<a>AT&T, p < .05, caf&eacute;&nbsp;&#x1F;\x0b&amp;&#233;</a>")
        '<a>AT&amp;T, p &lt; .05, café\xa0&amp;&#233;</a>'
    """
    text = NO_CHARACTERS.sub("", text)
    if "<![CDATA[" in text:
        # There, an ampersand is one already.
        return text
    return _NO_TAG.sub("&lt;", _REFERENCE.sub(_resolved, text))


def _resolved(match: re.Match[str]) -> str:
    if match["decimal"] or match["hex"]:
        number = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
        is_character = number <= 0x10FFFF and NO_CHARACTERS.match(chr(number)) is None
        return match[0] if is_character else ""
    name = match["name"]
    if name in _XML_NAMES:
        return match[0]
    found = html5.get(f"{name};", "") if name else ""
    return found.replace("&", "&amp;").replace("<", "&lt;") if found else "&amp;" + match[0][1:]
