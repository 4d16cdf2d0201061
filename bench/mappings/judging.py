"""Pseudo-profiles, put to the suggester: where the right occupation stands, and where wrong ones do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.mappings.cases import ESCO, ONET, Case, draw
from bench.mappings.forms import Form
from service.occupations.suggestion.family import SUGGESTED_LEVELS, Family, Numbers, Shares, Tier
from service.occupations.suggestion.measures import measure
from service.occupations.suggestion.profile_text import ProfileText
from service.occupations.suggestion.rows import OccupationRows
from service.occupations.suggestion.standing import Place, Standing, find_place, to_amounts, to_evidence, to_standing

_BATCH = 48  # cases, each in all forms
_CANDIDATES = 5  # whose confidence is fitted and measured
_NEVER = -10.0  # a measure that nothing makes up for
SCHEMES: Mapping[str, tuple[str, ...]] = {
    "onet": ("onet-soc", "soc"),
    "crossed": ("onet-soc", "soc"),
    "mirror": ("esco",),
    "isco": ("isco",),
}
_GROUPS = {ONET: ("soc", "minor"), ESCO: ("isco", "isco-3")}  # by family: what a minor group is
WRONG = ("random", "same minor group", "fourth nearest", "second nearest")
FAMILY_NAMES = ("onet-soc", "esco")
_THIRD = 3  # wrong one: the fourth nearest, where the right one is nearest


@dataclass(frozen=True, slots=True)
class Sample:
    """One case in one form, with the measures (u, f) of all units."""

    case: Case
    form: str
    text: ProfileText
    measures: NDArray[np.float16]  # half of the memory that ten thousand of these take

    def stand(self, ranking: Mapping[str, Mapping[str, float]]) -> Standing:
        """Return how occupations stand under ``ranking``."""
        return to_standing(self.text, self.measures.astype(np.float32), ranking[FAMILY_NAMES[self.case.family]])


@dataclass(frozen=True, slots=True)
class Judged:
    """One case in one form, and one scheme."""

    kind: str
    form: str
    scheme: str
    is_development: bool
    amounts: Mapping[str, float]  # how much the profile says
    rank: int  # of the right one, from 0
    minor_right: bool  # of the first
    candidates: tuple[tuple[Mapping[str, float], bool], ...]  # evidence of the first ones, and whether each is right
    right: Place | None  # None where nothing is
    wrong: Mapping[str, Place]


def put(cases: Sequence[Case], forms: Mapping[str, Form], rows: Sequence[OccupationRows]) -> Iterator[Sample]:
    """Yield each of ``cases`` in each form that it has."""
    for family in (ONET, ESCO):
        group = [case for case in cases if case.family == family]
        for start in range(0, len(group), _BATCH):
            asked = [
                (case, name, text)
                for case in group[start : start + _BATCH]
                for name, form in forms.items()
                if (text := form(case)) is not None
            ]
            measured = measure([text for _, _, text in asked], rows[family])
            for (case, name, text), measures in zip(asked, measured, strict=True):
                measures[case.hidden] = _NEVER
                yield Sample(case, name, text, measures.astype(np.float16))


def judge(sample: Sample, families: Sequence[Family], ranking: Mapping[str, Mapping[str, float]]) -> Iterator[Judged]:
    """Yield how the right one fares in each scheme that the case has an answer in."""
    case, standing = sample.case, sample.stand(ranking)
    family = families[case.family]
    for scheme in SCHEMES[case.kind]:
        tier = family.tiers[scheme, SUGGESTED_LEVELS[scheme]]
        shares = tier.add_up(standing.shares)
        right = np.unique(tier.numbers[case.right])
        order = np.argsort(-shares, kind="stable")
        groups = _to_groups(family.tiers[_GROUPS[case.family]], tier)
        best = right[shares[right].argmax()] if len(right) else None
        yield Judged(
            kind=case.kind,
            form=sample.form,
            scheme=scheme,
            is_development=case.is_development,
            rank=int((shares > shares[best]).sum()) if best is not None else len(shares),
            amounts=to_amounts(sample.text),
            minor_right=bool(np.isin(groups[order[0]], groups[right])),
            candidates=tuple(
                (to_evidence(standing, tier, number, float(shares[number])), number in right)
                for number in order[:_CANDIDATES].tolist()
            ),
            right=find_place(standing, tier, shares, int(best)) if best is not None else None,
            wrong={} if best is None else _find_wrong(sample, standing, tier, shares, right, groups, order),
        )


def _find_wrong(
    sample: Sample, standing: Standing, tier: Tier, shares: Shares, right: Numbers, groups: Numbers, order: Numbers
) -> dict[str, Place]:
    code, form = sample.case.text.code, sample.form
    others = np.setdiff1d(np.arange(len(shares)), right)
    near = np.setdiff1d(np.flatnonzero(np.isin(groups, groups[right])), right)
    found = {"random": others[int(draw("random", code, form) * len(others))]}
    if len(near):
        found["same minor group"] = near[int(draw("near", code, form) * len(near))]
    nearest = [number for number in order[: len(right) + _THIRD].tolist() if number not in right]
    found["second nearest"], found["fourth nearest"] = nearest[0], nearest[_THIRD - 1]
    return {name: find_place(standing, tier, shares, int(number)) for name, number in found.items()}


def _to_groups(group: Tier, tier: Tier) -> Numbers:
    """Return the number of the group that each entry of ``tier`` belongs to; -1 for none."""
    groups: Numbers = np.full(len(tier.entries), -1, dtype=np.int64)
    belongs = tier.numbers >= 0
    groups[tier.numbers[belongs]] = group.numbers[belongs]
    return groups
