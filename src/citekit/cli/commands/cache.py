"""`citekit cache`: what is kept of the registries' answers, and how to be rid of it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from citekit.cli import console
from citekit.cli.settings import load_settings


@click.group("cache")
def command() -> None:
    """Show, shrink or empty the answers kept from the registries."""


def _file() -> Path:
    """Where the answers are kept: the settings' folder, the environment's, or the user's cache folder."""
    from citekit.sources.client import CACHE_FILE

    folder = load_settings().cache_dir or os.environ.get("CITEKIT_CACHE_DIR")
    if not folder:
        import platformdirs

        folder = str(platformdirs.user_cache_path("citekit"))
    return Path(folder) / CACHE_FILE


@command.command("info")
def info() -> int:
    """Print where the answers are, how many, how large, how old."""
    from citekit.sources.cache import describe

    path = _file()
    found = describe(path)
    console.emit(f"{path}\n")
    if found is None:
        console.emit("no answers are kept\n")
        return 0
    size = path.stat().st_size
    oldest, newest = (datetime.fromtimestamp(moment, UTC).date().isoformat() for moment in (found.oldest, found.newest))
    console.emit(f"{found.answers} answers, {size / 1_000_000:.1f} MB, from {oldest} to {newest}\n")
    for host, number in found.hosts:
        console.emit(f"{number:8} {host}\n")
    return 0


@command.command("prune")
@click.option("--days", type=click.IntRange(0), default=30, show_default=True, help="Drop what is older.")
def prune(days: int) -> int:
    """Drop old answers and give their room back."""
    from citekit.sources.cache import prune as drop

    dropped = drop(_file(), days)
    console.emit(f"{dropped} answers were dropped\n")
    return 0


@command.command("clear")
def clear() -> int:
    """Drop all answers."""
    from citekit.sources.cache import clear as drop

    dropped = drop(_file())
    console.emit(f"{dropped} answers were dropped\n")
    return 0
