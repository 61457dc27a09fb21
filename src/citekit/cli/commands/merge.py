"""`citekit merge`: several files as one; the library calls are in `citekit.merging`."""

from __future__ import annotations

import click

from citekit import formats
from citekit.cli import console, duplication, options
from citekit.cli.settings import load_settings


@click.command("merge")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--to", type=click.Choice(options.WRITE_FORMATS), help="The format to write; by default the first file's."
)
@click.option("--ids", is_flag=True, help="Note the keys that go in BibLaTeX's field ids.")
@options.prefer
@options.key_pattern
@options.from_format
@options.output
def command(
    files: tuple[str, ...],
    to: str | None,
    ids: bool,
    prefer: str,
    key_pattern: str | None,
    from_format: str | None,
    output: str | None,
) -> int:
    """Merge several files into one, without duplicates.

    The first file's text stays as it is and gets the entries of the others behind its own, as they are written there.
    A work that several have becomes one entry; what was taken from where, what they disagree on, and which keys
    changed is said on standard error.
    """
    from citekit.merging import merge

    libraries = [console.read_library(file, from_format) for file in files]
    merging = merge(libraries, prefer, ids=ids, key_pattern=load_settings(key_pattern=key_pattern).key_pattern)
    for group, combined in merging.groups:
        for line in duplication.describe_group(group, combined):
            console.say(line)
    for doubt in merging.doubts:
        console.say(duplication.describe_doubt(doubt))
    for renamed in merging.renamed:
        if renamed.old != renamed.new:
            console.say(f"{files[renamed.file]}: cite {renamed.new} for {renamed.old}")
    first = merging.library
    if first.format == "bibtex" and first.source is not None:
        from citekit.formats.bibtex.joining import left_out

        for number, source in enumerate(first.joined, 1):
            for name in left_out(first.source, source):
                console.say(f"{source.path or number}: {name} is left out, since {first.source.path} has its own")
    wanted = to or console.format_named(output)
    own = first.format in ("bibtex", "csl-json") and first.source is not None
    if own and (wanted is None or (to is None and wanted == "biblatex" and first.format == "bibtex")):
        text = formats.write_back(first)
        console.emit_bytes(first.source.encode(text) if first.source else text.encode(), output)
    else:
        console.emit(formats.write(formats.detached(first), wanted or "biblatex"), output)
        console.say_losses(formats.losses(first, wanted or "biblatex"))
    return max(console.reading_code(library.problems) for library in libraries)
