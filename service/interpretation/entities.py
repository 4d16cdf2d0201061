"""Roles, titles, functions and skills that a question names, found through the snapshot's labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.grades.lexicon import ADJECTIVES, NOUNS, ROMAN
from service.grades.persons import is_person
from service.grades.reading import read_grades
from service.grades.words import Word
from service.interpretation.english import FRAME, to_verb
from service.interpretation.names import RoleNames
from service.labels.index import LabelIndex
from service.labels.label import Label, LabelSpan

_PLACES = ("role", "title", "alias", "profile", "function", "superfunction", "focus")
_OF_ROLES = ("role", "title", "alias", "profile")
_SKILLS = ("skill", "knowledge", "competency", "qualification")
_EXACT = 0.99
_MAX_SKILLS = 5  # one question names few; a pasted list of fifty would drown the rest


@dataclass(frozen=True, slots=True)
class Entity:
    """Something of the snapshot that the question names: the words ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    start: int  # characters
    end: int
    text: str
    roles: tuple[str, ...]  # codes; empty for a function
    profiles: tuple[str, ...]  # codes of profiles that are titled so
    level: str | None  # of the one profile whose own title this is
    places: tuple[str, ...]  # codes or IRIs of functions
    exact: bool  # no typing error
    is_code: bool
    names_person: bool  # it is a title, not a field: "product manager", not "product management"
    is_role: bool = False  # the role's own label is among what reads so
    rejected: bool = False  # an alias that somebody has turned down


def find_entities(text: str, words: Sequence[Word], labels: LabelIndex, names: RoleNames) -> list[Entity]:
    """Return roles, titles and functions in ``text``, in its order; none overlaps another."""
    found = []
    free = [True] * len(words)
    for span in labels.find_in(text, _PLACES):
        covered = [place for place, word in enumerate(words) if word.start < span.end and word.end > span.start]
        if not covered or not all(free[place] for place in covered):
            continue
        keys = [words[place].key for place in covered]
        if _says_nothing(keys, span):
            continue
        entity = _to_entity(span, covered[0], covered[-1] + 1, keys)
        if entity is not None:
            found.append(entity)
            free[covered[0] : covered[-1] + 1] = [False] * len(covered)
    for first, last, roles in names.find(words, free):
        start, end = words[first].start, words[last - 1].end
        is_person_named = last - first > 1 or not names.is_field(words[first])
        found.append(
            Entity(first, last, start, end, text[start:end], roles, (), None, (), True, False, is_person_named)
        )
    return sorted(found, key=lambda entity: entity.first)


def find_skills(
    text: str, taken: Sequence[tuple[int, int]], labels: LabelIndex
) -> list[tuple[LabelSpan, tuple[str, ...]]]:
    """Return skills, knowledge, competencies and qualifications in ``text`` outside ``taken``, with their IRIs."""
    found = []
    for span in labels.find_in(text, _SKILLS):
        if any(span.start < end and start < span.end for start, end in taken):
            continue
        found.append((span, tuple(dict.fromkeys(hit.label.iri for hit in span.hits))))
    return sorted(found, key=lambda pair: pair[0].start)[:_MAX_SKILLS]


def _says_nothing(keys: Sequence[str], span: LabelSpan) -> bool:
    """Return whether a label is but a word of questions or of grades: a profile may be titled "Entry"."""
    if keys == ["people"] and not span.text[0].isupper() and any(hit.label.kind in _OF_ROLES for hit in span.hits):
        return True  # of all names of a role the one that is said of anybody: "data people"
    if all(key in FRAME or key in ADJECTIVES or key in NOUNS or key.isdigit() for key in keys):
        return True
    return len(keys) == 1 and to_verb(keys[0]) != "" and not span.text.isupper()


def _to_entity(span: LabelSpan, first: int, last: int, keys: Sequence[str]) -> Entity | None:
    hits = [hit.label for hit in span.hits if hit.label.approved is not False] or [hit.label for hit in span.hits]
    of_roles = [label for label in hits if label.kind in _OF_ROLES and label.role]
    exact = all(hit.score >= _EXACT for hit in span.hits)
    is_code = any(label.code is not None and label.text == label.code for label in hits)
    if is_code and len(keys) == 1 and not span.text.isupper():
        return None  # "data" and "gen" are words before they are codes
    roles = tuple(dict.fromkeys(label.role for label in of_roles if label.role))
    titled = [label for label in of_roles if label.kind in ("title", "profile")]
    profiles = tuple(dict.fromkeys(label.profile for label in of_roles if label.profile))
    places = tuple(dict.fromkeys(label.code or label.iri for label in hits if label.kind not in _OF_ROLES))
    return Entity(
        first,
        last,
        span.start,
        span.end,
        span.text,
        roles,
        profiles,
        _own_level(titled, of_roles),
        places,
        exact,
        is_code,
        any(label.code is None or label.text != label.code for label in of_roles) and _is_person(keys, span.text),
        any(label.kind == "role" for label in of_roles),
        all(label.approved is False for label in of_roles),
    )


def _is_person(keys: Sequence[str], text: str) -> bool:
    named = [key for key in keys if key not in ROMAN and not key.isdigit()]
    return (bool(named) and is_person(named[-1])) or text.isupper() or bool(read_grades(text))


def _own_level(titled: Sequence[Label], of_roles: Sequence[Label]) -> str | None:
    """Return the level that a text names by being the title of one profile alone, and nobody else's alias."""
    profiles = {label.profile for label in of_roles if label.profile}
    levels = {label.level for label in titled}
    return levels.pop() if titled and len(profiles) == 1 and len(levels) == 1 else None
