"""Elements into a style, with every mistake collected: line, message and what to try.

In: the text of a style. Out: an `ast.Style`, or a `StyleError` that names all problems at once. Knows CSL's
vocabulary and nothing of references or rendering.

Source: CSL 1.0.2 specification.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl import ast
from citekit.csl.locale import locale_from_element
from citekit.csl.xml import Element, parse_xml
from citekit.errors import StyleError, StyleProblem
from citekit.model.variables import DATE_VARIABLES, ITEM_TYPES, KIND, LOCATOR_LABELS, NAME_VARIABLES
from citekit.richtext.nodes import Formatting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FORMATTING = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
_TEXT_CASES = ("lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title")
_CONDITIONS = ("disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable")
_POSITIONS = ("first", "subsequent", "ibid", "ibid-with-locator", "near-note")
_EXTRA_VARIABLES = frozenset({"citation-number", "citation-label", "hereinafter"})


class _Problems:
    """Mistakes as they are met."""

    def __init__(self) -> None:
        self.found: list[StyleProblem] = []

    def add(self, line: int, message: str, hint: str = "") -> None:
        self.found.append(StyleProblem(line, message, hint))

    def known(self, element: Element, attribute: str, values: Iterable[str], what: str) -> None:
        value = element.get(attribute)
        allowed = tuple(values)
        if value and value not in allowed:
            self.add(element.line, f"{what} {value!r} is not known", _nearest(value, allowed))


def _nearest(value: str, allowed: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415 - only for styles with mistakes

    near = difflib.get_close_matches(value, list(allowed), 1)
    return f"did you mean {near[0]!r}?" if near else ""


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
    root = parse_xml(text)
    problems = _Problems()
    if root.tag != "style":
        problems.add(root.line, f"the root element is {root.tag!r}, not 'style'", "is this a CSL style?")
        raise StyleError("this is not a CSL style", problems.found)
    style = _style(root, problems)
    if problems.found:
        raise StyleError("the style has mistakes", sorted(problems.found, key=lambda problem: problem.line))
    return style


def _style(root: Element, problems: _Problems) -> ast.Style:
    info = root.find("info")
    links = list(info.find_all("link")) if info else []
    parent = next((link.get("href") for link in links if link.get("rel") == "independent-parent"), "")
    macros: dict[str, ast.Macro] = {}
    for element in root.find_all("macro"):
        name = element.get("name")
        if not name:
            problems.add(element.line, "a macro has no name")
        elif name in macros:
            problems.add(element.line, f"the macro {name!r} was defined before", f"in line {macros[name].line}")
        else:
            macros[name] = ast.Macro(element.line, name, _children(element, problems))
    citation, bibliography = root.find("citation"), root.find("bibliography")
    if citation is None and not parent:
        problems.add(root.line, "the style has no <citation>", "a dependent style names its parent in <info>")
    style = ast.Style(
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
    _check_macros(style, problems)
    return style


def _text_of(info: Element | None, tag: str) -> str:
    element = info.find(tag) if info else None
    return " ".join(element.text.split()) if element else ""


def _area(element: Element, problems: _Problems) -> ast.Area | None:
    layout = element.find("layout")
    if layout is None:
        problems.add(element.line, f"<{element.tag}> has no <layout>")
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
    problems.known(element, "text-case", _TEXT_CASES, "the text-case")
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
            problems.add(child.line, f"<{child.tag}> can't stand in <{element.tag}>", _nearest(child.tag, _BUILDERS))
        else:
            node = build(child, problems)
            if node is not None:
                nodes.append(node)
    return tuple(nodes)


def _text(element: Element, problems: _Problems) -> ast.Node | None:
    given = [name for name in ("variable", "macro", "term", "value") if name in element.attributes]
    if len(given) != 1:
        problems.add(element.line, "<text> needs exactly one of variable, macro, term and value")
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


def _check_variable(element: Element, problems: _Problems, allowed: Iterable[str] | None = None) -> None:
    names = element.get("variable").split()
    if not names:
        problems.add(element.line, f"<{element.tag}> needs a variable")
    known = tuple(allowed) if allowed is not None else (*KIND, *_EXTRA_VARIABLES)
    for name in names:
        if name not in known:
            problems.add(element.line, f"the variable {name!r} is not known here", _nearest(name, known))


def _number(element: Element, problems: _Problems) -> ast.Node:
    _check_variable(element, problems)
    problems.known(element, "form", ("numeric", "ordinal", "long-ordinal", "roman"), "the form")
    return ast.Number(
        element.line, _affixes(element, problems), element.get("variable"), element.get("form", "numeric")
    )


def _label(element: Element, problems: _Problems) -> ast.Label:
    problems.known(element, "form", ("long", "short", "verb", "verb-short", "symbol"), "the form")
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
    problems.known(element, "form", ("text", "numeric"), "the form")
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
    problems.known(element, "name", ("day", "month", "year"), "the date part")
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
            problems.add(child.line, f"<{child.tag}> can't stand in <names>")
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
            problems.add(child.line, f"<{child.tag}> can't stand in <choose>", "only if, else-if and else can")
            continue
        conditions = tuple(
            ast.Condition(name, tuple(value.split())) for name, value in child.attributes.items() if name in _CONDITIONS
        )
        for name in child.attributes:
            if name not in (*_CONDITIONS, "match"):
                problems.add(child.line, f"the condition {name!r} is not known", _nearest(name, _CONDITIONS))
        if child.tag != "else" and not conditions:
            problems.add(child.line, f"<{child.tag}> tests nothing")
        problems.known(child, "match", ("all", "any", "none"), "the match")
        for condition in conditions:
            _check_condition(child, condition, problems)
        branches.append(ast.Branch(child.line, child.get("match", "all"), conditions, _children(child, problems)))
    return ast.Choose(element.line, tuple(branches))


_CONDITION_VALUES = {"type": ITEM_TYPES, "position": _POSITIONS, "locator": (*LOCATOR_LABELS, "sub verbo")}


def _check_condition(element: Element, condition: ast.Condition, problems: _Problems) -> None:
    allowed = _CONDITION_VALUES.get(condition.test, ())
    if condition.test == "locator" and element.get("locator") == "sub verbo":
        return
    for value in condition.values:
        if allowed and value not in allowed:
            problems.add(element.line, f"the {condition.test} {value!r} is not known", _nearest(value, allowed))


_BUILDERS: dict[str, Callable[[Element, _Problems], ast.Node | None]] = {
    "text": _text,
    "number": _number,
    "label": _label_alone,
    "date": _date,
    "names": _names,
    "group": _group,
    "choose": _choose,
}


def _check_macros(style: ast.Style, problems: _Problems) -> None:
    """Every macro that is called exists, and none calls itself by way of others."""
    calls = {name: list(_called(macro.children)) for name, macro in style.macros.items()}
    roots = [area for area in (style.citation, style.bibliography) if area is not None]
    for area in roots:
        used = [*_called(area.layout.children), *((key.line, key.macro) for key in area.sort if key.macro)]
        calls[f"<{area.name}>"] = used
    for used in calls.values():
        for line, name in used:
            if name not in style.macros:
                problems.add(line, f"there is no macro {name!r}", _nearest(name, style.macros))
    state: dict[str, int] = {}
    for name in style.macros:
        _walk_calls(name, calls, state, style, problems)


def _walk_calls(
    start: str,
    calls: dict[str, list[tuple[int, str]]],
    state: dict[str, int],
    style: ast.Style,
    problems: _Problems,
) -> None:
    """Depth first without recursion: 1 is "being visited", 2 is "done"."""
    stack = [(start, iter(calls[start]))] if start not in state else []
    state.setdefault(start, 1)
    while stack:
        name, rest = stack[-1]
        step = next(rest, None)
        if step is None:
            state[name] = 2
            stack.pop()
            continue
        line, called = step
        if state.get(called) == 1:
            problems.add(line, f"the macro {called!r} calls itself", " → ".join([*(n for n, _ in stack), called]))
        elif called in style.macros and called not in state:
            state[called] = 1
            stack.append((called, iter(calls[called])))


def _called(nodes: Iterable[ast.Node]) -> Iterable[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Text):
            if node.macro:
                yield node.line, node.macro
        elif isinstance(node, ast.Group):
            yield from _called(node.children)
        elif isinstance(node, ast.Names):
            yield from _called(node.substitute)
        elif isinstance(node, ast.Choose):
            for branch in node.branches:
                yield from _called(branch.children)


def locale_date(element: Element) -> tuple[tuple[ast.DatePart, ...], str]:
    """A locale's `cs:date`: its parts in order and its delimiter."""
    problems = _Problems()
    return tuple(date_part(part, problems) for part in element.find_all("date-part")), element.get("delimiter")
