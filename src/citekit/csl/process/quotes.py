"""Which quotation marks: the locale's, outer and inner by turns.

In: a tree. Out: the tree with `Quoted` nodes carrying their marks.

Source: CSL 1.0.2 specification, "Quotes".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.richtext.nodes import Inline, Quoted, Text, with_children

if TYPE_CHECKING:
    from citekit.csl.locale import Locale


def set_quotes(node: Inline, locale: Locale) -> Inline:
    """Give every quotation its marks."""
    outer = (locale.term("open-quote") or "“", locale.term("close-quote") or "”")
    inner = (locale.term("open-inner-quote") or "‘", locale.term("close-inner-quote") or "’")
    return _set(node, (outer, inner), 0)


def _set(node: Inline, marks: tuple[tuple[str, str], tuple[str, str]], depth: int) -> Inline:
    if isinstance(node, Text):
        return node
    if isinstance(node, Quoted):
        typed = (node.open, node.close)
        if node.typed and typed not in marks:
            # Marks of another language are the author's own.
            return node.around(tuple([_set(child, marks, depth) for child in node.children]))
        # Inner marks stay inner ones where nothing is around them.
        inner = typed == marks[1] if node.typed else node.open == "‘"
        level = 1 if inner and not depth else depth
        return Quoted(tuple([_set(child, marks, level + 1) for child in node.children]), *marks[level % 2])
    children = tuple([_set(child, marks, depth) for child in node.children])
    return node if children == node.children else with_children(node, children)
