"""``rolegraph aliases show``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.cli.reviews import echo_review, open_engine, show_status

if TYPE_CHECKING:
    from service.mappings.entry import AliasEntry


@click.command("show")
@click.argument("alias", metavar="ID")
@data_option
@json_option
def show_aliases(alias: str, data: Path | None, as_json: bool) -> None:
    """Show an alias and the history of its review."""
    engine, _ = open_engine(data)
    echo_alias(engine.aliases.find(alias), engine.snapshot.id, as_json=as_json)


def echo_alias(entry: AliasEntry, snapshot: str, *, as_json: bool) -> None:
    """Print ``entry`` with its history."""
    if as_json:
        echo_json({"snapshot": snapshot, "alias": asdict(entry)})
        return
    click.secho(f"{entry.label}, of {entry.profile_title or entry.profile}", bold=True)
    click.echo(f"  {show_status(entry.status)}")
    sure = f"{entry.confidence:g}" if entry.confidence is not None else entry.band
    facts = [("type", entry.type), ("confidence", sure), ("also", ", ".join(entry.collisions) or None)]
    echo_review(entry, facts)
