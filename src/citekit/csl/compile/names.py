"""`cs:names`: the names of one or several variables, "and", "et al.", labels, and what stands in for none.

Source: CSL 1.0.2 specification, "Names", "Name", "Et-al", "Substitute", "Label in cs:names".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citekit.csl import ast
from citekit.csl.compile.context import (
    EMPTY,
    FILLED,
    MISSING,
    Fixed,
    Frame,
    NamesTag,
    Position,
    Render,
    Rendered,
    StandInTag,
    missing,
)
from citekit.csl.compile.formatting import finisher, join
from citekit.csl.compile.name import NameStyle, name_parts, render_name, sort_text
from citekit.richtext.nodes import Fragment, Inline, Tagged, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citekit.csl.compile.compiler import Compiler
    from citekit.csl.item import NameView
    from citekit.csl.locale import Locale


class _List(NamedTuple):
    """How a list of names is put together, once inheritance is resolved."""

    style: NameStyle
    delimiter: str
    and_: str
    precedes_last: str
    precedes_et_al: str
    minimum: int
    use_first: int
    later_minimum: int
    later_use_first: int
    use_last: bool
    as_sort_order: str
    counting: bool
    sorting: bool
    et_al: Inline | None
    finish: Callable[[Inline, str], Inline]


def compile_names(names: ast.Names, compiler: Compiler) -> Render:
    """Names."""
    present = tuple(name for name in names.variables if not compiler.absent(name))
    substitutes = [
        one
        for child in names.substitute
        if not (isinstance(one := compiler.node(_inheriting(child, names)), Fixed) and one.rendered[0] is None)
    ]
    if not present and not substitutes:
        return missing
    render_list = _compile_list(names, present, compiler) if present else None
    finish = finisher(names.affixes, english=compiler.english)
    stand_in = StandInTag(names.variables)

    def render(frame: Frame) -> Rendered:
        if render_list is not None:
            node = render_list(frame)
            if node is not None:
                return finish(node, frame.work.language), FILLED
        for substitute in substitutes:
            before, frame.seen = frame.seen, set()
            outer, frame.substituting = frame.substituting, True
            node, filled = substitute(frame)
            frame.substituting = outer
            used, frame.seen = frame.seen, before | frame.seen
            if node is not None and filled != EMPTY:
                frame.suppressed |= used
                # What stands in is set by its own element; affixes and formatting here are those of names.
                return Tagged(stand_in, (node,)), FILLED
        return MISSING

    return render


def _compile_list(names: ast.Names, present: tuple[str, ...], compiler: Compiler) -> Callable[[Frame], Inline | None]:
    """The names of all variables in a row; nothing where there are none."""
    row = _resolved(names, compiler)
    delimiter = names.delimiter if names.delimiter is not None else compiler.options.get("names-delimiter", "")
    label = _labeller(names.label, compiler) if names.label and compiler.area != "sort" else None
    is_editor_translator = set(present) == {"editor", "translator"} and len(names.variables) == 2

    again = compiler.area == "citation"

    def kept(views: tuple[NameView, ...], variable: str, frame: Frame, shown: int) -> Inline:
        """The names of a cite: it is rendered until it is told apart, and they are mostly the same each time."""
        key = id(row), variable, shown, frame.context.disambiguation.given
        node = frame.work.kept.get(key)
        if node is None:
            node = frame.work.kept[key] = _names(views, variable, row, frame, shown)
        return node

    def one(frame: Frame, variable: str, term: str) -> Inline | None:
        views = frame.work.names(variable)
        if not views:
            return None
        frame.seen.add(variable)
        shown = _shown(views, variable, row, frame)
        if row.counting:
            return Text(str(shown))
        if not shown:
            return None  # `et-al-use-first="0"`: "et al." alone says nothing
        node = kept(views, variable, frame, shown) if again else _names(views, variable, row, frame, shown)
        if label is not None:
            mark = label(term, len(views) > 1 or frame.work.truncated(variable))
            if mark is not None:
                node = Fragment((mark, node) if names.label_first else (node, mark))
        return node

    def render(frame: Frame) -> Inline | None:
        suppressed = frame.suppressed
        variables = [name for name in present if name not in suppressed] if suppressed else present
        work = frame.work
        if is_editor_translator and len(variables) == 2 and work.names("editor") == work.names("translator"):
            node = one(frame, names.variables[0], "editortranslator")
            frame.seen.update(names.variables)
            nodes = [node] if node is not None else []
        else:
            nodes = [node for name in variables if (node := one(frame, name, name)) is not None]
        if not nodes:
            return None
        if frame.substituting:
            suppressed.update(variables)  # what stands in for names stands once
        if row.counting:
            return Text(str(sum(int(node.text) for node in nodes if isinstance(node, Text))))
        return join(nodes, delimiter)

    return render


def _inheriting(child: ast.Node, names: ast.Names) -> ast.Node:
    """A bare `cs:names` in a substitute takes the name, et-al, label and looks of the one it stands in for."""
    if isinstance(child, ast.Group):
        return child._replace(children=tuple(_inheriting(inner, names) for inner in child.children))
    if isinstance(child, ast.Choose):
        branches = (
            branch._replace(children=tuple(_inheriting(inner, names) for inner in branch.children))
            for branch in child.branches
        )
        return child._replace(branches=tuple(branches))
    if isinstance(child, ast.Names) and child.name is None and child.et_al is None:
        return child._replace(
            affixes=child.affixes if child.affixes != ast.Affixes() else names.affixes,
            name=names.name,
            et_al=names.et_al,
            label=child.label or names.label,
            label_first=names.label_first if child.label is None else child.label_first,
            options={**names.options, **child.options},
        )
    return child


def _resolved(names: ast.Names, compiler: Compiler) -> _List:
    """The options of a list, worked out once for all signatures; the element is kept, so that its id stays its own."""
    key = id(names.name), id(names.et_al), tuple(names.options.items())
    found = compiler.resolved.get(key)
    if found is None:
        found = compiler.resolved[key] = names, _resolve(names, compiler)
    return found[1]


def _resolve(names: ast.Names, compiler: Compiler) -> _List:
    name = names.name or ast.Name(names.line, ast.Affixes(), {})
    inherited: Mapping[str, str] = {**compiler.options, **names.options}
    own = name.options

    def option(attribute: str, default: str = "", outer: str = "") -> str:
        return own.get(attribute, inherited.get(outer or attribute, default))

    parts = name_parts(name.parts, english=compiler.english)
    sort = compiler.area == "sort"
    form = own.get("form", "long" if sort else inherited.get("name-form", "long"))
    style = NameStyle(
        form,
        option("initialize", "true") != "false",
        own.get("initialize-with", inherited.get("initialize-with")),
        compiler.options.get("initialize-with-hyphen", "true") != "false",
        option("sort-separator", ", "),
        compiler.options.get("demote-non-dropping-particle", "display-and-sort"),
        parts.get("family"),
        parts.get("given"),
    )
    minimum, first = _number(option("et-al-min")), _number(option("et-al-use-first", "1"))
    if not option("et-al-use-first") and not option("et-al-subsequent-use-first"):
        minimum = 0  # it takes both options to cut a list
    later_minimum = _number(option("et-al-subsequent-min")) or minimum
    later_first = _number(option("et-al-subsequent-use-first")) or first
    use_last = option("et-al-use-last") == "true"
    if sort:
        # A sort key's own options stand for those of first and of later cites.
        minimum = later_minimum = _number(compiler.options.get("names-min", "")) or minimum
        first = later_first = _number(compiler.options.get("names-use-first", "")) or first
        use_last = compiler.options.get("names-use-last", "true" if use_last else "") == "true"
    et_al = names.et_al or ast.EtAl(names.line, ast.Affixes())
    term = compiler.locale.term(et_al.term)
    return _List(
        style,
        own.get("delimiter", inherited.get("name-delimiter", ", ")),
        _and(option("and"), compiler.locale),
        option("delimiter-precedes-last", "contextual"),
        option("delimiter-precedes-et-al", "contextual"),
        minimum,
        first,
        later_minimum,
        later_first,
        use_last,
        "all" if sort else option("name-as-sort-order"),
        form == "count",
        sort,
        finisher(et_al.affixes, english=compiler.english)(Text(term), "") if term else None,
        finisher(name.affixes, english=compiler.english),
    )


def _and(kind: str, locale: Locale) -> str:
    if kind == "text":
        return locale.term("and") or "and"
    return locale.term_of("and", "symbol") or "&" if kind == "symbol" else ""


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 9 else 0


def _shown(views: tuple[NameView, ...], variable: str, row: _List, frame: Frame) -> int:
    """How many names are shown before "et al."; a list that its source cut is at least one name longer."""
    position = frame.context.position
    later = position >= Position.SUBSEQUENT
    minimum = row.later_minimum if later else row.minimum
    first = row.later_use_first if later else row.use_first
    if not minimum or len(views) + frame.work.truncated(variable) < minimum:
        return len(views)
    return min(first if row.sorting else max(first, frame.context.disambiguation.names_shown), len(views))


def _names(views: tuple[NameView, ...], variable: str, row: _List, frame: Frame, shown: int) -> Inline:
    given = frame.context.disambiguation.levels
    if row.sorting:
        places = [*range(shown), *((len(views) - 1,) if row.use_last and shown < len(views) else ())]
        told = given if frame.context.disambiguation.everywhere else {}
        levels = [told.get((variable, index), 0) for index in places]
        return Text(
            "; ".join([sort_text(views[index], row.style, level) for index, level in zip(places, levels, strict=True)])
        )
    work = frame.work

    def look(index: int, level: int) -> Inline:
        inverted = _inverts(views, index, row)
        name = render_name(views[index], row.style, work, variable, index, inverted=inverted, given=level)
        return row.finish(name, "")

    rendered = [look(index, given.get((variable, index), 0) if given else 0) for index in range(shown)]
    cut = shown < len(views)
    open_end = frame.work.truncated(variable)
    if cut and row.use_last and not open_end and len(views) - shown >= 2:
        last = look(len(views) - 1, 0)
        node: Inline = Fragment((join(rendered, row.delimiter), Text(row.delimiter + "… "), last))
    elif cut or open_end:
        node = _with_et_al(rendered, views, row)
    else:
        node = _with_and(rendered, views, row)
    initials = row.style.initialize_with is not None and row.style.initialize
    return Tagged(NamesTag(variable, tuple(rendered), views, initials, look), (node,))


def _inverts(views: tuple[NameView, ...], index: int, row: _List) -> bool:
    """Whether a name stands family first; an organisation never does, nor a person of one name."""
    if views[index].literal or not (views[index].given or views[index].family == ""):
        return False
    return row.as_sort_order == "all" or (row.as_sort_order == "first" and index == 0)


def _precedes(rule: str, count: int, contextual: int, *, last_inverted: bool) -> bool:
    if rule == "always":
        return True
    if rule == "never":
        return False
    if rule == "after-inverted-name":
        return last_inverted
    return count >= contextual


def _with_et_al(rendered: list[Inline], views: tuple[NameView, ...], row: _List) -> Inline:
    node = join(rendered, row.delimiter) if rendered else None
    if row.et_al is None:
        return node or Text("")
    if node is None:
        return row.et_al
    inverted = _inverts(views, len(rendered) - 1, row)
    comma = _precedes(row.precedes_et_al, len(rendered), 2, last_inverted=inverted)
    return Fragment((node, Text(row.delimiter if comma else " "), row.et_al))


def _with_and(rendered: list[Inline], views: tuple[NameView, ...], row: _List) -> Inline:
    word = row.and_
    if len(rendered) < 2 or not word:
        return join(rendered, row.delimiter)
    inverted = _inverts(views, len(rendered) - 2, row)
    comma = _precedes(row.precedes_last, len(rendered), 3, last_inverted=inverted)
    word = word.strip()
    word = f"{word} " if word[0] in ",;:" else f" {word} "
    between = row.delimiter.rstrip() + word if comma else word
    return Fragment((join(rendered[:-1], row.delimiter), Text(between), rendered[-1]))


def _labeller(label: ast.Label, compiler: Compiler) -> Callable[[str, bool], Inline | None]:
    finish = finisher(label.affixes, english=True)

    def mark(term: str, several: bool) -> Inline | None:
        plural = label.plural == "always" or (label.plural == "contextual" and several)
        text = compiler.locale.term(term, label.form, plural=plural)
        return finish(Text(text), "") if text else None

    return mark
