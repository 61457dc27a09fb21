"""`citekit fmt`: `.bib` files tidied; the library call is `citekit.formats.bibtex.tidy`."""

from __future__ import annotations

from dataclasses import fields

import click

from citekit.cli import console
from citekit.cli.settings import load_settings
from citekit.errors import UsageError


@click.command("fmt")
@click.argument("files", metavar="FILE|-...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print the changes as a diff.")
@click.option("--order/--no-order", default=None, help="Fields in the usual order.  [default: order]")
@click.option(
    "--align", type=click.IntRange(0, 40), help="Pad names of fields to this width; 0 for none.  [default: 12]"
)
@click.option("--indent", type=click.IntRange(0, 16), help="Spaces before a field; 0 for a tab.  [default: 2]")
@click.option("--delimiters", type=click.Choice(("braces", "quotes", "keep")), help="Round values.  [default: braces]")
@click.option("--months/--no-months", default=None, help="BibTeX's abbreviations for months.  [default: months]")
@click.option("--pages/--no-pages", default=None, help="Two hyphens between pages.  [default: pages]")
@click.option("--doi/--no-doi", default=None, help="DOIs without their address.  [default: doi]")
@click.option("--case/--no-case", default=None, help="Names of types and fields in lower case.  [default: case]")
@click.option(
    "--keys", type=click.Choice(("keep", "lower")), help="Keys, also where entries name each other.  [default: keep]"
)
@click.option(
    "--trailing-comma/--no-trailing-comma",
    default=None,
    help="A comma after the last field.  [default: trailing-comma]",
)
def command(files: tuple[str, ...], check: bool, diff: bool, **given: bool | int | str | None) -> int:
    """Tidy .bib files: one layout for all entries.

    Comments, @string definitions and everything else between entries stay as they are, and so does what entries say.
    `-` goes from standard input to standard output. Exit codes: 0 done; 1 with --check, a file would change.
    """
    from citekit.documents import unified_diff
    from citekit.formats.bibtex.tidy import TidyOptions, tidy

    known = {option.name: option for option in fields(TidyOptions)}
    chosen = dict(load_settings().fmt)
    for name, value in chosen.items():
        if name not in known:
            raise UsageError(f"unknown setting {'fmt.' + name.replace('_', '-')!r}")
        if type(value) is not type(known[name].default):
            raise UsageError(f"{'fmt.' + name.replace('_', '-')!r} can't be {value!r}")
    chosen.update({name: value for name, value in given.items() if value is not None})
    options = TidyOptions(**chosen)
    stale = 0
    for file in files:
        source = console.read_input(file)
        text = tidy(source, options)
        changed = text != source.text
        stale += changed
        if diff:
            console.emit(unified_diff(source.text, text, file) if changed else "")
        if check and changed:
            console.say(f"{file}: would be tidied")
        if not check and not diff:
            if file == "-":
                console.emit_bytes(source.encode(text))
            elif changed:
                console.emit_bytes(source.encode(text), file)
                console.say(f"{file}: tidied")
    return int(check and stale > 0)
