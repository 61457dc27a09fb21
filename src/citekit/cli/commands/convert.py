"""`citekit convert`: one format into another; the library call is `citekit.convert`."""

from __future__ import annotations

import click

from citekit.cli import console, options
from citekit.cli.settings import load_settings
from citekit.conversion import convert

_HELP = f"""Turn references of one format into another.

Formats that are read: {", ".join(options.READ_FORMATS)}.

Formats that are written: {", ".join(options.WRITE_FORMATS)}.
"""


@click.command("convert", help=_HELP)
@click.argument("file", metavar="FILE|-")
@click.option(
    "--to",
    metavar="FORMAT",
    type=click.Choice(options.WRITE_FORMATS),
    help="The format to write; by default that of OUT's name.",
)
@options.key_pattern
@options.from_format
@click.option(
    "--sentence-case",
    type=click.Choice(("never", "auto", "always")),
    help="Turn titles of BibTeX in Title Case to sentence case, but for names: auto, which is the default where CSL's "
    "items are written, does so to English ones.",
)
@options.output
def command(
    file: str,
    to: str | None,
    key_pattern: str | None,
    from_format: str | None,
    sentence_case: str | None,
    output: str | None,
) -> int:
    """Turn references of one format into another."""
    pattern = load_settings(key_pattern=key_pattern).key_pattern
    converted = convert(
        console.read_input(file),
        to or console.format_named(output) or "csl-json",
        from_format,
        key_pattern=pattern,
        sentence_case=sentence_case,
    )
    console.emit_pieces(converted.pieces, output)
    for problem in converted.problems:
        console.say(console.describe(problem))
    console.say_losses(converted.losses)
    return console.reading_code(converted.problems)
