"""`citekit styles`: what styles are at hand, what one is and looks like, and what is wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from citekit.cli import console, options
from citekit.cli.settings import load_settings

if TYPE_CHECKING:
    from citekit.csl.lint import Lint, StyleFinding
    from citekit.styles.details import StyleDetails

_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


@click.group("styles")
def command() -> None:
    """List the citation styles at hand, show one, or find the mistakes in a style's file."""


@command.command("list")
@click.argument("words", metavar="[WORD]...", nargs=-1)
@_json
@options.output
def list_command(words: tuple[str, ...], as_json: bool, output: str | None) -> int:
    """List the styles at hand: bundled, in your folder, and installed.

    With WORDs, those that have all of them in their name or title. Exit code 1: there is none.
    """
    from citekit.styles import repository
    from citekit.styles.catalogue import list_styles

    entries = list_styles(words)
    if as_json:
        console.emit(_as_text([entry.as_json() for entry in entries]), output)
    elif entries:
        width = min(max(len(entry.name) for entry in entries), 40)
        lines = (
            f"{entry.name:<{width}}  {entry.title} ({entry.origin}{', as ' if entry.parent else ''}{entry.parent})\n"
            for entry in entries
        )
        console.emit("".join(lines), output)
    if not entries:
        console.say(f"citekit: no style has {' and '.join(map(repr, words))} in its name or title")
    if not repository.has_collection():
        console.say(f"citekit: only citekit's own styles and those in {repository.user_folder()}; {repository.INSTALL}")
    return int(not entries)


@command.command("show")
@click.argument("style", metavar="NAME")
@options.lang
@_json
@options.output
def show_command(style: str, lang: str | None, as_json: bool, output: str | None) -> int:
    """Show what a style is, and three works as it prints them.

    NAME is a style's name or a path to a .csl file.
    """
    from citekit.style import load_style
    from citekit.styles.details import style_details
    from citekit.styles.examples import EXAMPLES
    from citekit.styles.repository import style_chain

    details = style_details(style_chain(style))
    settings = load_settings(lang=lang)
    loaded = load_style(style, lang=settings.lang, options=settings.handbook_options())
    examples = [
        {
            "type": work["type"],
            "citation": loaded.cite([work], work["id"]).to("text"),
            "entry": loaded.bibliography([work]).to("text").strip() if details.bibliography else None,
        }
        for work in EXAMPLES
    ]
    if as_json:
        rules = _rules(details.handbook)
        console.emit(_as_text({**details.as_json(), "rules": rules, "examples": examples}), output)
    else:
        console.emit("\n".join([*_description(details), *_printed(examples)]) + "\n", output)
    return 0


def _description(details: StyleDetails) -> list[str]:
    from citekit.styles.details import FORMATS

    kind = "notes" if details.class_ == "note" else FORMATS.get(details.format, "in the text")
    rows = (
        ("id", details.id),
        ("citations", kind),
        ("list", "" if details.bibliography else "none"),
        ("fields", ", ".join(details.fields)),
        ("language", details.locale),
        ("alias of", " → ".join(details.parents)),
        ("handbook", details.handbook.upper()),
        ("file", details.path),
        ("updated", details.updated),
        ("licence", details.license or details.rights),
        ("ISSN", ", ".join(details.issn)),
        ("about", details.summary),
        *(("see", address) for address in details.documentation),
    )
    described = [f"  {label + ':':<11}{value}" for label, value in rows if value]
    rules = [f"    - {rule}" for rule in _rules(details.handbook)]
    beyond = ["  beyond what CSL can say:", *rules] if rules else []
    return [f"{details.name}: {details.title}", *described, *beyond]


def _rules(handbook: str) -> list[str]:
    """What a handbook does to a work before its style prints it, rule by rule, each with its name and source."""
    if not handbook:
        return []
    from citekit.handbooks import rules_of

    return [f"{rule.says} [{rule.name}; {rule.source}]" for rule in rules_of(handbook)]


def _printed(examples: list[dict[str, Any]]) -> list[str]:
    lines = []
    for example in examples:
        lines += ["", f"  {example['type']}", f"    {example['citation']}"]
        lines += [f"    {line}" for line in (example["entry"] or "").splitlines()]
    return lines


@command.command("lint")
@click.argument("files", metavar="FILE|-...", nargs=-1, required=True)
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option(
    "--fail-on", type=click.Choice(("error", "warning", "never")), help="Which findings make the exit code 1."
)
@options.output
def lint_command(files: tuple[str, ...], output_format: str, fail_on: str | None, output: str | None) -> int:
    """Find all mistakes in CSL styles and locale files.

    An error breaks the schema of CSL 1.0.2; a warning is what the schema allows but does no good. Exit codes:
    0 clean; 1 findings; 2 a file can't be read.
    """
    from citekit.csl.lint import lint

    settings = load_settings(fail_on=fail_on)
    checked: dict[str, Lint] = {}
    unreadable = False
    for file in files:
        try:
            checked["<stdin>" if file == "-" else file] = lint(console.read_bytes(file))
        except OSError as error:
            console.say(f"citekit: {file}: {error.strerror or error}")
            unreadable = True
    if output_format == "json":
        console.emit(_as_text(_lint_json(checked)), output)
    elif checked:
        console.emit(_lint_text(checked), output)
    failing = {"error": ("error",), "warning": ("error", "warning")}.get(settings.fail_on, ())
    failed = any(result.count(severity) for result in checked.values() for severity in failing)
    return 2 if unreadable else int(failed)


def _lint_text(checked: dict[str, Lint]) -> str:
    lines = [f"{path}:{finding}" for path, result in checked.items() for finding in result.findings]
    for path, result in checked.items():
        if result.refused:
            lines.append(f"{path}: citekit can't format with this file.")
    counts = {noun: _count(checked, noun) for noun in ("error", "warning")}
    told = ", ".join(f"{count} {noun}{'s' * (count != 1)}" for noun, count in counts.items() if count)
    files = f"{len(checked)} file{'s' * (len(checked) != 1)}"
    return "\n".join([*lines, f"{told or 'No findings'} in {files}."]) + "\n"


def _lint_json(checked: dict[str, Lint]) -> dict[str, Any]:
    return {
        "findings": [_finding(path, finding) for path, result in checked.items() for finding in result.findings],
        "refused": [path for path, result in checked.items() if result.refused],
        "summary": {
            "files": len(checked),
            "errors": _count(checked, "error"),
            "warnings": _count(checked, "warning"),
        },
    }


def _finding(path: str, finding: StyleFinding) -> dict[str, Any]:
    return {"path": path, **finding._asdict(), "hint": finding.hint or None}


def _count(checked: dict[str, Lint], severity: str) -> int:
    return sum(result.count(severity) for result in checked.values())


def _as_text(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
