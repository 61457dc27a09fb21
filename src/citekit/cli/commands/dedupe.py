"""`citekit dedupe`: works that a file has twice; the library calls are in `citekit.merging`."""

from __future__ import annotations

import click

from citekit.cli import console, duplication, options
from citekit.errors import UsageError


@click.command("dedupe")
@click.argument("file", metavar="FILE")
@click.option("--write", is_flag=True, help="Make one entry of each work, in the file.")
@click.option("--diff", is_flag=True, help="Print what --write would change as a diff.")
@click.option("--ids", is_flag=True, help="Note the keys that go in BibLaTeX's field ids.")
@options.prefer
@options.from_format
def command(file: str, write: bool, diff: bool, ids: bool, prefer: str, from_format: str | None) -> int:
    """Find the references that a file has twice, and say why they are the same work.

    The same DOI, PMID, PMCID, ISBN or arXiv number, or nearly the same title with author and year. Nothing is written
    without --write; then the first entry of each work gets what the others have more, and the others go. Exit codes:
    0 there are none, or they are merged now; 1 there are some.
    """
    from citekit import formats
    from citekit.documents import unified_diff
    from citekit.merging import deduplicate

    if write and file == "-":
        raise UsageError("--write goes with a file, not with standard input")
    library = console.read_library(file, from_format)
    merging = deduplicate(library, prefer, ids=ids)
    source = library.source
    out = console.say if diff else lambda line: console.emit(line + "\n")
    for group, combined in merging.groups:
        for line in duplication.describe_group(group, combined):
            out(line)
    for doubt in merging.doubts:
        console.say(duplication.describe_doubt(doubt))
    if merging.groups and source is not None and (write or diff):
        text = formats.write_back(merging.library)
        if diff:
            console.emit(unified_diff(source.text, text, file))
        if write:
            console.emit_bytes(source.encode(text), file)
            for renamed in merging.renamed:
                console.say(f"cite {renamed.new} for {renamed.old}")
    return int(bool(merging.groups) and not write)
