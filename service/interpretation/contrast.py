"""The profiles that a question wants compared."""

from __future__ import annotations

from collections.abc import Sequence

from service.grades.scale import GradeScale
from service.interpretation.comparison import find_comparison
from service.interpretation.constraints import Part
from service.interpretation.entities import Entity
from service.interpretation.question import Question
from service.search.result import Comparison, Effect, Mention

_MOST = 4  # profiles that one question compares


def read_comparison(
    text: str, parts: Sequence[Part], roles: Sequence[str], question: Question, scale: GradeScale
) -> tuple[Comparison | None, Mention | None]:
    """Return what ``text`` wants compared: None where it compares nothing, or no two profiles can be told."""
    found = _profiles_named(question)
    places = [(entity.start, entity.end) for entity in found]
    profiles = [entity.profiles[0] for entity in found]
    if len(profiles) < 2:  # noqa: PLR2004 - it takes two to compare
        own = [part for part in parts if part.what in ("level", "grade")]
        places = [(part.start, part.end) for part in own]
        profiles = [code for part in own for code in _profiles_of(part, roles, scale)]
    match = None
    if len(places) > 1:
        match = find_comparison(text, places[0][1], places[-1][0])
    elif len(profiles) > 1:  # "from P3 to P4" is one part of two levels
        match = find_comparison(text, places[0][1], places[0][1])
    distinct = tuple(dict.fromkeys(profiles))[:_MOST]
    if match is None or len(distinct) < 2:  # noqa: PLR2004
        return None, None
    why = f"it compares {' and '.join(distinct)}"
    return Comparison(distinct), Mention("comparison", match[0], match.span(), distinct, Effect.NONE, why)


def _profiles_named(question: Question) -> list[Entity]:
    """Return the profiles that are named by their codes or by their titles."""
    return [
        item.value
        for phrase in question.phrases
        for item in phrase.items
        if isinstance(item.value, Entity) and _names_profile(item.value)
    ]


def _names_profile(entity: Entity) -> bool:
    """Return whether ``entity`` names one profile; its title will do, though others' titles may hold it too."""
    titled = entity.exact and entity.names_person and entity.level is not None
    return len(entity.profiles) == 1 and (entity.is_code or titled)


def _profiles_of(part: Part, roles: Sequence[str], scale: GradeScale) -> list[str]:
    found = []
    for role in part.roles or roles or _roles_with(part, scale):
        known = [code for level in part.levels if (code := scale.profile_code(role, level)) is not None]
        # A grade that means several levels is compared by the first, its best.
        found += known[:1] if part.what == "grade" and not part.why.startswith("from ") else _ends(known)
    return found


def _roles_with(part: Part, scale: GradeScale) -> list[str]:
    """Return the one role that has the levels of ``part``, where no other has."""
    having = {profile.role for profile in scale.profiles.values() if profile.level in part.levels}
    return list(having) if len(having) == 1 else []


def _ends(codes: Sequence[str]) -> list[str]:
    return [codes[0], codes[-1]] if len(codes) > 1 else list(codes)
