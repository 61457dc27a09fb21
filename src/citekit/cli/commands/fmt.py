"""`citekit fmt`: `.bib` files tidied; the library call is `citekit.formats.bibtex.tidy`."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from citekit.cli import console
from citekit.cli.settings import load_settings
from citekit.errors import ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citekit.formats.bibtex.tidy import TidyOptions
    from citekit.model.span import SourceText


_Command = TypeVar("_Command", bound="Callable[..., Any]")


def _switch(name: str, what: str, *, on: bool = False) -> Callable[[_Command], _Command]:
    usual = name if on else f"no-{name}"
    return click.option(f"--{name}/--no-{name}", default=None, help=f"{what}  [default: {usual}]")


@click.command("fmt")
@click.argument("files", metavar="FILE|-...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print the changes as a diff.")
@_switch("order", "Fields in the usual order.", on=True)
@click.option("--field-order", metavar="NAMES", help="Fields that stand first: title,author,year.")
@click.option(
    "--align", type=click.IntRange(0, 40), help="Pad names of fields to this width; 0 for none.  [default: 12]"
)
@click.option("--indent", type=click.IntRange(0, 16), help="Spaces before a field; 0 for a tab.  [default: 2]")
@click.option("--delimiters", type=click.Choice(("braces", "quotes", "keep")), help="Round values.  [default: braces]")
@_switch("months", "BibTeX's abbreviations for months.", on=True)
@_switch("pages", "Two hyphens between pages.", on=True)
@_switch("doi", "DOIs without their address.", on=True)
@_switch("case", "Names of types and fields in lower case.", on=True)
@click.option(
    "--keys", type=click.Choice(("keep", "lower")), help="Keys, also where entries name each other.  [default: keep]"
)
@_switch("trailing-comma", "A comma after the last field.", on=True)
@click.option("--sort", metavar="key|PATTERN", help='Entries in this order; backwards with a minus: "-year".')
@click.option("--generate-keys", metavar="PATTERN", help="A key by the pattern for each entry that has another.")
@click.option("--drop", metavar="NAMES", help="Fields that go: abstract,file.")
@_switch("remove-empty", "Fields without a value go.")
@_switch("numeric", "Numbers without delimiters.")
@_switch("strip-braces", "No braces round the whole of a value.")
@_switch("escape", "A backslash before & % #.")
@_switch("encode-urls", "Percent signs for what can't stand in a URL.")
@_switch("blank-lines", "One blank line between entries.")
@click.option(
    "--encoding", type=click.Choice(("keep", "utf-8")), default="keep", show_default=True, help="Of the file."
)
def command(files: tuple[str, ...], check: bool, diff: bool, encoding: str, **given: Any) -> int:
    """Tidy .bib files: one layout for all entries.

    Comments, @string definitions and everything else between entries stay as they are, and so does what entries say.
    An entry that can't be read in full stays as it is, and that is said. `-` goes from standard input to standard
    output. Exit codes: 0 done; 1 with --check, a file would change; 2 a file can't be read.
    """
    from citekit.documents import unified_diff
    from citekit.formats.bibtex.tidy import tidy

    options = _options(given)
    stale = unread = 0
    for file in files:
        try:
            source = console.read_input(file)
        except ReadError as error:
            console.say(f"citekit: {error}")
            unread += 1
            continue
        text = tidy(source, options)
        for line in _remarks(source, options):
            console.say(line)
        written = replace(source, encoding="utf-8", bom=b"") if encoding == "utf-8" else source
        changed = text != source.text or (written.encoding, written.bom) != (source.encoding, source.bom)
        stale += changed
        if diff:
            console.emit(unified_diff(source.text, text, file) if text != source.text else "")
        if check and changed:
            console.say(f"{file}: would be tidied")
        if not check and not diff:
            if file == "-":
                console.emit_bytes(written.encode(text))
            elif changed:
                console.emit_bytes(written.encode(text), file)
                console.say(f"{file}: tidied")
    return 2 if unread else int(check and stale > 0)


def _options(given: dict[str, Any]) -> TidyOptions:
    """What the settings say, and over it the command line."""
    from citekit.formats.bibtex.tidy import TidyOptions

    known = {option.name: option.default for option in fields(TidyOptions) if option.default is not MISSING}
    chosen: dict[str, Any] = {}
    for name, value in load_settings().fmt.items():
        spelt = "fmt." + name.replace("_", "-")
        if name not in known:
            raise UsageError(f"unknown setting {spelt!r}")
        wants_names = isinstance(known[name], tuple)
        names = isinstance(value, list) and all(isinstance(one, str) for one in value)
        if not names if wants_names else type(value) is not type(known[name]):
            raise UsageError(f"{spelt!r} can't be {value!r}")
        chosen[name] = value
    chosen.update((name, value) for name, value in given.items() if value is not None)
    for name in ("field_order", "drop"):
        value = chosen.get(name, ())
        listed = value.split(",") if isinstance(value, str) else value
        chosen[name] = tuple(one.strip().lower() for one in listed if one.strip())
    return TidyOptions(**chosen)


def _remarks(source: SourceText, options: TidyOptions) -> Iterable[str]:
    """What can't be read and so stays as it is, and the keys that change."""
    from citekit.formats.bibtex import read_document

    document = read_document(source)
    for problem in document.problems:
        if problem.severity == "error":
            yield console.describe(problem)
    if options.sort and document.is_damaged:
        yield f"{source.path}: not sorted, since it can't be read in full"
    if options.generate_keys:
        from citekit.formats.bibtex.arrangement import key_changes

        for change in key_changes(document, options.generate_keys):
            yield f"{source.path}: cite {change.key} for {change.block.key or 'an entry without a key'}"
