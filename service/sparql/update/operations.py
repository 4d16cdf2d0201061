"""What an update request is made of: one operation at a time, each ready to be run.

Graphs are named by absolute IRIs; where a request says DEFAULT, or no graph at all, that is the unnamed graph's.
Source: https://www.w3.org/TR/sparql11-update/#updateLanguage
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Graphs(Enum):
    """Many graphs at once."""

    ALL = "ALL"
    NAMED = "NAMED"  # all but the unnamed graph


@dataclass(frozen=True, slots=True)
class Run:
    """INSERT and DELETE in all their forms: an update of one operation that the engine can run as it stands."""

    text: str
    targets: frozenset[str] | None  # the graphs that it may change; None where only its solutions tell (GRAPH ?g)


@dataclass(frozen=True, slots=True)
class Load:
    """LOAD: fetch ``source`` and add what it holds to ``graph``."""

    source: str
    graph: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Clear:
    """CLEAR and DROP: remove the triples, and with DROP the graphs too."""

    graph: str | Graphs
    drop: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class Create:
    """CREATE: make an empty graph."""

    graph: str
    silent: bool


class Way(Enum):
    """How a graph's triples come into another graph."""

    ADD = "ADD"
    COPY = "COPY"  # what was there goes
    MOVE = "MOVE"  # that too, and the source is dropped


@dataclass(frozen=True, slots=True)
class Transfer:
    """ADD, COPY and MOVE between two different graphs."""

    way: Way
    source: str
    target: str
    silent: bool


Operation = Run | Load | Clear | Create | Transfer
