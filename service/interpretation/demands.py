"""The levels that a question names of its holder: by code, by grade, by a title, by years."""

from __future__ import annotations

from collections.abc import Sequence

from service.grades.scale import GradeScale
from service.interpretation.constraints import Part, mean_levels
from service.interpretation.entities import Entity
from service.interpretation.grading import concerns_holder, read_holder_grades
from service.interpretation.names import RoleNames
from service.interpretation.phrases import Item, Phrase
from service.interpretation.question import Question
from service.interpretation.years import are_holders


def read_parts(question: Question, roles: Sequence[str], scale: GradeScale, names: RoleNames) -> list[Part]:
    """Return what ``question`` says of the holder's level, in its order; ``roles`` are those that it demands."""
    parts = []
    for phrase in question.phrases:
        tail = question.words[phrase.last - 1].end
        own = _roles_of(phrase)
        for item in phrase.items:
            if item.what == "code" and concerns_holder(question.words, phrase, item):
                start, end = question.words[item.first].start, question.words[item.last - 1].end
                codes = item.value if isinstance(item.value, tuple) else ()
                why = f"the level {codes[0]}" if len(codes) == 1 else f"levels called so: {', '.join(codes)}"
                parts.append(Part("level", start, end, codes, why, tail, own))
            entity = item.value
            if isinstance(entity, Entity) and entity.is_code and entity.level is not None and phrase.of_holder:
                why = f"the level of {entity.profiles[0]}"
                parts.append(Part("code", entity.start, entity.end, (entity.level,), why, entity.end, entity.roles))
        titled = _read_title(phrase, names)
        if titled is not None:
            parts.append(titled)
            continue
        graded = read_holder_grades(question.text, question.words, phrase)
        if graded is not None:
            within = [role for role in own if role in roles] or roles
            meant = mean_levels(scale, graded.grades, graded.either, within)
            if meant:
                why = "; ".join(dict.fromkeys(level.why for level in meant))
                levels = tuple(dict.fromkeys(level.level for level in meant))
                parts.append(Part("grade", graded.start, graded.end, levels, why, tail, own))
    parts += _read_years(question, roles, scale)
    return sorted(parts, key=lambda part: (part.start, part.end))


def _roles_of(phrase: Phrase) -> tuple[str, ...]:
    return next((item.value.roles for item in phrase.items if isinstance(item.value, Entity)), ())


def _read_title(phrase: Phrase, names: RoleNames) -> Part | None:
    """Return the level of a holder's phrase that is the title of one profile, and no part of another's."""
    for item in phrase.items if phrase.of_holder else ():
        entity = _whole_title(item, names)
        if entity is not None and entity.level is not None:
            why = f"the title of {entity.profiles[0]} alone"
            return Part("grade", entity.start, entity.end, (entity.level,), why, entity.end, entity.roles)
    return None


def _whole_title(item: Item, names: RoleNames) -> Entity | None:
    entity = item.value
    if not isinstance(entity, Entity) or not entity.exact or entity.is_code or not entity.names_person:
        return None
    return None if names.is_shared(entity.text, entity.profiles) else entity


def _read_years(question: Question, roles: Sequence[str], scale: GradeScale) -> list[Part]:
    parts = []
    for years in question.years:
        if not are_holders(question, years):
            continue
        found = [scale.levels_for_experience(years.low, years.high, role=role) for role in roles or (None,)]
        fitting = [level for levels in found for level in levels]
        if fitting:
            why = "; ".join(dict.fromkeys(level.why for level in fitting))
            levels = tuple(dict.fromkeys(level.level for level in fitting))
            parts.append(Part("experience", *years.span, levels, why, years.span[1]))
    return parts
