"""``rolegraph search``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.config import read_settings

if TYPE_CHECKING:
    from service.search.result import Hit, SearchResult


@click.command()
@click.argument("query")
@data_option
@click.option("--level", multiple=True, help="Only this level, such as P4; may be repeated.")
@click.option("--role", multiple=True, help="Only this role, such as CUS.GEN; may be repeated.")
@click.option("--kind", multiple=True, help="Only this kind of passage, such as responsibility; may be repeated.")
@click.option("--track", multiple=True, help="Only this track, such as P or M; may be repeated.")
@click.option("--limit", type=int, default=10, show_default=True, help="How many passages to show.")
@click.option("--mode", type=click.Choice(["hybrid", "dense", "lexical"]), default="hybrid", show_default=True)
@json_option
def search(
    query: str,
    data: Path | None,
    level: tuple[str, ...],
    role: tuple[str, ...],
    kind: tuple[str, ...],
    track: tuple[str, ...],
    limit: int,
    mode: str,
    as_json: bool,
) -> None:
    """Ask a question: which level does this, and where is that written?"""
    from service.engine import Engine
    from service.search.result import Filters, Mode
    from store.library import Library

    settings = read_settings(data=data)
    engine = Engine(Library(settings.data).open_current(), settings)
    engine.warm_up()  # opening the encoder is no part of what a search takes
    filters = Filters(level=level, role=role, kind=kind, track=track)
    result = engine.searcher.search(query, filters, limit=limit, mode=Mode(mode))
    if as_json:
        echo_json(result.to_dict())
    else:
        _echo_result(result)


def _echo_result(result: SearchResult) -> None:
    hits = {hit.id: hit for hit in result.hits}
    if not result.answers:
        click.secho("No confident answer. The nearest passages:", bold=True)
    for answer in result.answers:
        label = f" ({answer.level_label})" if answer.level_label else ""
        role = answer.role_label or answer.role
        click.secho(f"{answer.level}{label} · {role} · {answer.confidence:.0%} sure", bold=True)
        for hit in [hits[iri] for iri in answer.evidence if iri in hits][:2]:
            click.echo(f"    “{hit.text}”\n      {_where(hit)}")
    click.echo()
    for hit in result.hits:
        place = " ".join(part for part in (hit.level, hit.role_label or hit.role) if part)
        click.echo(f"{hit.score:.3f}  {hit.kind:14} {place}: {hit.text}\n       {_where(hit)}")
    click.echo(f"\nsnapshot {result.snapshot}, {result.took_ms:.0f} ms")


def _where(hit: Hit) -> str:
    citation = hit.citation
    if citation.document is None:
        return citation.iri
    if citation.lines is None:
        return citation.document
    first, last = citation.lines
    return f"{citation.document}:{first}" + (f"-{last}" if last != first else "")
