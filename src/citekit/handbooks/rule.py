"""One rule of a handbook: its name, what it says, where it stands, and the function that applies it.

A handbook is a tuple of rules in the order in which they are applied. The name is what switches a rule off; the
sentence and its source are what `citekit format --explain` tells an editor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from citekit.handbooks.options import HandbookOptions
    from citekit.model.item import Item


class Rule(NamedTuple):
    """A rule of a handbook.

    `apply` takes an item and the options and returns the item as the rule wants it, the same object where there is
    nothing to do.

    Examples:
        >>> shout = Rule("shout", "Titles are in capitals.", "no handbook",
        ...              lambda item, _: {**item, "title": item["title"].upper()})
        >>> shout.apply({"title": "Pain"}, None)
        {'title': 'PAIN'}
    """

    name: str
    says: str
    source: str
    apply: Callable[[Item, HandbookOptions], Item]


class Printed(NamedTuple):
    """A rule that the style itself carries out, told where it shows: `applies` looks at the prepared item."""

    name: str
    says: str
    source: str
    applies: Callable[[Item], bool]


class Change(NamedTuple):
    """What one rule did to one variable; `before` and `after` are `None` where there was or is nothing.

    A rule that the style carries out has the empty `variable`.
    """

    rule: str
    says: str
    source: str
    variable: str = ""
    before: Any = None
    after: Any = None


#: Variables that rules write for the style alone: sort keys and the like, of no interest to a reader.
_SILENT = frozenset({"custom", "title-short"})


def changes(item: Item, rules: Iterable[Rule], options: HandbookOptions) -> Iterator[Change]:
    """What each rule changes in an item, in the order of the rules.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> bare = Rule("bare", "No spaces.", "9.1", lambda item, _: {**item, "title": item["title"].strip()})
        >>> [(change.variable, change.before, change.after) for change in changes({"title": " Pain"}, [bare],
        ...                                                                       HandbookOptions())]
        [('title', ' Pain', 'Pain')]
    """
    for rule in rules:
        if rule.name in options.off:
            continue
        changed = rule.apply(item, options)
        if changed is not item:
            for variable in dict.fromkeys((*item, *changed)):
                before, after = item.get(variable), changed.get(variable)
                if before != after and variable not in _SILENT:
                    yield Change(rule.name, rule.says, rule.source, variable, before, after)
        item = changed
