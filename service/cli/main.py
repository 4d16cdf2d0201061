"""``rolegraph``: the command line.

Commands are imported when they are called, and each imports what it needs when it runs: ``--help`` answers at once.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from ontology.errors import DocumentError, RolegraphError, SettingError

# Name -> its one-line help; the command ``x`` is the function ``x`` in ``service/cli/x.py``.
COMMANDS = {
    "adjacent": "List the profiles nearest to one, with the reasons.",
    "compare": "Show what changes from one profile to another.",
    "documents": "List the documents of the published snapshot.",
    "eval": "Ask questions whose answers are known, and measure the answers.",
    "export": "Write what the documents state as Turtle, N-Quads, JSON-LD or profile JSON.",
    "gaps": "Show what was asked and not answered.",
    "infer": "Tell which level a job description describes.",
    "ingest": "Read documents and publish a snapshot.",
    "remove": "Publish a snapshot without some documents.",
    "resolve": "Resolve job titles to profiles and levels, with how sure that is.",
    "search": "Ask a question: which level does this, and where is that written?",
    "serve": "Serve the search page, the API and SPARQL.",
    "snapshots": "List snapshots, or roll back to one.",
    "sparql": "Run a SPARQL query on the published snapshot.",
    "validate": "Read documents and report, without publishing.",
}
EXIT_FAILED = 1
EXIT_USAGE = 2
_EXIT_INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group that knows its commands by name, and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"service.cli.{cmd_name}")
        command = getattr(module, cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(f"service.cli.{cmd_name} holds no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rolegraph")
def cli() -> None:
    """Ask questions of job architectures: which level does this, and where is that written?

    Start with 'rolegraph ingest PATH', then 'rolegraph search QUESTION' or 'rolegraph serve'.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exits 0, 1 (documents, data or installation at fault) or 2 (usage or settings)."""
    try:
        cli.main(args=arguments, prog_name="rolegraph", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(_EXIT_INTERRUPTED)
    except SettingError as error:
        _fail(error, EXIT_USAGE)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain once more while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILED)
    except RolegraphError as error:
        _fail(error, EXIT_FAILED)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _fail(f"{place}{error.strerror or error}", EXIT_FAILED)


def _fail(error: RolegraphError | str, code: int) -> None:
    mark = "" if isinstance(error, DocumentError) else "error: "
    click.echo(f"{mark}{error}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
