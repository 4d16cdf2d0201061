"""``rolegraph remove``."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.options import base_option, data_option, json_option, model_option
from service.cli.render import echo_json, show_progress
from service.config import read_settings


@click.command()
@click.argument("names", nargs=-1, required=True)
@data_option
@base_option
@model_option
@json_option
def remove(names: tuple[str, ...], data: Path | None, base: str | None, model: str | None, as_json: bool) -> None:
    """Publish a snapshot without the documents called NAMES, as 'rolegraph documents' lists them."""
    from ingest.run import LazyEncoder
    from ingest.run import remove as run
    from store.library import Library

    settings = read_settings(data=data, base=base, model=model)
    library = Library(settings.data)
    with show_progress() as progress:
        snapshot = run(names, library, settings.namer, LazyEncoder(settings.model, library.encoders), progress)
    if as_json:
        echo_json({"published": snapshot.id, "removed": list(names), "counts": dict(snapshot.manifest.counts)})
    else:
        click.echo(f"published snapshot {snapshot.id} without {', '.join(names)}")
