"""Profiles and roles that titles mean, as candidates."""

from __future__ import annotations

from collections.abc import Collection

from service.labels.words import fold_words
from service.reconciliation.entities import Entities
from service.reconciliation.entity import PROFILE, Entity
from service.reconciliation.found import Found
from service.reconciliation.query import ReconciliationQuery
from service.titles.resolution import TitleCandidate, TitleResolution

_GRADED_OTHERWISE = 0.5  # of a role's confidence, for the level that a column states where the title's grade differs


class CompanyCandidates:
    """Makes candidates of what titles resolve to."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities

    def make(
        self, query: ReconciliationQuery, resolved: TitleResolution, allowed: Collection[str] | None
    ) -> list[Found]:
        """Return the profiles and roles that ``resolved`` names; ``allowed`` are the ids that the conditions leave."""
        wants_profiles = query.allows((PROFILE,))
        levelled = any(condition.property == "level" for condition in query.conditions)
        is_open = resolved.ambiguous and wants_profiles and not query.conditions
        by_role: dict[str, list[TitleCandidate]] = {}
        for candidate in resolved.candidates:
            if candidate.approval == "rejected":  # somebody said that it is not what the title means
                continue
            by_role.setdefault(candidate.role, []).append(candidate)
        found: list[Found] = []
        for code, candidates in by_role.items():
            role = self._entities.role(code)
            if role is None:
                continue
            opened = next((one for one in candidates if one.level is None), None)
            if opened is not None or not wants_profiles:
                found.append(self._to_role(role, candidates, opened, query.text or "", is_open=is_open))
            if levelled:
                found += self._at_stated_level(code, candidates, opened, allowed or ())
            else:
                found += [one for candidate in candidates for one in self._to_profile(candidate, is_open=is_open)]
        return found

    def _to_role(
        self, role: Entity, candidates: list[TitleCandidate], opened: TitleCandidate | None, text: str, *, is_open: bool
    ) -> Found:
        """Return a role: its levels exclude each other, so that what speaks for them adds up."""
        if fold_words(text) == fold_words(role.name):
            return Found(role, 1.0, role.name, is_name=True)
        best = opened or candidates[0]
        return Found(role, _sum_up(candidates, opened), best.matched, alias=best.approval, is_open=is_open)

    def _to_profile(self, candidate: TitleCandidate, *, is_open: bool) -> list[Found]:
        entity = self._entities.profile(candidate.profile) if candidate.profile else None
        if entity is None:
            return []
        return [Found(entity, candidate.confidence, candidate.matched, alias=candidate.approval, is_open=is_open)]

    def _at_stated_level(
        self, role: str, candidates: list[TitleCandidate], opened: TitleCandidate | None, allowed: Collection[str]
    ) -> list[Found]:
        """Return the profiles of ``role`` at a level that the query states beside the title."""
        sure = _sum_up(candidates, opened)
        graded = {one.profile: one for one in candidates if one.profile}
        found = []
        for profile in self._entities.profiles_of(role):
            if profile.id not in allowed:
                continue
            one = graded.get(profile.code)
            if opened is not None:  # the title leaves the level open, and the query says it
                found.append(Found(profile, sure, opened.matched, alias=opened.approval))
            elif one is not None:
                found.append(Found(profile, one.confidence, one.matched, alias=one.approval))
            else:
                best = candidates[0]
                found.append(Found(profile, sure * _GRADED_OTHERWISE, best.matched, alias=best.approval))
        return found


def _sum_up(candidates: list[TitleCandidate], opened: TitleCandidate | None) -> float:
    return opened.confidence if opened is not None else min(sum(one.confidence for one in candidates), 1.0)
