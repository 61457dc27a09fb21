"""`cs:text`: a variable, a macro, a term or a value of the style's own.

Source: CSL 1.0.2 specification, "Text".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl import ast
from citekit.csl.compile.choose import value_of
from citekit.csl.compile.context import (
    EMPTY,
    FILLED,
    MISSING,
    NONE,
    NOTHING,
    Fixed,
    Frame,
    LocatorTag,
    NumberTag,
    Render,
    Rendered,
    TermTag,
    YearSuffixTag,
    missing,
    nothing,
)
from citekit.csl.compile.formatting import finisher
from citekit.csl.numeric import is_numeric
from citekit.model.identifiers import DOI
from citekit.model.variables import KIND
from citekit.richtext.markup import parse_markup
from citekit.richtext.nodes import Fragment, Inline, Link, Source, Tagged, Text

if TYPE_CHECKING:
    from citekit.csl.compile.compiler import Compiler

#: Variables whose short form is a variable of its own.
_SHORT = {
    "title": "title-short",
    "container-title": "container-title-short",
    "volume-title": "volume-title-short",
}
_CITE_VARIABLES = frozenset(
    {
        "locator",
        "citation-number",
        "first-reference-note-number",
        "year-suffix",
        "page-first",
        "citation-label",
    }
)
_LINKS = {
    "DOI": "https://doi.org/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMCID": "https://pmc.ncbi.nlm.nih.gov/articles/",
}


def compile_text(text: ast.Text, compiler: Compiler) -> Render:
    """A text."""
    if text.macro:
        return _macro(text, compiler)
    if text.variable:
        return _variable(text, compiler)
    content: str | None = text.value
    if text.term:
        content = (compiler.locale.term(text.term, text.form, plural=text.plural) or "").replace("'", "’")
    if not content:
        return nothing
    # Title case spares works in other languages; the style's own words are what it takes them to be.
    finish = finisher(text.affixes, english=True)
    node: Inline = Text(content) if text.term else parse_markup(content)
    if text.term and compiler.area == "citation" and compiler.style.class_ == "note":
        node = Tagged(TermTag(text.term), (node,))
    return Fixed((finish(node, ""), NONE))


def _macro(text: ast.Text, compiler: Compiler) -> Render:
    inner = compiler.macro(text.macro)
    if isinstance(inner, Fixed) and (inner.rendered[0] is None or inner.rendered[1] == EMPTY):
        return missing if inner.rendered[1] == EMPTY else nothing
    finish = finisher(text.affixes, english=compiler.english)

    def render(frame: Frame) -> Rendered:
        node, variables = inner(frame)
        if variables == EMPTY:
            # Like a group: a term in the macro doesn't stand without the variables it goes with.
            return MISSING
        if node is None:
            return None, variables
        # For the group around it, a macro that is not empty counts as a variable that is not (CSL 1.0.2).
        return finish(node, frame.work.language), FILLED

    return render


def _variable(text: ast.Text, compiler: Compiler) -> Render:
    variable, affixes = text.variable, text.affixes
    short = _SHORT.get(variable) if text.form == "short" else None
    if compiler.absent(variable) and (short is None or compiler.absent(short)):
        return missing
    if variable in _LINKS or variable == "URL":
        return _link(text, compiler)
    if variable in _CITE_VARIABLES:
        return _cite_variable(text, compiler)
    case = affixes.text_case
    finish = finisher(affixes._replace(text_case=""), english=compiler.english)
    pages = variable == "page"
    number = KIND.get(variable) == "number" and not pages

    def render(frame: Frame) -> Rendered:
        if variable in frame.suppressed:
            return MISSING
        work = frame.work
        used = short if short is not None and work.text(short) else variable
        node = work.cased(used, case, english=compiler.is_english(work)) if case else work.rich(used)
        if node is None:
            return MISSING
        frame.seen.add(used)
        if pages:
            node = Text(compiler.pages(work.text(variable)), Source(work.key, variable))
        elif number and isinstance(node, Text) and "-" in node.text:
            if is_numeric(node.text):
                node = Text(compiler.ranges(node.text), node.source)
            elif "\\-" in node.text:
                node = Text(node.text.replace("\\-", "-"), node.source)
        return finish(node, work.language), FILLED

    return render


def _link(text: ast.Text, compiler: Compiler) -> Render:
    """An identifier or address: linked, with a prefix that is part of the address inside the link."""
    variable = text.variable
    base = _LINKS.get(variable, "")
    prefixed = bool(base) and text.affixes.prefix == base
    affixes = text.affixes._replace(prefix="") if prefixed else text.affixes
    finish = finisher(affixes, english=compiler.english)

    def render(frame: Frame) -> Rendered:
        if variable in frame.suppressed:
            return MISSING
        value = frame.work.text(variable)
        if not value:
            return MISSING
        frame.seen.add(variable)
        if variable == "DOI":
            value = _bare_doi(value)
        source = Source(frame.work.key, variable)
        inner: tuple[Inline, ...] = (Text(value, source),)
        if prefixed:
            inner = (Text(base), *inner)
        node: Inline = inner[0]
        href = address(variable, value)
        if href and compiler.links:
            node = Link(href, inner)
        elif prefixed:
            node = Text(base + value, source)
        return finish(node, frame.work.language), FILLED

    return render


def _bare_doi(value: str) -> str:
    """A DOI without the resolver that some records carry before it; its case stays."""
    index = value.find("10.")
    if index > 0 and value[:index].lower().rstrip("/: ").endswith(("doi.org", "doi")):
        return value[index:]
    return value


def address(variable: str, value: str) -> str:
    """Where an identifier leads; empty where it can't be a link."""
    if variable == "URL":
        return (
            value if value.lower().startswith(("http://", "https://")) else f"https://{value}" if "." in value else ""
        )
    if variable == "DOI":
        doi = DOI.parse_exact(value)
        return doi.url if doi else ""
    return _LINKS[variable] + value.strip().strip("/") + "/"


def _cite_variable(text: ast.Text, compiler: Compiler) -> Render:
    variable = text.variable
    # Looks go inside the tag, so that a letter keeps them when a pass takes it out of its cite; affixes don't.
    dress = finisher(text.affixes._replace(prefix="", suffix="", display=""), english=compiler.english)
    around = finisher(
        ast.Affixes(text.affixes.prefix, text.affixes.suffix, display=text.affixes.display), english=False
    )

    def render(frame: Frame) -> Rendered:
        value = value_of(frame, variable)
        if variable == "year-suffix":
            if not value or frame.suffixed:
                # A letter that isn't needed says nothing of the work: "n.d." beside it stays.
                return NOTHING
            frame.suffixed = True
        if not value:
            return MISSING
        if variable == "locator":
            if "&" in value:
                value = value.replace("&", compiler.locale.term_of("and", "symbol") or "&")
            value = compiler.pages(value) if frame.context.label == "page" else compiler.ranges(value)
        node = dress(parse_markup(value, Source(frame.work.key, variable)), frame.work.language)
        suffix = frame.context.disambiguation.year_suffix
        if variable == "citation-label" and suffix and not compiler.explicit_suffix and not frame.suffixed:
            frame.suffixed = True
            mark = Text(suffix, Source(frame.work.key, "year-suffix"))
            node = Fragment((node, Tagged(YearSuffixTag(suffix), (mark,))))
        if variable == "citation-number":
            node = Tagged(NumberTag(frame.context.citation_number), (node,))
        elif variable == "year-suffix":
            node = Tagged(YearSuffixTag(value), (node,))
        elif variable == "locator":
            node = Tagged(LocatorTag(value), (node,))
        return around(node, ""), FILLED

    return render
