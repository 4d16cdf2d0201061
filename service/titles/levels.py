"""Which levels of a role a title means: by names that read the same, and by the grades that it states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.grades.scale import GradedLevel, GradeScale
from service.labels.words import fold_words
from service.search.catalog import Catalog
from service.titles.names import Match
from service.titles.normalisation import DEPUTY
from service.titles.resolution import NormalTitle

_BY_NAME = 0.95
_BY_GRADE = 0.8
_DEPUTISING = 0.6  # of a rank's weight, for its deputy
_IN_PART = 0.5  # of a name's weight, where it has one of the title's two grades
_LIKE_BEST = 0.8  # of the best overlap: names of a role that count for its levels
_MIN_OVERLAP = 0.5
_AS_WRITTEN = 1.05  # where nothing had to be spelt out, of two names that read the same
_NEXT = 0.6  # of a level's weight, where the role has but the next one
_LEAST = 0.25  # of the best level's score: others are not worth showing
_MAX_LEVELS = 4


@dataclass(frozen=True, slots=True)
class LevelEvidence:
    """One level that a title may mean."""

    level: str | None  # code; None: open
    share: float  # 0-1, of all that speaks for any level
    match: Match  # the name that speaks for it, or the role's best
    exact: bool  # the name has the same words and grades
    why: str


def find_levels(
    text: str, title: NormalTitle, matches: Sequence[Match], best: Match, scale: GradeScale, catalog: Catalog, role: str
) -> list[LevelEvidence]:
    """Return the levels of ``role`` that ``title`` may mean, likeliest first; none where nothing speaks for any."""
    written = fold_words(text)
    scores: dict[str, float] = {}
    said: dict[str, LevelEvidence] = {}

    def add(level: str, score: float, match: Match, *, exact: bool, why: str) -> None:
        if score > scores.get(level, 0.0):
            scores[level] = score
            said[level] = LevelEvidence(level, 0.0, match, exact, why)

    least = max(_MIN_OVERLAP, _LIKE_BEST * best.likeness.overlap)
    for match in matches:
        label = match.label
        if label.level is None or match.likeness.overlap < least or match.likeness.head < 0:
            continue
        score = _BY_NAME * match.likeness.overlap * match.trust
        score *= _AS_WRITTEN if fold_words(label.text) == written else 1.0
        if sorted(fold_words(match.name.text)) == sorted(fold_words(title.text)):
            add(label.level, score, match, exact=True, why=_same_grade(title))
        elif _to_key(match.name) == _to_key(title):
            add(label.level, score, match, exact=match.is_same, why=_same_grade(title))
        elif _to_key(match.name) and _to_key(match.name) < _to_key(title):
            shared = ", ".join(grade.text for grade in match.name.grades)
            add(label.level, _IN_PART * score, match, exact=False, why=f"{_name(match)} has {shared} too")
    if title.grades:
        for level, weight, why in _by_grades(title, scale, catalog, role):
            own = [match for match in matches if match.label.level == level and match.likeness.overlap >= least]
            support = max(own, key=lambda match: match.fit, default=best)
            add(level, _BY_GRADE * weight, support, exact=False, why=why)
    total = max(sum(scores.values()), 1.0)
    highest = max(scores.values(), default=0.0)
    kept = [
        level
        for level in sorted(scores, key=lambda level: (-scores[level], level))
        if scores[level] >= _LEAST * highest
    ]
    return [
        LevelEvidence(level, scores[level] / total, said[level].match, said[level].exact, said[level].why)
        for level in kept[:_MAX_LEVELS]
    ]


def likeliest_levels(scale: GradeScale, role: str) -> list[tuple[str, str]]:
    """Return the level of ``role`` that a title without a grade mostly means, with the reason; or none."""
    found = scale.levels("mid", role=role)
    return [(level.level, f"no level is stated; {level.why}") for level in found[:1]]


def _by_grades(title: NormalTitle, scale: GradeScale, catalog: Catalog, role: str) -> Iterable[tuple[str, float, str]]:
    """Yield level, weight 0-1 and reason for what the grades say."""
    held = set(scale.levels_of_role(role))
    coded = [grade.grade for grade in title.grades if grade.grade in held]
    if coded:
        yield from ((code, 1.0, f"the title states the level {code}") for code in coded)
        return
    given = [grade.grade for grade in title.grades]
    # A word decides and a numeral beside it divides further: "Senior Engineer II" is a senior engineer.
    words = [grade for grade in given if grade != DEPUTY and not grade.isdigit()] or [g for g in given if g.isdigit()]
    if words:
        found = scale.levels_of(words, role=role)
        for level in found:
            yield level.level, level.weight * (_DEPUTISING if DEPUTY in given else 1.0), level.why
        if not found:
            yield from _nearest_held(scale.levels_of(words), held, catalog)


def _nearest_held(
    meant: Sequence[GradedLevel], held: Iterable[str], catalog: Catalog
) -> Iterable[tuple[str, float, str]]:
    """Yield the levels next to those that grades mean on the role's own scheme, where the role has no such level."""
    for level in meant:
        place = catalog.levels[level.level]
        for code in held:
            near = catalog.levels[code]
            if near.scheme == place.scheme and abs(near.rank - place.rank) == 1:
                yield (
                    code,
                    _NEXT * level.weight,
                    f"{level.why}; the role has no {level.level}, and {code} is next to it",
                )


def _same_grade(title: NormalTitle) -> str:
    return "it has the same grade" if title.grades else "neither states a grade"


def _to_key(title: NormalTitle) -> frozenset[str]:
    return frozenset(grade.grade for grade in title.grades)


def _name(match: Match) -> str:
    return f"the {match.label.kind} “{match.label.text}”"
