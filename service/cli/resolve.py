"""``rolegraph resolve``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontology.errors import QueryError
from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.cli.worksheet import echo_worksheet
from service.config import read_settings

if TYPE_CHECKING:
    from service.titles.resolution import TitleCandidate, TitleResolution

_COLUMNS = (
    "title",
    "normalised",
    "profile",
    "role",
    "role_label",
    "level",
    "level_label",
    "profile_title",
    "matched",
    "matched_kind",
    "approval",
    "confidence",
    "ambiguous",
    "alternatives",
    "why",
    "occupation_code",
    "occupation_label",
    "occupation_confidence",
)


@click.command()
@click.argument("titles", nargs=-1)
@click.option(
    "--file",
    "path",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="Read titles from a file, one a line, or from the column 'title' of a CSV file; - is standard input.",
)
@data_option
@click.option("--role", help="Only this role's profiles, such as CUS.GEN.")
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="Candidates for each title.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a worksheet: one line a title, with its best candidate.")
@json_option
def resolve(
    titles: tuple[str, ...],
    path: str | None,
    data: Path | None,
    role: str | None,
    limit: int,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Resolve job titles to profiles, levels and occupations, with how sure that is and why."""
    if as_csv and as_json:
        raise click.UsageError("--csv and --json exclude each other")
    asked = [*titles, *(_read_titles(path) if path is not None else ())]
    if not asked:
        raise click.UsageError("give a title, such as 'Sr. CSM II', or --file")
    from service.engine import Engine
    from service.titles.resolver import MAX_TITLES
    from store.library import Library

    settings = read_settings(data=data)
    engine = Engine(Library(settings.data).open_current(), settings)
    results: list[TitleResolution] = []
    for start in range(0, len(asked), MAX_TITLES):
        results += engine.titles.resolve_with_occupations(asked[start : start + MAX_TITLES], role=role, limit=limit)
    if as_json:
        echo_json({"snapshot": engine.snapshot.id, "results": [asdict(result) for result in results]})
    elif as_csv:
        echo_worksheet(_COLUMNS, map(_to_row, results))
    else:
        for result in results:
            _echo_result(result)
        click.echo(f"snapshot {engine.snapshot.id}")


def _read_titles(path: str) -> list[str]:
    """Return the titles of a file: its lines, or the column called title where the first line has one.

    Raises:
        QueryError: it is no text in UTF-8.
    """
    import csv

    try:
        with click.open_file(path, encoding="utf-8-sig") as file:
            lines = file.read().splitlines()
    except UnicodeDecodeError as error:
        raise QueryError(f"{path} is no text in UTF-8") from error
    names = [name.strip().casefold() for name in next(csv.reader(lines[:1]), [])]
    column = next((names.index(name) for name in ("title", "job title", "job_title") if name in names), None)
    if column is None:
        return [line for line in lines if line.strip()]
    return [row[column] for row in csv.reader(lines[1:]) if len(row) > column]


def _echo_result(result: TitleResolution) -> None:
    click.secho(result.title, bold=True)
    if result.normalised is None:
        click.echo(f"  {result.problem}\n")
        return
    for step in result.normalised.steps:
        changes = f"  ({', '.join(step.changes)})" if step.changes else ""
        click.echo(f"  {step.name}: {step.text}{changes}")
    if result.reason is not None:
        click.echo(f"  {'ambiguous' if result.ambiguous else 'note' if result.candidates else 'none'}: {result.reason}")
    for candidate in result.candidates:
        place = " ".join(part for part in (candidate.level, candidate.level_label) if part) or "level open"
        click.echo(
            f"  {candidate.confidence:.2f}  {candidate.profile or candidate.role}  "
            f"{candidate.role_label or candidate.role}, {place}\n        {'; '.join(candidate.why)}"
        )
    for occupation in result.occupations:
        click.echo(
            f"  {occupation.confidence:.2f}  {occupation.scheme} {occupation.code}  {occupation.label}\n"
            f"        {'; '.join(occupation.why)}"
        )
    click.echo()


def _to_row(result: TitleResolution) -> list[str]:
    first = result.candidates[0] if result.candidates else None
    others = "; ".join(f"{one.profile or one.role} {one.confidence:.2f}" for one in result.candidates[1:])
    normalised = result.normalised.text if result.normalised else ""
    ambiguous = "yes" if result.ambiguous else "no"
    row = [result.title, normalised, *_to_cells(first), ambiguous, others, _why(result)]
    return row + _to_occupation_cells(result)


def _to_cells(candidate: TitleCandidate | None) -> list[str]:
    if candidate is None:
        return [""] * 10
    cells = (
        candidate.profile,
        candidate.role,
        candidate.role_label,
        candidate.level,
        candidate.level_label,
        candidate.title,
        candidate.matched,
        candidate.matched_kind,
        candidate.approval,
        f"{candidate.confidence:.3f}",
    )
    return [cell or "" for cell in cells]


def _to_occupation_cells(result: TitleResolution) -> list[str]:
    if not result.occupations:
        return [""] * 3
    first = result.occupations[0]
    return [first.code, first.label, f"{first.confidence:.3f}"]


def _why(result: TitleResolution) -> str:
    first = result.candidates[0].why if result.candidates else ()
    return "; ".join(part for part in (*first, result.reason, result.problem) if part)
