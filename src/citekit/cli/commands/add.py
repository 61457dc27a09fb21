"""`citekit add`: references by their DOIs into a file, each under a key of its own."""

from __future__ import annotations

import os

import click

from citekit import library as libraries
from citekit.cli import console, options
from citekit.cli.registries import open_client
from citekit.cli.settings import load_settings
from citekit.errors import UsageError
from citekit.model.identifiers import DOI
from citekit.model.keys import Keys
from citekit.model.library import Entry
from citekit.model.registration import Status

_DEFAULT = "refs/sources.bib"


@click.command("add")
@click.argument("ids", metavar="DOI...", nargs=-1, required=True)
@click.option("--to", "target", metavar="FILE", default=_DEFAULT, show_default=True, help="The .bib or .json file.")
@options.key_pattern
@options.mailto
@options.snapshot
def command(
    ids: tuple[str, ...], target: str, key_pattern: str | None, mailto: str | None, snapshot: str | None
) -> int:
    """Add the registries' records of DOIs to a file.

    What the file has is refused with the key it has it under; all else in the file stays as it is. Exit codes: 0
    all are there; 1 one is not registered or was there before; 3 one could not be asked for.
    """
    from citekit.api import resolve

    dois = [_doi(word) for word in ids]
    library = libraries.load(target) if os.path.exists(target) else libraries.Library(format=None)  # noqa: PTH110
    known: dict[DOI, str] = {}
    for entry in library.entries:
        own = DOI.parse(str(entry.item.get("DOI") or ""))
        if own is not None:
            known.setdefault(own, entry.key)
    code = 0
    new: list[Entry] = []
    for doi in dict.fromkeys(dois):
        if doi in known:
            console.say(f"{doi}: {target} has it as {known[doi]}")
            code = 1
        else:
            new.append(Entry("", {"DOI": str(doi)}))
    settings = load_settings(mailto=mailto, key_pattern=key_pattern, snapshot=snapshot)
    with open_client(settings) as client:
        resolved = resolve(libraries.Library(new), client)
    for entry, registration in resolved.missing:
        console.say(f"{entry.item['DOI']}: {registration.reason if registration else 'no record'}")
        unchecked = registration is not None and registration.status is Status.UNCHECKED
        code = 3 if unchecked else max(code, 1)
    keys = Keys(library.keys(), settings.key_pattern)
    added = [(keys.make(entry.item), entry) for entry in resolved.library.entries]
    if added:
        entries = [*library.entries, *(Entry(key, {**entry.item, "id": key}) for key, entry in added)]
        whole = libraries.Library(entries, source=library.source, format=library.format)
        os.makedirs(os.path.dirname(target) or ".", exist_ok=True)  # noqa: PTH103, PTH120
        whole.save(target)
        for key, entry in added:
            console.say(f"{key}: {entry.item.get('title', '')}")
    return code


def _doi(word: str) -> DOI:
    doi = DOI.parse(word)
    if doi is None:
        raise UsageError(f"{word!r} is not a DOI; a DOI begins with 10. and has a slash")
    return doi
