"""`cs:choose`: the first branch whose conditions hold.

Source: CSL 1.0.2 specification, "Choose"; its children are separated by the delimiter of the nearest group.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from citekit.csl.compile.context import NOTHING, Frame, Position, Render, Rendered, nothing
from citekit.csl.numeric import is_numeric
from citekit.csl.signature import CITE_VARIABLES

if TYPE_CHECKING:
    from citekit.csl import ast
    from citekit.csl.compile.compiler import Compiler
    from citekit.csl.item import Work

#: A test of one branch; `True` and `False` where its outcome is the same for all works of a signature.
Test: TypeAlias = Callable[[Frame], bool] | bool


def compile_choose(choose: ast.Choose, compiler: Compiler) -> Render:
    """A choice; branches that a signature decides on are decided here."""
    branches: list[tuple[Callable[[Frame], bool], Render]] = []
    final: Render = nothing
    for branch in choose.branches:
        test = _test(branch, compiler)
        if test is False:
            continue
        inner = compiler.row(branch.children, compiler.delimiter)
        if test is True:
            final = inner
            break
        branches.append((test, inner))
    if not branches:
        return final
    if all(inner is nothing for _, inner in branches) and final is nothing:
        return nothing

    def render(frame: Frame) -> Rendered:
        for test, inner in branches:
            if test(frame):
                return NOTHING if inner is nothing else inner(frame)
        return NOTHING if final is nothing else final(frame)

    if len(branches) > 1:
        return render
    only, taken = branches[0]

    def either(frame: Frame) -> Rendered:
        return taken(frame) if only(frame) else final(frame)

    return either


def _test(branch: ast.Branch, compiler: Compiler) -> Test:
    """The branch's test; always true for `cs:else`."""
    if not branch.conditions:
        return True
    tests: list[Callable[[Frame], bool]] = []
    # The outcome of one test that decides over the branch: it fails for "all", it holds for "any" and "none".
    decisive = branch.match in ("any", "none")
    for condition in branch.conditions:
        # No work has two types: a list of them always means "one of these", and styles count on that.
        if condition.test == "type":
            one_of_all = [_one_of(condition.values, compiler)]
        else:
            one_of_all = [_TESTS[condition.test](value, compiler) for value in condition.values]
        for test in one_of_all:
            if test is decisive:
                return branch.match == "any"
            if not isinstance(test, bool):
                tests.append(test)
    if not tests:
        return branch.match != "any"
    if len(tests) == 1:
        only = tests[0]
        return (lambda frame: not only(frame)) if branch.match == "none" else only
    if branch.match == "any":
        return lambda frame: any([test(frame) for test in tests])
    if branch.match == "none":
        return lambda frame: not any([test(frame) for test in tests])
    return lambda frame: all([test(frame) for test in tests])


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


def _variable(name: str, compiler: Compiler) -> Test:
    if name in CITE_VARIABLES:
        return lambda frame: bool(value_of(frame, name))
    if compiler.known is not None:
        return name in compiler.known.present
    return lambda frame: frame.work.has(name)


def _one_of(types: Sequence[str], compiler: Compiler) -> Test:
    if compiler.known is not None:
        return compiler.known.type in types
    return lambda frame: frame.work.type in types


def _is_numeric(name: str, compiler: Compiler) -> Test:
    if compiler.absent(name):
        return False
    return lambda frame: is_numeric(value_of(frame, name))


def _is_uncertain(name: str, compiler: Compiler) -> Test:
    if compiler.absent(name):
        return False

    def test(frame: Frame) -> bool:
        date = frame.work.date(name)
        return date is not None and date.circa

    return test


def _locator(label: str, _compiler: Compiler) -> Test:
    label = label.replace("sub verbo", "sub-verbo")
    return lambda frame: bool(frame.context.locator) and frame.context.label == label


def _position(name: str, compiler: Compiler) -> Test:
    if compiler.area == "bibliography":
        return False  # there it has none
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


def _disambiguate(value: str, compiler: Compiler) -> Test:
    """True for the first tests that a cite comes to, as many as it needs; in an entry for all of them or for none."""
    wanted = value == "true"
    if compiler.area != "citation":
        return lambda frame: (frame.context.disambiguation.condition > 0) == wanted

    def test(frame: Frame) -> bool:
        frame.conditions += 1
        return (frame.conditions <= frame.context.disambiguation.condition) == wanted

    return test


_TESTS: dict[str, Callable[[str, Compiler], Test]] = {
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}
