"""The inline tree: the one currency between the engine, its passes and the writers.

A node is a value. Nobody edits rendered strings: a pass takes a tree and returns a tree, and only a
writer (`citekit.output`) turns one into text. Each `Text` leaf says where its characters came from, so that
a pass can tell a field's own punctuation from the style's, and a writer can hand back what is the title and
what the year.

```
Inline = Text | Fragment | Styled | Quoted | Link | Display | NoCase | Tagged
```
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Source(NamedTuple):
    """Where characters came from: a reference's key, a CSL variable, and for names the part ("family")."""

    key: str
    variable: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Characters. `source` is `None` for those the style supplied: terms, affixes, delimiters."""

    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """Nodes in a row."""

    children: tuple[Inline, ...] = ()


class Formatting(NamedTuple):
    """CSL's five formatting attributes; `None` where one is not set, so that it is inherited."""

    font_style: str | None = None  # normal | italic | oblique
    font_variant: str | None = None  # normal | small-caps
    font_weight: str | None = None  # normal | bold | light
    text_decoration: str | None = None  # none | underline
    vertical_align: str | None = None  # baseline | sup | sub


ITALIC = Formatting(font_style="italic")
BOLD = Formatting(font_weight="bold")
SMALL_CAPS = Formatting(font_variant="small-caps")
SUPERSCRIPT = Formatting(vertical_align="sup")
SUBSCRIPT = Formatting(vertical_align="sub")


@dataclass(frozen=True, slots=True)
class Styled:
    """Children in a formatting; nested italics are resolved by the flip-flop pass."""

    formatting: Formatting
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Children in quotation marks; which ones is decided by the locale and by nesting."""

    children: tuple[Inline, ...]
    open: str = "“"
    close: str = "”"


@dataclass(frozen=True, slots=True)
class Link:
    """Children that lead to an address."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Display:
    """Children set apart in a bibliography entry: CSL's `display`."""

    display: str  # block | left-margin | right-inline | indent
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NoCase:
    """Children whose case no style may change (`<span class="nocase">`)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Children that a later pass has to find again: names, a year suffix, a citation number."""

    tag: Any
    children: tuple[Inline, ...]


Inline: TypeAlias = Text | Fragment | Styled | Quoted | Link | Display | NoCase | Tagged

EMPTY = Fragment()


def children_of(node: Inline) -> tuple[Inline, ...]:
    """A node's children; none for a `Text`."""
    return () if isinstance(node, Text) else node.children


def with_children(node: Inline, children: Iterable[Inline]) -> Inline:
    """The same node around other children; a `Text` is returned as it is."""
    return node if isinstance(node, Text) else replace(node, children=tuple(children))


def walk(node: Inline) -> Iterator[Inline]:
    """The node and everything in it, in reading order."""
    yield node
    for child in children_of(node):
        yield from walk(child)


def map_text(node: Inline, change: Callable[[Text], Inline]) -> Inline:
    """The same tree with every `Text` leaf replaced by what `change` makes of it."""
    if isinstance(node, Text):
        return change(node)
    return with_children(node, (map_text(child, change) for child in node.children))


def plain(node: Inline) -> str:
    """The characters of a tree without any formatting, quotation marks included.

    Examples:
        >>> plain(Fragment((Text("see "), Quoted((Text("Acupuncture"),)))))
        'see “Acupuncture”'
    """
    if isinstance(node, Text):
        return node.text
    inner = "".join(map(plain, node.children))
    return f"{node.open}{inner}{node.close}" if isinstance(node, Quoted) else inner


class EntryLayout(NamedTuple):
    """How the entries of a bibliography are set, as the style's `cs:bibliography` says.

    Spacings count lines: `line_spacing` 2 is double-spaced, `entry_spacing` 1 leaves one line free.
    """

    hanging_indent: bool = False
    second_field_align: str = ""  # "" | flush | margin
    line_spacing: int = 1
    entry_spacing: int = 1
