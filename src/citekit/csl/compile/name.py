"""One name: order, particles, suffix, initials, and how its parts are set.

Source: CSL 1.0.2 specification, "Name-part Order", "Name-part Formatting", "Non-dropping particles".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.csl import ast
from citekit.csl.compile.formatting import finisher
from citekit.csl.compile.initials import initials
from citekit.richtext.markup import parse_markup
from citekit.richtext.nodes import EMPTY, Fragment, Inline, Source, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citekit.csl.item import NameView

# Scripts whose names have neither spaces between the parts nor an inverted order.
_EAST_ASIAN = ("\u1100", "\u11ff"), ("\u2e80", "\u9fff"), ("\uac00", "\ud7af"), ("\uf900", "\ufaff")


class Part(NamedTuple):
    """How a part of a name is set, and what stands around it with its particles and suffix."""

    dress: Callable[[Inline, str], Inline]
    around: Callable[[Inline, str], Inline]


class NameStyle(NamedTuple):
    """How names are written, once inheritance is resolved."""

    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    hyphen: bool = True
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    family: Part | None = None
    given: Part | None = None


def name_parts(parts: tuple[ast.NamePart, ...], *, english: bool) -> dict[str, Part]:
    """How family and given names are set."""
    return {
        part.name: Part(
            finisher(part.affixes._replace(prefix="", suffix=""), english=english),
            finisher(ast.Affixes(part.affixes.prefix, part.affixes.suffix), english=english),
        )
        for part in parts
    }


def render_name(view: NameView, style: NameStyle, source: Source, *, inverted: bool, given: int = 0) -> Inline:
    """A name as a node; `given` asks for more of the given names than the style shows (1 initials, 2 all)."""
    if view.literal:
        return _around(
            style.family, [_dress(style.family, parse_markup(view.literal, source._replace(part="literal")))]
        )
    if _is_east_asian(view.family + view.given):
        shown = view.family if style.form == "short" and not given else view.family + view.given
        return _around(style.family, [_part(style.family, shown, source, "family")])
    if style.form == "short" and not given:
        return _around(style.family, [_part(style.family, _spaced(view.non_dropping, view.family), source, "family")])
    first = _given(view, style, given)
    return (
        _inverted(view, first, style, source)
        if inverted and not view.static
        else (_static(view, first, style, source) if view.static else _direct(view, first, style, source))
    )


def _is_east_asian(text: str) -> bool:
    return not text.isascii() and any(first <= letter <= last for letter in text for first, last in _EAST_ASIAN)


def _given(view: NameView, style: NameStyle, given: int) -> str:
    if style.initialize_with is None or given == 2 or not view.family:
        return view.given
    return initials(view.given, style.initialize_with, hyphen=style.hyphen, initialize=style.initialize)


def _spaced(particle: str, name: str) -> str:
    """A particle before a name; after an apostrophe there is no space."""
    if not particle:
        return name
    return particle + ("" if particle[-1] in "’'-" else " ") + name


def _direct(view: NameView, first: str, style: NameStyle, source: Source) -> Inline:
    given = _around(style.given, [_part(style.given, first, source, "given")])
    family = [
        _part(style.given, view.dropping, source, "given"),
        _glue(view.dropping),
        _part(style.family, view.non_dropping, source, "family"),
        _glue(view.non_dropping),
        _part(style.family, view.family, source, "family"),
        Text((", " if view.comma_suffix else " ") if view.suffix else ""),
        _part(None, view.suffix, source, "suffix"),
    ]
    rest = _around(style.family, family)
    between = " " if first and any(part is not None and part != Text("") for part in family) else ""
    return Fragment((given, Text(between), rest))


def _glue(particle: str) -> Inline:
    """What stands after a particle: a space, but not after an apostrophe or hyphen."""
    return Text("" if not particle or particle[-1] in "’'-" else " ")


def _spaced_after(first: str, particle: str) -> str:
    return f"{first} {particle}".strip() if particle else first


def _inverted(view: NameView, first: str, style: NameStyle, source: Source) -> Inline:
    """Family name first; a non-dropping particle goes behind the given name where the style demotes it."""
    demoted = style.demote == "display-and-sort"
    family = view.family if demoted else _spaced(view.non_dropping, view.family)
    given = [_part(style.given, _spaced_after(first, view.dropping), source, "given")]
    if demoted and view.non_dropping:
        if given[0] is not None:
            given.append(Text(" "))
        given.append(_part(style.family, view.non_dropping, source, "family"))
    nodes = [
        _around(style.family, [_part(style.family, family, source, "family")]),
        _around(style.given, given),
        _part(None, view.suffix, source, "suffix"),
    ]
    present: list[Inline] = []
    for node in nodes:
        if node is not None and node != EMPTY:
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


def _part(part: Part | None, text: str, source: Source, name: str) -> Inline | None:
    if not text:
        return None
    return _dress(part, parse_markup(text, source._replace(part=name)))


def _dress(part: Part | None, node: Inline) -> Inline:
    return node if part is None else part.dress(node, "")


def _around(part: Part | None, nodes: Sequence[Inline | None]) -> Inline:
    """A part's pieces in a row, those without text left out, in the part's affixes."""
    present = [node for node in nodes if node is not None and node != Text("")]
    if not present:
        return EMPTY
    node = present[0] if len(present) == 1 else Fragment(tuple(present))
    return node if part is None else part.around(node, "")


def sort_text(view: NameView, style: NameStyle) -> str:
    """A name as sorting sees it: family, particles where the style has them, given, suffix."""
    if view.literal:
        return view.literal
    if style.form == "short":
        return view.family if style.demote != "never" else _spaced(view.non_dropping, view.family)
    given = _given(view, style, 0)
    if style.demote == "never":
        return " ".join(filter(None, (view.non_dropping, view.family, view.dropping, given, view.suffix)))
    return " ".join(filter(None, (view.family, view.dropping, view.non_dropping, given, view.suffix)))
