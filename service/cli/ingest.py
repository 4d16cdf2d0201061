"""``rolegraph ingest``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from service.cli.main import EXIT_FAILED
from service.cli.options import base_option, data_option, json_option, mapping_option, model_option, paths_argument
from service.cli.render import describe_counts, echo_json, echo_report, show_progress
from service.config import read_settings


@click.command()
@paths_argument
@data_option
@base_option
@model_option
@mapping_option
@click.option("--keep-going", is_flag=True, help="Publish the good documents even though others were refused.")
@click.option("--verbose", "-v", is_flag=True, help="Show the fate of every line and of unchanged documents.")
@json_option
def ingest(
    paths: tuple[Path, ...],
    data: Path | None,
    base: str | None,
    model: str | None,
    mapping: Path | None,
    keep_going: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Read documents and publish a snapshot.

    PATHS are pages (.txt, .md), profile documents (.json, .yaml), RDF files (.ttl, .nt, .nq, .trig, .jsonld, .rdf), or
    directories of them; and releases of O*NET, SOC and ESCO, each a zip, a folder or CSV files. With --mapping they are
    the documents of a career ladder, and only those that the mapping file names are read. What is unchanged is left
    alone. One refused document keeps all from being published, unless --keep-going says otherwise; the exit code is 1
    either way.
    """
    from ingest.run import IngestRefusedError, LazyEncoder
    from ingest.run import ingest as run
    from store.library import Library

    settings = read_settings(data=data, base=base, model=model)
    library = Library(settings.data)
    refused = None
    try:
        with show_progress() as progress:
            encoder = LazyEncoder(settings.model, library.encoders)
            report = run(
                paths, library, settings.namer, encoder, mapping=mapping, keep_going=keep_going, progress=progress
            )
    except IngestRefusedError as error:
        refused = error
        report = error.report
    if as_json:
        echo_json(report.to_dict())
    else:
        echo_report(report, verbose=verbose)
        if refused is not None:
            click.echo(f"{refused}; nothing was published", err=True)
        elif report.published is None:
            click.echo(f"nothing has changed: snapshot {report.current} stays published")
        else:
            counts = describe_counts(report.counts)
            click.echo(f"published snapshot {report.published}: {counts} ({report.seconds:.1f} s)")
    if report.errors:
        sys.exit(EXIT_FAILED)
