"""`cs:choose`: the first branch whose conditions hold.

Source: CSL 1.0.2 specification, "Choose"; its children are separated by the delimiter of the nearest group.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from citekit.csl.compile.context import NOTHING, Frame, Position, Render, Rendered
from citekit.csl.numeric import is_numeric

if TYPE_CHECKING:
    from citekit.csl import ast
    from citekit.csl.compile.compiler import Compiler
    from citekit.csl.item import Work

Test: TypeAlias = Callable[[Frame], bool]


def compile_choose(choose: ast.Choose, compiler: Compiler) -> Render:
    """A choice."""
    branches = [
        (_test(branch), compiler.row(branch.children, compiler.delimiter) if branch.children else None)
        for branch in choose.branches
    ]

    def render(frame: Frame) -> Rendered:
        for test, inner in branches:
            if test is None or test(frame):
                return NOTHING if inner is None else inner(frame)
        return NOTHING

    return render


def _test(branch: ast.Branch) -> Test | None:
    """The branch's test; `None` for `cs:else`."""
    tests = [_TESTS[condition.test](value) for condition in branch.conditions for value in condition.values]
    if not tests:
        return None
    if len(tests) == 1:
        only = tests[0]
        return (lambda frame: not only(frame)) if branch.match == "none" else only
    if branch.match == "any":
        return lambda frame: any(test(frame) for test in tests)
    if branch.match == "none":
        return lambda frame: not any(test(frame) for test in tests)
    return lambda frame: all(test(frame) for test in tests)


def value_of(frame: Frame, variable: str) -> str:
    """A number or text variable of the work, or of the cite."""
    context = frame.context
    if variable == "locator":
        return context.locator
    if variable == "citation-number":
        return str(context.citation_number or "")
    if variable == "first-reference-note-number":
        return str(context.first_note or "")
    if variable == "year-suffix":
        return context.disambiguation.year_suffix or context.work.text("year-suffix")
    if variable == "page-first":
        return _first_page(context.work.text("page-first") or context.work.text("page"))
    if variable == "citation-label":
        return context.work.text(variable) or _label(context.work)
    return context.work.text(variable)


#: How many letters of each author's family name a label takes, by the number of authors.
_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1), 4: (1, 1, 1, 1)}


def _label(work: Work) -> str:
    """A label for a work without one: letters of its authors, and its year ("MeWa65")."""
    names = work.names("author")[:4]
    families = ["".join(filter(str.isalnum, name.family or name.literal)) for name in names]
    letters = "".join(family[:count] for family, count in zip(families, _LETTERS.get(len(names), ()), strict=False))
    date = work.date("issued")
    year = f"{abs(date.points[0][0]) % 100:02d}" if date is not None and date.points else ""
    return letters + year if letters else ""


def _first_page(pages: str) -> str:
    for index, letter in enumerate(pages):
        if letter in "-–—,& ":
            return pages[:index]
    return pages


def _variable(name: str) -> Test:
    if name in ("locator", "citation-number", "first-reference-note-number", "year-suffix", "page-first"):
        return lambda frame: bool(value_of(frame, name))
    return lambda frame: frame.work.has(name)


def _type(name: str) -> Test:
    return lambda frame: frame.work.type == name


def _is_numeric(name: str) -> Test:
    return lambda frame: is_numeric(value_of(frame, name))


def _is_uncertain(name: str) -> Test:
    def test(frame: Frame) -> bool:
        date = frame.work.date(name)
        return date is not None and date.circa

    return test


def _locator(label: str) -> Test:
    label = label.replace("sub verbo", "sub-verbo")
    return lambda frame: bool(frame.context.locator) and frame.context.label == label


def _position(name: str) -> Test:
    if name == "near-note":
        return lambda frame: frame.context.near_note
    if name == "first":
        return lambda frame: frame.context.position == Position.FIRST
    least = {
        "subsequent": Position.SUBSEQUENT,
        "ibid": Position.IBID,
        "ibid-with-locator": Position.IBID_WITH_LOCATOR,
    }
    wanted = least[name]
    return lambda frame: frame.context.position >= wanted


def _disambiguate(value: str) -> Test:
    return lambda frame: frame.context.disambiguation.condition == (value == "true")


_TESTS: dict[str, Callable[[str], Test]] = {
    "variable": _variable,
    "type": _type,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}
