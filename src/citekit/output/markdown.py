"""Markdown, as CommonMark defines it: each entry a paragraph of its own.

Characters that would be read as markup are escaped, and no others. Emphasis is `*` where CommonMark's rules
on delimiter runs let it open and close (section 6.2), and a tag where they don't: `a<em>(b)</em>c`. What
Markdown has no mark for (small capitals, superscripts) is inline HTML.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from citekit.output.runs import Run, one_line, runs
from citekit.output.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.output.listing import Listing
    from citekit.richtext.nodes import Inline

#: An underscore inside a word is not emphasis; `<` and `&` are markup only before what makes them a tag or a
#: character reference; the tilde and the bar are GitHub's strikethrough and tables.
_SPECIAL = re.compile(
    r"""[`*\[\]~|]
      | \\(?=[!-/:-@\[-`{-~]|\Z)
      | (?<![^\W_])_ | _(?![^\W_])
      | <(?=[A-Za-z/!?]|\Z)
      | &(?=\#?\w+;)""",
    re.VERBOSE,
)
#: What opens a block at the beginning of a line: a heading, a quotation, a list, a rule, an underlining;
#: and Pandoc's divisions.
_BLOCK = re.compile(r"\#{1,6}(?=\s|\Z) | > | [-+](?=\s|\Z) | -[ -]*\Z | =+\s*\Z | :{3}", re.VERBOSE)
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
_ENTITY = re.compile(r"&(?=#?\w+;)")


class _Mark(NamedTuple):
    """How a value of a formatting attribute is marked: by tags, and by a delimiter where there is one."""

    opening: str
    closing: str
    delimiter: str = ""


def _span(style: str) -> _Mark:
    return _Mark(f'<span style="{style};">', "</span>")


#: From the outermost to the innermost; italics come first because whole titles are set in them.
_LEVELS: tuple[tuple[str, dict[str, _Mark]], ...] = (
    ("font_style", {"": _Mark("<em>", "</em>", "*")}),
    ("font_weight", {"light": _span("font-weight:light"), "": _Mark("<strong>", "</strong>", "**")}),
    ("font_variant", {"": _span("font-variant:small-caps")}),
    ("text_decoration", {"": _Mark("<u>", "</u>")}),
    ("vertical_align", {"sub": _Mark("<sub>", "</sub>"), "": _Mark("<sup>", "</sup>")}),
)


def escape(text: str) -> str:
    r"""Text within a line, with a backslash before what would be markup there.

    Examples:
        >>> print(escape("p < 0.05 for *A. annua* [Data set], snake_case"))
        p < 0.05 for \*A. annua\* \[Data set\], snake_case
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def inline(node: Inline) -> str:
    r"""A tree as one line of Markdown, safe at the beginning of a paragraph or a list item too.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, Fragment, Link, Styled, Text
        >>> address = "https://doi.org/10.1016/j.neulet.2003.12.019"
        >>> tree = Fragment((Styled(ITALIC, (Text("Pain"),)), Text(", "), Link(address, (Text(address),))))
        >>> inline(tree)
        '*Pain*, <https://doi.org/10.1016/j.neulet.2003.12.019>'
    """
    line = ""
    groups = [(href, tuple(group)) for href, group in groupby(runs(node), key=lambda run: run.href)]
    for number, (href, group) in enumerate(groups):
        if href:
            link = _link(href, group)
            if link.startswith("[") and line.endswith("!"):
                line = line[:-1] + r"\!"  # or it would be an image
            line += link
        else:
            after = "[" if number + 1 < len(groups) else ""
            line += _marked(group, 0, line[-1:], after)
    return _begin_line(line.strip())


def _begin_line(line: str) -> str:
    if _BLOCK.match(line):
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def _link(href: str, group: tuple[Run, ...]) -> str:
    """`<address>` where the address itself is what is read, `[text](address)` where something else is."""
    if len(group) == 1 and group[0].text == href and not any(group[0].formatting) and "\\" not in href:
        return f"<{href}>"
    address = _ENTITY.sub(r"\&", href)
    if not _is_balanced(address):
        address = address.replace("(", "%28").replace(")", "%29")
    return f"[{_marked(group, 0, '[', ']')}]({address})"


def _is_balanced(address: str) -> bool:
    """Whether parentheses pair up, as CommonMark asks of a link's destination (and nests at least 32)."""
    depth = deepest = 0
    for character in address:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
        if depth < 0:
            return False
    return depth == 0 and deepest <= 32


def _marked(group: Sequence[Run], level: int, before: str, after: str, *, nested: bool = False) -> str:
    """The runs marked for this level's attribute and those below it.

    `before` and `after` are the characters that will stand next to them in the source. Where that is not
    known yet, it is said to be the one that forbids most: an asterisk. `nested`: they stand inside a mark.
    """
    if level == len(_LEVELS):
        return escape("".join(run.text for run in group))
    field, marks = _LEVELS[level]
    parts = [(value, tuple(part)) for value, part in groupby(group, key=lambda run: getattr(run.formatting, field))]
    line = ""
    for number, (value, part) in enumerate(parts):
        following = _first_character(parts[number + 1][1], level) if number + 1 < len(parts) else after
        previous = line[-1:] or before
        if not value:
            line += _marked(part, level + 1, previous, following, nested=nested)
            continue
        below, mark = level + 1, marks.get(value) or marks[""]
        if field == "font_style" and all(run.formatting.font_weight == "bold" for run in part):
            below, mark = level + 2, _Mark("<em><strong>", "</strong></em>", "***")
        line += _wrap(_marked(part, below, "*", "*", nested=True), mark, previous, following, nested=nested)
    return line


def _first_character(part: Sequence[Run], level: int) -> str:
    """How the source of these runs begins, where it matters: any markup from a level on counts as punctuation."""
    marked = any(getattr(part[0].formatting, field) for field, _marks in _LEVELS[level:])
    return "<" if marked else escape(part[0].text)[0]


def _wrap(inner: str, mark: _Mark, before: str, after: str, *, nested: bool) -> str:
    """`inner` in its mark, with the spaces at its ends left outside: emphasis can't begin or end with one."""
    core = inner.strip()
    if not core:
        return inner
    start = inner.index(core)
    leading, trailing = inner[:start], inner[start + len(core) :]
    before, after = leading[-1:] or before, trailing[:1] or after
    if (len(core) - len(core.rstrip("\\"))) % 2:
        core += "\\"  # or it would escape the mark; before the space it needed none itself
    stands = _may_stand(core[0], before) and _may_stand(core[-1], after)
    closes = nested and not before.isspace() and _may_stand(before, core[0])  # what is open around it
    if mark.delimiter and stands and not closes:
        opening = closing = mark.delimiter
    else:
        opening, closing = mark.opening, mark.closing
    return f"{leading}{opening}{core}{closing}{trailing}"


def _may_stand(inside: str, outside: str) -> bool:
    """Whether a run of asterisks between these characters is left- or right-flanking as it has to be.

    Symbols count as punctuation since version 0.31 of the specification, not before; this holds for both.
    """
    if outside == "*":
        return False
    if unicodedata.category(inside)[0] not in "PS":
        return True
    if outside == "" or outside.isspace() or outside in "$+<=>^`|~":
        return True
    return unicodedata.category(outside)[0] == "P"


def bibliography(listing: Listing) -> str:
    """Each entry a paragraph, with a blank line between; notes are block quotations, headings of the second level."""
    blocks: list[str] = []
    for section in listing.sections:
        if section.heading:
            blocks.append(f"## {escape(one_line(section.heading)).strip()}")
        for entry in section.entries:
            if line := inline(entry.node):
                blocks.append(line)
                blocks += [f"> {note}" for node in entry.notes if (note := inline(node))]
    text = "\n\n".join(blocks)
    return f"{text}\n" if text else ""


WRITER = Writer("markdown", (".md", ".markdown"), inline, bibliography)
