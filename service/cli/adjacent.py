"""``rolegraph adjacent``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.config import read_settings


@click.command()
@click.argument("code")
@data_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many profiles to show.")
@click.option("--max-distance", type=click.FloatRange(0, 1), default=1.0, help="Only profiles at most this far away.")
@click.option("--band", type=click.Choice(["near", "adjacent", "far"]), multiple=True, help="Only this band.")
@click.option("--track", multiple=True, help="Only this track, such as P or M; may be repeated.")
@click.option("--other-roles", is_flag=True, help="Leave the other levels of the profile's own role out.")
@click.option("--blend", type=click.FloatRange(0, 1), help="How much likeness of meaning counts in the order.")
@json_option
def adjacent(
    code: str,
    data: Path | None,
    limit: int,
    max_distance: float,
    band: tuple[str, ...],
    track: tuple[str, ...],
    other_roles: bool,
    blend: float | None,
    as_json: bool,
) -> None:
    """List the profiles nearest to the one with CODE, by taxonomy, level and track."""
    from service.engine import Engine
    from store.library import Library

    settings = read_settings(data=data)
    engine = Engine(Library(settings.data).open_current(), settings)
    found = engine.comparer.neighbourhood.find(
        code,
        limit=limit,
        max_distance=max_distance,
        bands=band,
        tracks=track,
        other_roles=other_roles,
        blend=blend,
    )
    if as_json:
        echo_json(asdict(found))
        return
    for near in found.neighbours:
        alike = "" if near.similarity is None else f", alike {near.similarity:.2f}"
        click.echo(f"{near.distance:.2f}  {near.band:8}  {near.profile.code:24} {near.says}{alike}")
    click.echo(f"\n{len(found.neighbours)} of {found.total} profiles, snapshot {found.snapshot}")
