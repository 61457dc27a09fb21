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

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Source(NamedTuple):
    """Where characters came from: a reference's key and a CSL variable.

    For dates and names also which part of it ("year", "family"), and which name of the list, from 0 on.
    """

    key: str
    variable: str
    part: str = ""
    name: int | None = None


class _Node:
    """What nodes have in common: they are compared and shown by their values, and nobody changes them.

    Plain classes with slots: a long list is some hundred thousand nodes, and starts with their definition.
    """

    __slots__: tuple[str, ...] = ()

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__slots__])

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({values})"


class Text(_Node):
    """Characters. `source` is `None` for those the style supplied: terms, affixes, delimiters."""

    __slots__ = ("source", "text")

    def __init__(self, text: str, source: Source | None = None) -> None:
        self.text: Final = text
        self.source: Final = source


class Fragment(_Node):
    """Nodes in a row."""

    __slots__ = ("children",)

    def __init__(self, children: tuple[Inline, ...] = ()) -> None:
        self.children: Final = children

    def around(self, children: tuple[Inline, ...]) -> Inline:
        """The same node with other children."""
        return Fragment(children)


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


class Styled(_Node):
    """Children in a formatting; one that a field brings flips where it is in force already (`flips`)."""

    __slots__ = ("children", "flips", "formatting")

    def __init__(self, formatting: Formatting, children: tuple[Inline, ...], *, flips: bool = False) -> None:
        self.formatting: Final = formatting
        self.children: Final = children
        self.flips: Final = flips

    def around(self, children: tuple[Inline, ...]) -> Inline:
        """The same node with other children."""
        return Styled(self.formatting, children, flips=self.flips)


class Quoted(_Node):
    """Children in quotation marks, which are decided by the locale and by nesting.

    `typed` says that a field brought these very marks: typographic ones, which stay in a locale that has others.
    """

    __slots__ = ("children", "close", "open", "typed")

    def __init__(
        self,
        children: tuple[Inline, ...],
        open: str = "“",  # noqa: A002 - its name
        close: str = "”",
        *,
        typed: bool = False,
    ) -> None:
        self.children: Final = children
        self.open: Final = open
        self.close: Final = close
        self.typed: Final = typed

    def around(self, children: tuple[Inline, ...]) -> Inline:
        """The same node with other children."""
        return Quoted(children, self.open, self.close, typed=self.typed)


class Link(_Node):
    """Children that lead to an address."""

    __slots__ = ("children", "href")

    def __init__(self, href: str, children: tuple[Inline, ...]) -> None:
        self.href: Final = href
        self.children: Final = children

    def around(self, children: tuple[Inline, ...]) -> Inline:
        """The same node with other children."""
        return Link(self.href, children)


class Display(_Node):
    """Children set apart in a bibliography entry: CSL's `display`."""

    __slots__ = ("children", "display")

    def __init__(self, display: str, children: tuple[Inline, ...]) -> None:
        self.display: Final = display  # block | left-margin | right-inline | indent
        self.children: Final = children

    def around(self, children: tuple[Inline, ...]) -> Inline:
        """The same node with other children."""
        return Display(self.display, children)


class NoCase(_Node):
    """Children whose case no style may change (`<span class="nocase">`)."""

    __slots__ = ("children",)

    def __init__(self, children: tuple[Inline, ...]) -> None:
        self.children: Final = children

    def around(self, children: tuple[Inline, ...]) -> Inline:
        """The same node with other children."""
        return NoCase(children)


class Tagged(_Node):
    """Children that a later pass has to find again: names, a year suffix, a citation number."""

    __slots__ = ("children", "tag")

    def __init__(self, tag: Any, children: tuple[Inline, ...]) -> None:
        self.tag: Final = tag
        self.children: Final = children

    def around(self, children: tuple[Inline, ...]) -> Inline:
        """The same node with other children."""
        return Tagged(self.tag, children)


Inline: TypeAlias = Text | Fragment | Styled | Quoted | Link | Display | NoCase | Tagged

EMPTY = Fragment()


def children_of(node: Inline) -> tuple[Inline, ...]:
    """A node's children; none for a `Text`."""
    return () if isinstance(node, Text) else node.children


def with_children(node: Inline, children: Iterable[Inline]) -> Inline:
    """The same node around other children; a `Text` is returned as it is."""
    return node if isinstance(node, Text) else node.around(tuple(children))


def walk(node: Inline) -> Iterator[Inline]:
    """The node and everything in it, in reading order."""
    yield node
    for child in children_of(node):
        yield from walk(child)


def first_tagged(node: Inline, kind: type | tuple[type, ...]) -> Tagged | None:
    """The first node, in reading order, with a tag of a kind."""
    if isinstance(node, Text):
        return None
    if isinstance(node, Tagged) and isinstance(node.tag, kind):
        return node
    for child in node.children:
        found = first_tagged(child, kind)
        if found is not None:
            return found
    return None


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
    inner = "".join([plain(child) for child in node.children])
    return f"{node.open}{inner}{node.close}" if isinstance(node, Quoted) else inner


class EntryLayout(NamedTuple):
    """How the entries of a bibliography are set, as the style's `cs:bibliography` says.

    Spacings count lines: `line_spacing` 2 is double-spaced, `entry_spacing` 1 leaves one line free.
    """

    hanging_indent: bool = False
    second_field_align: str = ""  # "" | flush | margin
    line_spacing: int = 1
    entry_spacing: int = 1
