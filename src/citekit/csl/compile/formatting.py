"""Text case, periods, quotes, formatting, affixes and display around what an element rendered.

Source: CSL 1.0.2 specification, "Formatting", "Affixes", "Quotes", "Strip Periods", "Text-case", "Display".
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from citekit.richtext.nodes import Display, Fragment, Inline, Quoted, Styled, Text, map_text, plain
from citekit.richtext.textcase import change_case

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citekit.csl.ast import Affixes


def plainly(node: Inline, _language: str) -> Inline:
    """What elements without attributes do with a node."""
    return node


@lru_cache(4096)
def finisher(affixes: Affixes, *, english: bool) -> Callable[[Inline, str], Inline]:
    """A function that dresses a node as an element's attributes say; given the item's language."""
    if affixes == type(affixes)():
        return plainly
    prefix = Text(affixes.prefix) if affixes.prefix else None
    suffix = Text(affixes.suffix) if affixes.suffix else None
    formatting, case = affixes.formatting, affixes.text_case

    def finish(node: Inline, language: str) -> Inline:
        if case:
            is_english = language.lower().startswith("en") if language else english
            if isinstance(node, Text):
                node = Text(_in_case(node.text, case, english=is_english), node.source)
            else:
                node = change_case(node, case, english=is_english)
        if affixes.strip_periods:
            node = map_text(node, lambda leaf: Text(leaf.text.replace(".", ""), leaf.source))
        if formatting is not None:
            node = Styled(formatting, (node,))
        if affixes.quotes:
            node = Quoted((node,))
        if prefix is not None or suffix is not None:
            node = Fragment(tuple(part for part in (prefix, node, suffix) if part is not None))
        return Display(affixes.display, (node,)) if affixes.display else node

    return finish


@lru_cache(2048)
def _in_case(text: str, case: str, *, english: bool) -> str:
    """Characters without markup in another case: terms, labels and short values, which come again and again."""
    return plain(change_case(Text(text), case, english=english))


def layout_finisher(affixes: Affixes) -> Callable[[Inline, str], Inline]:
    """The same for a layout, whose formatting alone reaches over its affixes."""
    around = finisher(affixes._replace(formatting=None, suffix=""), english=False)
    suffix = Text(affixes.suffix) if affixes.suffix else None

    def inner(node: Inline, language: str) -> Inline:
        return around(node if suffix is None else _ended(node, suffix), language)

    if affixes.formatting is None:
        return inner
    formatting = affixes.formatting
    return lambda node, language: Styled(formatting, (inner(node, language),))


def _ended(node: Inline, suffix: Text) -> Inline:
    """A node with a layout's suffix at its end: inside the last of the parts that are set apart."""
    if isinstance(node, Display):
        return Display(node.display, (*node.children, suffix))
    if isinstance(node, Fragment) and node.children and isinstance(node.children[-1], Display | Fragment):
        last = _ended(node.children[-1], suffix)
        return Fragment((*node.children[:-1], last))
    return Fragment((node, suffix))


def join(nodes: Sequence[Inline], delimiter: str) -> Inline:
    """Nodes in a row with a delimiter between them."""
    if len(nodes) == 1:
        return nodes[0]
    if not delimiter:
        return Fragment(tuple(nodes))
    between = Text(delimiter)
    row: list[Inline] = []
    for node in nodes:
        if row:
            row.append(between)
        row.append(node)
    return Fragment(tuple(row))
