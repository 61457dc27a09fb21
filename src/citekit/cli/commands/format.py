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
@options.links
@options.from_format
@options.output
def command(
    file: str,
    style: str | None,
    to: str | None,
    lang: str | None,
    links: bool,
    from_format: str | None,
    output: str | None,
) -> int:
    """Print the reference list in a citation style."""
    from citekit.style import load_style

    settings = load_settings(style=style, lang=lang)
    loaded = load_style(settings.style, lang=settings.lang, options=settings.handbook_options(), links=links)
    library = console.read_library(file, from_format)
    bibliography = loaded.bibliography(library)
    for warning in bibliography.warnings:
        console.say(f"warning: {warning}")
    console.emit(bibliography.to(to or _BY_EXTENSION.get(console.extension_of(output), "text")), output)
    return console.reading_code(library)
