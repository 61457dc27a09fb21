"""One name: order, particles, suffix, initials, and how its parts are set.

Source: CSL 1.0.2 specification, "Name-part Order", "Name-part Formatting", "Non-dropping particles".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.csl.compile.formatting import finisher
from citekit.csl.compile.initials import initials
from citekit.richtext.markup import parse_markup
from citekit.richtext.nodes import Fragment, Inline, Source, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.csl import ast
    from citekit.csl.item import NameView

# Scripts whose names have neither spaces between the parts nor an inverted order.
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


class NameStyle(NamedTuple):
    """How names are written, once inheritance is resolved."""

    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    hyphen: bool = True
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    family: Callable[[Inline, str], Inline] | None = None
    given: Callable[[Inline, str], Inline] | None = None


def name_parts(parts: tuple[ast.NamePart, ...], *, english: bool) -> dict[str, Callable[[Inline, str], Inline]]:
    """The finishers of family and given names."""
    return {part.name: finisher(part.affixes, english=english) for part in parts}


def render_name(view: NameView, style: NameStyle, source: Source, *, inverted: bool, given: int = 0) -> Inline:
    """A name as a node; `given` asks for more of the given names than the style shows (1 initials, 2 all)."""
    if view.literal:
        return _dress(style.family, parse_markup(view.literal, source._replace(part="literal")))
    if _EAST_ASIAN.search(view.family + view.given):
        shown = view.family if style.form == "short" and not given else view.family + view.given
        return _dress(style.family, Text(shown, source._replace(part="family")))
    if style.form == "short" and not given:
        family = _spaced(view.non_dropping, view.family)
        return _dress(style.family, Text(family, source._replace(part="family")))
    first = _given(view, style, given)
    return (
        _inverted(view, first, style, source)
        if inverted and not view.static
        else (_static(view, first, style, source) if view.static else _direct(view, first, style, source))
    )


def _given(view: NameView, style: NameStyle, given: int) -> str:
    if style.initialize_with is None or given == 2:
        return view.given
    return initials(view.given, style.initialize_with, hyphen=style.hyphen, initialize=style.initialize)


def _spaced(particle: str, name: str) -> str:
    """A particle before a name; after an apostrophe there is no space."""
    if not particle:
        return name
    return particle + ("" if particle[-1] in "’'-" else " ") + name


def _direct(view: NameView, first: str, style: NameStyle, source: Source) -> Inline:
    given = _spaced_after(first, view.dropping)
    family = _spaced(view.non_dropping, view.family)
    row = [
        _part(style.given, given, source, "given"),
        _part(style.family, family, source, "family"),
        _part(None, view.suffix, source, "suffix"),
    ]
    nodes: list[Inline] = []
    for node in row:
        if node is None:
            continue
        if nodes:
            glued = node is row[1] and given[-1:] in "’'"
            comma = node is row[2] and view.comma_suffix
            nodes.append(Text("" if glued else ", " if comma else " "))
        nodes.append(node)
    return Fragment(tuple(nodes))


def _spaced_after(first: str, particle: str) -> str:
    return f"{first} {particle}".strip() if particle else first


def _inverted(view: NameView, first: str, style: NameStyle, source: Source) -> Inline:
    """Family name first; a non-dropping particle goes behind the given name where the style demotes it."""
    demoted = style.demote == "display-and-sort"
    family = view.family if demoted else _spaced(view.non_dropping, view.family)
    particles = _spaced_after(view.dropping, view.non_dropping) if demoted else view.dropping
    given = _spaced_after(first, particles) if first else particles
    nodes = [
        _part(style.family, family, source, "family"),
        _part(style.given, given, source, "given"),
        _part(None, view.suffix, source, "suffix"),
    ]
    present: list[Inline] = []
    for node in nodes:
        if node is not None:
            if present:
                present.append(Text(style.sort_separator))
            present.append(node)
    return Fragment(tuple(present))


def _static(view: NameView, first: str, style: NameStyle, source: Source) -> Inline:
    nodes = [_part(style.family, view.family, source, "family"), _part(style.given, first, source, "given")]
    present: list[Inline] = []
    for node in nodes:
        if node is not None:
            if present:
                present.append(Text(" "))
            present.append(node)
    return Fragment(tuple(present))


def _part(finish: Callable[[Inline, str], Inline] | None, text: str, source: Source, part: str) -> Inline | None:
    if not text:
        return None
    return _dress(finish, parse_markup(text, source._replace(part=part)))


def _dress(finish: Callable[[Inline, str], Inline] | None, node: Inline) -> Inline:
    return node if finish is None else finish(node, "")


def sort_text(view: NameView, demote: str) -> str:
    """A name as sorting sees it: family, particles where the style has them, given, suffix."""
    if view.literal:
        return view.literal
    if demote == "never":
        return " ".join(filter(None, (view.non_dropping, view.family, view.dropping, view.given, view.suffix)))
    return " ".join(filter(None, (view.family, view.dropping, view.non_dropping, view.given, view.suffix)))
