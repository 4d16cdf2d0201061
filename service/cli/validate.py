"""``rolegraph validate``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from service.cli.main import EXIT_FAILED
from service.cli.options import base_option, data_option, json_option, mapping_option, model_option, paths_argument
from service.cli.render import echo_json, echo_report, show_progress
from service.config import read_settings


@click.command()
@paths_argument
@data_option
@base_option
@model_option
@mapping_option
@click.option("--verbose", "-v", is_flag=True, help="Show the fate of every line.")
@json_option
def validate(
    paths: tuple[Path, ...],
    data: Path | None,
    base: str | None,
    model: str | None,
    mapping: Path | None,
    verbose: bool,
    as_json: bool,
) -> None:
    """Read documents and report, without publishing anything.

    The data directory is only looked into for a compiled encoder, which a page with uneven levels needs.
    """
    from ingest.run import LazyEncoder
    from ingest.run import validate as run
    from store.library import Library

    settings = read_settings(data=data, base=base, model=model)
    with show_progress() as progress:
        encoder = LazyEncoder(settings.model, Library(settings.data).encoders)
        report = run(paths, settings.namer, encoder, progress, mapping=mapping)
    if as_json:
        echo_json(report.to_dict())
    else:
        echo_report(report, verbose=verbose)
        good = len(report.documents) - len(report.errors)
        click.echo(f"{good} documents can be ingested, {len(report.errors)} cannot, {len(report.warnings)} warnings")
    if report.errors:
        sys.exit(EXIT_FAILED)
