"""``rolegraph snapshots``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from service.cli.options import data_option, json_option
from service.cli.render import describe_counts, echo_json
from service.config import read_settings


@click.command()
@data_option
@click.option("--rollback", metavar="ID", help="Publish this older snapshot again.")
@click.option("--verify", is_flag=True, help="Compare every file of the published snapshot with its hash.")
@json_option
def snapshots(data: Path | None, rollback: str | None, verify: bool, as_json: bool) -> None:
    """List snapshots, newest first, or roll back to one.

    The ten newest are kept; unchanged files are shared between them. Decisions of reviews stay: where some were made
    after the snapshot that is published again, a new one is made of both.
    """
    from store.library import Library

    settings = read_settings(data=data)
    library = Library(settings.data)
    if rollback is not None:
        from ingest.rollback import roll_back
        from ingest.run import LazyEncoder

        roll_back(library, rollback, LazyEncoder(settings.model, library.encoders))
    if verify:
        library.open_current()
    current = library.current_id()
    manifests = library.manifests()
    if as_json:
        found = [
            {**asdict(manifest), "files": len(manifest.files), "published": manifest.id == current}
            for manifest in manifests
        ]
        echo_json({"current": current, "snapshots": found})
        return
    for manifest in manifests:
        click.echo(f"{'*' if manifest.id == current else ' '} {manifest.id}  {describe_counts(manifest.counts)}")
    if not manifests:
        click.echo("nothing was published yet: run 'rolegraph ingest PATH'")
