"""HTML: one `<div class="csl-entry">` an entry, escaped, with the hanging indent in the markup itself.

Class names, the four display blocks and the spans are those of CSL processors in general, so that a site's
style sheet for them works. The indent is `margin-left` and a negative `text-indent` in a `style` attribute of
the list, which its entries inherit: mail programs and word processors ignore style sheets and padding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.output.address import safe_address
from citekit.output.runs import PLAIN, inherit, one_line, runs
from citekit.output.writer import Writer
from citekit.richtext.nodes import Display, Formatting, Link, Quoted, Styled, Text, children_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citekit.output.writer import Entry
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


def bibliography(entries: Sequence[Entry], layout: EntryLayout) -> str:
    """The list as one `<div class="csl-bib-body">` with an entry in each of its `<div>`s."""
    margin = _label_width([node for _key, node in entries])
    lines = [
        f'  <div class="csl-entry">{content}</div>\n'
        for _key, node in entries
        if (content := _write(node, PLAIN, linked=False, margin=margin).strip())
    ]
    return f'<div class="csl-bib-body"{_list_style(layout)}>\n{"".join(lines)}</div>\n'


def _list_style(layout: EntryLayout) -> str:
    """The indent alone: double spacing is for papers, and a page's own style sheet says how it is set."""
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
    """CSL's four kinds of `display`, placed by a `style` attribute for the reason the indent is."""
    width = margin or round(len(inner) * _EM_PER_CHARACTER + 0.5, 1)
    style = {
        "left-margin": f"float:left;clear:left;width:{width}em;text-indent:0;",
        "right-inline": f"margin-left:{margin or 2}em;text-indent:0;",
        "indent": "margin-left:2em;text-indent:0;",
    }.get(display)
    name = display if style or display == "block" else "block"
    return f'<div class="csl-{name}"{f""" style="{style}" """.rstrip() if style else ""}>{inner}</div>'


WRITER = Writer("html", (".html", ".htm"), inline, bibliography)
