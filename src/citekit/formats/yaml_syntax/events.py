"""PyYAML's events: a text made ready for its parser, and scalars as they were written.

The parser is libyaml's where that is there. It takes no characters that YAML has only as escapes, nor halves of
characters, which JSON has escapes for; both are replaced at their places, so that positions stay what they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from citekit.formats.yaml_syntax.scalars import Block, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Stands for half of a character while the parser is at work, which refuses the escapes that JSON has for those.
_MARK: Final = "\U0010fffe"
#: Characters that YAML has only as escapes.
_UNPRINTABLE: Final = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff{_MARK}]"
)
_HALF: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89a-fA-F][0-9a-fA-F]{2})")
_MARKED: Final = re.compile(f"{_MARK}([0-9a-fA-F]{{4}}){_MARK}")
_PAIR_OF_HALVES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def readable(text: str) -> tuple[str, list[int]]:
    r"""A text as the parser takes it, of the same length, and where characters stand that it does not.

    Examples:
        >>> readable("a: \x01")
        ('a: \ufffd', [3])
    """
    start = int(text.startswith("\ufeff"))
    odd = [match.start() for match in _UNPRINTABLE.finditer(text, start)]
    if odd:
        text = text[:start] + _UNPRINTABLE.sub("\ufffd", text[start:])
    return (_HALF.sub(rf"\g<1>{_MARK}\g<2>{_MARK}", text) if "\\ud" in text or "\\uD" in text else text), odd


def events(text: str) -> Iterator[Any]:
    """The events of a text that was made ready.

    Raises:
        yaml.YAMLError: it is no YAML from a place on.
    """
    import yaml  # noqa: PLC0415 - only for those who have such files

    return yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def is_yaml(text: str) -> bool:
    """Whether a text is YAML, and stands for nothing else in the file it is from."""
    import yaml  # noqa: PLC0415 - as above

    try:
        return not any(isinstance(event, yaml.AliasEvent) for event in events(text))
    except yaml.YAMLError:
        return False


def scalar_of(event: Any) -> str:
    """A scalar as it was written, with the class that says how."""
    value: str = event.value
    style = event.style
    if style == '"' and _MARK in value:
        value = _MARKED.sub(lambda match: chr(int(match[1], 16)), value)
        return _PAIR_OF_HALVES.sub(
            lambda match: match.group().encode("utf-16", "surrogatepass").decode("utf-16"), value
        )
    if _MARK in value:
        value = _MARKED.sub(r"\\u\1", value)
    if style in ("|", ">"):
        return Block(value)
    tag = event.tag
    if style in ("'", '"') or tag in ("tag:yaml.org,2002:str", "!"):
        # A number may be said to be one in spite of its quotation marks.
        return Plain(value) if tag and tag.rpartition(":")[2] in ("int", "float", "bool", "null") else value
    return Plain(value)
