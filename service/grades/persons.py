"""Whether an English noun names a person by the work done: enough to find what a title is about."""

# ruff: noqa: SIM905 - a list of a hundred quoted words reads worse

from __future__ import annotations

_PERSONS = frozenset(
    "accountant agent aide analyst apprentice assistant associate attendant attorney chef chief cio clerk coach "
    "consultant cook counsel csm dean executive fellow foreman guard guide head host intern judge lawyer lead "
    "merchant nurse officer partner pilot president principal rep representative scientist secretary sergeant sre "
    "steward student superintendent surgeon swe sde temp therapist tutor vet expert specialist architect "
    "strategist technologist statistician professional generalist practitioner buyer trainee graduate".split()
)
_ENDINGS = ("er", "or", "ist", "ian", "eer", "yst", "man", "woman", "person", "smith", "wright")
_THINGS = frozenset(
    "after career center chapter character charter cluster computer consumer customer cyber data der digger door "
    "number ever factor filter floor folder frontier over user users tower order paper border peer former further "
    "gender harbor humor indoor outdoor inner interior exterior investor labor layer letter liquor major minor "
    "matter member meter minister monitor mortar motor neighbor offer other outer owner per power prior proper "
    "quarter register remainder river sector seller semester server shareholder stakeholder shower silver sister "
    "solar summer super supplier tender theater tier tutor under vapor vector vendor water weather whether winter "
    "woman human german italian asian indian canadian russian roman iranian list assist exist persist twist "
    "christian their consider deliver discover answer cover better higher lower newer older larger smaller "
    "stronger broader wider together rather another never".split()
) - {"tutor"}


def is_person(word: str) -> bool:
    """Return whether ``word`` (in lower case, singular or plural) names a person by the work done."""
    if word in _THINGS:
        return False
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    if word in _PERSONS or singular in _PERSONS:
        return True
    return len(singular) > 3 and singular not in _THINGS and singular.endswith(_ENDINGS)  # noqa: PLR2004 - "for", "war"
