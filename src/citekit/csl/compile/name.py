"""One name: order, particles, suffix, initials, and how its parts are set.

Source: CSL 1.0.2 specification, "Name-part Order", "Name-part Formatting", "Non-dropping particles".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citekit.csl import ast
from citekit.csl.compile.formatting import finisher
from citekit.csl.compile.initials import initials
from citekit.richtext.markup import parse_markup
from citekit.richtext.nodes import EMPTY, Fragment, Inline, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from citekit.csl.item import NameView, Work

#: Scripts whose names have neither spaces between the parts nor an inverted order.
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
#: What a name may hold beside its letters: markup and quotation marks.
_MARKED = re.compile("[<\"'‘’“”]")
_SPACE = Text(" ")
#: What a particle ends with that needs no space behind it; a space is that of "de' Medici".
_JOINING = "’'- "


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


class Person:
    """One name of a list, about to be rendered: its parts, how names are written, where its characters come from."""

    __slots__ = ("_index", "_variable", "_work", "first", "style", "view")

    def __init__(self, view: NameView, style: NameStyle, work: Work, variable: str, index: int, given: int) -> None:
        self.view = view
        self.style = style
        self.first = given_names(view, style, given)
        self._work = work
        self._variable = variable
        self._index = index

    def part(self, text: str, name: str, part: Part | None) -> Inline:
        """Characters of one part of the name, as that part is set."""
        source = self._work.source(self._variable, name, self._index)
        node = parse_markup(text, source) if _MARKED.search(text) else Text(text, source)
        return node if part is None else part.dress(node, "")

    def direct(self) -> Inline:
        """Given names, particles, family name, suffix."""
        view, style = self.view, self.style
        row: list[Inline] = []
        if view.dropping:
            row.append(self.part(view.dropping, "dropping-particle", style.given))
            if view.dropping[-1] not in _JOINING:
                row.append(_SPACE)
        self._family(row, view.non_dropping)
        if view.suffix:
            row.append(Text(", ") if view.comma_suffix else _SPACE)
            row.append(self.part(self._suffix(), "suffix", None))
        family = _around(style.family, row)
        if not self.first:
            return family
        given = _around(style.given, [self.part(self.first, "given", style.given)])
        return Fragment((given, _SPACE, family)) if row else given

    def inverted(self) -> Inline:
        """Family name first; a non-dropping particle goes behind the given name where the style demotes it."""
        view, style = self.view, self.style
        demoted = style.demote == "display-and-sort"
        nodes: list[Inline] = []
        family: list[Inline] = []
        self._family(family, "" if demoted else view.non_dropping)
        if family:
            nodes.append(_around(style.family, family))
        given: list[Inline] = []
        if self.first:
            given.append(self.part(self.first, "given", style.given))
        if view.dropping:
            if given:
                given.append(_SPACE)
            given.append(self.part(view.dropping, "dropping-particle", style.given))
        if demoted and view.non_dropping:
            if given:
                given.append(_SPACE)
            given.append(self.part(view.non_dropping.rstrip(), "non-dropping-particle", style.family))
        if given:
            nodes.append(_around(style.given, given))
        if view.suffix:
            nodes.append(self.part(self._suffix(), "suffix", None))
        if len(nodes) < 2:
            return nodes[0] if nodes else EMPTY
        between = Text(style.sort_separator)
        row = [nodes[0]]
        for node in nodes[1:]:
            row += (between, node)
        return Fragment(tuple(row))

    def static(self) -> Inline:
        """Family name first, always and without a comma."""
        family: list[Inline] = []
        self._family(family, "")
        if self.first:
            if family:
                family.append(_SPACE)
            family.append(self.part(self.first, "given", self.style.given))
        return Fragment(tuple(family))

    def short(self) -> Inline:
        """The family name with the particle that belongs to it."""
        row: list[Inline] = []
        self._family(row, self.view.non_dropping)
        return _around(self.style.family, row)

    def _family(self, row: list[Inline], particle: str) -> None:
        if particle:
            row.append(self.part(particle, "non-dropping-particle", self.style.family))
            if self.view.family and particle[-1] not in _JOINING:
                row.append(_SPACE)
        if self.view.family:
            row.append(self.part(self.view.family, "family", self.style.family))

    def _suffix(self) -> str:
        mark = self.style.initialize_with
        return self.view.suffix if mark is None or "." in mark else self.view.suffix.replace(".", "")


def render_name(
    view: NameView, style: NameStyle, work: Work, variable: str, index: int, *, inverted: bool, given: int = 0
) -> Inline:
    """A name as a node; `given` asks for more of the given names than the style shows (1 initials, 2 all)."""
    person = Person(view, style, work, variable, index, given)
    if view.literal:
        return _around(style.family, [person.part(view.literal, "literal", style.family)])
    if _EAST_ASIAN.search(view.family) or _EAST_ASIAN.search(view.given):
        shown = view.family if style.form == "short" and not given else view.family + view.given
        return _around(style.family, [person.part(shown, "family", style.family)])
    if style.form == "short" and not given:
        return person.short()
    if view.static:
        return person.static()
    return person.inverted() if inverted else person.direct()


def given_names(view: NameView, style: NameStyle, given: int) -> str:
    """The given names as the style shows them, or more of them."""
    if style.initialize_with is None or given == 2 or not view.family or not view.given:
        return view.given
    return initials(view.given, style.initialize_with, hyphen=style.hyphen, initialize=style.initialize)


def _spaced(particle: str, name: str) -> str:
    """A particle before a name; after an apostrophe there is no space."""
    if not particle:
        return name
    return particle + ("" if particle[-1] in _JOINING else " ") + name


def _around(part: Part | None, row: list[Inline]) -> Inline:
    """A part's pieces in a row, in the part's affixes."""
    node = row[0] if len(row) == 1 else Fragment(tuple(row))
    return node if part is None or not row else part.around(node, "")


def sort_text(view: NameView, style: NameStyle, given: int = 0) -> str:
    """A name as sorting sees it: family, particles where the style has them, given, suffix."""
    if view.literal:
        return view.literal
    if style.form == "short":
        return view.family if style.demote != "never" else _spaced(view.non_dropping, view.family)
    first = given_names(view, style, given)
    if style.demote == "never":
        parts = (view.non_dropping, view.family, view.dropping, first, view.suffix)
    else:
        parts = (view.family, view.dropping, view.non_dropping, first, view.suffix)
    return " ".join([part for part in parts if part])
