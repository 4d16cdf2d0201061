"""``rolegraph mappings list``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.cli.reviews import (
    limit_option,
    min_confidence_option,
    offset_option,
    open_engine,
    profile_option,
    show_status,
    statuses_option,
)


@click.command("list")
@statuses_option
@profile_option
@click.option("--occupation", "occupations", multiple=True, metavar="CODE", help="To this occupation; repeatable.")
@click.option("--soc-group", "groups", multiple=True, metavar="CODE", help="Into this SOC group; repeatable.")
@min_confidence_option
@offset_option
@limit_option
@data_option
@json_option
def list_mappings(
    statuses: tuple[str, ...],
    profile: str | None,
    occupations: tuple[str, ...],
    groups: tuple[str, ...],
    min_confidence: float | None,
    offset: int,
    limit: int,
    data: Path | None,
    as_json: bool,
) -> None:
    """List mappings, with where each stands in its review."""
    engine, _ = open_engine(data)
    total, entries = engine.mappings.list(statuses, profile, occupations, groups, min_confidence, offset, limit)
    if as_json:
        shown = [asdict(entry) for entry in entries]
        answer = {"snapshot": engine.snapshot.id, "total": total, "offset": offset, "limit": limit, "mappings": shown}
        echo_json(answer)
        return
    for entry in entries:
        label = f" {entry.occupation_label}" if entry.occupation_label else ""
        sure = f", {entry.confidence:.0%} sure" if entry.confidence is not None else ""
        click.echo(f"{entry.id}  {show_status(entry.status)}{sure}")
        click.echo(f"    {entry.profile_title or entry.profile} -> {entry.predicate or '?'} {entry.code}{label}")
    click.echo(f"{len(entries)} of {total} mappings; snapshot {engine.snapshot.id}")
