"""Elements into a style, with every mistake collected: line, message and what to try.

In: the text of a style. Out: an `ast.Style`, or a `StyleError` that names all problems at once. Knows CSL's
vocabulary and nothing of references or rendering. What is told here is what the engine can't make sense of; all
that the schema forbids is told by `citekit.csl.lint`.

Source: CSL 1.0.2 specification.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from citekit.csl import ast
from citekit.csl.locale import locale_from_element
from citekit.csl.macros import broken_macros
from citekit.csl.vocabulary import (
    CONDITIONS,
    DATE_FORMS,
    DATE_PARTS,
    IN_NAMES,
    MATCHES,
    NUMBER_FORMS,
    POSITIONS,
    TERM_FORMS,
    TEXT_CASES,
    nearest,
    shown,
)
from citekit.csl.xml import Element, parse_xml
from citekit.errors import StyleError, StyleProblem
from citekit.model.variables import DATE_VARIABLES, ITEM_TYPES, KIND, LOCATOR_LABELS, NAME_VARIABLES
from citekit.richtext.nodes import Formatting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FORMATTING = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
#: What the engine knows beyond the schema: what it sets itself, and what styles of CSL 1.0.1 and before ask for.
_VARIABLES = frozenset({*KIND, "hereinafter"})
_CONDITION_VALUES = {
    "type": frozenset(ITEM_TYPES),
    "position": frozenset(POSITIONS),
    "locator": frozenset({*LOCATOR_LABELS, "sub verbo"}),
}
#: A hostile file is not told more.
MAX_PROBLEMS = 500


class _Problems:
    """Mistakes as they are met."""

    def __init__(self) -> None:
        self.found: list[StyleProblem] = []

    def add(self, element: Element, message: str, hint: str = "") -> None:
        if len(self.found) < MAX_PROBLEMS:
            self.found.append(StyleProblem(element.line, message, hint, element.column))

    def unknown(self, element: Element, message: str, value: str, allowed: Iterable[str]) -> None:
        if len(self.found) < MAX_PROBLEMS:
            self.add(element, message, nearest(value, sorted(allowed)))

    def known(self, element: Element, attribute: str, allowed: tuple[str, ...]) -> None:
        value = element.attributes.get(attribute)
        if value and value not in allowed:
            self.unknown(element, f"the {attribute} {shown(value)} is not known", value, allowed)


def parse_style(text: str | bytes) -> ast.Style:
    """Read a CSL style.

    Raises:
        StyleError: the style has mistakes; `.problems` has all of them.

    Examples:
        >>> style = parse_style('''
        ... <style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
        ...   <info><title>Tiny</title><id>tiny</id></info>
        ...   <citation><layout><text variable="title"/></layout></citation>
        ... </style>''')
        >>> style.title, style.class_
        ('Tiny', 'in-text')
    """
    return style_of(parse_xml(text))


def style_of(root: Element) -> ast.Style:
    """The style that a file's elements are.

    Raises:
        StyleError: the style has mistakes; `.problems` has all of them.
    """
    problems = _Problems()
    if root.tag != "style":
        problems.add(root, f"the root element is {shown(root.tag)}, not 'style'", "is this a CSL style?")
        raise StyleError("this is not a CSL style", problems.found)
    style = _style(root, problems)
    if problems.found:
        places = sorted(problems.found, key=lambda problem: (problem.line, problem.column or 0))
        raise StyleError("the style has mistakes", places)
    return style


def _style(root: Element, problems: _Problems) -> ast.Style:
    info = root.find("info")
    links = list(info.find_all("link")) if info else []
    parent = next((link.get("href") for link in links if link.get("rel") == "independent-parent"), "")
    macros: dict[str, ast.Macro] = {}
    for element in root.find_all("macro"):
        name = element.get("name")
        macros.setdefault(name, ast.Macro(element.line, name, _children(element, problems)))
    citation, bibliography = root.find("citation"), root.find("bibliography")
    if citation is None and not parent:
        problems.add(root, "the style has no <citation>", "a dependent style names its parent in <info>")
    for problem in itertools.islice(broken_macros(root), MAX_PROBLEMS):
        problems.found.append(problem)
    return ast.Style(
        id=_text_of(info, "id"),
        title=_text_of(info, "title"),
        class_=root.get("class", "in-text"),
        default_locale=root.get("default-locale"),
        parent=parent,
        options=root.attributes,
        macros=macros,
        locales=tuple(locale_from_element(element) for element in root.find_all("locale")),
        citation=_area(citation, problems) if citation else None,
        bibliography=_area(bibliography, problems) if bibliography else None,
    )


def _text_of(info: Element | None, tag: str) -> str:
    element = info.find(tag) if info else None
    return " ".join(element.text.split()) if element else ""


def _area(element: Element, problems: _Problems) -> ast.Area | None:
    layout = element.find("layout")
    if layout is None:
        problems.add(element, f"<{element.tag}> has no <layout>")
        return None
    sort = element.find("sort")
    keys = tuple(
        ast.SortKey(key.line, key.get("variable"), key.get("macro"), key.get("sort") == "descending", key.attributes)
        for key in (sort.find_all("key") if sort else ())
    )
    return ast.Area(
        element.line,
        element.tag,
        element.attributes,
        ast.Layout(layout.line, _affixes(layout, problems), layout.get("delimiter"), _children(layout, problems)),
        keys,
    )


def _affixes(element: Element, problems: _Problems) -> ast.Affixes:
    problems.known(element, "text-case", TEXT_CASES)
    values = [element.attributes.get(name) for name in _FORMATTING]
    formatting = Formatting(*values) if any(value is not None for value in values) else None
    return ast.Affixes(
        element.get("prefix"),
        element.get("suffix"),
        formatting,
        element.get("display"),
        element.get("quotes") == "true",
        element.get("text-case"),
        element.get("strip-periods") == "true",
    )


def _children(element: Element, problems: _Problems) -> tuple[ast.Node, ...]:
    nodes: list[ast.Node] = []
    for child in element.children:
        build = _BUILDERS.get(child.tag)
        if build is None:
            message = f"<{child.tag}> can't stand in <{element.tag}>"
            problems.unknown(child, message, child.tag, _BUILDERS)
        else:
            node = build(child, problems)
            if node is not None:
                nodes.append(node)
    return tuple(nodes)


def _text(element: Element, problems: _Problems) -> ast.Node | None:
    given = [name for name in ("variable", "macro", "term", "value") if name in element.attributes]
    if len(given) != 1:
        problems.add(element, "<text> needs exactly one of variable, macro, term and value")
        return None
    if given == ["variable"]:
        _check_variable(element, problems)
    return ast.Text(
        element.line,
        _affixes(element, problems),
        element.get("variable"),
        element.get("macro"),
        element.get("term"),
        element.get("value"),
        element.get("form", "long"),
        element.get("plural") == "true",
    )


def _check_variable(element: Element, problems: _Problems, allowed: Iterable[str] = _VARIABLES) -> None:
    names = element.get("variable").split()
    if not names:
        problems.add(element, f"<{element.tag}> needs a variable")
    for name in names:
        if name not in allowed:
            problems.unknown(element, f"the variable {shown(name)} is not known here", name, allowed)


def _number(element: Element, problems: _Problems) -> ast.Node:
    _check_variable(element, problems)
    problems.known(element, "form", NUMBER_FORMS)
    return ast.Number(
        element.line, _affixes(element, problems), element.get("variable"), element.get("form", "numeric")
    )


def _label(element: Element, problems: _Problems) -> ast.Label:
    problems.known(element, "form", TERM_FORMS)
    return ast.Label(
        element.line,
        _affixes(element, problems),
        element.get("variable"),
        element.get("form", "long"),
        element.get("plural", "contextual"),
    )


def _label_alone(element: Element, problems: _Problems) -> ast.Node:
    _check_variable(element, problems)
    return _label(element, problems)


def _date(element: Element, problems: _Problems) -> ast.Node:
    _check_variable(element, problems, DATE_VARIABLES)
    problems.known(element, "form", DATE_FORMS)
    return ast.Date(
        element.line,
        _affixes(element, problems),
        element.get("variable"),
        element.get("form"),
        element.get("date-parts", "year-month-day"),
        element.get("delimiter"),
        tuple(date_part(part, problems) for part in element.find_all("date-part")),
    )


def date_part(element: Element, problems: _Problems) -> ast.DatePart:
    """One `cs:date-part`, of a style or of a locale's date."""
    if not element.get("name"):
        problems.add(element, "<date-part> needs a name", nearest("", DATE_PARTS))
    problems.known(element, "name", DATE_PARTS)
    return ast.DatePart(
        element.line,
        _affixes(element, problems),
        element.get("name"),
        element.get("form"),
        element.get("range-delimiter", "–"),
    )


def _names(element: Element, problems: _Problems) -> ast.Node:
    _check_variable(element, problems, NAME_VARIABLES)
    name = element.find("name")
    et_al = element.find("et-al")
    label = element.find("label")
    substitute = element.find("substitute")
    order = [child.tag for child in element.children]
    for child in element.children:
        if child.tag not in ("name", "et-al", "label", "substitute", "institution"):
            problems.add(child, f"<{child.tag}> can't stand in <names>", nearest(child.tag, IN_NAMES))
    return ast.Names(
        element.line,
        _affixes(element, problems),
        tuple(element.get("variable").split()),
        element.attributes.get("delimiter"),
        element.attributes,
        _name(name, problems) if name else None,
        ast.EtAl(et_al.line, _affixes(et_al, problems), et_al.get("term", "et-al")) if et_al else None,
        _label(label, problems) if label else None,
        label is not None and name is not None and order.index("label") < order.index("name"),
        _children(substitute, problems) if substitute else (),
    )


def _name(element: Element, problems: _Problems) -> ast.Name:
    parts = tuple(ast.NamePart(part.get("name"), _affixes(part, problems)) for part in element.find_all("name-part"))
    return ast.Name(element.line, _affixes(element, problems), element.attributes, parts)


def _group(element: Element, problems: _Problems) -> ast.Node:
    return ast.Group(element.line, _affixes(element, problems), element.get("delimiter"), _children(element, problems))


def _choose(element: Element, problems: _Problems) -> ast.Node:
    branches: list[ast.Branch] = []
    for child in element.children:
        if child.tag not in ("if", "else-if", "else"):
            problems.add(child, f"<{child.tag}> can't stand in <choose>", "only if, else-if and else can")
            continue
        conditions = tuple(
            ast.Condition(name, tuple(value.split())) for name, value in child.attributes.items() if name in CONDITIONS
        )
        for name in child.attributes:
            if name not in (*CONDITIONS, "match"):
                problems.unknown(child, f"the condition {shown(name)} is not known", name, CONDITIONS)
        if child.tag != "else" and not conditions:
            problems.add(child, f"<{child.tag}> tests nothing", f"it needs one of {', '.join(CONDITIONS)}")
        problems.known(child, "match", MATCHES)
        for condition in conditions:
            _check_condition(child, condition, problems)
        branches.append(ast.Branch(child.line, child.get("match", "all"), conditions, _children(child, problems)))
    return ast.Choose(element.line, tuple(branches))


def _check_condition(element: Element, condition: ast.Condition, problems: _Problems) -> None:
    allowed = _CONDITION_VALUES.get(condition.test)
    if allowed is None or element.get(condition.test) in allowed:
        return
    for value in condition.values:
        if value not in allowed:
            problems.unknown(element, f"the {condition.test} {shown(value)} is not known", value, allowed)


_BUILDERS: dict[str, Callable[[Element, _Problems], ast.Node | None]] = {
    "text": _text,
    "number": _number,
    "label": _label_alone,
    "date": _date,
    "names": _names,
    "group": _group,
    "choose": _choose,
}


def locale_date(element: Element) -> tuple[tuple[ast.DatePart, ...], str]:
    """A locale's `cs:date`: its parts in order and its delimiter; a part of no known name is left out."""
    parts = [part for part in element.find_all("date-part") if part.get("name") in DATE_PARTS]
    return tuple(date_part(part, _Problems()) for part in parts), element.get("delimiter")
