"""What every route reaches for: the settings, the published snapshot, and the engine that answers this request."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app, g

from service.config import Settings
from service.current import Current
from service.engine import Engine
from service.evaluation.gaps import GapLog
from service.sparql.endpoint import SparqlEndpoint
from service.writing.writer import Writer

_EXTENSION = "rolegraph"
_ROOM = Path(__file__).parent.parent
_SEEN = (".py", ".html", ".css", ".js")  # files that pages are made of


@dataclass(frozen=True, slots=True)
class Door:
    """The dependencies of one Flask app."""

    settings: Settings
    current: Current
    sparql: SparqlEndpoint
    writer: Writer
    gaps: GapLog | None  # None: unanswered questions are not logged
    stamp: str  # changes when the code or the templates do, so that no cache keeps an old page


def make_door(settings: Settings, current: Current) -> Door:
    """Return the door for an app."""
    newest = max(path.stat().st_mtime_ns for path in _ROOM.rglob("*") if path.suffix in _SEEN)
    return Door(
        settings,
        current,
        SparqlEndpoint(settings.sparql, settings.sparql_allow),
        Writer(settings, current),
        GapLog(settings.data) if settings.log_unanswered else None,
        f"{newest:x}",
    )


def door() -> Door:
    """Return the current app's door."""
    return find_door(current_app)


def find_door(app: Flask) -> Door:
    """Return the door of ``app``."""
    found = app.extensions[_EXTENSION]
    assert isinstance(found, Door)
    return found


def engine() -> Engine:
    """Return the engine of this request: one from its first line to its last, whatever is published meanwhile."""
    if "engine" not in g:
        g.engine = door().current.engine()
    held = g.engine
    assert isinstance(held, Engine)
    return held


def renew_engine() -> None:
    """Let the rest of this request speak of what is published now."""
    g.pop("engine", None)
