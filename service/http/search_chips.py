"""How a question was read, as chips: each says what a part of it does, and leads to the same search without that."""

from __future__ import annotations

from dataclasses import dataclass

from service.http.asked import Asked
from service.http.parameters import to_arguments
from service.interpretation.interpreter import ALL
from service.interpretation.wording import is_overruled, name_many, name_one, tell_effect
from service.search.result import Effect, Interpretation, Mention

_EFFECTS = {"min_confidence": "at least {}"}
_ALL_FROM = 2  # chips that were read, from which on one link takes the whole question as it stands


@dataclass(frozen=True, slots=True)
class Chip:
    """One constraint or preference that is in force."""

    name: str  # such as "grade"
    said: str | None  # the question's own words; None: the asker set it
    effect: str  # such as "only P4"
    why: str
    url: str  # of the same search without it
    action: str  # what following that does, in words


@dataclass(frozen=True, slots=True)
class Note:
    """What was seen in the question, or left unread, and changes nothing."""

    text: str
    why: str
    url: str | None  # of the same search with it read again


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the page says of how the question was read."""

    chips: tuple[Chip, ...]
    notes: tuple[Note, ...]
    searched: str | None  # what is searched for, where that is not the question itself
    as_it_stands: str | None  # the address of the same search with nothing read, where much was
    uncompared: str | None  # the address of the same search without its comparison


def read_reading(asked: Asked, interpretation: Interpretation) -> Reading:
    """Return how the question was read."""
    ignored = tuple(dict.fromkeys(interpretation.ignored))
    chips = _list_stated(asked)
    notes = []
    used = 0
    for mention in interpretation.mentions:
        if mention.what == "comparison" or {mention.what, ALL} & {*ignored}:
            continue
        if mention.effect is Effect.NONE:
            notes.append(Note(_say(mention, "no filter"), mention.why, None))
        elif is_overruled(mention, asked.filters):
            notes.append(Note(_say(mention, "your own filter takes its place"), mention.why, None))
        else:
            chips.append(_to_chip(asked, ignored, mention, interpretation))
            used += 1
    notes += [_to_ignored(asked, ignored, name, interpretation) for name in ([ALL] if ALL in ignored else ignored)]
    return Reading(
        tuple(chips),
        tuple(notes),
        interpretation.text if interpretation.text != asked.query.strip() else None,
        asked.to_url(ignore=(ALL,)) if used >= _ALL_FROM else None,
        asked.to_url(ignore=(*ignored, "comparison")) if interpretation.comparison else None,
    )


def _list_stated(asked: Asked) -> list[Chip]:
    chips = []
    for name, stated in to_arguments(asked.filters).items():
        for value in stated:
            left = tuple(other for other in stated if other != value)
            said = value.replace("_", " ") if name == "mapping_status" else value
            effect = said if left else _EFFECTS.get(name, "only {}").format(said)
            called = name.replace("_", " ")
            chips.append(
                Chip(called, None, effect, "your own filter", asked.to_url({name: left}), "remove this filter")
            )
    return chips


def _to_chip(asked: Asked, ignored: tuple[str, ...], mention: Mention, interpretation: Interpretation) -> Chip:
    return Chip(
        name_one(mention.what),
        mention.text,
        tell_effect(mention, interpretation),
        mention.why,
        asked.to_url(ignore=(*ignored, mention.what)),
        f"search without reading {name_many(mention.what)}",
    )


def _to_ignored(asked: Asked, ignored: tuple[str, ...], name: str, interpretation: Interpretation) -> Note:
    url = asked.to_url(ignore=tuple(other for other in ignored if other != name))
    if name == ALL:
        return Note("the question is taken as it stands", "nothing is read in it, as asked", url)
    said = [mention.text for mention in interpretation.mentions if mention.what == name]
    quoted = ": " + ", ".join(f"“{text}”" for text in said) if said else ""
    return Note(f"not reading {name_many(name)}{quoted}", "left unread, as asked", url)


def _say(mention: Mention, what_of_it: str) -> str:
    return f"“{mention.text}” is read as a {name_one(mention.what)}: {what_of_it}"
