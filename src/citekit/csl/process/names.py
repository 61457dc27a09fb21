"""Take names out of a rendered cite: for "author only", "suppress author" and narrative citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl.compile.context import NamesTag, TermTag
from citekit.richtext.nodes import Fragment, Inline, Tagged, Text, first_tagged, map_text, plain, walk, with_children
from citekit.richtext.textcase import change_case

if TYPE_CHECKING:
    from citekit.csl.locale import Locale


def first_names(node: Inline) -> Tagged | None:
    """The first name variable a cite shows."""
    return first_tagged(node, NamesTag)


def leading_names(node: Inline) -> Inline | None:
    """The names a cite begins with: its first name variable, with those that are joined to it ("A & B")."""
    if isinstance(node, Tagged) and isinstance(node.tag, NamesTag):
        return node
    if isinstance(node, Text):
        return None
    named = [isinstance(child, Tagged) and isinstance(child.tag, NamesTag) for child in node.children]
    if any(named) and all(own or _is_delimiter(child) for own, child in zip(named, node.children, strict=True)):
        return node
    return next((found for child in node.children if (found := leading_names(child)) is not None), None)


#: What stands for the authors of a work that has none.
_TITLES = frozenset({"title", "title-short", "reviewed-title", "genre"})


def first_title(node: Inline) -> Inline | None:
    """The title a cite shows, with its quotation marks or italics: what a sentence names where there is no author."""
    variables = {leaf.source.variable for leaf in walk(node) if isinstance(leaf, Text) and leaf.source and leaf.text}
    if not variables & _TITLES:
        return None
    if variables <= _TITLES:
        return node
    children = () if isinstance(node, Text) else node.children
    return next((found for child in children if (found := first_title(child)) is not None), None)


def without(node: Inline, target: Inline) -> Inline | None:
    """The tree without one of its nodes, and without the delimiter that stood between it and the rest."""
    if node is target:
        return None
    if isinstance(node, Text):
        return node
    children = list(node.children)
    for index, child in enumerate(children):
        remaining = without(child, target)
        if remaining is child:
            continue
        if remaining is not None:
            children[index] = remaining
            return node.around(tuple(children))
        del children[index]
        if index < len(children) and _is_delimiter(children[index]):
            del children[index]
        elif index and _is_delimiter(children[index - 1]):
            del children[index - 1]
        if not any(not _is_delimiter(left) for left in children):
            return None
        return node.around(tuple(children))
    return node


def _is_delimiter(node: Inline) -> bool:
    return isinstance(node, Text) and node.source is None


def in_prose(names: Inline, locale: Locale) -> Inline:
    """Names as a sentence has them: "and" for the ampersand that some styles keep for parentheses."""
    word = locale.term("and") or "and"

    def change(leaf: Text) -> Inline:
        if leaf.source is None and "&" in leaf.text:
            return Text(leaf.text.replace("&", word))
        return leaf

    changed = map_text(names, change)
    if word and len(_inner_names(names)) == 2:
        # "A, & B" in parentheses is "A and B" in the sentence.
        changed = map_text(changed, lambda leaf: Text(f" {word} ") if leaf == Text(f", {word} ") else leaf)
    return changed


def _inner_names(node: Inline) -> tuple[Inline, ...]:
    tagged = first_names(node)
    return tagged.tag.names if tagged is not None else ()


def opened(node: Inline) -> Inline:
    """A note's first cite, with a capital where it begins with a term."""
    if isinstance(node, Text):
        return node
    if isinstance(node, Tagged) and isinstance(node.tag, TermTag):
        return change_case(node, "capitalize-first")
    for index, child in enumerate(node.children):
        changed = opened(child)
        if changed is not child:
            return with_children(node, (*node.children[:index], changed, *node.children[index + 1 :]))
        if plain(child):
            break
    return node


def glue(left: Inline, right: Inline | None) -> Inline:
    """Author in the sentence, the rest behind it."""
    return left if right is None else Fragment((left, Text(" "), right))
