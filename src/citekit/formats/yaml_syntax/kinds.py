"""Whose YAML a text is: items of CSL's, entries of Hayagriva's, or a CITATION.cff."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from citekit.model.variables import ITEM_TYPES, KIND

_BLANK: Final = r"(?:[ \t\n]|\#[^\n]*\n)*"
_CFF: Final = r"(?m)^[\"']?cff-version[\"']?[ \t]*:"
#: A list of items under its key: what stands in it is a mapping.
_REFERENCES: Final = (
    r"(?mx)^[\"']?(?:references|items)[\"']?[ \t]*:[ \t]*"
    rf"(?:\[[ \t\n]*\{{|{_BLANK}-[ \t\n]+(?:[{{&?]|[\"']?[\w-]+[\"']?[ \t]*:(?:\s|\Z)))"
)
#: The same of nothing, where nothing follows in which there might be something.
_NO_REFERENCES: Final = r"(?m)^[\"']?(?:references|items)[\"']?[ \t]*:[ \t]*\[[ \t\n]*\]\s*(?:(?:---|\.\.\.)\s*)?\Z"
#: A list of mappings, a variable of CSL's in the first.
_LIST: Final = (
    rf"(?x)(?:---[^\n]*\n)?{_BLANK}-[ \t\n]+(?:[{{]\s*|&\S+\s+)?(?:[\"']?[\w-]+[\"']?:[^\n]*\n[ \t\n]*){{0,20}}?"
    rf"[\"']?(?:id|type|{'|'.join(KIND)})[\"']?[ \t]*:(?:\s|\Z)"
)
_SINGLE: Final = rf"(?m)^type[ \t]*:[ \t]+[\"']?(?:{'|'.join(ITEM_TYPES)})[\"']?[ \t]*(?:#.*)?$"
_ID: Final = r"(?m)^id[ \t]*:[ \t]+\S"
#: A key with a mapping that has a type of Hayagriva's, in lines or in brackets.
_HAYAGRIVA: Final = (
    r"(?mxi)^(?:[^\s\#:\"'\[{&*!|>%@`-][^\n]{0,200}?|[\"'][^\n]{1,200}?[\"']):[ \t]*(?:\#[^\n]*)?"
    r"(?:\n+(?P<indent>[ \t]+)(?:[^\n]*\n+(?P=indent)){0,40}?|\{[^{}]{0,1000}?\b)"
    r"[\"']?type[\"']?[ \t]*:[ \t]+[\"']?(?:TYPES)\b"
)
#: What may stand at the beginning of a line before that: a key, something in a list, the end of a bracket.
_OUTERMOST: Final = r"(?m)^(?!\#)\S.*$"
_IN_MAPPING: Final = r"[\"']?[\w.-]{1,80}[\"']?[ \t]*:(?:\s|\Z)|-(?:\s|\Z)|[\]}]"
#: Keys of Hayagriva's entries are people's own.
_IN_ENTRIES: Final = r"[\"']?[^\s:\"'][^:\n]{0,200}:(?:\s|\Z)|-(?:\s|\Z)|[\]}]"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when a text is first looked at."""
    return re.compile(pattern)


def yaml_kind(head: str) -> str | None:
    r"""The name of the format that a text of YAML begins as; `None` for what is none of them.

    The metadata of an article are CSL's only where there are references in them.

    Examples:
        >>> yaml_kind("- id: a\n  type: book\n"), yaml_kind("---\ntitle: Pain\n---\n\n# Pain\n")
        ('csl-yaml', None)
        >>> yaml_kind("harry:\n  type: Book\n  title: Order\n"), yaml_kind("cff-version: 1.2.0\n")
        ('hayagriva', 'cff')
    """
    text = head.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _compiled(_LIST).match(text):
        return "csl-yaml"
    if _has(_CFF, text):
        return "cff"
    if _has(_REFERENCES, text) or _has(_NO_REFERENCES, text) or (_has(_SINGLE, text) and _has(_ID, text)):
        return "csl-yaml"
    from citekit.formats.hayagriva.tables import TYPES  # noqa: PLC0415 - its package asks here what a text is

    return "hayagriva" if _has(_HAYAGRIVA.replace("TYPES", "|".join(TYPES)), text, _IN_ENTRIES) else None


def _has(pattern: str, text: str, lines_before: str = _IN_MAPPING) -> bool:
    """Whether a text has something in a mapping that it begins with, and not in a document or quotation behind it."""
    found = _compiled(pattern).search(text)
    if found is None:
        return False
    lines = _compiled(_OUTERMOST).findall(text, 0, found.start())
    if lines and (lines[0].startswith("%") or lines[0].split()[0] == "---"):
        lines = [line for line in lines[1:] if line != "---"] if lines[0].startswith("%") else lines[1:]
    allowed = _compiled(lines_before)
    return all(allowed.match(line) for line in lines)
