"""How much experience each level asks for, as the snapshot's texts say, and which levels some years fit.

A level's range ends where the next begins when its text has no upper end ("8+ years" under "12+ years" is 8 to 12).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from service.grades.experience import YearRange, read_years
from store.graph import GraphStore

_TELLS_YEARS = re.compile(r"experience|years|tenure|seniority", re.IGNORECASE)
_OF_LEVELS = """
SELECT DISTINCT ?level ?dimension ?text WHERE {
  ?l a rg:Level ; skos:notation ?level ; rg:attribute ?s . ?s rg:dimension ?dimension ; rg:text ?text
}
"""
_OF_PROFILES = """
SELECT DISTINCT ?role ?level ?dimension ?text WHERE {
  ?p a rg:Profile ; rg:role/skos:notation ?role ; rg:level/skos:notation ?level ; rg:guideline ?s .
  ?s rg:dimension ?dimension ; rg:text ?text
}
"""
_ENDLESS = 60.0  # years: past any working life

LevelYears = Mapping[tuple[str | None, str], YearRange]


def read_level_years(graph: GraphStore) -> dict[tuple[str | None, str], YearRange]:
    """Return the experience that is typical of each (role, level), and of each level for all roles (role None).

    A text that names several lengths ("5+ years (BA), 3+ years (MA)") begins with the usual one: that is taken.
    """
    found: dict[tuple[str | None, str], YearRange] = {}
    for query in (_OF_LEVELS, _OF_PROFILES):
        for row in graph.select(query):
            if not _TELLS_YEARS.search(str(row["dimension"])):
                continue
            said = read_years(str(row["text"]))
            if said:
                role = row.get("role")
                found.setdefault((None if role is None else str(role), str(row["level"])), said[0])
    for (_, level), years in list(found.items()):
        found.setdefault((None, level), years)  # no attribute says it of the level: some role does
    return found


def levels_by_years(
    codes: Sequence[str], known: LevelYears, role: str | None, asked: tuple[float, float | None]
) -> list[tuple[str, float, str]]:
    """Return those of ``codes`` (one ladder, lowest first) that fit: code, weight (0-1) and why.

    A level fits when more than a point of its range is asked for: "8+ years" is every level from the one that begins at
    eight, not the one that ends there. A level that begins below what is asked for weighs less.
    """
    ranges = [(code, known.get((role, code)) or known.get((None, code))) for code in codes]
    stated = [(code, years) for code, years in ranges if years is not None]
    low, high = asked
    limit = _ENDLESS if high is None else high
    found = []
    for position, (code, years) in enumerate(stated):
        later = (other.low for _, other in stated[position + 1 :] if other.low > years.low)
        end = years.high if years.high is not None else next(later, _ENDLESS)
        if years.low == limit == low or (limit == low and years.low <= low < end):
            weight = 1.0
        else:
            shared = min(limit, end) - max(low, years.low)
            if shared <= 0:
                continue
            weight = 1.0 if years.low >= low else shared / (end - years.low)
        found.append((code, round(max(weight, 0.1), 3), f"{code} asks for {years.text}"))
    return found
