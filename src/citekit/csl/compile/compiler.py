"""The compiler: AST and locale into closures, one set for each area, macros once and by reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.csl import ast
from citekit.csl.compile.choose import compile_choose
from citekit.csl.compile.date import compile_date
from citekit.csl.compile.group import compile_group, sequence
from citekit.csl.compile.names import compile_names
from citekit.csl.compile.number import compile_label, compile_number
from citekit.csl.compile.text import compile_text
from citekit.csl.numeric import page_ranges
from citekit.csl.signature import CITE_VARIABLES, Mentioned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from citekit.csl.compile.context import Render
    from citekit.csl.item import Work
    from citekit.csl.locale import Locale
    from citekit.csl.signature import Signature

_ELEMENTS: dict[type, Callable[[Any, Compiler], Render]] = {
    ast.Text: compile_text,
    ast.Number: compile_number,
    ast.Label: compile_label,
    ast.Date: compile_date,
    ast.Names: compile_names,
    ast.Group: compile_group,
    ast.Choose: compile_choose,
}


class Compiler:
    """Compiles the elements of one area: "citation", "bibliography" or "sort".

    `known` is the signature that is compiled for; without one every element is compiled, whatever a work has.
    """

    def __init__(
        self, style: ast.Style, locale: Locale, area: str, options: Mapping[str, str], *, links: bool = True
    ) -> None:
        self.style = style
        self.locale = locale
        self.area = area
        self.options = {**style.options, **options}
        self.links = links
        self.english = locale.lang.lower().startswith("en")
        #: The delimiter of the nearest group or layout around what is being compiled; a choice takes it over.
        self.delimiter = ""
        self.known: Signature | None = None
        self.mentioned = Mentioned(style.macros)
        #: What elements made of their options, which are the same for every signature.
        self.resolved: dict[Any, Any] = {}
        self._macros: dict[tuple[str, Signature | None], Render] = {}
        self._dates: dict[str, tuple[tuple[ast.DatePart, ...], str]] = {}
        self._page_format = style.options.get("page-range-format", "")
        self.range_delimiter = locale.term("page-range-delimiter") or "–"
        self.explicit_suffix = any(_uses_year_suffix(macro.children) for macro in style.macros.values()) or any(
            _uses_year_suffix(part.layout.children) for part in (style.citation, style.bibliography) if part
        )

    def node(self, node: ast.Node) -> Render:
        """A rendering element as a closure."""
        return _ELEMENTS[type(node)](node, self)

    def macro(self, name: str) -> Render:
        """A macro, compiled once for all signatures that are the same to it."""
        known = self.known
        if known is not None:
            self.known = self.mentioned.by_macro(name).narrow(known)
        key = name, self.known
        found = self._macros.get(key)
        if found is None:
            found = self._macros[key] = self.row(self.style.macros[name].children, "")
        self.known = known
        return found

    def row(self, children: Sequence[ast.Node], delimiter: str) -> Render:
        """Children in a row, with a delimiter between them that choices among them take over."""
        around, self.delimiter = self.delimiter, delimiter
        renders = [self.node(child) for child in children]
        self.delimiter = around
        return sequence(renders, delimiter)

    def absent(self, variable: str) -> bool:
        """Whether a variable is known to hold nothing."""
        return self.known is not None and variable not in self.known.present and variable not in CITE_VARIABLES

    def is_english(self, work: Work) -> bool:
        """Whether a work is in English, or is taken to be because the style is."""
        return work.language.lower().startswith("en") if work.language else self.english

    def pages(self, text: str) -> str:
        """Page ranges in the style's format."""
        return page_ranges(text, self._page_format, self.range_delimiter)

    def ranges(self, text: str) -> str:
        """Other ranges: the delimiter alone."""
        return page_ranges(text, "", self.range_delimiter)

    def date_format(self, form: str) -> tuple[tuple[ast.DatePart, ...], str]:
        """The locale's date-parts for "text" or "numeric" dates, and their delimiter."""
        if form not in self._dates:
            from citekit.csl.parse import locale_date  # noqa: PLC0415 - parse imports the locale

            element = self.locale.dates.get(form)
            self._dates[form] = locale_date(element) if element is not None else ((), "")
        return self._dates[form]


def _uses_year_suffix(nodes: tuple[ast.Node, ...]) -> bool:
    for node in nodes:
        if isinstance(node, ast.Text) and node.variable == "year-suffix":
            return True
        if isinstance(node, ast.Group) and _uses_year_suffix(node.children):
            return True
        if isinstance(node, ast.Names) and _uses_year_suffix(node.substitute):
            return True
        if isinstance(node, ast.Choose) and any(_uses_year_suffix(branch.children) for branch in node.branches):
            return True
    return False
