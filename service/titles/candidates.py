"""The candidates of a title: for each role with a name like it, the levels that the title may mean there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.grades.scale import GradeScale
from service.labels.label import Label
from service.profiles.index import ProfileIndex
from service.search.catalog import Catalog
from service.titles.confidence import Features, to_confidence
from service.titles.levels import LevelEvidence, find_levels, likeliest_levels
from service.titles.names import Match
from service.titles.resolution import NormalTitle, TitleCandidate

_MIN_COSINE, _MAX_COSINE = 0.55, 1.0
_MAX_ROLES = 8
_NEAR_RIVAL = 0.7  # of a role's own fit: another role as near as this is a rival
LIKELIEST = 0.3  # the share of the level that is likeliest where none is stated
_AS_LIKE = 0.8  # of another's overlap of words
_SHOWN_WORDS = 6


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what its confidence was made of."""

    candidate: TitleCandidate
    features: Features
    match: Match


class Candidates:
    """Makes candidates of the names that are like a title."""

    def __init__(self, index: ProfileIndex, catalog: Catalog, scale: GradeScale) -> None:
        self._index = index
        self._catalog = catalog
        self._scale = scale

    def make(self, text: str, title: NormalTitle, matches: Sequence[Match], role: str | None) -> list[Scored]:
        """Return candidates, the surest first; ``role`` allows only that role's."""
        by_role: dict[str, list[Match]] = {}
        for match in matches:
            assert match.label.role is not None
            by_role.setdefault(match.label.role, []).append(match)
        fits = {code: max(match.fit for match in held) for code, held in by_role.items()}
        found: list[Scored] = []
        for code in sorted(by_role, key=lambda code: (-fits[code], code))[:_MAX_ROLES]:
            others = max((fit for other, fit in fits.items() if other != code), default=0.0)
            rival = (
                min(max((others / fits[code] - _NEAR_RIVAL) / (1 - _NEAR_RIVAL), 0.0), 1.0) if fits[code] > 0 else 1.0
            )
            found += self._of_role(code, text, title, by_role[code], rival)
        # Of two roles whose names fit alike, the one that has such a level is meant.
        housed = max((one.features.overlap for one in found if not one.features.homeless), default=0.0)
        found = [one for one in found if not one.features.homeless or one.features.overlap > housed / _AS_LIKE]
        return sorted(
            found,
            key=lambda scored: (-scored.candidate.confidence, scored.candidate.role, scored.candidate.profile or ""),
        )

    def _of_role(self, role: str, text: str, title: NormalTitle, matches: list[Match], rival: float) -> list[Scored]:
        best = max(matches, key=lambda match: (match.fit, match.label.text))
        nearness = 1.0 if best.is_same else max(map(_nearness, matches))
        levels = find_levels(text, title, matches, best, self._scale, self._catalog, role)
        if levels:
            return [self._score(role, best, evidence, rival, nearness, homeless=False) for evidence in levels]
        homeless = bool(title.grades)
        why = "the role has no level that the title's grade means" if homeless else "no level is stated"
        opened = LevelEvidence(None, 1.0, best, False, why)
        found = [self._score(role, best, opened, rival, nearness, homeless=homeless)]
        if not homeless:
            for level, reason in likeliest_levels(self._scale, role):
                likely = LevelEvidence(level, LIKELIEST, best, False, reason)
                found.append(self._score(role, best, likely, rival, nearness, homeless=False))
        return found

    def _score(
        self, role: str, best: Match, evidence: LevelEvidence, rival: float, nearness: float, *, homeless: bool
    ) -> Scored:
        match = evidence.match
        label = match.label
        pending = label.kind == "alias" and label.approved is None
        features = Features(
            overlap=best.likeness.overlap,
            meaning=nearness,
            share=evidence.share,
            open=float(evidence.level is None),
            exact=float(evidence.exact),
            pending=1.0 - (label.confidence if label.confidence is not None else 0.5) if pending else 0.0,
            rejected=float(label.approved is False),
            homeless=float(homeless),
            rival=rival,
        )
        code = self._scale.profile_code(role, evidence.level) if evidence.level else None
        entry = self._index.profiles.get(code) if code else None
        candidate = TitleCandidate(
            profile=code,
            role=role,
            role_label=self._catalog.role_label(role),
            level=evidence.level,
            level_label=self._catalog.level_label(evidence.level),
            title=entry.title if entry else None,
            matched=label.text,
            matched_kind=label.kind,
            approval=_approval(label),
            confidence=round(to_confidence(features), 3),
            why=tuple(_explain(match, evidence)),
        )
        return Scored(candidate, features, match)


def _nearness(match: Match) -> float:
    """Return how near a name is in meaning, 0-1; one that says of no trade what it is in is near to all alike."""
    if len(match.name.words) == 1 and match.name.head is not None:
        return 0.0
    return max(match.cosine - _MIN_COSINE, 0.0) / (_MAX_COSINE - _MIN_COSINE)


def _approval(label: Label) -> str | None:
    if label.kind != "alias":
        return None
    return {True: "approved", False: "rejected", None: "pending"}[label.approved]


def _explain(match: Match, evidence: LevelEvidence) -> list[str]:
    label, likeness = match.label, match.likeness
    name = f"the {label.kind} “{label.text}”"
    said = []
    if match.is_same:
        said.append(f"{name} has the same words")
    elif likeness.shared:
        words = ", ".join(likeness.shared[:_SHOWN_WORDS])
        said.append(f"{name} shares {words} ({likeness.overlap:.0%} by weight)")
    if likeness.missing and likeness.shared:
        said.append(f"it lacks {', '.join(likeness.missing[:_SHOWN_WORDS])}")
    if likeness.head < 0:
        said.append("it names another kind of worker")
    if match.cosine > 0 and not match.is_same:
        said.append(f"{name} is near in meaning (cosine {match.cosine:.2f})")
    said.append(evidence.why)
    if label.kind == "alias":
        sure = f", confidence {label.confidence:.2f}" if label.confidence is not None else ""
        said.append(
            {True: "the alias is approved", False: "the alias was rejected", None: "the alias is pending review"}[
                label.approved
            ]
            + sure
        )
    return said
