"""`citekit add`: works by their identifiers into a file, each under a key of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from citekit import library as libraries
from citekit.cli import console, options
from citekit.cli.commands.resolve import exit_code, told
from citekit.cli.registries import open_client
from citekit.cli.settings import load_settings
from citekit.errors import UsageError
from citekit.model.identifiers import Identifier, identifiers_of
from citekit.model.keys import Keys
from citekit.model.library import Entry
from citekit.resolution import Wish, resolutions

if TYPE_CHECKING:
    from citekit.model.item import Item

_DEFAULT = "refs/sources.bib"


@click.command("add")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--to", "target", metavar="FILE", default=_DEFAULT, show_default=True, help="The .bib or .json file.")
@options.key_pattern
@options.mailto
@options.snapshot
def command(
    ids: tuple[str, ...], target: str, key_pattern: str | None, mailto: str | None, snapshot: str | None
) -> int:
    """Add the registries' records of works to a file.

    An ID is a DOI, a PMID, a PMCID, an arXiv id, an ISBN, or the address of one. What the file has is refused with the
    key it has it under; all else in the file stays as it is. Exit codes: 0 all are there; 1 one does not exist or was
    there before; 3 one could not be asked for.
    """
    wishes = [_wish(word) for word in dict.fromkeys(ids)]
    there = os.path.exists(target)  # noqa: PTH110
    library = libraries.load(target) if there else libraries.Library(format=None)
    known: dict[Identifier, str] = {}
    for entry in library.entries:
        _note(known, entry.item, entry.key)
    settings = load_settings(mailto=mailto, key_pattern=key_pattern, snapshot=snapshot)
    new = [wish for wish in wishes if not _is_known(known, (wish.identifier,), wish.given, target)]
    code = int(len(new) < len(wishes))
    with open_client(settings) as client:
        answered = list(resolutions(new, client))
    keys = Keys(library.keys(), settings.key_pattern)
    added: list[Entry] = []
    for resolution in answered:
        record = resolution.record
        if record is None:
            console.say(told(resolution))
        elif _is_known(known, identifiers_of(record), resolution.wish.given, target):
            code = max(code, 1)
        else:
            key = keys.make(record)
            added.append(Entry(key, {**record, "id": key}))
            _note(known, record, key)
    if added:
        whole = libraries.Library([*library.entries, *added], source=library.source, format=library.format)
        os.makedirs(os.path.dirname(target) or ".", exist_ok=True)  # noqa: PTH103, PTH120
        whole.save(target)
        for entry in added:
            console.say(f"{entry.key}: {entry.item.get('title', '')}")
    return max(code, exit_code(answered))


def _wish(word: str) -> Wish:
    wish = Wish.of(word)
    if wish.identifier is None:
        raise UsageError(f"{word!r} is no identifier of a work: a DOI (10.…/…), PMID, PMCID, arXiv id or ISBN")
    return wish


def _note(known: dict[Identifier, str], item: Item, key: str) -> None:
    for identifier in identifiers_of(item):
        known.setdefault(identifier, key)


def _is_known(
    known: dict[Identifier, str], identifiers: tuple[Identifier | None, ...], given: str, target: str
) -> bool:
    """Whether a file has a work already; that is said."""
    for identifier in identifiers:
        if identifier is not None and identifier in known:
            console.say(f"{given}: {target} has it as {known[identifier]}")
            return True
    return False
