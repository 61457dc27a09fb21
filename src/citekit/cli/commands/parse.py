"""`citekit parse`: references out of an article or a pasted list; the library call is `citekit.parse`."""

from __future__ import annotations

import click

from citekit import formats
from citekit.cli import console, options
from citekit.cli.settings import load_settings
from citekit.conversion import with_keys


@click.command("parse")
@click.argument("file", metavar="FILE|-")
@click.option(
    "--to",
    metavar="FORMAT",
    type=click.Choice((*options.WRITE_FORMATS, "text")),
    default="biblatex",
    show_default=True,
    help="What to write: a format that `citekit convert` writes, or text.",
)
@options.key_pattern
@options.from_format
@options.output
def command(file: str, to: str, key_pattern: str | None, from_format: str | None, output: str | None) -> int:
    """Take the references out of an article or a pasted list.

    FILE is an article in text, Markdown or HTML whose list stands under a heading such as "Resources" or
    "References", or a list alone. `--to text` prints each reference on a line of its own, as it stands.
    """
    library = console.read_library(file, from_format)
    named = with_keys(library, load_settings(key_pattern=key_pattern).key_pattern)
    if to == "text":
        lines = [
            " ".join(entry.origin.source.text[slice(*entry.origin.span)].split())
            for entry in named.entries
            if entry.origin is not None
        ]
        console.emit("".join(f"{line}\n" for line in lines), output)
    else:
        console.emit(formats.write(named, to), output)
    return console.reading_code(library.problems)
