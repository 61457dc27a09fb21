"""An entry as stretches set apart: the label in the margin, the text beside it, lines of their own.

For outputs that set paragraphs: each stretch is what CSL's `display` says of it, with its runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.output.runs import runs
from citekit.richtext.nodes import Display, Fragment, Link, Styled, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.output.runs import Run
    from citekit.richtext.nodes import Inline


class Segment(NamedTuple):
    """A stretch of an entry: `display` is "", "left-margin", "right-inline", "block" or "indent"."""

    display: str
    runs: tuple[Run, ...]


def segments(node: Inline) -> tuple[Segment, ...]:
    """The stretches of a tree in order; those without characters are left out.

    Examples:
        >>> label = Display("left-margin", (Text("1. "),))
        >>> entry = Fragment((label, Display("right-inline", (Text("Pain."),))))
        >>> [(segment.display, "".join(run.text for run in segment.runs)) for segment in segments(entry)]
        [('left-margin', '1.'), ('right-inline', 'Pain.')]
    """
    found: list[tuple[str, list[Inline]]] = []
    for display, piece in _pieces(node, ""):
        if not found or found[-1][0] != display or display in ("block", "indent"):
            found.append((display, []))
        found[-1][1].append(piece)
    joined = (Segment(display, _trimmed(runs(Fragment(tuple(pieces))))) for display, pieces in found)
    return tuple(segment for segment in joined if segment.runs)


def _pieces(node: Inline, display: str) -> Iterator[tuple[str, Inline]]:
    """Subtrees without any `Display` in them, each with the innermost around it."""
    if isinstance(node, Display):
        yield from _children(node, node.display)
    elif isinstance(node, Text) or not _has_display(node):
        yield display, node
    elif isinstance(node, Styled | Link):
        # What is styled around a part set apart is styled within it.
        for inner, child in _children(node, display):
            yield inner, node.around((child,))
    else:
        yield from _children(node, display)


def _children(node: Inline, display: str) -> Iterator[tuple[str, Inline]]:
    for child in () if isinstance(node, Text) else node.children:
        yield from _pieces(child, display)


def _has_display(node: Inline) -> bool:
    if isinstance(node, Text):
        return False
    return isinstance(node, Display) or any(map(_has_display, node.children))


def _trimmed(row: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without the space at either end, for which a tab or a new line stands."""
    left = list(row)
    while left and not left[0].text.strip():
        del left[0]
    while left and not left[-1].text.strip():
        del left[-1]
    if left:
        left[0] = left[0]._replace(text=left[0].text.lstrip())
        left[-1] = left[-1]._replace(text=left[-1].text.rstrip())
    return tuple(left)
