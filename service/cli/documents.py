"""``rolegraph documents``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.config import read_settings


@click.command()
@data_option
@json_option
def documents(data: Path | None, as_json: bool) -> None:
    """List the documents of the published snapshot."""
    from store.library import Library

    settings = read_settings(data=data)
    snapshot = Library(settings.data).open_current()
    entries = list(snapshot.documents.values())
    if as_json:
        echo_json({"snapshot": snapshot.id, "documents": [asdict(entry) for entry in entries]})
        return
    for entry in entries:
        about = ", ".join(profile.rpartition("/")[2] for profile in entry.profiles)
        click.echo(f"{entry.name}  {about}")
