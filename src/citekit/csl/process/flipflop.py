"""Flip-flop: italics of a field within italics stand upright, and so for small capitals and bold.

Only formattings that a field brings are turned over; two of the style's, one in the other, say the same twice.
In: a tree with nested formattings. Out: the tree, with none left that flips,
and none that says "normal" where nothing else is in force.
"""

from __future__ import annotations

from citekit.richtext.nodes import Formatting, Fragment, Inline, Styled, Text

_PLAIN = Formatting("normal", "normal", "normal", "none", "baseline")
#: The values that turn to "normal" where they are in force already.
_FLIPS = frozenset({"italic", "oblique", "small-caps", "bold"})
#: The values that say that nothing is set.
UPRIGHT = frozenset({"normal", "none", "baseline"})


def flip_flop(node: Inline) -> Inline:
    """Resolve nested formattings."""
    return _flip(node, _PLAIN)


def _flip(node: Inline, around: Formatting) -> Inline:
    if isinstance(node, Text):
        return node
    if not isinstance(node, Styled):
        children = tuple([_flip(child, around) for child in node.children])
        return node if children == node.children else node.around(children)
    now: list[str | None] = []
    own: list[str | None] = []
    for value, before in zip(node.formatting, around, strict=True):
        flipped = "normal" if node.flips and value == before and value in _FLIPS else value
        now.append(before if flipped is None else flipped)
        # Back to normal is worth saying only where something else is in force.
        own.append(None if flipped == before and flipped in UPRIGHT else flipped)
    children = tuple([_flip(child, Formatting(*now)) for child in node.children])
    return Styled(Formatting(*own), children) if any(own) else Fragment(children)
