"""`cs:date`: localised or as the style spells it out, ranges with only what differs doubled.

Source: CSL 1.0.2 specification, "Date", "Date-part", "Date Ranges", "AD and BC", "Seasons".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl.compile.context import FILLED, MISSING, DateTag, Frame, Render, Rendered, YearSuffixTag, missing
from citekit.csl.compile.formatting import finisher, join
from citekit.csl.numeric import ordinal
from citekit.richtext.nodes import Fragment, Inline, Source, Tagged, Text, with_children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.csl import ast
    from citekit.csl.compile.compiler import Compiler
    from citekit.csl.item import DateView

_INDEX = {"year": 0, "month": 1, "day": 2}
#: What joins the two ends of a range where neither style nor locale says anything else.
_DASH = "–"


def compile_date(date: ast.Date, compiler: Compiler) -> Render:
    """A date."""
    variable = date.variable
    if compiler.absent(variable):
        return missing
    finish = finisher(date.affixes, english=compiler.english)
    parts, delimiter = _parts(date, compiler)
    kept, again = object(), compiler.area == "citation"

    def render(frame: Frame) -> Rendered:
        if variable in frame.suppressed:
            return MISSING
        view = frame.work.date(variable)
        if view is None:
            return MISSING
        frame.seen.add(variable)
        source = Source(frame.work.key, variable)
        if compiler.area == "sort":
            return Text(sortable(view, {part.name for part in parts})), FILLED
        node = frame.work.kept.get(kept) if again else None
        if node is None:
            node = (
                _range(view, parts, delimiter, source, compiler)
                if view.points
                else _literal(view.literal, parts, source, compiler)
            )
            if node is None:
                return MISSING
            if again:
                frame.work.kept[kept] = node
        suffix = frame.context.disambiguation.year_suffix
        if suffix and variable == "issued" and not compiler.explicit_suffix and not frame.suffixed:
            frame.suffixed = True
            node = _with_suffix(node, suffix, frame.work.key)
        return finish(Tagged(DateTag(variable), (node,)), frame.work.language), FILLED

    return render


def _parts(date: ast.Date, compiler: Compiler) -> tuple[tuple[ast.DatePart, ...], str]:
    """The date-parts in order, and the delimiter: the locale's for a localised date, else the style's."""
    if not date.form:
        return date.parts, date.delimiter
    localised, delimiter = compiler.date_format(date.form)
    wanted = date.date_parts.split("-")
    own = {part.name: part for part in date.parts}
    parts = [_merged(part, own.get(part.name)) for part in localised if part.name in wanted]
    if parts and not delimiter:
        # What stood between a part that is left out and its neighbour must not hang at the date's ends.
        first = parts[0].affixes
        parts[0] = parts[0]._replace(affixes=first._replace(prefix=first.prefix.lstrip(" ,")))
        if parts[-1].name != localised[-1].name:
            last = parts[-1].affixes
            parts[-1] = parts[-1]._replace(affixes=last._replace(suffix=last.suffix.rstrip(" ,/-.")))
    return tuple(parts), delimiter


def _merged(part: ast.DatePart, own: ast.DatePart | None) -> ast.DatePart:
    """A locale's date-part with the form and looks that the style gives it; affixes stay the locale's."""
    if own is None:
        return part
    joint = own.range_delimiter if own.range_delimiter != _DASH else part.range_delimiter
    dress = part.affixes._replace(
        formatting=own.affixes.formatting or part.affixes.formatting,
        text_case=own.affixes.text_case or part.affixes.text_case,
        strip_periods=own.affixes.strip_periods or part.affixes.strip_periods,
    )
    return part._replace(affixes=dress, form=own.form or part.form, range_delimiter=joint)


def _literal(words: str, parts: Sequence[ast.DatePart], source: Source, compiler: Compiler) -> Inline | None:
    """A date in words stands for the year; where a style shows month and day by themselves, it isn't said again."""
    year = next((part for part in parts if part.name == "year"), None)
    if year is None:
        return None
    return finisher(year.affixes, english=compiler.english)(Text(words, source), "")


def _range(
    view: DateView, parts: Sequence[ast.DatePart], delimiter: str, source: Source, compiler: Compiler
) -> Inline | None:
    """A date, or the two ends of a range: in full from the largest part shown that differs, the rest once."""
    first = view.points[0]
    season = view.season or view.season_name
    last = view.points[1] if len(view.points) > 1 else first
    if len(view.points) > 1 and last[0] == 0:
        return _open_range(first, season, parts, delimiter, source, compiler)
    shown = sorted({_INDEX[part.name] for part in parts})
    index = next((number for number in shown if _at(first, number) != _at(last, number)), None)
    if index is None:
        return _row(first, season, parts, delimiter, source, compiler)
    changing = [number for number, part in enumerate(parts) if _INDEX[part.name] >= index]
    start, end = changing[0], changing[-1] + 1
    if end - start > len(changing):
        start, end = 0, len(parts)  # what stays the same stands in between: "May 3, 2004–June 3, 2004"
    joint = next(part.range_delimiter for part in parts if _INDEX[part.name] == index)
    left = _row(first, "", parts[start:end], delimiter, source, compiler, trim=True)
    right = _row(last, "", parts[start:end], delimiter, source, compiler, joined=True)
    if left is None or right is None:
        return left or right
    before = _row(first, "", parts[:start], delimiter, source, compiler)
    after = _row(first, "", parts[end:], delimiter, source, compiler)
    row = Fragment((left, Text(joint, source), right))
    return join([node for node in (before, row, after) if node is not None], delimiter)


def _open_range(
    first: tuple[int, ...],
    season: int | str,
    parts: Sequence[ast.DatePart],
    delimiter: str,
    source: Source,
    compiler: Compiler,
) -> Inline | None:
    """A range without an end: the year differs from whatever it will be."""
    row = _row(first, season, parts, delimiter, source, compiler)
    joint = next((part.range_delimiter for part in parts if part.name == "year"), _DASH)
    return Fragment((row, Text(joint, source))) if row else None


def _at(point: tuple[int, ...], index: int) -> int:
    """Year, month or day of a point, by its place; 0 where it has none."""
    return point[index] if len(point) > index else 0


def _row(
    point: tuple[int, ...],
    season: int | str,
    parts: Sequence[ast.DatePart],
    delimiter: str,
    source: Source,
    compiler: Compiler,
    *,
    trim: bool = False,
    joined: bool = False,
) -> Inline | None:
    """One point's parts in the style's order.

    `trim` drops the last suffix, with which the range ends; `joined` says that the range's delimiter stands before,
    in the place of the first prefix.
    """
    nodes: list[Inline] = []
    present = [(part, text) for part in parts if (text := _part(point, season, part, compiler))]
    for number, (part, text) in enumerate(present):
        affixes = part.affixes
        if trim and number == len(present) - 1:
            affixes = affixes._replace(suffix="")
        if joined and number == 0:
            affixes = affixes._replace(prefix="")
        if nodes and delimiter:
            nodes.append(Text(delimiter))
        nodes.append(finisher(affixes, english=compiler.english)(Text(text, source._replace(part=part.name)), ""))
    return Fragment(tuple(nodes)) if nodes else None


def _part(point: tuple[int, ...], season: int | str, part: ast.DatePart, compiler: Compiler) -> str:
    value = _at(point, _INDEX[part.name])
    if part.name == "year":
        return _year(value, part.form, compiler)
    if part.name == "month":
        if not value or value > 12:
            return _season(season or value, compiler)
        return _month(value, part.form, compiler)
    if not value:
        return ""
    return _day(value, _at(point, 1), part.form, compiler)


def _year(value: int, form: str, compiler: Compiler) -> str:
    if not value:
        return ""
    if form == "short" and value >= 1000:
        return f"{value % 100:02d}"
    if value < 0:
        return f"{-value}{compiler.locale.term('bc') or ''}"
    if value < 1000:
        return f"{value}{compiler.locale.term('ad') or ''}"
    return str(value)


def _season(value: int | str, compiler: Compiler) -> str:
    """A season by its number, 1 to 4, or by that of a month that is none: 21 to 24 in EDTF, 13 to 20 elsewhere.

    One in words that is none of the four ("Michaelmas") stands as it is.
    """
    if not value or isinstance(value, str):
        return value or ""
    return compiler.locale.term(f"season-{(value - 13) % 4 + 1 if value > 12 else value:02d}") or ""


def _month(value: int, form: str, compiler: Compiler) -> str:
    if form == "numeric":
        return str(value)
    if form == "numeric-leading-zeros":
        return f"{value:02d}"
    return (compiler.locale.term(f"month-{value:02d}", form or "long") or "").replace("'", "’")


def _day(value: int, month: int, form: str, compiler: Compiler) -> str:
    if form == "numeric-leading-zeros":
        return f"{value:02d}"
    if form == "ordinal":
        if value != 1 and compiler.locale.option("limit-day-ordinals-to-day-1"):
            return str(value)
        return ordinal(value, compiler.locale, compiler.locale.gender(f"month-{month:02d}"))
    return str(value)


def _with_suffix(node: Inline, suffix: str, key: str) -> Inline:
    """The year suffix after the (last) year of a date; at its end where it shows no year."""
    mark = Tagged(YearSuffixTag(suffix), (Text(suffix, Source(key, "year-suffix")),))
    placed, done = _after_year(node, mark)
    return placed if done else Fragment((node, mark))


def _after_year(node: Inline, mark: Inline) -> tuple[Inline, bool]:
    if isinstance(node, Text):
        if node.source is not None and node.source.part == "year":
            return Fragment((node, mark)), True
        return node, False
    children = list(node.children)
    for index in range(len(children) - 1, -1, -1):
        children[index], done = _after_year(children[index], mark)
        if done:
            return with_children(node, children), True
    return node, False


def sortable(view: DateView, names: set[str]) -> str:
    """A date as digits that sort: year offset so that years before the common era come first."""
    if not view.points:
        return view.literal
    rows = []
    for point in view.points:
        year = point[0] + 100_000 if point[0] else 199_999
        month = _at(point, 1) if "month" in names and _at(point, 1) <= 12 else 0  # seasons have no order
        day = _at(point, 2) if "day" in names else 0
        rows.append(f"{year:06d}{month:02d}{day:02d}")
    return "-".join(rows)
