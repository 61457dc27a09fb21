"""Entries for a list that is already set: each on one line, in the output that the list is written in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.output import find_output
from citekit.output.runs import runs
from citekit.richtext.nodes import Display, Fragment, Text, children_of, with_children

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.documents.document import Document
    from citekit.richtext.nodes import Inline


def render_entries(document: Document, entries: Sequence[tuple[str, Inline]]) -> tuple[str, ...]:
    r"""Write finished entries as the lines that `regenerate` wants for this article.

    A numeric style's labels ("[1]") are left out where the list counts its entries itself, and set before the
    entry where it does not, or where there is nothing else. Entries without any printed form are left out.

    Examples:
        >>> from citekit.documents import Document
        >>> from citekit.model.span import SourceText
        >>> from citekit.richtext.nodes import ITALIC, Styled
        >>> marked = "<!-- citekit:begin -->\n1. old\n<!-- citekit:end -->"
        >>> label, title = Display("left-margin", (Text("[1]"),)), Styled(ITALIC, (Text("Pain"),))
        >>> entry = Fragment((label, Display("right-inline", (title,))))
        >>> render_entries(Document.find(SourceText(marked, "a.md")), [("pain", entry)])
        ('*Pain*',)
    """
    shape = document.shape
    writer = find_output(shape.output)
    lines: list[str] = []
    for _key, node in entries:
        line = writer.inline(in_line(node, labels=True))
        if shape.numbered and not shape.has_opening(len(lines), line):
            line = writer.inline(in_line(node, labels=False)) or line
        if line:
            # A list's spacing is read from its entries: more than one space is none of theirs.
            lines.append(_SPACES.sub(" ", line))
    return tuple(lines)


_SPACES = re.compile(r" {2,}")


def in_line(node: Inline, *, labels: bool) -> Inline:
    """The tree with nothing set apart any more; the left margin is left out unless `labels`."""
    if isinstance(node, Text):
        return node
    if not any(isinstance(child, Display) for child in children_of(node)):
        return with_children(node, (in_line(child, labels=labels) for child in node.children))
    return with_children(node, _parted(node.children, labels=labels))


def _parted(children: Sequence[Inline], *, labels: bool) -> Iterator[Inline]:
    last = ""
    for child in children:
        if isinstance(child, Display) and child.display == "left-margin" and not labels:
            continue
        inner = in_line(child, labels=labels)
        content = "".join(run.text for run in runs(inner))
        if not content:
            continue
        if last and not last[-1].isspace() and not content[0].isspace():
            yield Text(" ")
        last = content
        yield Fragment(inner.children) if isinstance(inner, Display) else inner
