"""What a grade means in one snapshot: which of its levels.

The ladder's own words win: a level whose label, or whose profiles' titles, say the grade. A ladder that does not know
the word answers by rank: the words that it does know are fixed points, and the grade lies between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from service.grades.experience import YearRange
from service.grades.experience_levels import levels_by_years, read_level_years
from service.grades.ladders import QUALIFIED, Ladder, Rung, TitledProfile, read_ladders, read_titles, says_more
from service.grades.lexicon import ALIKE, MANAGEMENT_ORDER, SPECIALIST_ORDER
from service.labels.label import Label
from service.profiles.index import ProfileIndex
from store.graph import GraphStore

OWN_WORD = 1.0  # the ladder's own word for the level
_ALIKE = 0.8  # its word means the same
_OVERRULED = 0.35  # the scheme's label says the grade, but the role's own titles give it to another level
_BY_RANK = 0.6
_NEAR = 0.75  # rungs this far from where the grade lies are meant by it
_BEYOND = 0.1  # how far below its lowest word, or above its highest, a ladder still means a grade
_BY_NUMBER = 0.5


@dataclass(frozen=True, slots=True)
class GradedLevel:
    """One level that a grade, or a length of experience, means."""

    level: str  # code
    weight: float  # 0-1
    why: str


class GradeScale:
    """Grades and years as levels of one snapshot; safe to use from several threads."""

    def __init__(self, graph: GraphStore, index: ProfileIndex, labels: Sequence[Label]) -> None:
        self._graph = graph
        self._index = index
        self._labels = labels

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """The level schemes."""
        return read_ladders(self._index)

    @cached_property
    def profiles(self) -> dict[tuple[str, str], TitledProfile]:
        """The profiles by the codes of their role and level."""
        return {(profile.role, profile.level): profile for profile in read_titles(self._labels, self._index)}

    @cached_property
    def _by_role(self) -> dict[str, list[TitledProfile]]:
        groups: dict[str, list[TitledProfile]] = {}
        for profile in self.profiles.values():
            groups.setdefault(profile.role, []).append(profile)
        return groups

    @cached_property
    def _by_level(self) -> dict[str, list[TitledProfile]]:
        groups: dict[str, list[TitledProfile]] = {}
        for profile in self.profiles.values():
            groups.setdefault(profile.level, []).append(profile)
        return groups

    @cached_property
    def _known(self) -> dict[str, tuple[GradedLevel, ...]]:
        return {}  # by grade: what it means in all schemes, since there may be thousands of titles to look through

    @cached_property
    def _tracks(self) -> dict[str, str]:
        counts: dict[str, Counter[str]] = {}
        for entry in self._index.profiles.values():
            if entry.level is not None and entry.track is not None:
                counts.setdefault(entry.level, Counter())[entry.track] += 1
        return {level: tracks.most_common(1)[0][0] for level, tracks in counts.items()}

    @cached_property
    def _years(self) -> dict[tuple[str | None, str], YearRange]:
        return read_level_years(self._graph)

    def levels(self, grade: str, *, role: str | None = None) -> tuple[GradedLevel, ...]:
        """Return the levels (of ``role``, or of all schemes) that ``grade`` means, the likeliest first."""
        if role is None and grade in self._known:
            return self._known[grade]
        levels = _in_order([level for ladder in self.ladders for level in self._in_ladder(ladder, grade, role)])
        if role is None:
            self._known[grade] = levels
        return levels

    def levels_of(self, grades: Sequence[str], *, role: str | None = None) -> tuple[GradedLevel, ...]:
        """Return the levels that ``grades`` together mean ("senior", "manager"), the likeliest first."""
        wanted = frozenset(grades)
        if len(wanted) < 2:  # noqa: PLR2004 - nothing to bring together
            return self.levels(grades[0], role=role) if grades else ()
        exact = [
            GradedLevel(rung.code, OWN_WORD, f"{rung.code} is called {rung.label!r}")
            for ladder in self.ladders
            for rung in self._rungs(ladder, role)
            if rung.grades == wanted
        ]
        exact += [
            GradedLevel(profile.level, OWN_WORD, f"{profile.code} is called {profile.title!r}")
            for profile in (self._by_role.get(role, []) if role else self.profiles.values())
            for _, grades, weight in profile.names
            if grades == wanted and weight >= OWN_WORD
        ]
        if exact:
            return _in_order(exact)
        meant = [{level.level: level for level in self.levels(grade, role=role)} for grade in wanted]
        shared = set.intersection(*(set(levels) for levels in meant))
        if shared:
            return _in_order([min((levels[code] for levels in meant), key=_weight) for code in shared])
        # Two words that no level shares: that of management, or else the last, says what the holder is.
        decisive = [grade for grade in grades if grade in MANAGEMENT_ORDER] or list(grades)
        return self.levels(decisive[-1], role=role)

    def levels_for_experience(
        self, low: float, high: float | None, *, role: str | None = None
    ) -> tuple[GradedLevel, ...]:
        """Return the levels whose typical experience ``low`` to ``high`` years (None: or more) fits, best first."""
        found = [
            GradedLevel(code, weight, why)
            for ladder in self.ladders
            for code, weight, why in levels_by_years(
                [rung.code for rung in self._rungs(ladder, role)], self._years, role, (low, high)
            )
        ]
        return _in_order(found)

    def profile_code(self, role: str, level: str) -> str | None:
        """Return the code of the profile of ``role`` at ``level``; None where there is none."""
        profile = self.profiles.get((role, level))
        return profile.code if profile else None

    def levels_of_role(self, role: str) -> tuple[str, ...]:
        """Return the codes of the levels at which ``role`` has a profile."""
        return tuple(profile.level for profile in self._by_role.get(role, ()))

    def track_of(self, level: str) -> str | None:
        """Return the track that most profiles at ``level`` are on; None where none says."""
        return self._tracks.get(level)

    def _rungs(self, ladder: Ladder, role: str | None) -> list[Rung]:
        if role is None:
            return list(ladder.rungs)
        kept = {profile.level for profile in self._by_role.get(role, ())}
        return [rung for rung in ladder.rungs if rung.code in kept]

    def _in_ladder(self, ladder: Ladder, grade: str, role: str | None) -> list[GradedLevel]:
        rungs = self._rungs(ladder, role)
        if not rungs:
            return []
        said = self._own_words(rungs, grade, role)
        if any(level.weight > _OVERRULED for level in said):
            return said
        for alike in ALIKE.get(grade, ()):
            found = [level for level in self._own_words(rungs, alike, role) if level.weight > _OVERRULED]
            if found:
                return [GradedLevel(level.level, _ALIKE * level.weight, level.why) for level in found]
        return said + (_by_number(rungs, grade) if grade.isdigit() else _by_rank(ladder, rungs, grade))

    def _own_words(self, rungs: Sequence[Rung], grade: str, role: str | None) -> list[GradedLevel]:
        found = []
        titled = self._titled(rungs, grade, role)
        overruled = role is not None and any(share >= OWN_WORD for share, _ in titled.values())
        for rung in rungs:
            share, name = titled.get(rung.code, (0.0, ""))
            weight = 0.0
            if grade in rung.grades:
                weight = QUALIFIED if says_more(rung.grades, grade) else OWN_WORD
                if overruled and not share:
                    weight = min(weight, _OVERRULED)
            if share > weight:
                found.append(GradedLevel(rung.code, round(share, 3), f"{rung.code} has the title {name!r}"))
            elif weight:
                found.append(GradedLevel(rung.code, weight, f"{rung.code} is called {rung.label!r}"))
        return found

    def _titled(self, rungs: Sequence[Rung], grade: str, role: str | None) -> dict[str, tuple[float, str]]:
        """Return how surely the profiles at each level are called by ``grade`` (0-1), with an example."""
        shares = {}
        for rung in rungs:
            standing = self._by_level.get(rung.code, ()) if role is None else self._by_role.get(role, ())
            named = [profile.says(grade) for profile in standing if profile.names and profile.level == rung.code]
            sure = sum(weight for weight, _ in named)
            if sure:
                shares[rung.code] = (sure / len(named), max(named)[1])
        return shares


def _by_number(rungs: Sequence[Rung], grade: str) -> list[GradedLevel]:
    return [
        GradedLevel(rung.code, _BY_NUMBER, f"{rung.code} bears the number {grade}")
        for rung in rungs
        if rung.code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-. ") == grade
    ]


def _by_rank(ladder: Ladder, rungs: Sequence[Rung], grade: str) -> list[GradedLevel]:
    order = MANAGEMENT_ORDER if ladder.manages else SPECIALIST_ORDER
    if grade not in order or len(ladder.rungs) < 2:  # noqa: PLR2004 - a single rung has no ranks
        return []
    place = _place(ladder, order, order[grade])
    codes = ladder.codes
    allowed = {rung.code for rung in rungs}
    return [
        GradedLevel(
            code,
            round(_BY_RANK * (1 - abs(position - place) / 2), 3),
            f"{code} is level {position + 1} of {len(codes)} of a ladder that does not use the word",
        )
        for position, code in enumerate(codes)
        if place is not None and code in allowed and abs(position - place) < _NEAR
    ]


def _place(ladder: Ladder, order: dict[str, float], value: float) -> float | None:
    """Return where ``value`` lies among the rungs (0 is the lowest), between the words that the ladder knows.

    None where the ladder ends short of it: one that begins with seniors has no rung for a junior.
    """
    top = len(ladder.rungs) - 1
    points = sorted(
        (max(order[grade] for grade in rung.grades if grade in order), float(position))
        for position, rung in enumerate(ladder.rungs)
        if any(grade in order for grade in rung.grades)
    )
    if not points or points[0][1] > 0:
        points.insert(0, (0.0, 0.0))
    if points[-1][1] < top:
        points.append((1.0, float(top)))
    if value < points[0][0] - _BEYOND or value > points[-1][0] + _BEYOND:
        return None
    for (low, start), (high, end) in pairwise(points):
        if low <= value <= high:
            return start + (end - start) * ((value - low) / (high - low) if high > low else 0.0)
    return points[0][1] if value < points[0][0] else points[-1][1]


def _weight(level: GradedLevel) -> float:
    return level.weight


def _in_order(levels: Sequence[GradedLevel]) -> tuple[GradedLevel, ...]:
    best: dict[str, GradedLevel] = {}
    for level in levels:
        if level.level not in best or level.weight > best[level.level].weight:
            best[level.level] = level
    return tuple(sorted(best.values(), key=lambda level: -level.weight))
