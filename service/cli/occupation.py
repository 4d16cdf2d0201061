"""``rolegraph occupation``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.config import read_settings

if TYPE_CHECKING:
    from service.occupations.view import OccupationLink, OccupationView


@click.command()
@click.argument("code", required=False)
@click.option("--like", metavar="NAME", help="List the occupations whose names begin so, instead.")
@click.option("--scheme", help="The scheme of CODE: soc, onet-soc, esco, isco, or one of an older vintage.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Occupations listed.")
@data_option
@json_option
def occupation(
    code: str | None, like: str | None, scheme: str | None, limit: int, data: Path | None, as_json: bool
) -> None:
    """Show what classifications say of the occupation with CODE, or find one by its name."""
    if (code is None) == (like is None):
        raise click.UsageError("give the code of an occupation, such as 13-1161.00, or --like and a name")
    from service.engine import Engine
    from store.library import Library

    settings = read_settings(data=data)
    engine = Engine(Library(settings.data).open_current(), settings)
    if code is not None:
        view = engine.occupation_reader.read(code, scheme)
        if as_json:
            echo_json({"snapshot": engine.snapshot.id, "occupation": asdict(view)})
        else:
            click.echo("\n".join(_describe(view)))
        return
    hits = engine.occupation_names.suggest(like or "", limit)
    if as_json:
        echo_json({"snapshot": engine.snapshot.id, "occupations": [asdict(hit) for hit in hits]})
    else:
        for hit in hits:
            also = f" ({hit.matched})" if hit.matched not in (hit.occupation.label, hit.occupation.code) else ""
            click.echo(f"{hit.occupation.scheme:9} {hit.occupation.code:12} {hit.occupation.label}{also}")


def _describe(view: OccupationView) -> Iterator[str]:
    yield f"{view.code}  {view.label}  ({view.scheme.label or view.scheme.slug})"
    if view.ancestors:
        yield "  " + " < ".join(f"{link.label} ({link.code})" for link in view.ancestors)
    if view.retired or view.replaced_by:
        yield f"  {'retired' if view.retired else 'older'}, now {_join(view.replaced_by) or 'nothing'}"
    if view.description:
        yield f"\n{view.description}"
    for title, lines in (
        ("Profiles mapped to it", [f"{p.profile}  {p.status or 'status unknown'}" for p in view.profiles]),
        ("In this group", [f"{link.code}  {link.label}" for link in view.narrower]),
        ("Tasks", [f"{task.text}{f' ({task.type})' if task.type else ''}" for task in view.tasks]),
        (
            "Skills and knowledge, with importance (1-5) and level (0-7)",
            [
                f"{_number(rating.importance)}  {_number(rating.required_level)}  {rating.label}"
                for rating in (*view.skills, *view.knowledge)
                if not rating.not_relevant and not rating.suppressed
            ],
        ),
        ("Technologies in demand", [use.label for use in view.technologies if use.in_demand]),
        ("Essential skills", [skill.label for skill in view.essential_skills]),
        (
            "Related",
            [f"{r.occupation.code}  {r.occupation.label}{f' ({r.tier})' if r.tier else ''}" for r in view.related],
        ),
    ):
        if lines:
            yield f"\n{title}"
            yield from (f"  {line}" for line in lines)
    if view.titles:
        yield "\nOther titles\n  " + "; ".join(title.text for title in view.titles)
    for taxonomy in view.attribution:
        yield f"\n{taxonomy.attribution or taxonomy.title}"


def _join(links: tuple[OccupationLink, ...]) -> str:
    return ", ".join(f"{link.code} {link.label}" for link in links)


def _number(value: float | None) -> str:
    return "   -" if value is None else f"{value:4.2f}"
