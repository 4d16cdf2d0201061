"""``rolegraph export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from service.cli.options import data_option, mapping_filter_options
from service.config import read_settings


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "--format", "format_", type=click.Choice(["ttl", "nq", "jsonld", "json"]), default="ttl", show_default=True
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@mapping_filter_options
@data_option
@click.option("--json", "as_json", is_flag=True, help="Short for --format json, the profile documents.")
def export(
    names: tuple[str, ...],
    format_: str,
    output: Path | None,
    occupation: tuple[str, ...],
    soc_group: tuple[str, ...],
    mapping_status: tuple[str, ...],
    min_confidence: float | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Write what the documents called NAMES state, or all, so that ingesting it gives the same graph.

    Taxonomies are left out unless NAMES name them, such as taxonomy/onet: they are large, and at hand elsewhere. With
    filters of mappings: the documents about profiles with one mapping that fits all of them.

    ttl is the union of all graphs, nq and jsonld keep a graph a document, json is the profile document format.
    """
    from ingest.export import ExportFormat
    from ingest.export import export as run
    from service.engine import Engine
    from service.search.mapped_profiles import describe_mappings
    from service.search.result import Filters
    from store.files import write_atomically
    from store.library import Library

    settings = read_settings(data=data)
    snapshot = Library(settings.data).open_current()
    filters = Filters(
        occupation=occupation, soc_group=soc_group, mapping_status=mapping_status, min_confidence=min_confidence
    )
    wanted: tuple[str, ...] | None = names or None
    if filters.of_mappings:
        engine = Engine(snapshot, settings)
        fitting = engine.mapped_profiles.find(filters) or {}
        profiles = {entry.iri for entry in engine.profiles.list_page(0, len(fitting), fitting)[1]}
        about = [name for name, entry in snapshot.documents.items() if profiles.intersection(entry.profiles)]
        wanted = tuple(name for name in names or about if name in about or name not in snapshot.documents)
        if not wanted:
            click.echo(f"nothing to export: no profile has {describe_mappings(filters)}", err=True)
    content = run(snapshot, ExportFormat("json" if as_json else format_), wanted)
    if output is not None:
        write_atomically(output, content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
