"""``rolegraph compare``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.config import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.comparison.view import Delta, StatementPair, Step
    from service.profiles.view import StatementView


@click.command()
@click.argument("codes", nargs=-1, required=True, metavar="A B [C [D]]")
@data_option
@json_option
def compare(codes: tuple[str, ...], data: Path | None, as_json: bool) -> None:
    """Show what changes from profile A to profile B, and on to C and D.

    Lines start with ~ for what changed, - for what only the first says, + for what only the second says.
    """
    from service.engine import Engine
    from store.library import Library

    settings = read_settings(data=data)
    engine = Engine(Library(settings.data).open_current(), settings)
    compared = engine.comparer.compare(codes)
    if as_json:
        echo_json(asdict(compared))
        return
    for step in compared.steps:
        _echo_step(step)
    click.echo(f"snapshot {compared.snapshot}")


def _echo_step(step: Step) -> None:
    near = step.nearness
    click.secho(f"{step.a} to {step.b}: {near.says} (distance {near.distance:.2f}, {near.band})", bold=True)
    for delta in (*step.levels, *step.statements):
        _echo_delta(delta)
    gap = step.gap
    _echo_group(f"New for a holder of {step.a}", "+", gap.new)
    _echo_group(f"Asked for; {step.a} states nothing of the kind", "+", gap.unknown)
    _echo_pairs("Asked for in another way", gap.deepened)
    _echo_pairs("Transferable: near in meaning", gap.transferable)
    _echo_group("Held already", "=", [pair.b for pair in gap.held])
    _echo_group(f"Only {step.a} asks for", "-", [said for delta in step.components for said in delta.lost])
    click.echo()


def _echo_delta(delta: Delta) -> None:
    counted = f", {len(delta.shared)} shared" if delta.shared else ""
    if delta.unchanged:
        counted = ", unchanged"
    click.secho(f"\n{delta.title}{': ' + delta.dimension if delta.dimension else ''}{counted}", underline=True)
    for pair in delta.changed:
        _echo_pair(pair)
    for mark, statements in (("-", delta.only_a), ("+", delta.only_b)):
        for said in statements:
            _echo_said(mark, said)


def _echo_pairs(title: str, pairs: Iterable[StatementPair]) -> None:
    shown = tuple(pairs)
    if shown:
        click.secho(f"\n{title}", underline=True)
    for pair in shown:
        _echo_pair(pair)


def _echo_group(title: str, mark: str, statements: Iterable[StatementView]) -> None:
    shown = tuple(statements)
    if shown:
        click.secho(f"\n{title}", underline=True)
    for said in shown:
        _echo_said(mark, said)


def _echo_pair(pair: StatementPair) -> None:
    _echo_said("~", pair.a)
    _echo_said(" ", pair.b)


def _echo_said(mark: str, said: StatementView) -> None:
    text = f"{said.text}: {said.description}" if said.description else said.text
    source = said.sources[0] if said.sources else None
    place = f"  [{source.document}:{source.first_line}]" if source and source.first_line else ""
    click.echo(f"  {mark} {text}{place}")
