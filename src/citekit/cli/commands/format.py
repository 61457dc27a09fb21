"""`citekit format`: the reference list in a style; the library call is `citekit.format`."""

from __future__ import annotations

import click

from citekit.cli import console, options
from citekit.cli.settings import load_settings

_BY_EXTENSION = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".json": "json"}


@click.command("format")
@click.argument("file", metavar="FILE|-")
@options.style
@options.to_output
@options.lang
@options.without
@options.switches
@options.links
@options.from_format
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
    explain: bool,
    review: bool,
    output: str | None,
) -> int:
    """Print the reference list in a citation style."""
    from citekit.style import load_style

    settings = load_settings(style=style, lang=lang, without=without, switches=switches)
    loaded = load_style(settings.style, lang=settings.lang, options=settings.handbook_options(), links=links)
    library = console.read_library(file, from_format)
    bibliography = loaded.bibliography(library)
    if explain or review:
        from citekit.cli import explanation

        write = explanation.explained if explain else explanation.reviewed
        console.emit(write(bibliography, library, loaded), output)
        return console.reading_code(library)
    for warning in bibliography.warnings:
        console.say(f"warning: {warning}")
    console.emit(bibliography.to(to or _BY_EXTENSION.get(console.extension_of(output), "text")), output)
    return console.reading_code(library)
