"""What a write asks for, and what became of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

LOCK_SECONDS = 10.0  # for which a change waits for a writer outside this service, such as ``rolegraph ingest``


class Verb(StrEnum):
    """What is to be done."""

    UPDATE = "update"  # run a SPARQL Update
    REPLACE = "replace"  # a graph's content
    ADD = "add"  # to a graph's content
    DROP = "drop"  # a graph
    DECIDE = "decide"  # add to the history of reviews


@dataclass(frozen=True, slots=True)
class Change:
    """One write as it was asked for."""

    verb: Verb
    text: str = ""  # of an update
    graph: str = ""  # IRI of the graph that a graph-store request is about
    syntaxes: tuple[str, ...] = ()  # of the parts of its content
    sizes: tuple[int, ...] = ()  # of the same parts, in bytes: the content is sent in one piece
    base: str = ""  # that relative IRIs are resolved against
    using: tuple[str, ...] = ()  # graphs that are the default graph of the update's WHERE clauses
    using_named: tuple[str, ...] = ()  # the same for their named graphs

    def to_dict(self) -> dict[str, object]:
        """Return the change as JSON has it."""
        return asdict(self)


def from_dict(values: dict[str, object]) -> Change:
    """Return the change that ``to_dict`` wrote."""

    def texts(name: str) -> tuple[str, ...]:
        value = values[name]
        assert isinstance(value, list)
        return tuple(map(str, value))

    return Change(
        verb=Verb(str(values["verb"])),
        text=str(values["text"]),
        graph=str(values["graph"]),
        syntaxes=texts("syntaxes"),
        sizes=tuple(map(int, texts("sizes"))),
        base=str(values["base"]),
        using=texts("using"),
        using_named=texts("using_named"),
    )
