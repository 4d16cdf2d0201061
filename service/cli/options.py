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
