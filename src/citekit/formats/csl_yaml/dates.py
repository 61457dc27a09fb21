"""Dates as people write them in YAML, and CSL's date object.

Pandoc takes EDTF (`2004-05`, `2004-05/2005`, `2004~`), CSL-JSON's object, and lists of years, months and days; so
does this.

Source: Pandoc User's Guide, "Citations"; CSL 1.0.2 `csl-data.json`; EDTF, ISO 8601-2:2019.
"""

from __future__ import annotations

import re
from typing import Any, Final

from citekit.formats.yaml_syntax.scalars import is_null, resolved
from citekit.model.edtf import format_edtf, parse_edtf

_INTEGER: Final = re.compile(r"\s*-?\d{1,9}\s*\Z")
_PARTS: Final = ("year", "month", "day")


def date_of(value: Any) -> Any:
    """A date as CSL-JSON has it; text that is no date is a literal one. `None` where there is none.

    Examples:
        >>> from citekit.formats.yaml_syntax.scalars import Plain
        >>> date_of(Plain("2004-05")), date_of(Plain("850")), date_of("In press")
        ({'date-parts': [[2004, 5]]}, {'date-parts': [[850]]}, {'literal': 'In press'})
        >>> date_of([{"year": Plain("2004"), "month": Plain("5")}, {"year": Plain("2005")}])
        {'date-parts': [[2004, 5], [2005]]}
        >>> date_of({"year": Plain("2004"), "season": Plain("2"), "circa": Plain("true")})
        {'date-parts': [[2004]], 'season': 2, 'circa': True}
    """
    if isinstance(value, str):
        return None if is_null(value) else _from_text(str(value))
    if isinstance(value, dict):
        return _from_object(value)
    if isinstance(value, list) and value:
        return _from_list(value)
    return None


def _from_text(text: str) -> dict[str, Any]:
    date = parse_edtf(text)
    if date is not None:
        return dict(date)
    if _INTEGER.match(text) and int(text):
        return {"date-parts": [[int(text)]]}
    return {"literal": text.strip()}


def _from_object(value: dict[str, Any]) -> dict[str, Any] | None:
    date: dict[str, Any] = {}
    parts = [_part(value[name]) for name in _PARTS if name in value and not is_null(value[name])]
    if parts:
        date["date-parts"] = [parts]
    for name, part in value.items():
        if name == "date-parts" and isinstance(part, list):
            points = part if any(isinstance(point, list) for point in part) else [part]
            date[name] = [[_part(number) for number in point] for point in points if isinstance(point, list)]
        elif name == "season":
            date[name] = _part(part)
        elif name in ("literal", "raw", "other") and isinstance(part, str):
            date["literal" if name == "other" else name] = str(part)
        elif name not in _PARTS:
            date[name] = resolved(part)
    return {name: part for name, part in date.items() if part is not None} or None


def _from_list(value: list[Any]) -> Any:
    if all(isinstance(point, str) and _INTEGER.match(point) for point in value):
        return {"date-parts": [[int(point) for point in value]]}
    points = [_from_list(point) if isinstance(point, list) else date_of(point) for point in value[:2]]
    dates = [point for point in points if point]
    if not dates:
        return None
    whole = dict(dates[0])
    if "date-parts" in whole and len(dates) == 2 and "date-parts" in dates[1]:
        whole = {**dates[1], **whole, "date-parts": [*whole["date-parts"][:1], *dates[1]["date-parts"][:1]]}
    return whole


def _part(value: Any) -> Any:
    """A number of a date; what holds none stays as it is."""
    if isinstance(value, str) and _INTEGER.match(value):
        return int(value)
    return resolved(value)


def in_numbers(points: Any) -> Any:
    """The parts of a date as numbers, some of which Zotero has as text."""
    if not isinstance(points, list):
        return points
    return [[_number(part) for part in point] if isinstance(point, list) else point for point in points]


def _number(part: Any) -> Any:
    return int(part) if isinstance(part, str) and _INTEGER.match(part) else part


def written_date(date: Any) -> Any:
    """A date as EDTF where that says all of it, as pandoc writes it too; else as it is.

    Examples:
        >>> written_date({"date-parts": [[2004, 5], [2004, 6]]}), written_date({"literal": "In press"})
        ('2004-05/2004-06', 'In press')
        >>> written_date({"date-parts": [["2004", 5]]}), written_date({"date-parts": [[2004, 13]]})
        ('2004-05', {'date-parts': [[2004, 13]]})
    """
    if not isinstance(date, dict):
        return date
    literal = date.get("literal")
    written = literal if isinstance(literal, str) and len(date) == 1 else format_edtf(date)
    return written if written and _same(_from_text(written), date) else date


def _same(found: dict[str, Any], date: dict[str, Any]) -> bool:
    if "date-parts" in date:
        date = {**date, "date-parts": in_numbers(date["date-parts"])}
    return found == date and [type(part) for part in found.values()] == [type(part) for part in date.values()]
