"""The level schemes of one snapshot as ladders, with the words that labels and titles use for each rung."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontology.vocabulary import RG, Borrowed
from service.grades.lexicon import CHIEF, DIRECTOR, EXECUTIVE, HEAD, MANAGER, SUPERVISOR, VICE_PRESIDENT
from service.grades.reading import read_grades
from service.labels.label import Label
from service.profiles.index import ProfileIndex

QUALIFIED = 0.3  # a name that says more than the grade asked for
_MANAGEMENT = frozenset((SUPERVISOR, MANAGER, HEAD, DIRECTOR, VICE_PRESIDENT, CHIEF, EXECUTIVE))
# What an alias says weighs less than what the title says: the more, the surer the alias is.
_APPROVED, _PENDING, _BY_CONFIDENCE = 0.55, 0.45, 0.4
_UNSURE = 0.5  # the confidence of an alias that states none
_MANAGES = ("manag", "leadership", "executive")


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a scheme."""

    code: str
    label: str | None
    grades: frozenset[str]  # that its label says

    @property
    def rank_words(self) -> frozenset[str]:
        """The grades of management among them."""
        return self.grades & _MANAGEMENT


@dataclass(frozen=True, slots=True)
class Ladder:
    """The levels of one scheme, lowest first."""

    scheme: str
    rungs: tuple[Rung, ...]
    manages: bool  # it is a ladder of people managers

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its levels, lowest first."""
        return tuple(rung.code for rung in self.rungs)


@dataclass(frozen=True, slots=True)
class TitledProfile:
    """A profile at a level, with the grades that its title says."""

    code: str
    role: str
    level: str
    title: str | None
    names: tuple[tuple[str, frozenset[str], float], ...]  # each with the grades that it says, and its weight (0-1)

    def says(self, grade: str) -> tuple[float, str]:
        """Return how surely the profile is called by ``grade`` (0-1), and in which name."""
        best = (0.0, "")
        for name, grades, weight in self.names:
            if grade in grades:
                best = max(best, (weight * (QUALIFIED if says_more(grades, grade) else 1.0), name))
        return best


def says_more(grades: frozenset[str], grade: str) -> bool:
    """Return whether ``grades`` say more than ``grade``: "senior" does not ask for a "senior manager"."""
    return any(not other.isdigit() for other in grades - {grade})


def read_ladders(index: ProfileIndex) -> tuple[Ladder, ...]:
    """Return the ladders of a snapshot in order of their schemes' codes."""
    schemes: dict[str, list[tuple[int, Rung]]] = {}
    for node in index.places.values():
        code = node.text(Borrowed.NOTATION)
        if str(RG.LEVEL) not in node.types or code is None:
            continue
        label = node.text(Borrowed.PREF_LABEL)
        grades = frozenset(mention.grade for mention in read_grades(label or ""))
        scheme = (node.text(Borrowed.IN_SCHEME) or "").rsplit("/", 1)[-1]
        schemes.setdefault(scheme, []).append((node.integer(RG.RANK) or 0, Rung(code, label, grades)))
    tracks = _read_tracks(index)
    ladders = []
    for scheme, ranked in sorted(schemes.items()):
        rungs = tuple(rung for _, rung in sorted(ranked, key=lambda pair: (pair[0], pair[1].code)))
        ladders.append(Ladder(scheme, rungs, _manages(scheme, rungs, tracks)))
    return tuple(ladders)


def read_titles(labels: Iterable[Label], index: ProfileIndex) -> tuple[TitledProfile, ...]:
    """Return all profiles that have a role and a level, with the grades in their titles and aliases."""
    names: dict[str, list[tuple[str, frozenset[str], float]]] = {}
    for entry in index.profiles.values():
        _add_name(names, entry.code, entry.title or "", 1.0)
    for label in labels:
        if label.kind == "alias" and label.profile and label.approved is not False:  # a rejected one is nobody's word
            sure = _UNSURE if label.confidence is None else label.confidence
            stands = _APPROVED if label.approved else _PENDING
            _add_name(names, label.profile, label.text, stands + _BY_CONFIDENCE * sure)
    return tuple(
        TitledProfile(entry.code, entry.role, entry.level, entry.title, tuple(names.get(entry.code, ())))
        for entry in index.profiles.values()
        if entry.role is not None and entry.level is not None
    )


def _add_name(names: dict[str, list[tuple[str, frozenset[str], float]]], code: str, name: str, weight: float) -> None:
    grades = frozenset(mention.grade for mention in read_grades(name))
    if grades:
        names.setdefault(code, []).append((name, grades, round(weight, 3)))


def is_management_track(code: str, label: str | None) -> bool:
    """Return whether a track is one of people managers, by its code or label."""
    named = (label or "").lower()
    return code.upper() in ("M", "MGT", "MGMT", "MANAGEMENT") or any(word in named for word in _MANAGES)


def _read_tracks(index: ProfileIndex) -> Mapping[str, Counter[str]]:
    """Return how many profiles of each track stand at each level."""
    tracks: dict[str, Counter[str]] = {}
    for entry in index.profiles.values():
        if entry.level is not None and entry.track is not None:
            tracks.setdefault(entry.level, Counter())[entry.track] += 1
    return tracks


def _manages(scheme: str, rungs: tuple[Rung, ...], tracks: Mapping[str, Counter[str]]) -> bool:
    """Return whether most profiles of the scheme are on a management track; where none says, its labels decide."""
    counts: Counter[bool] = Counter()
    for rung in rungs:
        for track, number in tracks.get(rung.code, Counter()).items():
            counts[is_management_track(track, None)] += number
    if counts:
        return counts[True] > counts[False]
    return is_management_track(scheme, None) or 2 * sum(bool(rung.rank_words) for rung in rungs) > len(rungs)
