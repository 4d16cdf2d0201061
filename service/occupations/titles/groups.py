"""What titles mean as candidates: occupations themselves, or the groups of another scheme that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.occupations.catalog import OccupationCatalog
from service.occupations.entry import OccupationEntry
from service.occupations.titles.candidate import OccupationCandidate
from service.occupations.titles.matcher import Meant

LEAST = 0.05  # confidence of a candidate that is shown
_MOST = 0.99
_NAMED = 3  # codes that a reason names


def to_candidates(meant: Sequence[Meant]) -> list[OccupationCandidate]:
    """Return a candidate for each that is worth showing, in their order."""
    holders = sum(one.same for one in meant)
    return [_to_candidate(one, one.occupation, holders, one.confidence) for one in meant if one.confidence >= LEAST]


def roll_up(meant: Sequence[Meant], scheme: str, catalog: OccupationCatalog) -> list[OccupationCandidate]:
    """Return a candidate for each group of ``scheme`` that occupations belong to, the surest first.

    Occupations exclude each other, so that a group is as sure as they are together.
    """
    groups: dict[str, list[Meant]] = {}
    for one in meant:
        above = next((group for group in catalog.ancestors(one.occupation.iri) if group.scheme == scheme), None)
        if above is not None:
            groups.setdefault(above.iri, []).append(one)
    holders = sum(one.same for one in meant)
    found = []
    for iri, held in groups.items():
        together = min(sum(one.confidence for one in held), _MOST)
        if together >= LEAST:
            made = _to_candidate(held[0], catalog.entries[iri], holders, together)
            codes = [one.occupation.code for one in held if one.confidence >= LEAST] or [held[0].occupation.code]
            more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
            said = f"it is the {scheme} code of {', '.join(codes[:_NAMED])}{more}"
            found.append(replace(made, why=(*made.why, said)))
    return sorted(found, key=lambda candidate: (-candidate.confidence, candidate.code))


def _to_candidate(one: Meant, occupation: OccupationEntry, holders: int, confidence: float) -> OccupationCandidate:
    return OccupationCandidate(
        iri=occupation.iri,
        scheme=occupation.scheme,
        code=occupation.code,
        label=occupation.label,
        matched=one.matched,
        matched_kind="occupation" if one.is_label else "alias",
        confidence=round(confidence, 3),
        score=round(one.score, 3),
        why=tuple(_explain(one, holders)),
    )


def _explain(one: Meant, holders: int) -> list[str]:
    name = f"the {'label' if one.is_label else 'title'} “{one.matched}” of {one.occupation.code}"
    if one.same:
        return [f"{name} reads the same", *([f"{holders} occupations have it"] if holders > 1 else [])]
    said = [f"{name} is the nearest of its names in meaning (cosine {one.cosine:.2f})"] if one.cosine > 0 else []
    if one.coverage > 0:
        said.append(f"its names have {one.coverage:.0%} of the title's words, by rarity")
    return said
