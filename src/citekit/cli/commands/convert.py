"""`citekit convert`: one format into another; the library calls are `citekit.load` and `Library.save`."""

from __future__ import annotations

import click

from citekit import formats
from citekit.cli import console, options


@click.command("convert")
@click.argument("file", metavar="FILE|-")
@click.option(
    "--to",
    type=click.Choice(options.WRITE_FORMATS),
    help="The format to write; by default that of OUT's name.",
)
@options.key_pattern
@options.from_format
@click.option(
    "--sentence-case",
    type=click.Choice(("never", "auto", "always")),
    default="never",
    show_default=True,
    help="Turn titles of BibTeX in Title Case to sentence case, as CSL expects them: auto does so to English ones.",
)
@options.output
def command(
    file: str, to: str | None, key_pattern: str | None, from_format: str | None, sentence_case: str, output: str | None
) -> int:
    """Turn references of one format into another."""
    if to is None:
        extension = console.extension_of(output)
        named = [
            format_.name
            for format_ in formats.FORMATS
            if extension in format_.extensions and format_.name in options.WRITE_FORMATS
        ]
        to = named[0] if named else "csl-json"
    library = console.read_library(file, from_format)
    if sentence_case != "never" and library.format == "bibtex" and library.source is not None:
        from citekit.formats.bibtex.reader import read
        from citekit.library import Library

        cased = read(library.source, sentence_case)
        library = Library(cased.entries, source=cased.source, format=cased.format, problems=cased.problems)
    library = console.with_keys(library, key_pattern, every=library.format == "text")
    console.emit(formats.write(library, to), output)
    for loss in formats.losses(library, to):
        console.say(loss)
    return console.reading_code(library)
