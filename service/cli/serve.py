"""``rolegraph serve``."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.options import data_option
from service.config import DEFAULT_HOST, DEFAULT_PORT, read_settings


@click.command()
@data_option
@click.option("--host", help=f"Address to listen on; default ROLEGRAPH_HOST, or {DEFAULT_HOST}.")
@click.option("--port", type=click.IntRange(1, 65_535), help=f"Default ROLEGRAPH_PORT, or {DEFAULT_PORT}.")
def serve(data: Path | None, host: str | None, port: int | None) -> None:
    """Serve the search page, the API and SPARQL from the published snapshot.

    A snapshot that is published meanwhile is served from the next second on.
    """
    from service.server import serve as run

    run(read_settings(data=data, host=host, port=port))
