"""What the handbooks ask for and CSL can't say.

`prepare` takes a work as a CSL-JSON item and returns the item to print in MLA or APA: titles in the
handbook's case, an organisation named once, articles' numbers apart from pages, abridged publishers,
addresses. Items come in and go out as plain mappings and are never changed in place; nothing is read but the
lexicon of proper nouns. To add a handbook, write a module with a tuple `TRANSFORMS` and add its name to
`HANDBOOKS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from citekit.handbooks.options import HandbookOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citekit.model.item import Item

__all__ = ["HANDBOOKS", "HandbookOptions", "house_style", "prepare", "prepare_all"]

#: The handbooks there are, each a module of this package with a tuple of `TRANSFORMS`; loaded when asked for.
HANDBOOKS: Final = ("mla", "apa")

_DEFAULT: Final = HandbookOptions()


def prepare(item: Item, handbook: str, options: HandbookOptions = _DEFAULT) -> Item:
    """The item as a handbook wants it printed; what it was unsure about is in `custom["review"]`.

    Raises:
        LookupError: no handbook of that name.

    Examples:
        >>> book = {"title": "Chaos: making a new science", "publisher": "Yale University Press"}
        >>> prepare(book, "mla")["title"], prepare(book, "mla")["publisher"]
        ('Chaos: Making a New Science', 'Yale UP')
        >>> prepare(book, "apa")["title"]
        'Chaos: Making a new science'
    """
    for transform in _transforms(handbook):
        item = transform(item, options)
    return item


def _transforms(handbook: str) -> tuple[Callable[[Item, HandbookOptions], Item], ...]:
    if handbook not in HANDBOOKS:
        raise LookupError(f"no handbook is called {handbook!r}; there are {', '.join(HANDBOOKS)}")
    transforms: tuple[Callable[[Item, HandbookOptions], Item], ...] = import_module(
        f"citekit.handbooks.{handbook}"
    ).TRANSFORMS
    return transforms


def prepare_all(items: Iterable[Item], handbook: str, options: HandbookOptions = _DEFAULT) -> list[Item]:
    """All items as a handbook wants them printed, in the same order.

    Examples:
        >>> [item["page"] for item in prepare_all([{"page": "258-261"}], "mla")]
        ['258-261']
    """
    return [prepare(item, handbook, options) for item in items]


def house_style(style: bytes, handbook: str, options: HandbookOptions = _DEFAULT) -> bytes:
    """The file of a handbook's CSL style with what the house wants otherwise in the style itself.

    Examples:
        >>> house_style(b"<style/>", "apa")
        b'<style/>'
    """
    if handbook != "mla" or options.mla_page_dash == _DEFAULT.mla_page_dash:
        return style
    from citekit.handbooks import mla  # noqa: PLC0415 - only for a house with a switch

    return mla.house_style(style, options)
