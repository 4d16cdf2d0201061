"""``rolegraph mappings show``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.cli.reviews import echo_review, open_engine, show_status

if TYPE_CHECKING:
    from service.mappings.entry import MappingEntry


@click.command("show")
@click.argument("mapping", metavar="ID")
@data_option
@json_option
def show_mappings(mapping: str, data: Path | None, as_json: bool) -> None:
    """Show a mapping and the history of its review."""
    engine, _ = open_engine(data)
    echo_mapping(engine.mappings.find(mapping), engine.snapshot.id, as_json=as_json)


def echo_mapping(entry: MappingEntry, snapshot: str, *, as_json: bool) -> None:
    """Print ``entry`` with its history."""
    if as_json:
        echo_json({"snapshot": snapshot, "mapping": asdict(entry)})
        return
    label = f" {entry.occupation_label}" if entry.occupation_label else ""
    click.secho(f"{entry.profile_title or entry.profile} -> {entry.code}{label}", bold=True)
    stated = f" (stated: {show_status(entry.stated_status)})" if entry.stated_status else ""
    click.echo(f"  {show_status(entry.status)}{stated}, relation: {entry.predicate or 'not stated'}")
    sure = f"{entry.confidence:g}" if entry.confidence is not None else entry.band
    facts = [("confidence", sure), ("source", entry.source), ("justification", entry.justification)]
    echo_review(entry, facts)
