"""HTML: one `<div class="csl-entry">` an entry, escaped, with the hanging indent in the markup itself.

Class names are those of CSL processors in general, so that a site's style sheet for them works. The indent is
`margin-left` and a negative `text-indent` in the `style` of each entry, since what is pasted into a word processor or
a mail loses style sheets, padding, and what an entry would inherit. A numeric style's label is the first thing in its
entry, so that it stays where the styles are lost. Entries are a list to those who hear the page read out, and each
has an `id` made of its key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.output.address import safe_address
from citekit.output.listing import anchor
from citekit.output.runs import PLAIN, inherit, one_line, runs
from citekit.output.writer import Writer
from citekit.richtext.nodes import Display, Formatting, Link, Quoted, Styled, Text, children_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.output.listing import Listing, Section
    from citekit.richtext.nodes import EntryLayout, Inline

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
#: The elements HTML has for a value of CSL's formatting attributes; all others are spans with a style.
_ELEMENTS = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub"}
_PROPERTIES = tuple(name.replace("_", "-") for name in Formatting._fields)
_NORMAL = {"text-decoration": "none", "vertical-align": "baseline"}
#: Widths of characters vary; six tenths of an em each is enough for the digits and brackets of a label.
_EM_PER_CHARACTER = 0.6


def escape(text: str) -> str:
    """Text as it stands between tags.

    Examples:
        >>> escape("Massage & <b>Pain</b>")
        'Massage &amp; &lt;b&gt;Pain&lt;/b&gt;'
    """
    if "&" in text or "<" in text or ">" in text:
        return text.translate(_ESCAPES)
    return text


def inline(node: Inline) -> str:
    """A tree as HTML on one line.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, Fragment
        >>> inline(Fragment((Styled(ITALIC, (Text("Pain"),)), Text(" & more"))))
        '<i>Pain</i> &amp; more'
    """
    return _write(node, PLAIN, linked=False).strip()


def bibliography(listing: Listing) -> str:
    """Each section as a `<div class="csl-bib-body">` with an entry in each of its `<div>`s, under its heading."""
    width = _label_width([entry.node for entry in listing.entries])
    return "".join(_section(section, listing.layout, width) for section in listing.sections)


def _section(section: Section, layout: EntryLayout, width: float) -> str:
    heading = f'<h3 class="csl-heading">{escape(one_line(section.heading))}</h3>\n' if section.heading else ""
    lines = []
    for entry in section.entries:
        content = _write(entry.node, PLAIN, linked=False, margin=width).strip()
        if not content:
            continue
        style = _entry_style(entry.node, layout, width)
        notes = "".join(
            f'<div class="csl-note" style="margin-left:2em;text-indent:0;">{inline(note)}</div>' for note in entry.notes
        )
        lines.append(
            f'  <div class="csl-entry" role="listitem" id="{anchor(entry.key)}"{style}>{content}{notes}</div>\n'
        )
    return f'{heading}<div class="csl-bib-body" role="list">\n{"".join(lines)}</div>\n'


def _entry_style(node: Inline, layout: EntryLayout, width: float) -> str:
    """The indent alone: double spacing is for papers, and a page's own style sheet says how it is set."""
    if any(True for _ in _labels(node)):
        return f' style="margin-left:{width}em;text-indent:-{width}em;"'
    return ' style="margin-left:2em;text-indent:-2em;"' if layout.hanging_indent else ""


def _label_width(nodes: Sequence[Inline]) -> float:
    """The room that the widest label needs in the left margin, in ems."""
    labels = [sum(len(run.text) for run in runs(part)) for node in nodes for part in _labels(node)]
    return round(max(labels, default=0) * _EM_PER_CHARACTER + 0.5, 1)


def _labels(node: Inline) -> Iterator[Inline]:
    """What stands in the left margin."""
    if isinstance(node, Display) and node.display == "left-margin":
        yield node
    for child in children_of(node):
        if isinstance(child, Display | Styled):
            yield from _labels(child)


def _write(node: Inline, inherited: Formatting, *, linked: bool, margin: float = 0) -> str:
    if isinstance(node, Text):
        return escape(one_line(node.text))
    own = inherit(inherited, node.formatting) if isinstance(node, Styled) else inherited
    address = safe_address(node.href) if isinstance(node, Link) and not linked else ""
    linked = linked or bool(address)
    pieces = [
        escape(one_line(child.text)) if type(child) is Text else _write(child, own, linked=linked, margin=margin)
        for child in node.children
    ]
    inner = "".join(pieces)
    if isinstance(node, Quoted):
        return f"{escape(one_line(node.open))}{inner}{escape(one_line(node.close))}"
    if not inner:
        return ""
    if isinstance(node, Styled):
        return _styled(inner, inherited, own)
    if isinstance(node, Display):
        return _displayed(inner, node.display, margin)
    return f'<a href="{escape(address)}">{inner}</a>' if address else inner


def _styled(inner: str, inherited: Formatting, own: Formatting) -> str:
    """Only what changes gets a tag: italics within italics none, normal within italics a span."""
    for css, before, value in zip(_PROPERTIES, inherited, own, strict=True):
        if value == before:
            continue
        element = _ELEMENTS.get(value or "")
        if element:
            inner = f"<{element}>{inner}</{element}>"
        else:
            inner = f'<span style="{css}:{escape(value or _NORMAL.get(css, "normal"))};">{inner}</span>'
    return inner


def _displayed(inner: str, display: str, margin: float) -> str:
    """CSL's four kinds of `display`; a label is in line, in as much room as the widest of the list takes."""
    if display == "left-margin":
        width = margin or round(len(inner) * _EM_PER_CHARACTER + 0.5, 1)
        style = f"display:inline-block;width:{width}em;text-indent:0;"
        return f'<span class="csl-left-margin" style="{style}">{inner.rstrip()} </span>'
    if display == "right-inline":
        return f'<span class="csl-right-inline">{inner}</span>'
    if display == "indent":
        return f'<div class="csl-indent" style="margin-left:2em;text-indent:0;">{inner}</div>'
    return f'<div class="csl-block">{inner}</div>'


WRITER = Writer("html", (".html", ".htm"), inline, bibliography)
