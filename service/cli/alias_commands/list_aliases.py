"""``rolegraph aliases list``."""

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
@min_confidence_option
@offset_option
@limit_option
@data_option
@json_option
def list_aliases(
    statuses: tuple[str, ...],
    profile: str | None,
    min_confidence: float | None,
    offset: int,
    limit: int,
    data: Path | None,
    as_json: bool,
) -> None:
    """List aliases, with where each stands in its review, and the profiles that have the same name."""
    engine, _ = open_engine(data)
    total, entries = engine.aliases.list(statuses, profile, min_confidence, offset, limit)
    if as_json:
        shown = [asdict(entry) for entry in entries]
        answer = {"snapshot": engine.snapshot.id, "total": total, "offset": offset, "limit": limit, "aliases": shown}
        echo_json(answer)
        return
    for entry in entries:
        sure = f", {entry.confidence:.0%} sure" if entry.confidence is not None else ""
        also = f", also {', '.join(entry.collisions)}" if entry.collisions else ""
        click.echo(f"{entry.id}  {entry.label}: {show_status(entry.status)}{sure}{also}")
    click.echo(f"{len(entries)} of {total} aliases; snapshot {engine.snapshot.id}")
