"""The skills gap: what a holder of one profile lacks for another."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.text import normalise_text
from service.comparison.delta import components_of
from service.comparison.view import ComponentDelta, SkillsGap, StatementPair
from service.profiles.view import ProfileView


def find_gap(holder: ProfileView, target: ProfileView, deltas: Iterable[ComponentDelta]) -> SkillsGap:
    """Return what ``target`` asks for beside what ``holder`` has; ``deltas`` are their components compared."""
    compared = tuple(deltas)
    pairs = [pair for delta in compared for pair in delta.kept]
    states = {said.kind for items in components_of(holder) for said in items}
    wanted = [said for delta in compared for said in delta.gained]
    return SkillsGap(
        holder=holder.code,
        target=target.code,
        new=tuple(said for said in wanted if said.kind in states),
        deepened=tuple(pair for pair in pairs if _has_one_name(pair) and _asks_otherwise(pair)),
        transferable=tuple(pair for pair in pairs if not _has_one_name(pair)),
        held=tuple(pair for pair in pairs if _has_one_name(pair) and not _asks_otherwise(pair)),
        unknown=tuple(said for said in wanted if said.kind not in states),
    )


def _has_one_name(pair: StatementPair) -> bool:
    return normalise_text(pair.a.text) == normalise_text(pair.b.text)


def _asks_otherwise(pair: StatementPair) -> bool:
    return pair.b.description is not None and not pair.equal
