"""`cs:group`, macros and layouts: children in a row, vanishing when every variable they called is empty.

Source: CSL 1.0.2 specification, "Group": a group and its affixes are suppressed if it calls at least one
variable, directly or by a macro, and all it calls are empty. Terms and values alone never keep a group alive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl.compile.context import EMPTY, FILLED, Fixed, Frame, Render, Rendered, missing, nothing
from citekit.csl.compile.formatting import finisher, join, plainly
from citekit.richtext.nodes import Display, Fragment, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.csl import ast
    from citekit.csl.compile.compiler import Compiler
    from citekit.richtext.nodes import Inline


def sequence(renders: Sequence[Render], delimiter: str = "") -> Render:
    """Children in a row, those without output left out."""
    live = [one for one in renders if not (isinstance(one, Fixed) and one.rendered[0] is None)]
    # What is known to be missing says so once for all.
    least = max((one.rendered[1] for one in renders if isinstance(one, Fixed)), default=0)
    if not live:
        return missing if least == EMPTY else nothing
    if len(live) == 1 and not least:
        return live[0]
    if least == EMPTY and all(isinstance(one, Fixed) for one in live):
        return _suppressed(live, delimiter)
    between = Text(delimiter) if delimiter else None

    def render(frame: Frame) -> Rendered:
        nodes: list[Inline] = []
        seen = least
        for one in live:
            node, variables = one(frame)
            if variables > seen:
                seen = variables
            if node is not None:
                if between is not None and nodes:
                    nodes.append(between)
                nodes.append(node)
        if not nodes:
            return None, seen
        return (nodes[0] if len(nodes) == 1 else Fragment(tuple(nodes))), seen

    return render


def _suppressed(fixed: Sequence[Render], delimiter: str) -> Render:
    """Terms and values in a row whose variables are all missing: for the group around to drop."""
    nodes = [one.rendered[0] for one in fixed if isinstance(one, Fixed)]
    return Fixed((join([node for node in nodes if node is not None], delimiter), EMPTY))


def aligned(renders: Sequence[Render]) -> Render:
    """A layout whose first field stands in the margin of the others: CSL's `second-field-align`."""

    def render(frame: Frame) -> Rendered:
        parts = [one(frame) for one in renders]
        nodes = [node for node, _ in parts if node is not None]
        seen = max((variables for _, variables in parts), default=0)
        if len(nodes) < 2:
            return (nodes[0] if nodes else None), seen
        rest = Display("right-inline", (join(nodes[1:], ""),))
        return Fragment((Display("left-margin", (nodes[0],)), rest)), seen

    return render


def compile_group(group: ast.Group, compiler: Compiler) -> Render:
    """A group."""
    inner = compiler.row(group.children, group.delimiter)
    if isinstance(inner, Fixed) and (inner.rendered[0] is None or inner.rendered[1] == EMPTY):
        return missing if inner.rendered[1] == EMPTY else nothing
    finish = finisher(group.affixes, english=compiler.english)

    def render(frame: Frame) -> Rendered:
        node, variables = inner(frame)
        if node is None or variables == EMPTY:
            return None, variables
        # For the group around it, a group that is not empty counts as a variable that is not (CSL 1.0.2).
        return finish(node, frame.work.language), FILLED

    def bare(frame: Frame) -> Rendered:
        node, variables = inner(frame)
        return (None, variables) if node is None or variables == EMPTY else (node, FILLED)

    return bare if finish is plainly else render
