"""`cs:group`, macros and layouts: children in a row, vanishing when every variable they called is empty.

Source: CSL 1.0.2 specification, "Group": a group and its affixes are suppressed if it calls at least one
variable, directly or by a macro, and all it calls are empty. Terms and values alone never keep a group alive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl.compile.context import EMPTY, FILLED, NOTHING, Frame, Render, Rendered
from citekit.csl.compile.formatting import finisher, join
from citekit.richtext.nodes import Display, Fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.csl import ast
    from citekit.csl.compile.compiler import Compiler
    from citekit.richtext.nodes import Inline


def sequence(renders: Sequence[Render], delimiter: str = "") -> Render:
    """Children in a row, those without output left out."""
    if len(renders) == 1:
        return renders[0]

    def render(frame: Frame) -> Rendered:
        nodes: list[Inline] = []
        seen = 0
        for one in renders:
            node, variables = one(frame)
            seen = max(seen, variables)
            if node is not None:
                nodes.append(node)
        return Rendered(join(nodes, delimiter), seen) if nodes else Rendered(None, seen)

    return render


def aligned(renders: Sequence[Render]) -> Render:
    """A layout whose first field stands in the margin of the others: CSL's `second-field-align`."""

    def render(frame: Frame) -> Rendered:
        parts = [one(frame) for one in renders]
        nodes = [part.node for part in parts if part.node is not None]
        seen = max((part.vars for part in parts), default=0)
        if len(nodes) < 2:
            return Rendered(nodes[0] if nodes else None, seen)
        rest = Display("right-inline", (join(nodes[1:], ""),))
        return Rendered(Fragment((Display("left-margin", (nodes[0],)), rest)), seen)

    return render


def compile_group(group: ast.Group, compiler: Compiler) -> Render:
    """A group."""
    if not group.children:
        return lambda _frame: NOTHING
    inner = compiler.row(group.children, group.delimiter)
    finish = finisher(group.affixes, english=compiler.english)

    def render(frame: Frame) -> Rendered:
        node, variables = inner(frame)
        if node is None or variables == EMPTY:
            return Rendered(None, variables)
        # For the group around it, a group that is not empty counts as a variable that is not (CSL 1.0.2).
        return Rendered(finish(node, frame.work.language), FILLED)

    return render
