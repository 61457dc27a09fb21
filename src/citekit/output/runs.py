"""A tree as flat runs: stretches of characters of one look, as Markdown, RTF and DOCX want them.

In: a finished tree. Out: runs in reading order, neighbours of the same look joined, on one line, without the
characters that no output may carry. Inherited formatting is resolved, so that "normal" inside italics is
simply not italic. Parts set apart by `Display` are parted by a space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.output.address import safe_address
from citekit.richtext.nodes import Display, Formatting, Link, Quoted, Styled, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.richtext.nodes import Inline, Source

#: What ends a line somewhere (`str.splitlines` and HTML are the measure), and the tab.
_BREAKS = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
#: Control characters, half surrogate pairs, byte order marks, and the bidirectional embeddings, overrides and
#: isolates, with which a title could turn round the text that follows it. The marks U+200E, U+200F stay.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
#: Values that mean "as if nothing were set" once inheritance is resolved.
_UNSET = frozenset({"normal", "none", "baseline"})

PLAIN = Formatting()


class Run(NamedTuple):
    """Characters of one look: `formatting` has no "normal" values, `href` is safe or empty."""

    text: str
    formatting: Formatting = PLAIN
    href: str = ""


def one_line(text: str) -> str:
    r"""A field's characters as they may stand in an output: on one line, none that control anything.

    Examples:
        >>> one_line("Acupuncture\r\nand\x1b pain\u202e")
        'Acupuncture and pain'
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNPRINTABLE.sub("", _BREAKS.sub(" ", text))


def inherit(outer: Formatting, inner: Formatting) -> Formatting:
    """What `inner` looks like inside `outer`; what is back to normal is `None` again.

    Examples:
        >>> inherit(Formatting(font_style="italic"), Formatting(font_style="normal", font_weight="bold"))
        Formatting(font_style=None, font_variant=None, font_weight='bold', text_decoration=None, \
vertical_align=None)
    """
    return Formatting(
        *(above if own is None else None if own in _UNSET else own for above, own in zip(outer, inner, strict=True))
    )


def runs(node: Inline) -> tuple[Run, ...]:
    """The runs of a tree.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, Fragment
        >>> for run in runs(Fragment((Text("In "), Styled(ITALIC, (Text("Pain"),)), Text(".")))):
        ...     print(repr(run.text), run.formatting.font_style)
        'In ' None
        'Pain' italic
        '.' None
    """
    joined: list[Run] = []
    for run, _source in _spaced(node):
        _append(joined, run)
    return tuple(joined)


def sourced(node: Inline) -> Iterator[tuple[str, Source | None]]:
    """The same characters in the same order, each stretch with where it came from: `None` for the style's own."""
    for run, source in _spaced(node):
        yield run.text, source


def _spaced(node: Inline) -> Iterator[tuple[Run, Source | None]]:
    """Leaves with characters, and the spaces that stand for what `Display` sets apart."""
    parted = False
    last = ""
    for run, source in _leaves(node, PLAIN, ""):
        if run is None:
            parted = bool(last)
            continue
        if not run.text:
            continue
        if parted and not last.isspace() and not run.text[0].isspace():
            yield Run(" "), None
        parted = False
        last = run.text[-1]
        yield run, source


def _append(joined: list[Run], run: Run) -> None:
    if joined and joined[-1][1:] == run[1:]:
        joined[-1] = joined[-1]._replace(text=joined[-1].text + run.text)
    else:
        joined.append(run)


def _leaves(node: Inline, formatting: Formatting, href: str) -> Iterator[tuple[Run | None, Source | None]]:
    """Runs not yet joined; `None` where something set apart begins or ends."""
    if isinstance(node, Text):
        yield Run(one_line(node.text), formatting, href), node.source
        return
    if isinstance(node, Styled):
        formatting = inherit(formatting, node.formatting)
    elif isinstance(node, Link):
        href = href or safe_address(node.href)  # links don't nest: the outer one is the one that is followed
    elif isinstance(node, Quoted):
        yield Run(one_line(node.open), formatting, href), None
    elif isinstance(node, Display):
        yield None, None
    for child in node.children:
        yield from _leaves(child, formatting, href)
    if isinstance(node, Quoted):
        yield Run(one_line(node.close), formatting, href), None
    elif isinstance(node, Display):
        yield None, None
