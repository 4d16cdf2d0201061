"""``rolegraph mappings review``."""

from __future__ import annotations

from pathlib import Path

import click

from ontology.vocabulary import SKOS_MAPPING_RELATIONS
from service.cli.mapping_commands.show_mappings import echo_mapping
from service.cli.options import data_option, json_option
from service.cli.reviews import (
    comment_option,
    open_engine,
    record,
    replaced_by_option,
    reviewer_option,
    status_option,
)


@click.command("review")
@click.argument("mapping", metavar="ID")
@status_option
@reviewer_option
@comment_option
@click.option("--predicate", type=click.Choice(SKOS_MAPPING_RELATIONS), help="The relation that you approve it with.")
@replaced_by_option
@data_option
@json_option
def review_mappings(
    mapping: str,
    status: str,
    reviewer: str,
    comment: str | None,
    predicate: str | None,
    replaced_by: str | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Record a decision on a mapping; those made before stay in its history."""
    from service.mappings.reviewing import Verdict, decide_on_mapping

    engine, settings = open_engine(data)
    verdict = Verdict(status, reviewer, comment, predicate, replaced_by)
    decided = record(decide_on_mapping(engine.mappings, mapping, verdict), settings, engine.links.base)
    echo_mapping(decided.mappings.find(mapping), decided.snapshot.id, as_json=as_json)
