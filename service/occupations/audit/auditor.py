"""Audits the mappings of one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ontology.errors import QueryError
from service.mappings.entry import MappingEntry
from service.mappings.mappings import MappingList
from service.occupations.audit.codes import CodeCheck
from service.occupations.audit.finding import AuditedMapping, Doubt, Evidence, Finding
from service.occupations.catalog import OccupationCatalog
from service.occupations.entry import OccupationEntry
from service.occupations.suggestion.family import SUGGESTED_LEVELS
from service.occupations.suggestion.result import SuggestedMapping
from service.occupations.suggestion.standing import Standing, find_best_titled, find_place, to_amounts
from service.occupations.suggestion.suggester import NOTHING_LOADED, MappingSuggester
from service.occupations.suggestion.weights import read_weights

AUDITED = ("approved", "needs_review")  # by status: what was rejected or superseded is known to be wrong
_BETTER = 3  # candidates that are named
_WORTH_NAMING = 0.01  # confidence; the first is named whatever it has

Standings = Mapping[int, Standing]


class MappingAuditor:
    """Finds what is doubtful; safe to use from several threads."""

    def __init__(self, mappings: MappingList, catalog: OccupationCatalog, suggester: MappingSuggester) -> None:
        self._mappings = mappings
        self._suggester = suggester
        self._codes = CodeCheck(catalog)

    def list(
        self, profile: str | None = None, offset: int = 0, limit: int | None = None
    ) -> tuple[int, tuple[MappingEntry, ...]]:
        """Return how many mappings are to be audited, and ``limit`` of them from ``offset`` on.

        Raises:
            NotFoundError: there is no such profile.
        """
        return self._mappings.list(AUDITED, profile, offset=offset, limit=limit)

    def audit(
        self, entries: Sequence[MappingEntry], progress: Callable[[int], None] = lambda _: None
    ) -> Iterator[AuditedMapping]:
        """Yield what is doubtful about each of ``entries``, by profile; ``progress`` is told how many more are done.

        Raises:
            QueryError: no classification is loaded.
        """
        if not self._suggester.schemes:
            raise QueryError(NOTHING_LOADED)
        by_profile: dict[str, list[MappingEntry]] = {}
        for entry in entries:
            by_profile.setdefault(entry.profile, []).append(entry)
        for standings, held in zip(self._suggester.stand_many(list(by_profile)), by_profile.values(), strict=True):
            for entry in held:
                yield self._audit(entry, standings)
                progress(1)

    def _audit(self, mapping: MappingEntry, standings: Standings) -> AuditedMapping:
        findings = list(self._codes.check(mapping))
        entry = self._codes.find(mapping)
        scheme = entry.scheme if entry is not None else mapping.scheme
        candidates = self._rank(standings, scheme)
        evidence = self._compare(entry, standings) if entry is not None else None
        if entry is not None and evidence is not None and evidence.is_far:
            findings.append(Finding(Doubt.FAR, self._explain(entry, evidence, candidates, standings)))
        flagged = any(finding.doubt is not Doubt.UNCHECKED for finding in findings)
        others = [one for one in candidates if entry is None or one.iri != entry.iri]
        better = tuple(one for one in others if one is others[0] or one.confidence >= _WORTH_NAMING)
        return AuditedMapping(
            id=mapping.id,
            profile=mapping.profile,
            profile_title=mapping.profile_title,
            scheme=scheme,
            code=mapping.code,
            label=entry.label if entry is not None else mapping.occupation_label,
            status=mapping.status,
            flagged=flagged,
            findings=tuple(findings),
            evidence=evidence,
            candidates=better[:_BETTER] if flagged else (),
        )

    def _rank(self, standings: Standings, scheme: str) -> tuple[SuggestedMapping, ...]:
        says_anything = all(standing.text.says_anything for standing in standings.values())
        if scheme not in SUGGESTED_LEVELS or not says_anything:
            return ()
        return self._suggester.rank(standings, scheme, _BETTER + 1)

    def _compare(self, entry: OccupationEntry, standings: Standings) -> Evidence | None:
        place = next((p for p in standings if (entry.scheme, entry.group_level) in self._tiers(p)), None)
        if place is None or not standings[place].text.says_anything:
            return None
        standing, held = standings[place], self._suggester.families[place]
        tier = held.family.tiers[entry.scheme, entry.group_level]
        number = next((n for n, one in enumerate(tier.entries) if one.iri == entry.iri), None)
        if number is None:
            return None
        at = find_place(standing, tier, tier.add_up(standing.shares), number)
        units = np.flatnonzero(tier.numbers == number)
        unit = int(units[standing.shares[units].argmax()])
        limits, amounts = read_weights().far[entry.scheme], to_amounts(standing.text)
        return Evidence(
            is_far=limits.are_exceeded(at.gap, at.title_gap, amounts),
            gap=round(at.gap, 3),
            most_gap=round(limits.gap.to_sum(amounts), 3),
            title_gap=round(at.title_gap, 3),
            most_title_gap=limits.title_gap,
            share=round(at.share, 4),
            ahead=at.ahead,
            title_match=held.prover.find_title(standing.text, unit),
            task_matches=held.prover.find_tasks(standing.text, unit),
        )

    def _tiers(self, place: int) -> Collection[tuple[str, str | None]]:
        return self._suggester.families[place].family.tiers

    def _explain(
        self, entry: OccupationEntry, evidence: Evidence, candidates: Sequence[SuggestedMapping], standings: Standings
    ) -> str:
        before = f"{evidence.ahead} codes of its level fit better" if evidence.ahead != 1 else "one code fits better"
        said = [f"the profile says something else than {entry.code} {entry.label}: {before}"]
        if candidates:
            said.append(f"{candidates[0].code} {candidates[0].label} fits best")
        if evidence.title_gap > evidence.most_title_gap:
            said.append(self._explain_title(evidence, standings, entry))
        if evidence.task_matches:
            match = evidence.task_matches[0]
            said.append(f"the nearest of its tasks is “{match.task_text}” to “{match.text}” ({match.similarity:.2f})")
        return "; ".join(said)

    def _explain_title(self, evidence: Evidence, standings: Standings, entry: OccupationEntry) -> str:
        place = next(p for p in standings if (entry.scheme, entry.group_level) in self._tiers(p))
        standing, held = standings[place], self._suggester.families[place]
        unit = find_best_titled(standing)
        match = held.prover.find_title(replace(standing.text, aliases=()), unit)
        own = evidence.title_match
        named = held.family.units[unit]
        assert match is not None
        near = f", and {own.similarity:.2f} is the most to one of this code" if own is not None else ""
        return f"“{match.name}” is near ({match.similarity:.2f}) to the title “{match.matched}” of {named.code}{near}"
