"""What a question constrains: the level that is named, the kind of statement that is asked for. Never invented.

A level is read from its code alone where the snapshot has such a level. "C-level" is no level of anybody's ladder, so
it stays in the text, where it belongs to the counterparty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ontology import kinds
from service.search.result import Filters, Interpretation

_CODE = re.compile(r"(?<![\w-])([A-Za-z]{1,3}\d{1,2})(?![\w-])")
# In operations P1 to P5 also grade incidents; then the number belongs to the thing, not to its holder.
_GRADED_THINGS = re.compile(
    r"\s+(incidents?|bugs?|tickets?|issues?|outages?|alerts?|defects?|priorit\w+)\b", re.IGNORECASE
)
_KIND_WORDS = {
    "skill": kinds.SKILL.name,
    "skills": kinds.SKILL.name,
    "responsibilities": kinds.RESPONSIBILITY.name,
    "tasks": kinds.TASK.name,
    "competencies": kinds.COMPETENCY.name,
    "qualifications": kinds.QUALIFICATION.name,
    "aliases": kinds.ALIAS_NAME,
    "outputs": kinds.OUTPUT.name,
    "guidelines": kinds.GUIDELINE.name,
}
# The kind is asked for only where its word is the question's own object: "skills for …", "what skills does …".
_ASKS_FOR = re.compile(
    r"^\s*(?:(?:what|which|list|show|give)\s+(?:me\s+)?(?:are\s+)?(?:the\s+|all\s+)?)?"
    rf"({'|'.join(sorted(_KIND_WORDS, key=len, reverse=True))})\s+"
    r"(?:for|of|do|does|are|is|needed|required|expected|at|has|have|must|should)\b",
    re.IGNORECASE,
)


def interpret(query: str, stated: Filters, level_codes: Iterable[str]) -> Interpretation:
    """Return how ``query`` is understood; ``stated`` filters are the caller's own and win over what the query says."""
    known = {code.upper(): code for code in level_codes}
    levels: dict[str, None] = {}
    spans: list[tuple[int, int]] = []
    for match in _CODE.finditer(query):
        code = known.get(match[1].upper())
        if code is not None and not _GRADED_THINGS.match(query, match.end()):
            levels[code] = None
            spans.append(match.span())
    asked = _ASKS_FOR.match(query)
    kind = (_KIND_WORDS[asked[1].lower()],) if asked else ()
    read = Filters(level=tuple(levels), kind=kind)
    in_force = Filters(
        level=stated.level or read.level,
        role=stated.role,
        kind=stated.kind or read.kind,
        track=stated.track,
    )
    return Interpretation(text=_without(query, spans) or query.strip(), filters=in_force, read=read)


def _without(query: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        query = f"{query[:start]} {query[end:]}"
    return " ".join(query.split())


class Interpreter:
    def __init__(self, catalog):
        self._catalog = catalog

    def interpret(self, query, stated=Filters(), ignore=()):
        return interpret(query, stated, self._catalog.levels)
