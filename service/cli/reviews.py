"""What the commands on mappings and on aliases share: options, decisions recorded, histories shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from ontology.records import MappingStatus
from service.config import Settings, read_settings

if TYPE_CHECKING:
    from ontology.decision import Decision
    from service.engine import Engine
    from service.mappings.entry import AliasEntry, MappingEntry

Command = TypeVar("Command", bound=Callable[..., None])

statuses_option: Callable[[Command], Command] = click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in MappingStatus]),
    help="Where it stands; repeatable.",
)
status_option: Callable[[Command], Command] = click.option(
    "--status", required=True, type=click.Choice([status.value for status in MappingStatus]), help="What you decide."
)
reviewer_option: Callable[[Command], Command] = click.option(
    "--reviewer", required=True, help="Who decides; kept with the decision."
)
comment_option: Callable[[Command], Command] = click.option("--comment", help="Why.")
replaced_by_option: Callable[[Command], Command] = click.option(
    "--replaced-by", metavar="ID", help="What takes its place, where it is superseded."
)
profile_option: Callable[[Command], Command] = click.option("--profile", metavar="CODE", help="Of this profile only.")
min_confidence_option: Callable[[Command], Command] = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), help="Only with at least this confidence."
)
offset_option: Callable[[Command], Command] = click.option(
    "--offset", type=click.IntRange(0), default=0, show_default=True, help="How many to leave out first."
)
limit_option: Callable[[Command], Command] = click.option(
    "--limit", type=click.IntRange(1), default=100, show_default=True, help="How many to show at most."
)


def open_engine(data: Path | None) -> tuple[Engine, Settings]:
    """Open what is published in ``data``."""
    from service.engine import Engine
    from store.library import Library

    settings = read_settings(data=data)
    return Engine(Library(settings.data).open_current(), settings), settings


def record(decision: Decision, settings: Settings, base: str) -> Engine:
    """Add ``decision`` to the history in the graph whose IRIs begin with ``base``, and open what is published then."""
    from ingest.edit import edit
    from ingest.mapping.decisions import write_decisions
    from ingest.run import LazyEncoder
    from ontology.iris import Namer
    from service.writing.change import LOCK_SECONDS
    from store.library import Library

    library, namer = Library(settings.data), Namer(base)
    content = write_decisions([decision], namer).to_ntriples().encode()
    edit(
        library,
        namer,
        LazyEncoder(settings.model, library.encoders),
        lambda editor: editor.append(namer.decisions_graph, content),
        wait_seconds=LOCK_SECONDS,
    )
    return open_engine(settings.data)[0]


def show_status(status: str) -> str:
    """Return ``status`` as people read it."""
    return status.replace("_", " ")


def echo_review(entry: MappingEntry | AliasEntry, facts: Iterable[tuple[str, str | None]]) -> None:
    """Print the ``facts`` of ``entry`` that are known, by their names, where it is stated, and who decided what."""
    for name, fact in facts:
        if fact is not None:
            click.echo(f"  {name}: {fact}")
    if entry.document is not None:
        lines = f":{entry.lines.first}" if entry.lines is not None else ""
        click.echo(f"  stated in {entry.document}{lines}")
    click.echo("  history:" if entry.history else "  nobody has decided on it yet")
    for decision in entry.history:
        more = [f"as {decision.predicate}"] if decision.predicate else []
        more += [f"replaced by {decision.replaced_by}"] if decision.replaced_by else []
        more += [decision.comment.replace("\n", " ")] if decision.comment else []
        said = f": {', '.join(more)}" if more else ""
        click.echo(f"    {decision.decided_at}  {show_status(decision.status)} by {decision.reviewer}{said}")
