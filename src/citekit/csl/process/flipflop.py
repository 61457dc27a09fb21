"""Flip-flop: italics within italics stand upright, and so for small capitals and bold.

In: a tree with nested formattings. Out: the tree, with a formatting that is already in force turned off.
"""

from __future__ import annotations

from citekit.richtext.nodes import Formatting, Fragment, Inline, Styled, Text, with_children

_PLAIN = Formatting("normal", "normal", "normal", "none", "baseline")
#: What a field's own formatting turns into where it is already in force.
_FLIPS = {"italic": "normal", "oblique": "normal", "small-caps": "normal", "bold": "normal"}


def flip_flop(node: Inline) -> Inline:
    """Resolve nested formattings."""
    return _flip(node, _PLAIN)


def _flip(node: Inline, around: Formatting) -> Inline:
    if isinstance(node, Text):
        return node
    if not isinstance(node, Styled):
        children = tuple(_flip(child, around) for child in node.children)
        same = all(a is b for a, b in zip(children, node.children, strict=True))
        return node if same else with_children(node, children)
    own = node.formatting
    values = [
        _FLIPS[value] if value is not None and value == before and value in _FLIPS else value
        for value, before in zip(own, around, strict=True)
    ]
    now = Formatting(*(value if value is not None else before for value, before in zip(values, around, strict=True)))
    children = tuple(_flip(child, now) for child in node.children)
    changed = Formatting(*(new if new != before else None for new, before in zip(now, around, strict=True)))
    return Styled(changed, children) if any(changed) else Fragment(children)
