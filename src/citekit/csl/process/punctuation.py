"""Punctuation at the seams: doubled marks merge, and periods and commas go inside quotation marks.

A seam is the border between leaves of different origin: a field's own characters are never touched, only
where a field meets the style's punctuation, or two pieces of the style's meet. In: a tree. Out: a tree.

Source: CSL 1.0.2 specification, `punctuation-in-quote`; the table is read off what printed bibliographies do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from citekit.csl.process.flipflop import UPRIGHT
from citekit.richtext.nodes import Display, Fragment, NoCase, Quoted, Source, Styled, Tagged, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.csl.locale import Locale
    from citekit.richtext.nodes import Inline

#: Two marks that meet, and what is left of them; two that are both left are not named here.
MERGED: Final = {
    "::": ":", ";:": ";", "!:": "!", "?:": "?",
    ":.": ":", "..": ".", ";.": ";", "!.": "!", "?.": "?",
    ";;": ";",
    ":!": "!", ";!": "!", "!!": "!",
    ":?": "?", ";?": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
#: A mark that goes inside the quotation marks before it, where the locale has it so.
_INSIDE = ".,!?"
_MARKS = ".,:;!?"
#: What stands for a variable where characters come from the affixes of a cite.
AFFIXES: Final = ("prefix", "suffix")
#: What a leaf begins with where it may have to be mended.
_MEETING = frozenset(_MARKS + " ")


class _Leaf:
    """A text being mended, with the quotations it stands in."""

    __slots__ = ("quotes", "source", "text")

    def __init__(self, text: str, source: object, quotes: tuple[int, ...]) -> None:
        self.text = text
        self.source = source
        self.quotes = quotes


class Leaves(NamedTuple):
    """The leaves of a tree in reading order, and whether it has quotations or formattings that flip."""

    leaves: list[_Leaf]
    quoted: bool
    flips: bool


def collect(node: Inline) -> Leaves:
    """The leaves of a tree, to be mended."""
    leaves: list[_Leaf] = []
    seen = [0, 0]
    _collect(node, leaves, (), seen)
    return Leaves(leaves, seen[0] > 0, seen[1] > 0)


def mend(node: Inline, locale: Locale, collected: Leaves | None = None) -> Inline:
    """Mend the punctuation of one citation or entry, whose leaves may have been collected before."""
    collected = collected or collect(node)
    leaves = collected.leaves
    _merge(leaves)
    if collected.quoted and locale.option("punctuation-in-quote"):
        # What goes into a quotation can meet another mark there, and what is left behind another one: both
        # steps go on until nothing changes. Each takes characters away or moves them inwards, which ends.
        while _into_quotes(leaves):
            _merge(leaves)
    return _flattened(node, leaves)


def _collect(node: Inline, leaves: list[_Leaf], quotes: tuple[int, ...], seen: list[int]) -> None:
    kind = type(node)
    if kind is Text:
        leaves.append(_Leaf(node.text, node.source, quotes))  # type: ignore[union-attr]
        return
    if kind is Quoted:
        seen[0] += 1
        quotes = (*quotes, seen[0])
    elif kind is Styled:
        seen[1] += node.flips or not UPRIGHT.isdisjoint(node.formatting)  # type: ignore[union-attr]
    elif kind is Display:
        leaves.append(_Leaf("", None, quotes))
    for child in node.children:  # type: ignore[union-attr]
        _collect(child, leaves, quotes, seen)
    if kind is Display:
        leaves.append(_Leaf("", None, quotes))


def _flattened(node: Inline, leaves: list[_Leaf]) -> Inline:
    """The tree with its mended texts, and without nodes that only the passes before had use for.

    A finished tree is kept for as long as its document: the fewer nodes, the better.
    """
    row: list[Inline] = []
    _flatten(node, iter(leaves), row)
    return row[0] if len(row) == 1 else Fragment(tuple(row))


def _flatten(node: Inline, leaves: Iterator[_Leaf], row: list[Inline]) -> None:
    kind = type(node)
    if kind is Text:
        leaf = next(leaves)
        text = leaf.text
        if not text:
            return
        if leaf.source is None and row and type(last := row[-1]) is Text and last.source is None:
            row[-1] = Text(last.text + text)
        else:
            row.append(node if text == node.text else Text(text, node.source))  # type: ignore[union-attr]
        return
    children = node.children  # type: ignore[union-attr]
    if kind is Fragment or kind is Tagged or kind is NoCase:
        for child in children:
            _flatten(child, leaves, row)
        return
    if kind is Display:
        next(leaves)
    inner: list[Inline] = []
    for child in children:
        _flatten(child, leaves, inner)
    if kind is Display:
        next(leaves)
    if not inner:
        return
    space = kind is Display and node.display != "left-margin" and _ends_with_space(inner[-1])  # type: ignore[union-attr]
    if space:
        # A space at the end of what is set apart parts nothing there.
        inner[-1] = Text(inner[-1].text.rstrip(" "))  # type: ignore[union-attr]
    row.append(node.around(tuple(inner)))  # type: ignore[union-attr]
    if space:
        row.append(Text(" "))


def _ends_with_space(node: Inline) -> bool:
    return type(node) is Text and node.source is None and node.text[-1] == " " and node.text.strip() != ""


def _into_quotes(leaves: list[_Leaf]) -> bool:
    """A period or comma right after a closing quotation mark goes inside it; whether there was one."""
    moved = False
    before: _Leaf | None = None
    for leaf in leaves:
        while (
            before is not None
            and leaf.text
            and leaf.text[0] in _INSIDE
            and _joins(before, leaf)
            and _closes(before, leaf)
        ):
            mark, leaf.text = leaf.text[0], leaf.text[1:]
            last = before.text[-1]
            before.text = before.text[:-1] + MERGED.get(last + mark, last + mark)
            moved = True
        if leaf.text:
            before = leaf
    return moved


def _joins(before: _Leaf, leaf: _Leaf) -> bool:
    """Whether a mark may leave its leaf: the style's may, and that of a cite's affix for a quotation not its own."""
    source = leaf.source
    return source is None or (isinstance(source, Source) and source.variable in AFFIXES and source != before.source)


def _closes(before: _Leaf, leaf: _Leaf) -> bool:
    """Whether a quotation ends between two leaves."""
    return len(before.quotes) > len(leaf.quotes) and before.quotes[: len(leaf.quotes)] == leaf.quotes


def _merge(leaves: list[_Leaf]) -> bool:
    """Marks that meet at a seam become one; a space before a comma or period goes. Whether there were any."""
    changed = False
    filled: list[_Leaf] = []
    coming = [leaf for leaf in reversed(leaves) if leaf.text]
    while coming:
        leaf = coming.pop()
        if not filled or leaf.text[0] not in _MEETING:
            filled.append(leaf)
            continue
        before = filled[-1]
        own = leaf.source is not None and leaf.source == before.source
        if own or not _seam(before, leaf):
            filled.append(leaf)
            continue
        # A seam that was mended makes new neighbours on both sides; it is shorter, so this ends.
        changed = True
        filled.pop()
        coming.extend(one for one in (leaf, before) if one.text)
    return changed


def _seam(before: _Leaf, after: _Leaf) -> bool:
    """Mend one seam by one step; whether there was anything to mend."""
    last, first = before.text[-1], after.text[0]
    if first in _MARKS and last in _MARKS:
        return _two_marks(before, after, MERGED.get(last + first, ""))
    if last == " " and before.source is None and first in ",.;" and after.source is None:
        before.text = before.text[:-1]
        return True
    if last == " " and first == " " and (after.source is None or before.source is None):
        if after.source is None:
            after.text = after.text[1:]
        else:
            before.text = before.text[:-1]
        return True
    return False


def _two_marks(before: _Leaf, after: _Leaf, merged: str) -> bool:
    """Two marks that meet, of which the style supplied at least one, become what the table says."""
    last, first = before.text[-1], after.text[0]
    if (before.source is not None and after.source is not None) or not merged:
        return False
    after.text = after.text[1:]
    if merged != last:
        before.text = before.text[:-1] + first
    return True
