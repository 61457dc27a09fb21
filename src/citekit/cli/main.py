"""`citekit`: the group of commands, loaded one by one when they are called, and how errors end the program.

Exit codes: 0 clean; 1 findings (or a stale list under `--check`); 2 usage, configuration or an unreadable
file; 3 too little could be checked for a verdict; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from citekit.errors import CitekitError, SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Each command with the one line of help that the group shows; its module is imported when it is called.
COMMANDS = (
    ("parse", "Take the references out of an article or a pasted list."),
    ("convert", "Turn references of one format into another."),
    ("format", "Print the reference list in a citation style."),
    ("cite", "Print an in-text citation."),
    ("check", "Find broken DOIs, retracted works and wrong or missing data."),
    ("resolve", "Print the registries' records of DOIs."),
    ("add", "Add references to a file by their DOIs."),
    ("fill", "Propose missing DOIs and fields, as the registries have them."),
    ("fmt", "Tidy .bib files."),
    ("merge", "Merge several files into one, without duplicates."),
    ("dedupe", "Find the references that a file has twice."),
    ("update", "Regenerate the reference list inside an article."),
    ("styles", "List citation styles, show one, or find its mistakes."),
    ("snapshot", "Build a file of Crossref's records, to be asked without the network."),
    ("cache", "Show, shrink or empty the answers kept from the registries."),
)


class _ReaderGone(Exception):
    """Whoever reads standard output has closed it."""


class LazyGroup(click.Group):
    """A click group that imports a command's module only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order a newcomer meets them."""
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command."""
        if cmd_name not in dict(COMMANDS):
            return None
        command: click.Command = import_module(f"citekit.cli.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the command that was meant where there is none of that name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if "Did you mean" in error.message:
                raise
            import difflib

            near = difflib.get_close_matches(args[0] if args else "", list(dict(COMMANDS)), 1)
            if near:
                raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from None
            raise

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; Click would make findings (1) of a reader that has seen enough."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGone from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Show the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(COMMANDS)


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from citekit import __version__

        click.echo(f"citekit {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, callback=_version, expose_value=False, is_eager=True, help="Show the version.")
def group() -> None:
    """Parse, check, format and regenerate reference lists.

    Results go to standard output, everything else to standard error. `-` reads standard input.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every error is one clear message, never a traceback."""
    try:
        code = group.main(
            args=None if arguments is None else list(arguments), prog_name="citekit", standalone_mode=False
        )
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return 2
    except SourceError as error:
        return _fail(str(error), 3)
    except CitekitError as error:
        return _fail(str(error), 2)
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted", 130)
    except (BrokenPipeError, _ReaderGone):
        # The reader of our output has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}", 2)
    except Exception as error:
        if os.environ.get("CITEKIT_DEBUG"):
            raise
        what = f"unexpected {type(error).__name__}: {error}"
        return _fail(f"{what} (this is a fault of citekit; CITEKIT_DEBUG=1 shows where)", 2)
    return code if isinstance(code, int) else 0


def _fail(message: str, code: int) -> int:
    click.echo(f"citekit: {message}", err=True)
    return code
