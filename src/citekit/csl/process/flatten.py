"""A rendered tree as a row of leaves, for the passes that look at neighbours, and as a flat tree again.

Nodes that only earlier passes had use for (fragments, tags, protected case) are left out: a finished tree is kept for
as long as its document, and the fewer nodes, the better. In: a tree. Out: a tree with the same characters but for
what a pass changed in the leaves between the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from citekit.csl.process.flipflop import UPRIGHT
from citekit.richtext.nodes import Display, Fragment, NoCase, Quoted, Styled, Tagged, Text

if TYPE_CHECKING:
    from citekit.richtext.nodes import Inline, Source


class Leaf:
    """A text whose characters a pass may change, and the quotations it stands in, by number."""

    __slots__ = ("node", "quotes", "source", "text")

    def __init__(self, node: Text, quotes: tuple[int, ...]) -> None:
        self.node = node
        self.text = node.text
        self.source: Source | None = node.source
        self.quotes = quotes


_Row: TypeAlias = "list[Leaf | tuple[Inline, _Row]]"
#: Nodes that say nothing of how their children look.
_PASSING = (Fragment, Tagged, NoCase)


class Draft:
    """A tree laid out as leaves in reading order; `quoted` and `flips` tell which passes it needs afterwards."""

    __slots__ = ("_quotes", "_row", "flips", "leaves", "quoted")

    def __init__(self, node: Inline) -> None:
        self.leaves: list[Leaf] = []
        self.quoted = False
        self.flips = False
        self._quotes = 0
        self._row: _Row = []
        self._lay((node,), self._row, ())

    def _lay(self, nodes: tuple[Inline, ...], row: _Row, quotes: tuple[int, ...]) -> None:
        leaves = self.leaves
        for node in nodes:
            kind = type(node)
            if kind is Text:
                if node.text:  # type: ignore[union-attr]
                    leaf = Leaf(node, quotes)  # type: ignore[arg-type]
                    leaves.append(leaf)
                    row.append(leaf)
            elif kind in _PASSING:
                self._lay(node.children, row, quotes)  # type: ignore[union-attr]
            else:
                inner: _Row = []
                within = quotes
                if kind is Quoted:
                    self.quoted = True
                    self._quotes += 1
                    within = (*quotes, self._quotes)
                elif kind is Styled and not self.flips:
                    self.flips = node.flips or not UPRIGHT.isdisjoint(node.formatting)  # type: ignore[union-attr]
                self._lay(node.children, inner, within)  # type: ignore[union-attr]
                row.append((node, inner))

    def finished(self) -> Inline:
        """The flat tree, with the leaves as they are now."""
        row = _finished(self._row)
        return row[0] if len(row) == 1 else Fragment(tuple(row))


def _finished(row: _Row) -> list[Inline]:
    done: list[Inline] = []
    for one in row:
        if type(one) is Leaf:
            if not one.text:
                continue
            last = done[-1] if done else None
            if one.source is None and type(last) is Text and last.source is None:
                done[-1] = Text(last.text + one.text)
            else:
                done.append(one.node if one.text == one.node.text else Text(one.text, one.source))
            continue
        node, children = one  # type: ignore[misc]
        inner = _finished(children)
        if not inner:
            continue
        if type(node) is Display and node.display != "left-margin" and _ends_with_space(inner[-1]):
            # A space at the end of what is set apart parts nothing there.
            inner[-1] = Text(inner[-1].text.rstrip(" "))  # type: ignore[union-attr]
            done += (Display(node.display, tuple(inner)), Text(" "))
        else:
            done.append(node.around(tuple(inner)))  # type: ignore[union-attr]
    return done


def _ends_with_space(node: Inline) -> bool:
    return type(node) is Text and node.source is None and node.text[-1] == " " and node.text.strip() != ""
