"""``rolegraph mappings suggest``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json, show_progress
from service.cli.reviews import open_engine
from service.cli.worksheet import echo_worksheet

if TYPE_CHECKING:
    from service.occupations.suggestion.result import MappingSuggestions

_COLUMNS = ("profile", "profile_title", "scheme", "code", "label", "confidence", "title_match", "task_match", "why")


@click.command("suggest")
@click.argument("profiles", nargs=-1, metavar="[PROFILE]...")
@click.option("--scheme", "schemes", multiple=True, help="onet-soc, soc, esco or isco; may be repeated. All, without.")
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="Codes of each scheme.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a worksheet: one line a suggestion.")
@click.option("--sssom", "as_sssom", is_flag=True, help="Write an SSSOM table: the best of each scheme.")
@data_option
@json_option
def suggest_mappings(
    profiles: tuple[str, ...],
    schemes: tuple[str, ...],
    limit: int,
    data: Path | None,
    as_csv: bool,
    as_sssom: bool,
    as_json: bool,
) -> None:
    """Suggest occupations for profiles (their codes; without any, for all), and say what speaks for each."""
    if as_csv + as_sssom + as_json > 1:
        raise click.UsageError("--csv, --sssom and --json exclude each other")
    engine, _ = open_engine(data)
    codes = profiles or engine.mapping_suggester.profiles
    with show_progress() as progress:
        results: list[MappingSuggestions] = []
        for one in engine.mapping_suggester.suggest_many(codes, schemes=schemes, limit=1 if as_sssom else limit):
            results.append(one)
            progress("profiles", len(results), len(codes))
    if as_json:
        echo_json({"snapshot": engine.snapshot.id, "results": [asdict(result) for result in results]})
    elif as_csv:
        echo_worksheet(_COLUMNS, _to_rows(results))
    elif as_sssom:
        from service.occupations.suggestion.sssom import write_suggestions

        click.echo(write_suggestions(results, engine.occupations, engine.snapshot.manifest), nl=False)
    else:
        for result in results:
            _echo(result)
        click.echo(f"snapshot {engine.snapshot.id}")


def _to_rows(results: Iterable[MappingSuggestions]) -> Iterable[tuple[str, ...]]:
    for result in results:
        if not result.candidates:
            yield (result.profile, result.profile_title or "", "", "", "", "", "", "", result.reason or "")
        for one in result.candidates:
            yield (
                result.profile,
                result.profile_title or "",
                one.scheme,
                one.code,
                one.label,
                f"{one.confidence:.3f}",
                one.title_match.matched if one.title_match else "",
                one.task_matches[0].task_text if one.task_matches else "",
                "; ".join(one.why),
            )


def _echo(result: MappingSuggestions) -> None:
    click.secho(f"{result.profile}  {result.profile_title or ''}".rstrip(), bold=True)
    if result.reason is not None:
        click.echo(f"  none: {result.reason}")
    for one in result.candidates:
        click.echo(f"  {one.confidence:.2f}  {one.scheme} {one.code}  {one.label}")
        for reason in one.why:
            click.echo(f"        {reason}")
    click.echo()
