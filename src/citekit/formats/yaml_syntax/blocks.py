r"""Values as YAML that every reader takes for the same: blocks, no line folded, quotation marks where any doubt is.

What a reader of YAML 1.1 or 1.2 might take for a number, a date, a truth value or nothing is in double quotation
marks, with the escapes that JSON has too; text of several lines stands behind `|-` where that keeps it as it is.

Source: YAML 1.2.2, chapters 7 and 8.
"""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.yaml_syntax.scalars import is_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What is nested more deeply is written as the JSON that it is, in quotation marks: no reader would go there.
_DEEPEST: Final = 60
#: A key that is longer needs a sign of its own.
_LONG_KEY: Final = 120
#: Lines that stand behind `|-` as they are.
_LINES: Final = re.compile(
    r"(?:[^\s\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff\U0010fffe][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff\U0010fffe]*)?(?:\n|\Z)"
)
#: What JSON leaves as it is and YAML has only as an escape.
_ESCAPED: Final = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff\U0010fffe]")


def block(pairs: Mapping[str, Any], line: str = "\n") -> str:
    r"""A mapping as lines of YAML; `line` is the line end with the indent of the mapping.

    Examples:
        >>> print(block({"volume": "007", "author": [{"family": "Han"}], "issued": {"date-parts": [[2004, 5]]}}))
        volume: "007"
        author:
        - family: Han
        issued:
          date-parts: [[2004, 5]]
        >>> print(block({"title": "no", "abstract": "One.\n\nTwo: three.", "custom": {}}))
        title: "no"
        abstract: |-
          One.
        <BLANKLINE>
          Two: three.
        custom: {}
    """
    return line.join(_pair(str(key), value, line) for key, value in pairs.items())


def _pair(key: str, value: Any, line: str) -> str:
    written = scalar(key)
    head = f"? {written}{line}:" if len(written) > _LONG_KEY else f"{written}:"
    if type(value) is dict and value and len(line) < _DEEPEST:
        inner = line + "  "
        return f"{head}{inner}{block(value, inner)}"
    if type(value) is list and value and len(line) < _DEEPEST and not _is_numbers(value):
        return f"{head}{line}{items(value, line)}"
    return f"{head} {_value(value, line)}"


def items(values: list[Any], line: str) -> str:
    r"""A list as lines of YAML, a hyphen before each value; `line` is the line end with the indent of the hyphens.

    Examples:
        >>> print(items(["a", {"b": "c"}, ["d"]], "\n"))
        - a
        - b: c
        - - d
    """
    inner = line + "  "
    return line.join(f"- {_item(value, inner)}" for value in values)


def _item(value: Any, line: str) -> str:
    if type(value) is dict and value and len(line) < _DEEPEST:
        return block(value, line)
    if type(value) is list and value and len(line) < _DEEPEST and not _is_numbers(value):
        return items(value, line)
    return _value(value, line)


def _is_numbers(values: list[Any]) -> bool:
    """Whether a list is one of integers or of such lists, which read best in brackets."""
    return all(
        type(value) is int or (type(value) is list and all(type(part) is int for part in value)) for value in values
    )


def _value(value: Any, line: str) -> str:
    """A value that stands behind its key."""
    if isinstance(value, str):
        if "\n" in value and _is_lines(value):
            inner = line + "  "
            return "|-" + "".join(f"{inner}{part}" if part else "\n" for part in value.split("\n"))
        return scalar(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int) or (isinstance(value, list) and len(line) < _DEEPEST and _is_numbers(value)):
        return str(value)
    if value in ({}, []):
        return "{}" if isinstance(value, dict) else "[]"
    return scalar(json.dumps(value, ensure_ascii=False, default=str))


def _number(value: float) -> str:
    """A number that YAML 1.1, which wants a point in it, reads too."""
    text = repr(value)
    if text in ("inf", "-inf", "nan"):
        return scalar(text)
    mantissa, exponent, power = text.partition("e")
    return f"{mantissa}{'' if '.' in mantissa or not exponent else '.0'}{exponent}{power}"


def _is_lines(text: str) -> bool:
    position = 0
    while position < len(text):
        match = _LINES.match(text, position)
        if match is None:
            return False
        position = match.end()
    return text[0] != "\n" and not text[-1].isspace()


def scalar(text: str) -> str:
    r"""A text as it stands in YAML, in quotation marks where a reader might take it for something else.

    Examples:
        >>> scalar("half \ud800 a character")
        '"half \ufffd a character"'
        >>> print(*map(scalar, ("Han", "no", "1:30", "# x", "it's", 'a "b"', "a: b", "tab\t", "\x85")))
        Han "no" "1:30" "# x" it's a "b" "a: b" "tab\t" "\u0085"
    """
    if is_plain(text):
        return text
    # JSON's escapes are YAML's.
    return _ESCAPED.sub(_escape, encode_basestring(text))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xD800 <= code <= 0xDFFF:
        # Half a character: other readers refuse a whole file for its escape.
        return "\ufffd"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
