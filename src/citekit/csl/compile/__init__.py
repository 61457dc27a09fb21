"""From AST to closures: a style and a locale become a `Plan` that renders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.csl import locale as locales
from citekit.csl.compile.compiler import Compiler
from citekit.csl.compile.context import CiteContext, Frame, Rendered
from citekit.csl.compile.group import aligned
from citekit.model.variables import KIND

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citekit.csl import ast
    from citekit.csl.compile.context import Render
    from citekit.csl.locale import Locale


class SortPlan(NamedTuple):
    """One sort key: the kind of its variable ("macro" for a macro), its closure, its direction."""

    kind: str
    variable: str
    render: Render | None
    descending: bool


class AreaPlan(NamedTuple):
    """The citation's or the bibliography's layout, compiled."""

    name: str
    inner: Render
    layout: ast.Layout
    options: Mapping[str, str]
    sort: tuple[SortPlan, ...]

    def render(self, context: CiteContext) -> Rendered:
        """One work in this area: a pure function of its context."""
        return self.inner(Frame(context))


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
    inner = compiler.row(area.layout.children, "") if area.layout.children else _empty
    if compiler.options.get("second-field-align") and area.name == "bibliography":
        inner = aligned([compiler.node(child) for child in area.layout.children])
    sort = tuple(_sort_key(key, style, locale, area) for key in area.sort)
    return AreaPlan(area.name, inner, area.layout, compiler.options, sort)


def _empty(_frame: Frame) -> Rendered:
    return Rendered(None)


def _sort_key(key: ast.SortKey, style: ast.Style, locale: Locale, area: ast.Area) -> SortPlan:
    if key.variable and KIND.get(key.variable) != "name":
        return SortPlan(KIND.get(key.variable, "text"), key.variable, None, key.descending)
    compiler = Compiler(style, locale, "sort", {**area.options, **key.options}, links=False)
    if key.macro:
        return SortPlan("macro", "", compiler.macro(key.macro), key.descending)
    from citekit.csl import ast as nodes  # noqa: PLC0415 - a name for the node built here

    names = nodes.Names(key.line, nodes.Affixes(), (key.variable,), None, {})
    return SortPlan("macro", key.variable, compiler.node(names), key.descending)
