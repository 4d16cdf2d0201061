"""What is made of a role, title or function that a question names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from service.grades.persons import is_person
from service.grades.words import Word
from service.interpretation import english
from service.interpretation.entities import Entity
from service.interpretation.phrases import Phrase, Standing
from service.search.result import Effect

_FEW = 3  # roles that one name may mean and still decide


def judge_role(words: Sequence[Word], phrase: Phrase, entity: Entity) -> tuple[Effect, str]:
    """Return what ``entity``, a role or title in ``phrase``, does, and why."""
    if not entity.roles:
        return Effect.NONE, "a function without roles of its own here"
    if not phrase.of_holder:
        if entity.names_person:
            return Effect.NONE, "it is somebody with whom the holder deals"
        return Effect.BOOST, "the field is named, but not as the holder's"
    if len(entity.roles) > _FEW:
        return Effect.BOOST, f"{len(entity.roles)} roles are called so"
    if not entity.exact and entity.last - entity.first == 1 and len(entity.roles) > 1:
        return Effect.BOOST, "it may be a typing error for several roles"
    if entity.is_code or entity.names_person:
        return Effect.FILTER, _name(entity)
    if _is_holders_field(words, phrase, entity):
        return Effect.FILTER, _name(entity)
    return Effect.BOOST, "the field is named, but perhaps as a topic"


def _name(entity: Entity) -> str:
    roles = " and ".join(entity.roles)
    return f"{'a name' if entity.exact else 'nearly a name'} of {roles}"


def _is_holders_field(words: Sequence[Word], phrase: Phrase, entity: Entity) -> bool:
    """Return whether a field's name stands where only the holder's field can: "skills in data analytics at L3"."""
    if phrase.standing is Standing.ASKED or any(item.what in ("code", "adjective", "noun") for item in phrase.items):
        return True
    if entity.first == 0 and entity.last == len(words):
        return True
    following = words[entity.last].key if entity.last < len(words) else ""
    if any(is_person(words[place].key) for place in range(entity.last, phrase.last)):
        return True
    return (
        following in english.ASPECTS
        or following in english.CLAUSE_OPENERS
        or following in ("above", "below", "between", "up", "at", "from", "over", "under")
    )


def roles_of_function(entity: Entity, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the roles whose codes begin with the code of a function that ``entity`` names."""
    prefixes = tuple(f"{place}." for place in entity.places if "/" not in place)
    return tuple(code for code in codes if prefixes and code.startswith(prefixes))
