"""A small invented company whose profiles have codes of the invented classifications in ``tests/taxonomies.py``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

_LEVELS = {"P1": "Entry", "P2": "Developing", "P3": "Career"}


def _mapping(code: str, scheme: str, status: str | None, confidence: float, **more: str) -> Mapping[str, object]:
    stated = {"code": code, "scheme": scheme, "source": "vendor", "confidence": confidence, **more}
    return stated if status is None else {**stated, "status": status}


def _profile(
    code: str,
    title: str,
    label: str,
    summary: str,
    responsibilities: Sequence[str],
    aliases: Mapping[str, bool | None],
    mappings: Sequence[Mapping[str, object]],
) -> Mapping[str, object]:
    role, _, level = code.rpartition(".")
    return {
        "profile": code,
        "title": title,
        "role": role,
        "role_label": label,
        "track": "P",
        "level": {"code": level, "label": _LEVELS[level]},
        "summary": summary,
        "responsibilities": list(responsibilities),
        "aliases": [
            {"label": alias, "type": "external", "confidence": 0.7}
            | ({} if approved is None else {"approved": approved})
            for alias, approved in aliases.items()
        ],
        "mappings": list(mappings),
    }


PROFILES = (
    _profile(
        "TIDE.GEN.P2",
        "Tide Analyst",
        "Tides",
        "Reads tide gauges and publishes water levels for harbours.",
        ["Checks tide gauge readings for errors", "Publishes tables of high and low water"],
        {"Tide Forecaster": True, "Wave Counter": None},
        [_mapping("71-2011.00", "O*NET-SOC 2019", "needs_review", 0.84)],
    ),
    _profile(
        "TIDE.GEN.P3",
        "Senior Tide Analyst",
        "Tides",
        "Forecasts water levels and warns harbours of surges.",
        ["Explains tide forecasts to harbour masters", "Builds models of storm surges"],
        {"Harbour Prophet": False},
        [
            _mapping("71-2011", "SOC 2018", "approved", 0.9, predicate="closeMatch", title="Tide Analysts"),
            _mapping("71-0000", "SOC 2018", "needs_review", 0.4),
        ],
    ),
    _profile(
        "REN.GEN.P3",
        "Renewal Manager",
        "Renewals",
        "Keeps customers by renewing their subscriptions in time.",
        ["Negotiates the renewal of subscriptions with customers", "Presents renewal plans to executives"],
        {"Renewals Lead": True},
        [
            _mapping("75-1011.00", "O*NET-SOC 2019", "approved", 0.93, predicate="exactMatch"),
            _mapping("73-1021.00", "O*NET-SOC 2019", "rejected", 0.3),
        ],
    ),
    _profile(
        "PUP.GEN.P1",
        "Puppet Maker",
        "Puppets",
        "Carves and paints puppets for the stage.",
        ["Carves heads and hands from lime wood", "Fits strings and joints"],
        {"Marionette Maker": None},
        [_mapping("71-1099.00", "O*NET-SOC 2010", None, 0.5), _mapping("99-9999", "SOC 2018", "needs_review", 0.2)],
    ),
)


def write_profiles(directory: Path) -> Path:
    """Write the profiles into ``directory``, a file each."""
    directory.mkdir(parents=True, exist_ok=True)
    for profile in PROFILES:
        (directory / f"{profile['profile']}.json").write_text(json.dumps(profile, indent=2), encoding="utf-8")
    return directory
