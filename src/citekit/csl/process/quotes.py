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
        children = tuple(_set(child, marks, depth + 1) for child in node.children)
        return Quoted(children, *marks[depth % 2])
    children = tuple(_set(child, marks, depth) for child in node.children)
    return node if all(a is b for a, b in zip(children, node.children, strict=True)) else with_children(node, children)
