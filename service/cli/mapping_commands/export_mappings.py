"""``rolegraph mappings export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from service.cli.options import data_option
from service.cli.render import echo_json
from service.cli.reviews import min_confidence_option, open_engine, profile_option, statuses_option


@click.command("export")
@statuses_option
@profile_option
@click.option("--occupation", "occupations", multiple=True, metavar="CODE", help="To this occupation; repeatable.")
@click.option("--soc-group", "groups", multiple=True, metavar="CODE", help="Into this SOC group; repeatable.")
@min_confidence_option
@click.option("--license", "licence", metavar="IRI", help="Licence of the table; default: none is stated.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON: the table as text, and how many rows it has.")
def export_mappings(
    statuses: tuple[str, ...],
    profile: str | None,
    occupations: tuple[str, ...],
    groups: tuple[str, ...],
    min_confidence: float | None,
    licence: str | None,
    output: Path | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Write mappings as an SSSOM table (.sssom.tsv), which 'rolegraph ingest' reads back."""
    from service.mappings.sssom import UNSPECIFIED_LICENSE, write_sssom
    from store.files import write_atomically

    engine, _ = open_engine(data)
    total, entries = engine.mappings.list(statuses, profile, occupations, groups, min_confidence)
    text = write_sssom(entries, engine.occupations, engine.snapshot.manifest, licence or UNSPECIFIED_LICENSE)
    if output is not None:
        write_atomically(output, text.encode())
    if as_json:
        echo_json({"snapshot": engine.snapshot.id, "total": total, "table": text if output is None else None})
    elif output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
