"""`cs:number` and `cs:label`: numbers as numerals, ordinals or roman, and the terms that go with them.

Source: CSL 1.0.2 specification, "Number" and "Label".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.csl.compile.choose import value_of
from citekit.csl.compile.context import (
    FILLED,
    MISSING,
    NONE,
    NOTHING,
    Frame,
    LocatorTag,
    Render,
    Rendered,
    missing,
    nothing,
)
from citekit.csl.compile.formatting import finisher
from citekit.csl.numeric import is_numeric, is_plural, is_range, long_ordinal, ordinal, roman, separated
from citekit.model.variables import LOCATOR_LABELS
from citekit.richtext.markup import parse_markup
from citekit.richtext.nodes import Inline, Source, Tagged, Text

if TYPE_CHECKING:
    from citekit.csl import ast
    from citekit.csl.compile.compiler import Compiler

_SEPARATED = re.compile(r"(,\s*|\s*&\s*)")
_LABELLED = re.compile(r"([^\W\d]{1,12}\.)\s*(\d.*)")
#: Variables that count something: plural when they say more than one.
_COUNTS = ("number-of-pages", "number-of-volumes")
#: Variables whose hyphens are ranges; in others ("version", "section") they can be anything.
_RANGES = frozenset(
    {
        "page", "locator", "volume", "issue", "number", "edition", "chapter-number", "collection-number",
        "number-of-pages", "number-of-volumes",
    }
)  # fmt: skip
_COUNT = re.compile(r"(\d{1,12})[A-Za-z]{0,12}")


def compile_number(number: ast.Number, compiler: Compiler) -> Render:
    """A number."""
    variable, form = number.variable, number.form
    if compiler.absent(variable):
        return missing
    finish = finisher(number.affixes, english=compiler.english)

    def render(frame: Frame) -> Rendered:
        if variable in frame.suppressed:
            return MISSING
        value = value_of(frame, variable)
        if not value:
            return MISSING
        frame.seen.add(variable)
        source = Source(frame.work.key, variable)
        node: Inline
        label = frame.context.label if variable == "locator" else variable
        if label == "page" and form == "numeric" and "<" not in value:
            node = Text(compiler.pages(value), source)
        elif is_numeric(value):
            node = Text(_numeric(value, form, label, compiler, ranges=variable in _RANGES), source)
        elif (labelled := _labelled(value, form, compiler)) is not None:
            node = Text(labelled, source)
        else:
            node = parse_markup(compiler.ranges(value) if variable in _RANGES else value, source)
        if variable == "locator":
            node = Tagged(LocatorTag(value), (node,))
        return finish(node, frame.work.language), FILLED

    return render


def _labelled(value: str, form: str, compiler: Compiler) -> str | None:
    """Numbers of which some bring a label of their own, as "7, p. 3-8"; `None` for anything else.

    A label is what the locale has for a locator, and is put in the plural where its number is.
    """
    if len(value) > 400 or "." not in value:
        return None
    parts = _SEPARATED.split(value.strip())
    for index in range(0, len(parts), 2):
        match = _LABELLED.match(parts[index])
        number = match[2] if match else parts[index]
        if not is_numeric(number):
            return None
        if match is None:
            parts[index] = _numeric(number, form, "", compiler, ranges=True)
            continue
        label = _locator_of(match[1], compiler)
        if label is None:
            return None
        term = compiler.locale.term(label, "short", plural=is_plural(number))
        parts[index] = f"{term} {compiler.ranges(number)}"
    return "".join(parts)


def _locator_of(short: str, compiler: Compiler) -> str | None:
    """The locator that a locale abbreviates so."""
    return next((label for label in LOCATOR_LABELS if compiler.locale.term(label, "short") == short), None)


def _numeric(value: str, form: str, label: str, compiler: Compiler, *, ranges: bool) -> str:
    """Numbers in a form, each by itself; `ranges` says that a hyphen between two of them is a range."""
    if value.isdecimal():
        return _formed(value, form, label, compiler)
    if "\\" in value:
        return value.replace("\\-", "-")  # an escaped hyphen makes one number of its two sides
    parts = separated(value)
    for index in range(1, len(parts), 2):
        if ranges and is_range(parts[index - 1], parts[index], parts[index + 1]):
            parts[index] = compiler.range_delimiter
    if form != "numeric":
        parts[::2] = [_formed(part, form, label, compiler) for part in parts[::2]]
    return "".join(parts)


def _formed(digits: str, form: str, label: str, compiler: Compiler) -> str:
    """One number in a form; with letters around its digits it stays as it is."""
    if form == "numeric" or not digits.isdecimal() or len(digits) > 9:
        return digits
    if form == "roman":
        return roman(int(digits))
    write = ordinal if form == "ordinal" else long_ordinal
    return write(int(digits), compiler.locale, compiler.locale.gender(label))


def compile_label(label: ast.Label, compiler: Compiler) -> Render:
    """A label by itself, for a number variable or the locator."""
    variable = label.variable
    if compiler.absent(variable):
        return nothing
    finish = finisher(label.affixes, english=True)

    def render(frame: Frame) -> Rendered:
        value = value_of(frame, variable)
        if not value or variable in frame.suppressed:
            return NOTHING
        term = (frame.context.label or "page") if variable == "locator" else variable
        plural = label.plural == "always" or (label.plural == "contextual" and _is_plural(variable, value))
        text = compiler.locale.term(term, label.form, plural=plural)
        if not text:
            return NOTHING
        return finish(Text(text), ""), NONE

    return render


def _is_plural(variable: str, value: str) -> bool:
    if variable in _COUNTS and (count := _COUNT.fullmatch(value)) is not None:
        return int(count[1]) > 1
    return is_plural(value)
