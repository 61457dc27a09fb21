"""What a scalar of YAML is: as it was written, and as the core schema of YAML 1.2 reads it.

YAML 1.1 takes `no` for false, `1:30` for ninety and `2020-05-01` for a date. The core schema of YAML 1.2 knows null,
true and false, and numbers; even those are text where a variable holds text. So scalars stay what was written until
somebody asks.

Source: YAML 1.2.2, section 10.3 "Core Schema".
"""

from __future__ import annotations

import re
from typing import Any, Final


class Plain(str):
    """A scalar without quotation marks, as it was written."""

    __slots__ = ()


class Block(str):
    """A scalar of lines behind `|` or `>`."""

    __slots__ = ()


_WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None, "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER: Final = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
#: Python reads no longer integers out of text; no bibliography has any.
_MAX_DIGITS: Final = 4000


def resolved(value: Any) -> Any:
    """What the core schema takes a scalar for, or all those in a mapping or list: null, true, false, a number or text.

    Infinity and what is no number stay text, since nothing else could hold them.

    Examples:
        >>> [resolved(Plain(text)) for text in ("no", "007", "1e3", "~", "True", "1:30", "2020-05-01")]
        ['no', 7, 1000.0, None, True, '1:30', '2020-05-01']
        >>> resolved("7")
        '7'
    """
    # As deep as `yaml_syntax.records` lets values be.
    if isinstance(value, dict):
        return {name: resolved(part) for name, part in value.items()}
    if isinstance(value, list):
        return [resolved(part) for part in value]
    return _scalar(value) if type(value) is Plain else str(value)


def _scalar(scalar: Plain) -> Any:
    if scalar in _WORDS:
        return _WORDS[scalar]
    if len(scalar) <= _MAX_DIGITS:
        if _INTEGER.match(scalar):
            prefix = scalar[:2]
            return int(scalar[2:], 8 if prefix == "0o" else 16) if prefix in ("0o", "0x") else int(scalar)
        if _FLOAT.match(scalar) and (number := float(scalar)) not in (float("inf"), float("-inf")):
            return number
    return str(scalar)


def is_null(value: Any) -> bool:
    """Whether a value is nothing, where text could stand: empty, `~` or `null`.

    `Null` and `NULL`, which programs don't write for nothing, are taken for text: there are people of that name.

    Examples:
        >>> is_null(Plain("")), is_null(Plain("null")), is_null(Plain("Null")), is_null("")
        (True, True, False, False)
    """
    return type(value) is Plain and value in ("", "~", "null")


#: What may stand without quotation marks for every reader: it begins as no number, mark or sign of YAML …
_HARMLESS: Final = re.compile(
    r"[^\W_](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff:#]|:(?=[^\s\x00-\x1f\x7f-\xa0])|(?<=[^\s])\#)*\Z"
)
#: … and is no word that YAML 1.1 takes for a truth value or nothing, and no number, date or time of either version.
_SPECIAL: Final = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null)\Z|[0-9][0-9a-fA-FxXoOtTzZ_.:,+ -]*\Z",
)


def is_plain(text: str) -> bool:
    """Whether every reader of YAML takes a text without quotation marks for that text.

    Examples:
        >>> [is_plain(text) for text in ("Pain: A Story", "10.1000/x", "no", "007", "2004-05", "Han, J.", "*x*")]
        [False, True, False, False, False, True, False]
    """
    return (
        _HARMLESS.match(text) is not None
        and _SPECIAL.match(text) is None
        and not text[-1].isspace()
        and text[-1] != ":"
    )
