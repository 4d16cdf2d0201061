"""``rolegraph infer``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.config import read_settings

if TYPE_CHECKING:
    from service.inference.result import LevelInference

_BAR_WIDTH = 40


@click.command()
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"))
@data_option
@click.option("--role", help="The code of the role, such as CUS.GEN; without it, the role that fits is found.")
@click.option("--title", help="The job's title.")
@json_option
def infer(file: TextIO, data: Path | None, role: str | None, title: str | None, as_json: bool) -> None:
    """Infer which level the job description in FILE describes; - is standard input."""
    from service.engine import Engine
    from service.inference.inferrer import MAX_CHARACTERS
    from store.library import Library

    settings = read_settings(data=data)
    engine = Engine(Library(settings.data).open_current(), settings)
    text = file.read(MAX_CHARACTERS + 1)
    result = engine.inferrer.infer(text, role=role, title=title)
    if as_json:
        echo_json(asdict(result))
    else:
        _echo_result(result)


def _echo_result(result: LevelInference) -> None:
    if result.best is None:
        click.secho(f"No level named. {result.reason}", bold=True)
    else:
        label = f" ({result.best.level_label})" if result.best.level_label else ""
        click.secho(f"{result.best.level}{label} · {result.best.probability:.0%} probable", bold=True)
    if result.role is not None:
        sure = "" if result.role.how == "given" else f", {result.role.confidence:.0%} sure by {result.role.how}"
        click.echo(f"role: {result.role.role_label or result.role.role}{sure}")
    for level in result.distribution:
        click.echo(f"  {level.level:6} {level.probability:5.0%} {'#' * round(level.probability * _BAR_WIDTH)}")
    for evidence in result.evidence:
        click.echo(f"\nfor {evidence.level}:")
        for item in evidence.statements:
            click.echo(f"  “{item.quote.text}”\n      is near to “{item.match.text}” ({item.match.similarity:.2f})")
        for sentence in evidence.other:
            click.echo(f"  {sentence}")
    told = [dimension for dimension in result.dimensions if dimension.quote is not None]
    if told:
        click.echo("\nby dimension:")
    for dimension in told:
        quote = dimension.quote.text if dimension.quote else ""
        click.echo(f"  {dimension.dimension}: {dimension.level} ({dimension.confidence or 0:.0%}): “{quote}”")
    click.echo(f"\n{result.used} of {result.sentences} sentences speak of work; snapshot {result.snapshot}")
