"""``rolegraph serve``."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.options import data_option
from service.config import DEFAULT_HOST, DEFAULT_PORT, read_settings
from service.limits import MAX_WORKERS, MIN_MEMORY_BYTES


@click.command()
@data_option
@click.option("--host", help=f"Address to listen on; default ROLEGRAPH_HOST, or {DEFAULT_HOST}.")
@click.option("--port", type=click.IntRange(1, 65_535), help=f"Default ROLEGRAPH_PORT, or {DEFAULT_PORT}.")
@click.option("--sparql-timeout-seconds", type=click.FloatRange(0.1, 86_400), help="For one SPARQL query; default 30.")
@click.option(
    "--sparql-memory-bytes", type=click.IntRange(MIN_MEMORY_BYTES), help="For one SPARQL query; default 1 GiB."
)
@click.option("--sparql-result-bytes", type=click.IntRange(1), help="Largest result of a query; default 512 MiB.")
@click.option(
    "--sparql-workers",
    type=click.IntRange(1, MAX_WORKERS),
    help="Queries answered at once; default: one a core, at least 2.",
)
@click.option(
    "--sparql-allow",
    multiple=True,
    metavar="URL",
    help="What SERVICE and LOAD may reach; may repeat. Default: nothing.",
)
@click.option("--allow-invalid", is_flag=True, help="Take writes that leave the graph in a wrong shape.")
def serve(
    data: Path | None,
    host: str | None,
    port: int | None,
    sparql_timeout_seconds: float | None,
    sparql_memory_bytes: int | None,
    sparql_result_bytes: int | None,
    sparql_workers: int | None,
    sparql_allow: tuple[str, ...],
    allow_invalid: bool,
) -> None:
    """Serve the search page, the API and SPARQL from the published snapshot.

    A snapshot that is published meanwhile is served from the next second on. Each --sparql option has a setting of the
    same name in the environment (ROLEGRAPH_SPARQL_TIMEOUT_SECONDS ...). Writing needs a token, in ROLEGRAPH_TOKEN.
    """
    from service.server import serve as run

    run(
        read_settings(
            data=data,
            host=host,
            port=port,
            allow_invalid=allow_invalid,
            sparql_timeout_seconds=sparql_timeout_seconds,
            sparql_memory_bytes=sparql_memory_bytes,
            sparql_result_bytes=sparql_result_bytes,
            sparql_workers=sparql_workers,
            sparql_allow=sparql_allow,
        )
    )
