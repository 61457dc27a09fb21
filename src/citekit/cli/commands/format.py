"""`citekit format`: the reference list in a style; the library calls are `citekit.format` and `Style.bibliography`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citekit.cli import console, options
from citekit.cli.settings import load_settings
from citekit.errors import UsageError

if TYPE_CHECKING:
    from citekit.grouping import Group
    from citekit.library import Library

_WAYS = ("type", "keyword", "cited")


@click.command("format")
@click.argument("file", metavar="FILE|-")
@options.style
@options.to_output
@options.lang
@options.without
@options.switches
@options.links
@options.from_format
@click.option("--group-by", type=click.Choice(_WAYS), help="Print the list in parts, each under its heading.")
@click.option(
    "--cited", metavar="TEXT", help="A document that cites by key; what it cites comes first (--group-by cited)."
)
@click.option(
    "--heading",
    "headings",
    multiple=True,
    metavar="NAME[=TEXT]",
    help="A part's heading; for keywords also which, in which order.",
)
@click.option("--notes", multiple=True, metavar="FIELD", help="Print a field such as annote under each entry.")
@click.option("--explain", is_flag=True, help="Print for each entry which rule of the handbook changed what.")
@click.option("--review", is_flag=True, help="Print only what a person should look at.")
@options.output
def command(
    file: str,
    style: str | None,
    to: str | None,
    lang: str | None,
    without: tuple[str, ...],
    switches: tuple[str, ...],
    links: bool,
    from_format: str | None,
    group_by: str | None,
    cited: str | None,
    headings: tuple[str, ...],
    notes: tuple[str, ...],
    explain: bool,
    review: bool,
    output: str | None,
) -> int:
    """Print the reference list in a citation style."""
    from citekit.output import EXTENSIONS
    from citekit.style import load_style

    to = to or EXTENSIONS.get(console.extension_of(output), "text")
    if to == "docx" and output in (None, "-") and console.is_terminal():
        raise UsageError("docx is no text for a terminal; -o FILE.docx writes it to a file")
    settings = load_settings(style=style, lang=lang, without=without, switches=switches)
    loaded = load_style(settings.style, lang=settings.lang, options=settings.handbook_options(), links=links)
    library = console.read_library(file, from_format)
    groups = _groups(library, group_by or ("cited" if cited else None), cited, headings)
    bibliography = loaded.bibliography(library, groups=groups, notes=notes)
    if explain or review:
        from citekit.cli import explanation

        write = explanation.explained if explain else explanation.reviewed
        console.emit(write(bibliography, library, loaded), output)
        return console.reading_code(library.problems)
    for warning in bibliography.warnings:
        console.say(f"warning: {warning}")
    console.emit_bytes(bibliography.to_bytes(to), output)
    return console.reading_code(library.problems)


def _groups(library: Library, way: str | None, cited: str | None, headings: tuple[str, ...]) -> list[Group]:
    """The parts of the list as the options ask for them."""
    if way is None:
        if headings:
            raise UsageError("--heading goes with --group-by")
        return []
    from citekit.grouping import cited_keys, group_by_citation, group_by_keyword, group_by_type, renamed

    items = [{**entry.item, "id": entry.key} for entry in library.entries]
    names = [heading.partition("=")[::2] for heading in headings]
    if way == "cited":
        if cited is None:
            raise UsageError("--group-by cited wants the document that cites: --cited TEXT")
        groups = group_by_citation(
            items, cited_keys(console.read_input(cited).text, [str(item["id"]) for item in items])
        )
    elif way == "keyword":
        groups = group_by_keyword(items, [name for name, _ in names])
    else:
        groups = group_by_type(items)
    return renamed(groups, {name: text for name, text in names if text})
