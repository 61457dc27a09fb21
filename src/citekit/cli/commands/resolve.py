"""`citekit resolve`: the registries' records; the library call is `citekit.resolution.resolutions`."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from citekit import formats
from citekit import library as libraries
from citekit.cli import console, options
from citekit.cli.progress import Progress
from citekit.cli.registries import open_client
from citekit.cli.settings import load_settings
from citekit.errors import UsageError
from citekit.model.identifiers import identify
from citekit.model.keys import Keys
from citekit.model.library import Entry, Library
from citekit.model.span import SourceText
from citekit.resolution import Outcome, Wish, resolutions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citekit.resolution import Resolution


@click.command("resolve")
@click.argument("sources", metavar="FILE|ID|REFERENCE...|-", nargs=-1, required=True)
@click.option("--to", type=click.Choice(options.WRITE_FORMATS), default="csl-json", show_default=True)
@click.option("--json-lines", is_flag=True, help="A line for each input as soon as it is answered: outcome and record.")
@options.from_format
@options.mailto
@options.snapshot
@options.output
def command(
    sources: tuple[str, ...],
    to: str,
    json_lines: bool,
    from_format: str | None,
    mailto: str | None,
    snapshot: str | None,
    output: str | None,
) -> int:
    """Print the registries' records of works.

    Works are DOIs, PMIDs, PMCIDs, arXiv ids, ISBNs, addresses of them, files of them (one a line), files of references,
    and references in words, which are searched for. What was answered is kept: a run that is interrupted goes on where
    it was. Exit codes: 0 all found; 1 some are not there, or not for certain; 3 some could not be asked for.
    """
    wishes = [wish for source in sources for wish in _wishes(source, from_format)]
    streams = json_lines and output in (None, "-")
    answered: list[Resolution] = []
    with (
        open_client(load_settings(mailto=mailto, snapshot=snapshot)) as client,
        Progress(len(wishes), "works") as progress,
    ):
        for resolution in resolutions(wishes, client):
            if streams:
                console.emit(json.dumps(resolution.as_json(), ensure_ascii=False) + "\n")
            answered.append(resolution)
            progress.advance()
    if json_lines:
        if not streams:
            lines = (json.dumps(resolution.as_json(), ensure_ascii=False) + "\n" for resolution in answered)
            console.emit("".join(lines), output)
    else:
        for resolution in answered:
            if resolution.record is None:
                console.say(told(resolution))
        console.emit(formats.write(_library(answered), to), output)
    return exit_code(answered)


def exit_code(answered: Iterable[Resolution]) -> int:
    """0 where all was found, 3 where something could not be asked for, else 1."""
    outcomes = {resolution.outcome for resolution in answered}
    return 3 if Outcome.UNCHECKED in outcomes else int(bool(outcomes - {Outcome.FOUND}))


def _library(answered: list[Resolution]) -> Library:
    """The records, under the keys that their references have, else under new ones."""
    keys = Keys(resolution.wish.key for resolution in answered)
    entries = []
    for resolution in answered:
        if resolution.record is not None:
            key = resolution.wish.key or keys.make(resolution.record)
            entries.append(Entry(key, {**resolution.record, "id": key}))
    return Library(entries)


def told(resolution: Resolution) -> str:
    """What went wrong with one, in a line: its key or what was given, its id, and why."""
    wish = resolution.wish
    given = wish.given if len(wish.given) <= 80 else wish.given[:79] + "…"
    parts = [given, str(wish.identifier or ""), resolution.reason or str(resolution.outcome)]
    line = ": ".join(part for part in dict.fromkeys(parts) if part)
    return "".join(letter if letter.isprintable() else " " for letter in line)


def _wishes(source: str, from_format: str | None) -> list[Wish]:
    """What a word of the command line asks for."""
    if source != "-" and not os.path.exists(source):  # noqa: PTH110 - start-up
        wish = Wish.of(source)
        if wish.identifier is not None:
            return [wish]
        if len(source.split()) == 1 and ("." in source or "/" in source):
            console.read_input(source)  # which says that it is not there
        if len(source.split()) < 4:
            raise UsageError(f"{source!r} is neither a file nor an identifier (DOI, PMID, PMCID, arXiv, ISBN)")
        return _references(SourceText(source), "text")
    text = console.read_input(source)
    lines = [line.partition(" #")[0].strip() for line in text.text.splitlines()]
    words = [line for line in lines if line and not line.startswith("#")]
    if words and not from_format and all(identify(word) for word in words):
        return [Wish.of(word) for word in words]
    split = text.text.split()
    if split and not from_format and all(identify(word) for word in split):
        return [Wish.of(word) for word in split]
    return _references(text, from_format)


def _references(text: SourceText, from_format: str | None) -> list[Wish]:
    library = libraries.read(text, from_format)
    for problem in library.problems:
        console.say(console.describe(problem))
    # A key that was made up for a list's reference is nobody's.
    own = library.format != "text"
    return [Wish.of_item(entry.item, entry.key) if own else _pasted(entry) for entry in library.entries]


def _pasted(entry: Entry) -> Wish:
    wish = Wish.of_item(entry.item)
    given = entry.origin.span if entry.origin is not None else None
    words = entry.origin.source.text[given.start : given.end] if entry.origin is not None and given else wish.given
    return Wish(" ".join(words.split()), wish.identifier, wish.item)
