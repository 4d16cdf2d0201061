"""What is made of a role, title or function that a question names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from service.grades.lexicon import ADJECTIVES
from service.grades.persons import is_person
from service.grades.words import Word
from service.interpretation import english
from service.interpretation.english import FRAME
from service.interpretation.entities import Entity
from service.interpretation.phrases import Phrase, Standing
from service.interpretation.question import Question
from service.search.result import Effect, Mention

_FEW = 3  # roles that one name may mean and still decide


@dataclass(frozen=True, slots=True)
class NamedRoles:
    """The roles that a question demands, and all that it names."""

    roles: tuple[str, ...]  # codes
    by_field: bool  # only a field is named, such as "customer success", and no title
    mentions: tuple[Mention, ...]


def read_roles(question: Question, codes: Collection[str], ignore: Collection[str]) -> NamedRoles:
    """Return the roles, titles and functions of ``question``; ``codes`` are those of all roles.

    What ``ignore`` holds demands nothing.
    """
    roles: dict[str, None] = {}
    mentions = []
    by_field = True
    for phrase in question.phrases:
        for item in phrase.items:
            if not isinstance(item.value, Entity):
                continue
            entity = item.value
            what = "code" if entity.is_code else "title" if entity.names_person and not entity.is_role else "role"
            if not entity.roles:
                what = "function"
                entity = replace(entity, roles=roles_of_function(entity, codes))
            effect, why = judge_role(question.words, phrase, entity)
            if what == "function" and effect is Effect.FILTER:
                effect = Effect.BOOST
            if effect is Effect.FILTER and what not in ignore:
                roles.update(dict.fromkeys(entity.roles))
                by_field = by_field and not (entity.is_code or entity.names_person)
            values = entity.roles or entity.places
            mentions.append(Mention(what, entity.text, (entity.start, entity.end), values, effect, why))
    return NamedRoles(tuple(roles), by_field, tuple(mentions))


def judge_role(words: Sequence[Word], phrase: Phrase, entity: Entity) -> tuple[Effect, str]:
    """Return what ``entity``, a role or title in ``phrase``, does, and why."""
    if not entity.roles:
        return Effect.NONE, "a function without roles of its own here"
    if not phrase.of_holder and entity.names_person:
        return Effect.NONE, "it is somebody with whom the holder deals"
    doubt = _find_doubt(words, phrase, entity)
    return (Effect.BOOST, doubt) if doubt else (Effect.FILTER, _name(entity))


def _find_doubt(words: Sequence[Word], phrase: Phrase, entity: Entity) -> str:
    """Return why a name does not decide; empty where it does."""
    mistyped = not entity.exact and entity.last - entity.first == 1 and len(entity.roles) > 1
    doubts = (
        (not phrase.of_holder, "the field is named, but not as the holder's"),
        (entity.rejected, "an alias that was turned down"),
        (len(entity.roles) > _FEW, f"{len(entity.roles)} roles are called so"),
        (_is_modified(words, phrase, entity), "a word before it may make it another role's name"),
        (mistyped, "it may be a typing error for several roles"),
        (
            not (entity.is_code or entity.names_person or _is_holders_field(words, phrase, entity)),
            "the field is named, but perhaps as a topic",
        ),
    )
    return next((why for holds, why in doubts if holds), "")


def _is_modified(words: Sequence[Word], phrase: Phrase, entity: Entity) -> bool:
    """Return whether a word that says nothing here stands before a name of one word: "web" before "developer"."""
    own = [word for word in words[entity.first : entity.last] if word.key not in ADJECTIVES and not word.key.isdigit()]
    if entity.is_code or not entity.names_person or len(own) > 1 or entity.text.isupper():
        return False
    place = entity.first - 1
    read = any(item.first <= place < item.last for item in phrase.items)
    return place >= phrase.first and not read and words[place].key not in FRAME


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
    if following == "people" or any(is_person(words[place].key) for place in range(entity.last, phrase.last)):
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
