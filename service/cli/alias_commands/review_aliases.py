"""``rolegraph aliases review``."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.alias_commands.show_aliases import echo_alias
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
@click.argument("alias", metavar="ID")
@status_option
@reviewer_option
@comment_option
@replaced_by_option
@data_option
@json_option
def review_aliases(
    alias: str,
    status: str,
    reviewer: str,
    comment: str | None,
    replaced_by: str | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Record a decision on an alias; those made before stay in its history."""
    from service.mappings.reviewing import Verdict, decide_on_alias

    engine, settings = open_engine(data)
    verdict = Verdict(status, reviewer, comment, None, replaced_by)
    decided = record(decide_on_alias(engine.aliases, alias, verdict), settings, engine.links.base)
    echo_alias(decided.aliases.find(alias), decided.snapshot.id, as_json=as_json)
