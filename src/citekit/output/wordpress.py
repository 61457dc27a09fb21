"""WordPress: block markup for the editor's code view, which opens it as blocks that can be edited.

Entries are paragraph blocks of the class `csl-entry`, in a group of the class `csl-bib-body`; the label of a numeric
style is part of the text. A block may have no styles of its own but those the editor knows, so the hanging indent is
two lines in the site's style sheet (`docs/outputs.md`).

Source: the grammar of blocks in WordPress's Block Editor Handbook, "Markup representation of a block"; the saved
forms of core/group, core/heading and core/paragraph.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from citekit.output.html import escape
from citekit.output.listing import anchor
from citekit.output.runs import one_line, runs
from citekit.output.writer import Writer

if TYPE_CHECKING:
    from citekit.output.listing import Listing, Section
    from citekit.output.runs import Run
    from citekit.richtext.nodes import Inline

_ELEMENTS: Final = {"italic": "em", "oblique": "em", "bold": "strong", "sup": "sup", "sub": "sub"}
_SPANS: Final = {"small-caps": "font-variant:small-caps", "underline": "text-decoration:underline"}
#: A short code would be run by the site; WordPress shows the character reference as the bracket.
_SHORTCODE: Final = re.compile(r"[\[\]]")
_BRACKETS: Final = {"[": "&#91;", "]": "&#93;"}


def inline(node: Inline) -> str:
    """A tree as the rich text of a block.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, Fragment, Styled, Text
        >>> inline(Fragment((Styled(ITALIC, (Text("Pain"),)), Text(" [Data set] & more"))))
        '<em>Pain</em> &#91;Data set&#93; &amp; more'
    """
    line = ""
    for href, group in groupby(runs(node), key=lambda run: run.href):
        text = "".join(map(_run, group))
        address = escape(href).replace("[", "%5B").replace("]", "%5D")
        line += f'<a href="{address}">{text}</a>' if href else text
    return line.strip()


def _run(run: Run) -> str:
    text = _SHORTCODE.sub(lambda match: _BRACKETS[match[0]], escape(run.text))
    for value in reversed(run.formatting):
        if value in _ELEMENTS:
            text = f"<{_ELEMENTS[value]}>{text}</{_ELEMENTS[value]}>"
        elif value in _SPANS:
            text = f'<span style="{_SPANS[value]}">{text}</span>'
    return text


def bibliography(listing: Listing) -> str:
    """Each section as a heading block and a group of paragraph blocks."""
    return "\n\n".join(map(_section, listing.sections)) + "\n"


def _section(section: Section) -> str:
    blocks = []
    for entry in section.entries:
        if text := inline(entry.node):
            blocks.append(_paragraph("csl-entry", text, anchor(entry.key)))
            blocks += [_paragraph("csl-note", note) for node in entry.notes if (note := inline(node))]
    group = (
        '<!-- wp:group {"className":"csl-bib-body","layout":{"type":"default"}} -->\n'
        '<div class="wp-block-group csl-bib-body">' + "\n\n".join(blocks) + "</div>\n<!-- /wp:group -->"
    )
    if not section.heading:
        return group
    title = _SHORTCODE.sub(lambda match: _BRACKETS[match[0]], escape(one_line(section.heading)))
    return (
        f'<!-- wp:heading {{"level":3}} -->\n<h3 class="wp-block-heading">{title}</h3>\n<!-- /wp:heading -->\n\n{group}'
    )


def _paragraph(kind: str, text: str, name: str = "") -> str:
    mark = f' id="{name}"' if name else ""
    return f'<!-- wp:paragraph {{"className":"{kind}"}} -->\n<p{mark} class="{kind}">{text}</p>\n<!-- /wp:paragraph -->'


WRITER = Writer("wordpress", (), inline, bibliography)
