"""`citekit update`: the list inside an article, regenerated; the library call is `citekit.update`."""

from __future__ import annotations

import click

from citekit.cli import console, options
from citekit.cli.settings import load_settings
from citekit.errors import UsageError


@click.command("update")
@click.argument("article", metavar="ARTICLE")
@click.option("--bibliography", metavar="BIB", required=True, help="The references: a .bib or .json file.")
@options.style
@options.lang
@options.without
@options.switches
@click.option(
    "--kind",
    type=click.Choice(("text", "markdown", "html")),
    help="What the article is; by default its name tells.",
)
@click.option("--check", "check", is_flag=True, help="Write nothing; exit with 1 where the list is stale.")
@click.option("--diff", is_flag=True, help="Print the changes instead of the article.")
@click.option("--in-place", is_flag=True, help="Write the article back to its file.")
@options.output
def command(
    article: str,
    bibliography: str,
    style: str | None,
    lang: str | None,
    without: tuple[str, ...],
    switches: tuple[str, ...],
    kind: str | None,
    check: bool,
    diff: bool,
    in_place: bool,
    output: str | None,
) -> int:
    """Regenerate the reference list inside an article.

    The list stands between the markers `<!-- citekit:begin -->` and `<!-- citekit:end -->`, or under its
    heading. Everything else stays byte for byte as it is.
    """
    from citekit.api import update
    from citekit.documents import unified_diff
    from citekit.style import load_style

    if in_place and (output or article == "-"):
        raise UsageError("--in-place goes with neither -o nor standard input")
    settings = load_settings(style=style, lang=lang, without=without, switches=switches)
    loaded = load_style(settings.style, lang=settings.lang, options=settings.handbook_options())
    library = console.read_library(bibliography)
    source = console.read_input(article)
    text = update(source, library, loaded, kind=kind)
    stale = text != source.text
    if diff:
        console.emit(unified_diff(source.text, text, article), None if in_place else output)
    if check:
        if stale:
            console.say(f"{article}: the reference list is stale")
        return int(stale)
    if in_place:
        if stale:
            console.emit_bytes(source.encode(text), article)
        console.say(f"{article}: {'the reference list was regenerated' if stale else 'nothing to change'}")
    elif not diff:
        console.emit_bytes(source.encode(text), output)
    return console.reading_code(library.problems)
