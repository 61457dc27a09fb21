"""`citekit snapshot`: Crossref's public data in one file; the library calls are in `citekit.snapshot`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from citekit.cli import console

if TYPE_CHECKING:
    from citekit.snapshot.build import Progress


@click.group("snapshot")
def command() -> None:
    """Build a file of Crossref's records, to be asked without the network."""


@command.command("build")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", required=True, help="The snapshot; one that was begun is gone on with.")
@click.option("--prefix", "prefixes", multiple=True, metavar="PREFIX", help="Only DOIs of this prefix (10.1016).")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only works of this type (journal-article).")
@click.option("--from-year", type=click.IntRange(0, 9999), default=0, help="Only works of this year or later.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes to use.")
def build(
    files: tuple[str, ...], output: str, prefixes: tuple[str, ...], types: tuple[str, ...], from_year: int, jobs: int
) -> int:
    """Put Crossref's public data into a snapshot.

    FILEs are what Crossref publishes: .json.gz, .jsonl.gz, an archive of them (.tar), or their folder. The same command
    goes on with a build that was interrupted. Exit codes: 0 all was read; 1 some of it could not be.
    """
    from citekit.snapshot import Wanted, build

    wanted = Wanted(tuple(prefix.lower() for prefix in prefixes), types, from_year)
    shown = _Progress() if sys.stderr.isatty() else None
    built = build(files, output, wanted=wanted, jobs=jobs, report=shown)
    if shown is not None:
        shown.end()
    for problem in built.problems:
        console.say(problem)
    if built.unreadable > len(built.problems):
        console.say(f"and {built.unreadable - len(built.problems)} more that could not be read")
    console.say(
        f"{output}: {built.written} records written, {built.read} read"
        + (f", {built.left_out} left out" if built.left_out else "")
        + (f", {built.unreadable} could not be read" if built.unreadable else "")
    )
    return int(built.unreadable > 0)


@command.command("info")
@click.argument("path")
def info(path: str) -> int:
    """Print how many works a snapshot has, how new they are, and what was left out."""
    from citekit.snapshot import Snapshot

    with Snapshot(path) as snapshot:
        about = snapshot.about
    console.emit(f"{path}: {about.works} works, the newest of {about.newest or 'no date'}, {about.size / 1e6:.1f} MB\n")
    if not about.complete:
        console.emit("not built to its end; the same `citekit snapshot build` goes on with it\n")
    if about.wanted:
        console.emit(f"filters: {about.wanted}\n")
    return 0


class _Progress:
    """A line on the terminal, twice a second: what is read, how much, how fast."""

    def __init__(self) -> None:
        self._start = self._shown = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._shown < 0.5:
            return
        self._shown = now
        name = progress.member.rpartition("/")[2]
        rate = progress.read / max(now - self._start, 1e-9)
        sys.stderr.write(f"\r\x1b[K{progress.read} read, {progress.written} written, {rate:.0f} a second: {name}")
        sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        sys.stderr.write("\r\x1b[K")
