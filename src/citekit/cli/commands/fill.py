"""`citekit fill`: missing fields and DOIs from the registries; the library calls are in `citekit.fill`."""

from __future__ import annotations

import click

from citekit.cli import console, options
from citekit.cli.registries import open_client
from citekit.cli.settings import load_settings
from citekit.errors import UsageError


@click.command("fill")
@click.argument("file", metavar="FILE")
@click.option("--diff", is_flag=True, help="Print the changes as a diff.")
@click.option("--write", is_flag=True, help="Write them into the file.")
@options.from_format
@options.mailto
@options.snapshot
def command(
    file: str, diff: bool, write: bool, from_format: str | None, mailto: str | None, snapshot: str | None
) -> int:
    """Propose missing DOIs, volumes, pages and the like, as the registries have them.

    Nothing is written without --write, and nothing that is there is changed: fields are added, every other byte
    stays. Exit codes: 0 done; 1 there is something to fill in, or nothing was found for an entry; 3 some could not
    be asked for.
    """
    from citekit.documents import unified_diff
    from citekit.fill import filled, propose

    if write and file == "-":
        raise UsageError("--write goes with a file, not with standard input")
    library = console.read_library(file, from_format)
    with open_client(load_settings(mailto=mailto, snapshot=snapshot)) as client:
        filling = propose(library, client)
    for entry in filling.unfilled:
        console.say(f"{entry.key}: {'could not check: ' if entry.unchecked else ''}{entry.reason}")
    if diff or write:
        text = filled(library, filling.proposals)
        source = library.source
        if diff and source is not None:
            console.emit(unified_diff(source.text, text, file))
        if write and source is not None and filling.proposals:
            console.emit_bytes(source.encode(text), file)
            console.say(f"{file}: {len(filling.proposals)} fields were filled in")
    else:
        for proposal in filling.proposals:
            shown = proposal.value if isinstance(proposal.value, str) else _date(proposal.value)
            console.emit(f"{proposal.key}: {proposal.variable}: {shown} (https://doi.org/{proposal.doi})\n")
    if any(entry.unchecked for entry in filling.unfilled):
        return 3
    return int(bool(filling.unfilled or (filling.proposals and not write)))


def _date(value: object) -> str:
    points = value.get("date-parts") if isinstance(value, dict) else None
    return "/".join("-".join(f"{part:02d}" for part in point) for point in points) if points else str(value)
