"""`citekit check`: findings; the library call is `citekit.check`."""

from __future__ import annotations

from contextlib import nullcontext

import click

from citekit import library as libraries
from citekit.cli import console, options
from citekit.cli.registries import open_client
from citekit.cli.settings import load_settings
from citekit.errors import ReadError


@click.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--offline", is_flag=True, help="Ask no registry; only what the files, and a snapshot, tell.")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option(
    "--fail-on", type=click.Choice(("error", "warning", "never")), help="Which findings make the exit code 1."
)
@click.option("--landing-pages", is_flag=True, help="Ask also whether the pages that the DOIs lead to are there.")
@options.from_format
@options.mailto
@options.snapshot
@options.output
def command(
    files: tuple[str, ...],
    offline: bool,
    output_format: str,
    fail_on: str | None,
    landing_pages: bool,
    from_format: str | None,
    mailto: str | None,
    snapshot: str | None,
    output: str | None,
) -> int:
    """Find broken DOIs, retracted works, and wrong or missing data.

    Exit codes: 0 clean; 1 findings; 2 a file can't be read; 3 too little could be checked for a verdict.
    """
    from citekit.checks import Report, check
    from citekit.checks.reporters import report

    settings = load_settings(mailto=mailto, fail_on=fail_on, snapshot=snapshot)
    reports: list[Report] = []
    unreadable = False
    asking = settings.snapshot or not offline
    with open_client(settings, offline=offline) if asking else nullcontext() as client:
        for file in files:
            try:
                library = libraries.read(console.read_input(file), from_format)
            except ReadError as error:
                console.say(f"citekit: {error}")
                unreadable = True
                continue
            reports.append(check(library, client, landing_pages=landing_pages))
    if reports or output_format == "json":
        console.emit(report(reports, output_format), output)
    return 2 if unreadable else Report.merge(reports).exit_code(settings.fail_on)
