"""What the handbooks ask for and CSL can't say.

`prepare` takes a work as a CSL-JSON item and returns the item to print in MLA or APA: titles in the
handbook's case, an organisation named once, articles' numbers apart from pages, abridged publishers,
addresses. `explain` tells which rule changed what, `doubts_of` what the rules were not sure of, `missing` what the
source lacks. Items come in and go out as plain mappings and are never changed in place; nothing is read but the
lexicon of proper nouns. To add a handbook, write a module with a tuple `RULES` and a table `WITHOUT` and add its
name to `HANDBOOKS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from citekit.handbooks.doubt import Doubt, doubts_of
from citekit.handbooks.missing import Missing, missing_parts
from citekit.handbooks.options import HandbookOptions
from citekit.handbooks.rule import Change, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from citekit.model.item import Item

__all__ = [
    "HANDBOOKS", "Change", "Doubt", "HandbookOptions", "Missing", "Rule", "doubts_of", "explain", "house_style",
    "missing", "prepare", "prepare_all", "rules_of",
]  # fmt: skip

#: The handbooks there are, each a module of this package with a tuple of `RULES`; loaded when asked for.
HANDBOOKS: Final = ("mla", "apa", "ama", "nlm")

_DEFAULT: Final = HandbookOptions()


def prepare(item: Item, handbook: str, options: HandbookOptions = _DEFAULT) -> Item:
    """The item as a handbook wants it printed; what it was unsure about is in `custom["review"]`, for `doubts_of`.

    Raises:
        LookupError: no handbook of that name.

    Examples:
        >>> book = {"title": "Chaos: making a new science", "publisher": "Yale University Press"}
        >>> prepare(book, "mla")["title"], prepare(book, "mla")["publisher"]
        ('Chaos: Making a New Science', 'Yale UP')
        >>> prepare(book, "apa")["title"]
        'Chaos: Making a new science'
    """
    for rule in rules_of(handbook):
        if rule.name not in options.off:
            item = rule.apply(item, options)
    return item


def rules_of(handbook: str) -> tuple[Rule, ...]:
    """The rules of a handbook, in the order in which they are applied.

    Raises:
        LookupError: no handbook of that name.

    Examples:
        >>> rules_of("mla")[-1].says
        'Addresses stand without https://.'
    """
    rules: tuple[Rule, ...] = _module(handbook).RULES
    return rules


def explain(item: Item, handbook: str, options: HandbookOptions = _DEFAULT) -> tuple[Change, ...]:
    """What each rule of a handbook changes in an item, and which rules the style carries out in printing it.

    Raises:
        LookupError: no handbook of that name.

    Examples:
        >>> for change in explain({"type": "book", "title": "Chaos: making a new science"}, "apa"):
        ...     print(change.rule, change.variable, change.before, "→", change.after)
        sentence-case title Chaos: making a new science → Chaos: Making a new science
        no-author  None → None
        no-date  None → None
    """
    from citekit.handbooks.rule import changes  # noqa: PLC0415 - only to explain

    printed = prepare(item, handbook, options)
    from citekit.handbooks.printed import PRINTED  # noqa: PLC0415

    carried_out = [
        Change(rule.name, rule.says, rule.source) for rule in PRINTED.get(handbook, ()) if rule.applies(printed)
    ]
    return (*changes(item, rules_of(handbook), options), *carried_out)


def missing(item: Item, handbook: str) -> tuple[Missing, ...]:
    """The parts that a source lacks though works of its type have them, and what the handbook prints instead.

    Raises:
        LookupError: no handbook of that name.

    Examples:
        >>> missing({"type": "webpage", "title": "Pain", "URL": "https://example.org/"}, "apa")
        (Missing(part='date', consequence='(n.d.) stands in its place (Publication Manual 9.17)'),)
    """
    return missing_parts(item, _module(handbook).WITHOUT)


def _module(handbook: str) -> ModuleType:
    if handbook not in HANDBOOKS:
        raise LookupError(f"no handbook is called {handbook!r}; there are {', '.join(HANDBOOKS)}")
    return import_module(f"citekit.handbooks.{handbook}")


def prepare_all(items: Iterable[Item], handbook: str, options: HandbookOptions = _DEFAULT) -> list[Item]:
    """All items as a handbook wants them printed, in the same order.

    Examples:
        >>> [item["page"] for item in prepare_all([{"page": "258-261"}], "mla")]
        ['258-261']
    """
    applied = [rule.apply for rule in rules_of(handbook) if rule.name not in options.off]
    prepared = []
    for source in items:
        item = source
        for apply in applied:
            item = apply(item, options)
        prepared.append(item)
    return prepared


def house_style(style: bytes, handbook: str, options: HandbookOptions = _DEFAULT) -> bytes:
    """The file of a handbook's CSL style with what the house wants otherwise in the style itself.

    Examples:
        >>> house_style(b"<style/>", "apa")
        b'<style/>'
    """
    if handbook == "mla" and options.mla_page_dash != _DEFAULT.mla_page_dash:
        from citekit.handbooks import mla  # noqa: PLC0415 - only for a house with a switch

        return mla.house_style(style, options)
    if handbook == "nlm" and options.nlm_author_limit != _DEFAULT.nlm_author_limit:
        from citekit.handbooks import nlm  # noqa: PLC0415 - as above

        return nlm.house_style(style, options)
    return style
