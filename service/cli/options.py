"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from ontology.iris import DEFAULT_BASE
from service.config import DEFAULT_DATA, DEFAULT_MODEL

Command = TypeVar("Command", bound=Callable[..., None])

data_option: Callable[[Command], Command] = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"Data directory; default ROLEGRAPH_DATA, or {DEFAULT_DATA}.",
)
json_option: Callable[[Command], Command] = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
base_option: Callable[[Command], Command] = click.option(
    "--base", help=f"Base of all data IRIs; default ROLEGRAPH_BASE, or {DEFAULT_BASE}."
)
model_option: Callable[[Command], Command] = click.option(
    "--model",
    help=f"Encoder: a name, or the path of a sentence-transformers model; default ROLEGRAPH_MODEL, or {DEFAULT_MODEL}.",
)
paths_argument: Callable[[Command], Command] = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path)
)
mapping_option: Callable[[Command], Command] = click.option(
    "--mapping",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Mapping file of a career ladder: says how its Markdown, YAML, JSON or CSV is read.",
)
_MAPPING_FILTERS = (
    click.option(
        "--occupation",
        multiple=True,
        metavar="CODE",
        help="Only profiles mapped to this occupation: a code such as 13-1161, or an IRI; may be repeated.",
    ),
    click.option(
        "--soc-group",
        multiple=True,
        metavar="CODE",
        help="Only profiles mapped into this SOC group, such as 15-0000 or 15-1250; may be repeated.",
    ),
    click.option(
        "--mapping-status",
        multiple=True,
        metavar="STATUS",
        help="Only profiles whose mapping is needs_review, approved, rejected or superseded; may be repeated.",
    ),
    click.option(
        "--min-confidence",
        type=float,
        metavar="NUMBER",
        help="Only profiles whose mapping is at least so sure, 0 to 1.",
    ),
)


def mapping_filter_options(command: Command) -> Command:
    """Add the filters of mappings; all that are given must hold for one mapping of a profile."""
    for option in reversed(_MAPPING_FILTERS):
        command = option(command)
    return command
