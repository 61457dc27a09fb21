"""`citekit cite`: an in-text citation; the library call is `citekit.cite`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citekit.cli import console, options
from citekit.cli.settings import load_settings
from citekit.model.citation import CitationItem

if TYPE_CHECKING:
    from citekit.library import Library
    from citekit.model.citation import CiteMode

_MODES = ("normal", "narrative", "author-only", "suppress-author")


@click.command("cite")
@click.argument("file", metavar="FILE|-")
@click.argument("keys", metavar="KEY[@LOC]...", nargs=-1, required=True)
@options.style
@options.to_inline
@options.lang
@options.without
@options.switches
@options.links
@options.from_format
@click.option("--mode", type=click.Choice(_MODES), default="normal", show_default=True)
@options.output
def command(
    file: str,
    keys: tuple[str, ...],
    style: str | None,
    to: str | None,
    lang: str | None,
    without: tuple[str, ...],
    switches: tuple[str, ...],
    links: bool,
    from_format: str | None,
    mode: CiteMode,
    output: str | None,
) -> int:
    """Print an in-text citation of one or several works.

    LOC is a place in the work: `han2004@259`, `wall1999@"chap. 3"`.
    """
    from citekit.style import load_style

    settings = load_settings(style=style, lang=lang, without=without, switches=switches)
    loaded = load_style(settings.style, lang=settings.lang, options=settings.handbook_options(), links=links)
    library = console.read_library(file, from_format)
    citation = loaded.cite(library, *(_cite(library, key, mode) for key in keys))
    console.emit(citation.to(to or "text") + "\n", output)
    return console.reading_code(library.problems)


def _cite(library: Library, text: str, mode: CiteMode) -> CitationItem:
    """A cite of `KEY` or `KEY@LOC`; a key may hold an `@` itself."""
    key, at, place = text.rpartition("@")
    if text in library or not at:
        return CitationItem(text, mode=mode)
    return CitationItem.at(key, place, mode)
