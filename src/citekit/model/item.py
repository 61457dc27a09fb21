"""The shape of a CSL-JSON item, as types: what readers make, the engine renders and writers print.

Between the layers a work travels as its CSL-JSON object, a plain mapping with the variables' CSL
spelling. `citekit.model.reference.Reference` is the same object with attributes, validation and
completion for people; it is built when somebody asks for it, so that a command which only reads,
formats and prints starts without pydantic.

Source: the `csl-data.json` schema of CSL 1.0.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, TypedDict

#: A CSL-JSON item: `{"id": ..., "type": "article-journal", "title": ..., "author": [...], ...}`.
Item: TypeAlias = Mapping[str, Any]

NameItem = TypedDict(
    "NameItem",
    {
        "family": str,
        "given": str,
        "dropping-particle": str,
        "non-dropping-particle": str,
        "suffix": str,
        "comma-suffix": bool | str | int,
        "static-ordering": bool | str | int,
        "literal": str,
        "parse-names": bool | str | int,
    },
    total=False,
)

DateItem = TypedDict(
    "DateItem",
    {
        "date-parts": list[list[int]],
        "season": int | str,
        "circa": bool | str | int,
        "literal": str,
        "raw": str,
    },
    total=False,
)
