"""Levels that a question demands: codes, grades and years brought together, with the bounds that stand around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.grades.ladders import Ladder
from service.grades.scale import GradedLevel, GradeScale
from service.interpretation.levels import Bound, apply_bound, joins_range, read_bound, span_range
from service.search.result import Effect, Mention

_ALSO_NOT = re.compile(r"\s?(?:or|and|nor|,)\s(?:an?\s|the\s)?")  # "not P5 or P6" leaves out both
_MEANT = 0.4  # a grade that a level fits less is not what its holder is called
_BESIDE_BEST = 0.65  # of the best level's weight in the same ladder


@dataclass(frozen=True, slots=True)
class Part:
    """One level, grade or length of experience that concerns the holder."""

    what: str  # level, code, grade or experience
    start: int  # characters
    end: int
    levels: tuple[str, ...]
    why: str
    tail: int  # characters: where its phrase ends
    roles: tuple[str, ...] = ()  # of the phrase that it stands in
    bound: Bound = Bound.ITSELF


def mean_levels(scale: GradeScale, grades: Sequence[str], either: bool, roles: Sequence[str]) -> list[GradedLevel]:
    """Return the levels that ``grades`` mean, in the ladders of ``roles`` where those know them."""
    sets = [(grade,) for grade in grades] if either else [tuple(grades)]
    found: list[GradedLevel] = []
    for wanted in sets:
        of_roles = [level for role in roles for level in scale.levels_of(wanted, role=role)]
        found += _select(of_roles or scale.levels_of(wanted), scale.ladders)
    return found


def _select(levels: Sequence[GradedLevel], ladders: Sequence[Ladder]) -> list[GradedLevel]:
    kept = []
    for ladder in ladders:
        own = [level for level in levels if level.level in ladder.codes]
        best = max((level.weight for level in own), default=0.0)
        kept += [level for level in own if level.weight >= max(_MEANT, _BESIDE_BEST * best)]
    return kept


def bind_parts(text: str, parts: Sequence[Part], ladders: Sequence[Ladder]) -> list[Part]:
    """Return ``parts`` (in their order) with bounds read and ranges joined: "P2 to P4" is one part of three levels."""
    bound: list[Part] = []
    for part in parts:
        last = bound[-1] if bound else None
        if last is not None and last.bound is Bound.ITSELF and joins_range(text, last.start, last.end, part.start):
            levels = tuple(span_range(last.levels, part.levels, ladders))
            why = f"from {text[last.start : last.end]} to {text[part.start : part.end]}"
            bound[-1] = replace(last, end=part.end, levels=levels, why=why)
            continue
        kind, start, end = read_bound(text, part.start, part.end, part.tail)
        if last is not None and last.bound is Bound.NOT and _ALSO_NOT.fullmatch(text[last.end : part.start]):
            kind = Bound.NOT
        levels = part.levels if kind is Bound.NOT else tuple(apply_bound(kind, part.levels, ladders))
        said = part.why if kind is Bound.ITSELF else f"{text[start:end].strip()}: {', '.join(levels) or 'none'}"
        if kind is Bound.NOT:
            said = f"not {', '.join(part.levels)}"
        bound.append(replace(part, start=start, end=end, levels=levels, why=said, bound=kind))
    return bound


def combine(parts: Sequence[Part], of_roles: Sequence[str], every: Sequence[str]) -> tuple[tuple[str, ...], list[Part]]:
    """Return the levels that ``parts`` demand together, and the parts that contradict the others.

    Parts of one sort add up ("P3 or P4"), sorts narrow each other ("senior with 8+ years"), and what is excluded goes
    last. A sort that would leave nothing, or that the role has no rung of, is left out: it would hide every answer.
    ``of_roles`` are the levels of the roles in question (empty: all do), ``every`` are all levels.
    """
    demanded: list[str] | None = None
    contradicting: list[Part] = []
    for sort in (("level", "code"), ("grade",), ("experience",)):
        own = [part for part in parts if part.what in sort and part.bound is not Bound.NOT]
        meant = dict.fromkeys(level for part in own for level in part.levels)
        if not own:
            continue
        kept = [level for level in meant if (not of_roles or level in of_roles)]
        if demanded is not None:
            kept = [level for level in demanded if level in kept]
        if kept:
            demanded = kept
        else:
            contradicting += own
    excluded = {level for part in parts if part.bound is Bound.NOT for level in part.levels}
    if excluded:
        left = [level for level in (demanded or of_roles or every) if level not in excluded]
        if left:
            demanded = left
        else:
            contradicting += [part for part in parts if part.bound is Bound.NOT]
    order = {level: place for place, level in enumerate(every)}
    return tuple(sorted(demanded or (), key=lambda level: order.get(level, len(order)))), contradicting


def to_mention(text: str, part: Part, effect: Effect, demanded: Sequence[str]) -> Mention:
    """Return ``part`` as it is shown; what leaves levels out leaves those that are ``demanded``."""
    levels = tuple(demanded) if part.bound is Bound.NOT else part.levels
    return Mention(part.what, text[part.start : part.end], (part.start, part.end), levels, effect, part.why)
