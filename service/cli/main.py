"""``rolegraph``: the command line.

Commands are imported when they are called, and each imports what it needs when it runs: ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from ontology.errors import DocumentError, RolegraphError, SettingError
from service.cli.lazy_group import LazyGroup

# Name -> its one-line help; the command ``x`` is the function ``x`` in ``service/cli/x.py``.
COMMANDS = {
    "adjacent": "List the profiles nearest to one, with the reasons.",
    "aliases": "Other titles of profiles: list, review.",
    "compare": "Show what changes from one profile to another.",
    "documents": "List the documents of the published snapshot.",
    "eval": "Ask questions whose answers are known, and measure the answers.",
    "export": "Write what the documents state as Turtle, N-Quads, JSON-LD or profile JSON.",
    "gaps": "Show what was asked and not answered.",
    "infer": "Tell which level a job description describes.",
    "ingest": "Read documents and publish a snapshot.",
    "mappings": "Mappings from profiles to occupations: list, review, exchange.",
    "occupation": "Show what classifications say of an occupation, or find one.",
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


class _Commands(LazyGroup):
    offered = COMMANDS
    package = "service.cli"


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
