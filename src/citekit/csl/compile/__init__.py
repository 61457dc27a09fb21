"""From AST to closures: a style and a locale become a `Plan` that renders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.csl import ast
from citekit.csl import locale as locales
from citekit.csl.compile.compiler import Compiler
from citekit.csl.compile.context import CiteContext, Frame
from citekit.csl.compile.group import aligned
from citekit.model.variables import KIND

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from citekit.csl.compile.context import Render
    from citekit.csl.item import Work
    from citekit.csl.locale import Locale
    from citekit.csl.signature import Signature
    from citekit.richtext.nodes import Inline


#: How many layouts are kept; more signatures than that share the one for all of them.
_MAX_LAYOUTS = 1_000


class Specialised:
    """Elements compiled anew for each signature of works that comes along."""

    __slots__ = ("_build", "_by_narrow", "_by_signature", "_compiler", "_mentions")

    def __init__(self, compiler: Compiler, nodes: Sequence[ast.Node], build: Callable[[], Render]) -> None:
        self._compiler = compiler
        self._build = build
        self._mentions = compiler.mentioned.by(nodes)
        self._by_signature: dict[Signature, Render] = {}
        self._by_narrow: dict[Signature | None, Render] = {}

    def of(self, work: Work) -> Render:
        """What renders a work."""
        signature = work.signature
        found = self._by_signature.get(signature)
        if found is None:
            found = self._compiled(self._mentions.narrow(signature))
            if len(self._by_signature) < _MAX_LAYOUTS:
                self._by_signature[signature] = found
        return found

    def _compiled(self, narrow: Signature | None) -> Render:
        if len(self._by_narrow) >= _MAX_LAYOUTS and narrow not in self._by_narrow:
            narrow = None
        found = self._by_narrow.get(narrow)
        if found is None:
            self._compiler.known = narrow
            found = self._by_narrow[narrow] = self._build()
            self._compiler.known = None
        return found


class SortPlan(NamedTuple):
    """One sort key: the kind of its variable ("macro" for a macro), what renders it, its direction."""

    kind: str
    variable: str
    layout: Specialised | None
    descending: bool


class AreaPlan(NamedTuple):
    """The citation's or the bibliography's layout, compiled."""

    name: str
    inner: Specialised
    layout: ast.Layout
    options: Mapping[str, str]
    sort: tuple[SortPlan, ...]

    def render(self, context: CiteContext) -> Inline | None:
        """One work in this area: a pure function of its context."""
        return self.inner.of(context.work)(Frame(context))[0]


class Plan(NamedTuple):
    """A compiled style: frozen, and used for as many libraries as one likes."""

    style: ast.Style
    locale: Locale
    citation: AreaPlan | None
    bibliography: AreaPlan | None
    links: bool = True


def compile_style(
    style: ast.Style,
    load_locale: Callable[[str], Locale | None],
    lang: str | None = None,
    *,
    links: bool = True,
) -> Plan:
    """Compile a style for a language: the one asked for, else the style's own, else American English.

    `load_locale` gives the locale file of a language, or `None`. Terms of the style itself come before those
    of the file, and English fills what is left.
    """
    locale = _merge(style, load_locale, lang or style.default_locale or "en-US")
    return Plan(
        style,
        locale,
        _area(style, locale, style.citation, links=links),
        _area(style, locale, style.bibliography, links=links),
        links,
    )


def _merge(style: ast.Style, load_locale: Callable[[str], Locale | None], lang: str) -> Locale:
    language = lang.partition("-")[0]
    merged = locales.EMPTY._replace(lang=lang)
    for wanted in (lang, language, ""):
        for own in style.locales:
            if own.lang == wanted:
                merged = merged.over(own)
                break
    for name in locales.fallbacks(lang):
        found = load_locale(name)
        if found is not None:
            merged = merged.over(found)
    return merged


def _area(style: ast.Style, locale: Locale, area: ast.Area | None, *, links: bool) -> AreaPlan | None:
    if area is None:
        return None
    compiler = Compiler(style, locale, area.name, area.options, links=links)
    children = area.layout.children
    in_margin = bool(compiler.options.get("second-field-align")) and area.name == "bibliography"

    def build() -> Render:
        return aligned([compiler.node(child) for child in children]) if in_margin else compiler.row(children, "")

    sort = tuple(_sort_key(key, style, locale, area) for key in area.sort)
    return AreaPlan(area.name, Specialised(compiler, children, build), area.layout, compiler.options, sort)


def _sort_key(key: ast.SortKey, style: ast.Style, locale: Locale, area: ast.Area) -> SortPlan:
    if key.variable and KIND.get(key.variable) != "name":
        return SortPlan(KIND.get(key.variable, "text"), key.variable, None, key.descending)
    compiler = Compiler(style, locale, "sort", {**area.options, **key.options}, links=False)
    nodes: tuple[ast.Node, ...]
    if key.macro:
        nodes = style.macros[key.macro].children
    else:
        nodes = (ast.Names(key.line, ast.Affixes(), (key.variable,), None, {}),)
    return SortPlan(
        "macro", key.variable, Specialised(compiler, nodes, lambda: compiler.row(nodes, "")), key.descending
    )
