"""`citekit resolve`: the registries' records; the library call is `citekit.api.resolve`."""

from __future__ import annotations

import os

import click

from citekit import formats
from citekit import library as libraries
from citekit.cli import console, options
from citekit.cli.registries import open_client
from citekit.cli.settings import load_settings
from citekit.errors import UsageError
from citekit.model.identifiers import DOI
from citekit.model.library import Entry, Library
from citekit.model.registration import Status


@click.command("resolve")
@click.argument("sources", metavar="FILE|DOI...|-", nargs=-1, required=True)
@click.option("--to", type=click.Choice(options.WRITE_FORMATS), default="csl-json", show_default=True)
@options.from_format
@options.mailto
@options.snapshot
@options.output
def command(
    sources: tuple[str, ...],
    to: str,
    from_format: str | None,
    mailto: str | None,
    snapshot: str | None,
    output: str | None,
) -> int:
    """Print the registries' records of DOIs, or of the references in a file.

    Exit codes: 0 all found; 1 some are not registered or have no DOI; 3 some could not be asked for.
    """
    from citekit.api import resolve

    entries: list[Entry] = []
    for source in sources:
        entries.extend(_entries(source, from_format))
    with open_client(load_settings(mailto=mailto, snapshot=snapshot)) as client:
        resolved = resolve(Library(entries), client)
    for entry, registration in resolved.missing:
        what = registration.doi if registration is not None else "no DOI"
        reason = registration.reason or registration.status if registration is not None else "nothing to ask for"
        console.say(": ".join(filter(None, (entry.key, str(what), str(reason)))))
    console.emit(formats.write(resolved.library, to), output)
    if any(registration and registration.status is Status.UNCHECKED for _, registration in resolved.missing):
        return 3
    return int(bool(resolved.missing))


def _entries(source: str, from_format: str | None) -> list[Entry]:
    """The references a word on the command line stands for: a DOI itself, or all of a file."""
    doi = None if source == "-" or os.path.exists(source) else DOI.parse(source)  # noqa: PTH110 - start-up
    if doi is not None:
        return [Entry("", {"DOI": str(doi)})]
    if source != "-" and not os.path.exists(source) and "/" not in source and "." not in source:  # noqa: PTH110
        raise UsageError(f"{source!r} is neither a file nor a DOI")
    text = console.read_input(source)
    dois = [DOI.parse(word) for word in text.text.split()]
    if dois and all(dois):
        return [Entry("", {"DOI": str(doi)}) for doi in dois]
    library = libraries.read(text, from_format)
    for problem in library.problems:
        console.say(console.describe(problem))
    return list(library.entries)
