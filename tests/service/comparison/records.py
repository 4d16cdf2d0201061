"""Coordinates and statements made by hand."""

from __future__ import annotations

from service.comparison.coordinates import Coordinates
from service.profiles.view import PlaceView, ProfileEntry, StatementView

ENTRY = ProfileEntry("X", "http://x/profile/X", "", None, None, None, None, None, None, None, outline=False)


def make_place(code: str | None, label: str | None = None) -> PlaceView | None:
    return None if code is None else PlaceView(f"http://x/{code}", "", code, label)


def make_coordinates(
    path: str | None = None, level: str | None = None, track: str | None = None, *, leads: bool = False
) -> Coordinates:
    """Coordinates from ``"SUPERFUNCTION/FUNCTION/ROLE"`` and a level such as ``"P3"`` of a scheme of six."""
    superfunction, function, role = path.split("/") if path else (None, None, None)
    rank = int(level[1:]) if level else None
    return Coordinates(
        entry=ENTRY,
        superfunction=make_place(superfunction or None),
        function=make_place(function or None),
        role=make_place(role or None),
        track=make_place(track),
        is_management=None if track is None else leads,
        level=make_place(level),
        rank=rank,
        scheme=None if level is None else level[0],
        step=0.2,
        height=None if rank is None else (rank - 1) * 0.2,
    )


def make_statement(text: str, description: str | None = None, kind: str = "responsibility") -> StatementView:
    return StatementView(f"http://x/{kind}/{text}", "", "", kind, text, description)
