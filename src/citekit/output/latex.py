r"""LaTeX: a list for a document that loads `hyperref`, every character of a field escaped.

Entries are items of a `list` environment with a hanging indent, each a `\hypertarget`. Letters beyond Latin, Greek
and Cyrillic want XeLaTeX or LuaLaTeX.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from citekit.output.listing import anchor
from citekit.output.runs import one_line, runs
from citekit.output.segments import segments
from citekit.output.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.output.listing import ListEntry, Listing, Section
    from citekit.output.runs import Run
    from citekit.richtext.nodes import EntryLayout, Inline

_ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': r"\textquotedbl{}", "`": r"\textasciigrave{}", "'": r"\textquotesingle{}",
    "[": "{[}", "]": "{]}", "\u00a0": "~", "\u2009": r"\,", "\u202f": r"\,", "\u200b": "", "\u2010": "-",
    "\u2011": "-", "–": "--", "—": "---", "…": r"\dots{}", "“": "``", "”": "''", "‘": "`", "’": "'",
}  # fmt: skip
_SPECIAL: Final = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
#: Hyphens, full stops before marks and quotation marks that TeX's fonts would make one sign of.
_LIGATURE: Final = re.compile(r"-(?=-)|[?!](?=`)|,(?=,)")
#: What the outer command of an attribute's value is.
_COMMANDS: Final = {
    "italic": "textit", "oblique": "textsl", "bold": "textbf", "small-caps": "textsc", "underline": "underline",
    "sup": "textsuperscript", "sub": "textsubscript",
}  # fmt: skip
#: Addresses that `\\nolinkurl` takes as an argument of another command.
_BREAKABLE: Final = re.compile(r"[\w:/.?=&+~();,-]{8,2000}", re.ASCII)
_UNLABELLED: Final = r"\setlength{\labelwidth}{0pt}\setlength{\labelsep}{0pt}"
_NEEDS: Final = "% Load in the preamble: \\usepackage[T1]{fontenc} \\usepackage{textcomp} \\usepackage{hyperref}\n"


def escape(text: str) -> str:
    r"""Text with nothing in it that TeX would obey.

    Examples:
        >>> print(escape("100% of A_1 & {B} -- \\input{x}"))
        100\% of A\_1 \& \{B\} -{}- \textbackslash{}input\{x\}
    """
    apart = _LIGATURE.sub(lambda match: match[0] + "\x00", text)
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], apart).replace("\x00", "{}")


def inline(node: Inline) -> str:
    r"""A tree as LaTeX within a paragraph.

    Examples:
        >>> from citekit.richtext.nodes import ITALIC, Fragment, Quoted, Styled, Text
        >>> print(inline(Fragment((Quoted((Text("Pain & Ease."),)), Text(" "), Styled(ITALIC, (Text("Brain"),))))))
        ``Pain \& Ease.'' \textit{Brain}
    """
    return _written(runs(node)).strip()


def _written(row: Iterable[Run]) -> str:
    line = ""
    for href, linked in groupby(row, key=lambda run: run.href):
        group = tuple(linked)
        text = "".join(map(_run, group))
        if href and len(group) == 1 and not any(group[0].formatting) and _BREAKABLE.fullmatch(group[0].text):
            text = rf"\nolinkurl{{{group[0].text}}}"  # which may be broken at the end of a line
        line += rf"\href{{{_address(href)}}}{{{text}}}" if href else text
    return line


def _address(href: str) -> str:
    """An address as hyperref takes it, also within another command's argument."""
    return re.sub(r"[%#&_~]", lambda match: "\\" + match[0] if match[0] != "~" else r"\string~", href)


def _run(run: Run) -> str:
    text = escape(run.text)
    for value in reversed(run.formatting):
        if value and value in _COMMANDS:
            text = rf"\{_COMMANDS[value]}{{{text}}}"
    return text


def bibliography(listing: Listing) -> str:
    """The list as one environment a section, each under a heading of its own where it has one."""
    return _NEEDS + "\n".join(_section(section, listing.layout) for section in listing.sections)


def _section(section: Section, layout: EntryLayout) -> str:
    rows = [(entry, segments(entry.node)) for entry in section.entries]
    labels = [_written(parts[0].runs) for _, parts in rows if parts and parts[0].display == "left-margin"]
    widest = max(labels, key=len, default="")
    if widest:
        setting = (
            rf"\settowidth{{\labelwidth}}{{{widest}}}\setlength{{\labelsep}}{{0.5em}}"
            r"\setlength{\leftmargin}{\labelwidth}\addtolength{\leftmargin}{\labelsep}"
            r"\renewcommand{\makelabel}[1]{#1\hfil}"
        )
    elif layout.hanging_indent:
        setting = r"\setlength{\leftmargin}{2em}\setlength{\itemindent}{-2em}" + _UNLABELLED
    else:
        setting = r"\setlength{\leftmargin}{0pt}" + _UNLABELLED
    items = [item for entry, parts in rows if parts for item in _item(entry)]
    heading = f"\\subsection*{{{escape(one_line(section.heading))}}}\n" if section.heading else ""
    if not items:
        return heading
    return (
        f"{heading}\\begin{{list}}{{}}{{\\urlstyle{{same}}\\raggedright{setting}}}\n"
        + "\n".join(items)
        + "\n\\end{list}\n"
    )


def _item(entry: ListEntry) -> list[str]:
    parts = segments(entry.node)
    label = ""
    if parts[0].display == "left-margin":
        label = f"[{{{_written(parts[0].runs)}}}]"
        parts = parts[1:]
    lines = " \\\\\n  ".join(_written(part.runs) for part in parts)
    notes = [f"\n  {inline(note)}" for note in entry.notes]
    return [rf"\item{label or '[]'} \hypertarget{{{anchor(entry.key).replace('_', '.')}}}{{}}{lines}", *notes]


WRITER = Writer("latex", (".tex",), inline, bibliography)
