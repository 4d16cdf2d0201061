"""``rolegraph search``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.options import data_option, json_option, mapping_filter_options
from service.cli.render import echo_json
from service.config import read_settings

if TYPE_CHECKING:
    from service.search.result import Answer, Filters, Hit, Interpretation, Place, Refusal, SearchResult

_EVIDENCE = 2  # statements quoted for one answer
_ALSO = 8  # other places named for one hit


@click.command()
@click.argument("query")
@data_option
@click.option("--level", multiple=True, help="Only this level, such as P4; may be repeated.")
@click.option("--role", multiple=True, help="Only this role, such as CUS.GEN; may be repeated.")
@click.option("--kind", multiple=True, help="Only this kind of passage, such as responsibility; may be repeated.")
@click.option("--track", multiple=True, help="Only this track, such as P or M; may be repeated.")
@mapping_filter_options
@click.option(
    "--ignore",
    multiple=True,
    metavar="KIND",
    help="Do not read this in the question, such as grade or role; 'all' reads nothing; may be repeated.",
)
@click.option("--limit", type=int, default=10, show_default=True, help="How many passages to show.")
@click.option("--mode", type=click.Choice(["hybrid", "dense", "lexical"]), default="hybrid", show_default=True)
@click.option("--explain", is_flag=True, help="Say why each passage was found, with a SPARQL query that finds it.")
@json_option
def search(
    query: str,
    data: Path | None,
    level: tuple[str, ...],
    role: tuple[str, ...],
    kind: tuple[str, ...],
    track: tuple[str, ...],
    occupation: tuple[str, ...],
    soc_group: tuple[str, ...],
    mapping_status: tuple[str, ...],
    min_confidence: float | None,
    ignore: tuple[str, ...],
    limit: int,
    mode: str,
    explain: bool,
    as_json: bool,
) -> None:
    """Ask a question: which level does this, and where is that written?"""
    from service.engine import Engine
    from service.search.result import Filters, Mode
    from service.search.verdict import EVIDENCE_TEXTS
    from store.library import Library

    settings = read_settings(data=data)
    engine = Engine(Library(settings.data).open_current(), settings)
    engine.warm_up()  # opening the encoder is no part of what a search takes
    filters = Filters(level, role, kind, track, occupation, soc_group, mapping_status, min_confidence)
    shown = limit
    if limit > 0 and not as_json:
        limit = max(limit, EVIDENCE_TEXTS)  # so that every answer's evidence can be quoted
    result = engine.searcher.search(query, filters, ignore=ignore, limit=limit, mode=Mode(mode))
    if as_json:
        echo_json(result.to_dict())
        return
    _echo_reading(result.interpretation, filters, query)
    _echo_answers(result)
    click.echo()
    for hit in result.hits[:shown]:
        _echo_hit(hit)
        if explain:
            _echo_explanation(hit)
    click.echo(f"\nsnapshot {result.snapshot}, {result.mode}, {result.took_ms:.0f} ms")


def _echo_reading(interpretation: Interpretation, stated: Filters, query: str) -> None:
    from service.interpretation.wording import is_overruled, name_one, tell_effect

    for mention in interpretation.mentions:
        effect = tell_effect(mention, interpretation)
        if is_overruled(mention, stated):
            effect = "your own filter takes its place"
        click.echo(f"{name_one(mention.what)} “{mention.text}”: {effect} ({mention.why})")
    if interpretation.text != query.strip():
        click.echo(
            f"searching for “{interpretation.text}”" if interpretation.text else "searching for anything that fits"
        )
    if interpretation.comparison is not None:
        click.secho(
            f"rolegraph compare {' '.join(interpretation.comparison.profiles)} sets them side by side", bold=True
        )


def _echo_answers(result: SearchResult) -> None:
    said: dict[str, tuple[Hit, Hit | Place]] = {}
    for hit in result.hits:
        said[hit.id] = (hit, hit)
        said.update({place.id: (hit, place) for place in hit.also})
    for answer in result.answers:
        _echo_answer(answer, said, f"{answer.confidence:.0%} sure")
    if result.refusal is not None:
        _echo_refusal(result.refusal, said)


def _echo_refusal(refusal: Refusal, said: Mapping[str, tuple[Hit, Hit | Place]]) -> None:
    click.secho(f"No confident answer. {refusal.reason}", bold=True)
    for answer in refusal.nearest:
        _echo_answer(answer, said, "not sure enough")


def _echo_answer(answer: Answer, said: Mapping[str, tuple[Hit, Hit | Place]], how_sure: str) -> None:
    label = f" ({answer.level_label})" if answer.level_label else ""
    role = answer.role_label or answer.role or "all roles"
    click.secho(f"{answer.level}{label} · {role} · {how_sure}", bold=True)
    for hit, place in [said[iri] for iri in answer.evidence if iri in said][:_EVIDENCE]:
        click.echo(f"    “{hit.text}”\n      {_where(hit) if place is hit else place.id}")


def _echo_hit(hit: Hit) -> None:
    place = " ".join(part for part in (hit.level, hit.role_label or hit.role) if part) or _name_occupation(hit)
    click.echo(f"{hit.score:.3f}  {hit.kind:14} {place}: {hit.text}\n       {_where(hit)}")
    for mapping in hit.explanation.mappings:
        sure = "" if mapping.confidence is None else f", {mapping.confidence:.2f} sure"
        click.echo(f"       mapped to {mapping.code} ({mapping.scheme}): {mapping.status.replace('_', ' ')}{sure}")
    if hit.also:
        names = [other.profile or other.role or other.level or _name_occupation(other) for other in hit.also]
        more = f" and {len(names) - _ALSO} more" if len(names) > _ALSO else ""
        click.echo(f"       also at {', '.join(names[:_ALSO])}{more}")


def _name_occupation(said: Hit | Place) -> str:
    """Return the code of the occupation that a classification says something of, and its label."""
    return " ".join(part for part in (said.occupation, said.occupation_label) if part) or said.scheme or said.kind


def _echo_explanation(hit: Hit) -> None:
    why = hit.explanation
    click.echo(f"       words      {', '.join(why.words) or 'none of the question: found by meaning'}")
    click.echo(f"       meaning    {_rank(why.dense_rank)}, cosine {hit.dense:.2f}")
    click.echo(f"       by words   {_rank(why.lexical_rank)}, BM25 {hit.lexical:.1f}")
    shares = sorted(why.signals.items(), key=lambda item: -item[1])
    click.echo(f"       score      {' + '.join(f'{name} {share:.3f}' for name, share in shares)}")
    for step in why.path:
        click.echo(f"       graph      <{step.subject}> {step.property} <{step.object}>")
    _echo_indented(why.sparql.splitlines())


def _echo_indented(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(f"           {line}")


def _rank(rank: int | None) -> str:
    return "not among the candidates" if rank is None else f"number {rank} of the candidates"


def _where(hit: Hit) -> str:
    citation = hit.citation
    if citation.document is None:
        return citation.iri
    if citation.lines is None:
        return citation.document
    first, last = citation.lines
    return f"{citation.document}:{first}" + (f"-{last}" if last != first else "")
