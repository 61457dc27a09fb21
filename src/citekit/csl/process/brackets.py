"""Brackets within parentheses: in notes, "(London, 1953; published as *Die Traumdeutung* [1900])".

Only parentheses that the style supplies are turned, a pair at a time, and only where they stand in another pair of
the style's; what stands in a field stays. In: a finished tree. Out: a finished tree.

Source: not in the specification; what note styles (Chicago, Turabian, MHRA) count on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.richtext.nodes import Text, map_text, walk

if TYPE_CHECKING:
    from citekit.richtext.nodes import Inline

_TURNED = {"(": "[", ")": "]"}


def nest_brackets(node: Inline) -> Inline:
    """Turn the style's parentheses that stand within others of its own."""
    texts = [leaf.text if leaf.source is None else "" for leaf in walk(node) if isinstance(leaf, Text)]
    if sum(text.count("(") for text in texts) < 2:
        return node
    turned = _inner_pairs(texts)
    if not turned:
        return node
    number = -1

    def change(leaf: Text) -> Inline:
        nonlocal number
        number += 1
        places = turned.get(number)
        if not places:
            return leaf
        return Text("".join([_TURNED[c] if at in places else c for at, c in enumerate(leaf.text)]))

    return map_text(node, change)


def _inner_pairs(texts: list[str]) -> dict[int, set[int]]:
    """The places, by text, of parentheses in pairs that stand at an odd depth."""
    turned: dict[int, set[int]] = {}
    opened: list[tuple[int, int]] = []
    for number, text in enumerate(texts):
        for at, letter in enumerate(text):
            if letter == "(":
                opened.append((number, at))
            elif letter == ")" and opened:
                start = opened.pop()
                if len(opened) % 2:
                    for where, place in (start, (number, at)):
                        turned.setdefault(where, set()).add(place)
    return {} if opened else turned  # one that is never closed says that pairs are not what they seem
