"""Questions for an occupation of a classification: "which occupation …", "O*NET code for …"."""

# ruff: noqa: SIM905 - a list of quoted words reads worse

from __future__ import annotations

import re

from ontology.kinds import OCCUPATION_NAME
from service.interpretation.english import may_be_verb
from service.interpretation.wanted import Wanted

_ASKS = re.compile(
    r"\s*(?P<asked>(?:(?:please\s+)?(?:what|which|find|list|show|give)\s+(?:(?:is|are|me|all)\s+)?)?(?:the\s+|an?\s+)?"
    r"(?P<scheme>(?:o\*?net|soc|esco|isco)(?:[- ]soc)?\s+)?(?:occupations?(?P<code>\s+codes?)?|(?P<coded>codes?)))"
    r"(?:\s+(?P<next>[\w'’]+)|\s*[:?]|\s*$)",
    re.IGNORECASE,
)
# After "occupation": what makes it the object of the question, beside a verb.
_FOLLOW = frozenset(
    "for of that who which where to with is are do does has have in and or need needs cover fit match".split()
)


def read_occupations(text: str) -> Wanted | None:
    """Return the words of ``text`` that ask for occupations; a classification's name makes a code one."""
    found = _ASKS.match(text)
    if found is None or (found["coded"] and not found["scheme"]):
        return None
    if found["asked"].lower() == "occupation":
        return None  # "occupation mapping owner"
    follows = (found["next"] or "").lower()
    is_object = not follows or follows in _FOLLOW or (not found["code"] and not found["coded"] and may_be_verb(follows))
    if not is_object:
        return None  # "which occupation data do analysts clean"
    said = found["asked"]
    return Wanted((OCCUPATION_NAME,), *found.span("asked"), True, f"{said!r} asks for occupations")
