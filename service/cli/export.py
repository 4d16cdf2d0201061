"""``rolegraph export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from service.cli.options import data_option
from service.config import read_settings


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "--format", "format_", type=click.Choice(["ttl", "nq", "jsonld", "json"]), default="ttl", show_default=True
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Short for --format json, the profile documents.")
def export(names: tuple[str, ...], format_: str, output: Path | None, data: Path | None, as_json: bool) -> None:
    """Write what the documents called NAMES state, or all, so that ingesting it gives the same graph.

    ttl is the union of all graphs, nq and jsonld keep a graph a document, json is the profile document format.
    """
    from ingest.export import ExportFormat
    from ingest.export import export as run
    from store.files import write_atomically
    from store.library import Library

    snapshot = Library(read_settings(data=data).data).open_current()
    content = run(snapshot, ExportFormat("json" if as_json else format_), names)
    if output is not None:
        write_atomically(output, content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
