"""Repeated authors in a bibliography give way to a dash or whatever the style puts there.

In: the rendered entries in order. Out: the entries, changed where the names repeat those of the one before.

Source: CSL 1.0.2 specification, "Reference Grouping", the four rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl.compile.context import NamesTag, StandInTag
from citekit.richtext.nodes import Inline, Tagged, Text, first_tagged, plain, walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def substitute_authors(entries: Sequence[Inline], options: Mapping[str, str]) -> list[Inline]:
    """The entries with repeated names replaced."""
    mark = options.get("subsequent-author-substitute")
    if mark is None:
        return list(entries)
    rule = options.get("subsequent-author-substitute-rule", "complete-all")
    changed: list[Inline] = []
    previous: Tagged | None = None
    for entry in entries:
        names = _heading(entry)
        if names is None or previous is None:
            changed.append(entry)
        else:
            changed.append(_substituted(entry, names, previous, mark, rule))
        previous = names
    return changed


def _heading(entry: Inline) -> Tagged | None:
    """The first names of an entry, or what stands in for them."""
    heading = first_tagged(entry, (NamesTag, StandInTag))
    if heading is None or isinstance(heading.tag, NamesTag):
        return heading
    names = first_tagged(heading, NamesTag)
    if names is None and not any(isinstance(leaf, Text) and leaf.source is not None for leaf in walk(heading)):
        return None  # "Anonymous" is no name, and nobody's
    return names or heading


def _names(heading: Tagged) -> tuple[Inline, ...]:
    return heading.tag.names if isinstance(heading.tag, NamesTag) else (heading.children[0],)


def _persons(heading: Tagged) -> list[object]:
    """The names that are shown: how they read and who they are, for two persons may share their initials."""
    texts = [plain(name) for name in _names(heading)]
    if not isinstance(heading.tag, NamesTag):
        return list(texts)
    views = heading.tag.views[: len(texts)]
    return [(text, view.given) for text, view in zip(texts, views, strict=True)]


def _substituted(entry: Inline, names: Tagged, previous: Tagged, mark: str, rule: str) -> Inline:
    ours, theirs = _persons(names), _persons(previous)
    if rule in ("complete-all", "complete-each"):
        if ours != theirs or plain(names) != plain(previous):
            return entry
        if rule == "complete-all":
            return _replaced(entry, names, Tagged(names.tag, (Text(mark),)))
        return _marked(entry, names, len(ours), mark)
    same = 0
    while same < min(len(ours), len(theirs)) and ours[same] == theirs[same]:
        same += 1
    return _marked(entry, names, min(same, 1) if rule == "partial-first" else same, mark)


def _marked(entry: Inline, names: Tagged, count: int, mark: str) -> Inline:
    for name in _names(names)[:count]:
        entry = _replaced(entry, name, Text(mark))
    return entry


def _replaced(node: Inline, target: Inline, new: Inline) -> Inline:
    """The tree with one node replaced, the first that is that very node."""
    if node is target:
        return new
    if isinstance(node, Text):
        return node
    for index, child in enumerate(node.children):
        changed = _replaced(child, target, new)
        if changed is not child:
            return node.around((*node.children[:index], changed, *node.children[index + 1 :]))
    return node
