"""Pseudo-profiles whose occupation is known.

Four kinds of pairs, all taken from what the classifications say:

    onet    a reported title, other titles and half of the tasks of an O*NET occupation -> that occupation; all of them,
            and the same titles of other occupations, are taken out of the index
    crossed an ESCO occupation whose label is a title of one O*NET occupation alone -> that one; the label is taken out
    mirror  the same the other way: an O*NET occupation -> the ESCO occupations whose labels are its titles alone
    isco    an ESCO occupation -> its ISCO group, by the group's other members: it is itself taken out of the index

The crossed ones were written by other people in other words, as a company's are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bench.mappings.corpus import Corpus
from service.occupations.suggestion.family import Numbers
from service.occupations.suggestion.loading import FamilyParts
from service.occupations.suggestion.profile_text import Name, ProfileText, Statement
from service.occupations.suggestion.rows import OccupationRows, Part
from store.encoder import FloatArray

_ALIASES = 3
_LEAST_TASKS = 4
_MOST_STATEMENTS = 15
_NO_VECTOR = np.zeros(0, dtype=np.float32)
ONET, ESCO = 0, 1  # numbers of the families

Grouped = Mapping[int, list[Part]]


@dataclass(frozen=True, slots=True)
class Case:
    """One pseudo-profile."""

    kind: str
    text: ProfileText
    family: int
    right: Numbers  # units that are the answer
    hidden: Numbers  # units that are no candidates
    is_development: bool


def draw(*key: object) -> float:
    """Return the number in [0, 1) that belongs to ``key``, whatever else is drawn."""
    digest = hashlib.sha256("|".join(map(str, key)).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def make_cases(corpus: Corpus) -> tuple[list[Case], list[OccupationRows]]:
    """Return the pseudo-profiles, and the rows of each family without what was taken out for them."""
    onet, esco = corpus.parts
    titles, tasks = _group(onet.titles), _group(onet.tasks)
    cases, used_titles, used_tasks = [], set(), set()
    for unit, entry in enumerate(corpus.families[ONET].units):
        reported = [part for part in titles.get(unit, ()) if part.row in corpus.reported]
        own = _shuffle([part for part in reported if part.text.casefold() != entry.label.casefold()])
        done = _shuffle(tasks.get(unit, ()))
        if not own or len(done) < _LEAST_TASKS:
            continue
        first, others = own[0], _others(titles[unit], own[0])
        half = done[: len(done) // 2]
        used_titles |= {part.text.casefold() for part in (first, *others)}
        used_tasks |= {part.text for part in half}
        text = _to_text(corpus, entry.code, first, others, half, None)
        cases.append(_to_case("onet", text, ONET, [unit], entry.code))
    crossed, labels = _cross(corpus)
    cases += crossed
    cases += _to_groups(corpus)
    kept = FamilyParts(
        onet.described,
        tuple(part for part in onet.titles if part.text.casefold() not in used_titles | labels),
        tuple(part for part in onet.tasks if part.text not in used_tasks),
    )
    # Of the mirrored ones, the label is the beginning of the description, and an own title may repeat it.
    other = FamilyParts(
        tuple(part._replace(text="") for part in esco.described),
        tuple(part for part in esco.titles if part.text.casefold() not in labels),
        esco.tasks,
    )
    rows = [
        OccupationRows(len(family.units), parts.described, parts.titles, parts.tasks, corpus.vectors)
        for family, parts in zip(corpus.families, (kept, other), strict=True)
    ]
    return cases, rows


def _cross(corpus: Corpus) -> tuple[list[Case], set[str]]:
    """Return the pairs across the two families, and the labels that make them."""
    onet, esco = corpus.parts
    owners: dict[str, list[Part]] = {}
    for part in onet.titles:
        owners.setdefault(part.text.casefold(), []).append(part)
    titles, skills, described = _group(esco.titles), _group(esco.tasks), _group(esco.described)
    onet_titles, tasks, onet_described = _group(onet.titles), _group(onet.tasks), _group(onet.described)
    pairs: list[tuple[int, Part]] = []
    for unit, entry in enumerate(corpus.families[ESCO].units):
        held = owners.get(entry.label.casefold(), ())
        if (
            entry.scheme == "esco"
            and len({part.unit for part in held}) == 1
            and len(skills.get(unit, ())) >= _LEAST_TASKS
        ):
            pairs.append((unit, held[0]))
    labels = {part.text.casefold() for _, part in pairs}
    abouts = corpus.encode([_without_label(described[unit][0].text) for unit, _ in pairs])
    cases, mirrored = [], {}
    for (unit, part), about in zip(pairs, abouts, strict=True):
        others = [other for other in titles.get(unit, ()) if other.text.casefold() != part.text.casefold()]
        done = _shuffle(skills[unit])[:_MOST_STATEMENTS]
        entry = corpus.families[ONET].units[part.unit]
        text = _to_text(corpus, entry.code, part, _shuffle(others)[:_ALIASES], done, about)
        cases.append(_to_case("crossed", text, ONET, [part.unit], entry.code))
        mirrored.setdefault(part.unit, []).append(unit)
    known = [unit for unit in mirrored if len(tasks.get(unit, ())) >= _LEAST_TASKS]
    abouts = corpus.encode([_without_label(onet_described[unit][0].text) for unit in known])
    for unit, about in zip(known, abouts, strict=True):
        own = _shuffle([part for part in onet_titles[unit] if part.text.casefold() not in labels])
        if own:
            entry = corpus.families[ONET].units[unit]
            done = _shuffle(tasks[unit])[:_MOST_STATEMENTS]
            text = _to_text(corpus, entry.code, own[0], own[1 : 1 + _ALIASES], done, about)
            cases.append(_to_case("mirror", text, ESCO, mirrored[unit], entry.code))
    return cases, labels


def _to_groups(corpus: Corpus) -> list[Case]:
    esco, family = corpus.parts[ESCO], corpus.families[ESCO]
    titles, skills, described = _group(esco.titles), _group(esco.tasks), _group(esco.described)
    groups = family.tiers["isco", "isco-4"].numbers
    units = [
        unit for unit, entry in enumerate(family.units) if entry.scheme == "esco" and len(titles.get(unit, ())) > 0
    ]
    labels = corpus.encode([family.units[unit].label for unit in units])
    cases = []
    for unit, vector in zip(units, labels, strict=True):
        entry = family.units[unit]
        others = np.flatnonzero((groups == groups[unit]) & (np.arange(len(groups)) != unit))
        if groups[unit] < 0 or not len(others):
            continue
        aliases = [part for part in _shuffle(titles[unit]) if part.text.casefold() != entry.label.casefold()]
        [about] = described[unit]
        text = ProfileText(
            code=entry.code,
            iri=entry.iri,
            title=entry.label,
            name=Name(entry.label, "title", 1.0, vector),
            aliases=_to_names(corpus, aliases[:_ALIASES]),
            summary=corpus.vectors[about.row],
            statements=_to_statements(_shuffle(skills.get(unit, ()))[:_MOST_STATEMENTS]),
            vectors=_gather(corpus, _shuffle(skills.get(unit, ()))[:_MOST_STATEMENTS]),
        )
        hidden = np.asarray([unit], dtype=np.int64)
        cases.append(Case("isco", text, ESCO, others, hidden, draw("split", entry.code) < 0.5))
    return cases


def _to_case(kind: str, text: ProfileText, family: int, right: Sequence[int], key: str) -> Case:
    nothing = np.zeros(0, dtype=np.int64)
    # All that is about one O*NET occupation is in one half, whatever kind of pair it belongs to.
    return Case(kind, text, family, np.asarray(right, dtype=np.int64), nothing, draw("split", key) < 0.5)


def _to_text(
    corpus: Corpus, code: str, title: Part, aliases: Sequence[Part], done: Sequence[Part], about: FloatArray | None
) -> ProfileText:
    return ProfileText(
        code=code,
        iri="",
        title=title.text,
        name=Name(title.text, "title", 1.0, corpus.vectors[title.row]),
        aliases=_to_names(corpus, aliases),
        summary=about,
        statements=_to_statements(done),
        vectors=_gather(corpus, done),
    )


def _to_names(corpus: Corpus, parts: Sequence[Part]) -> tuple[Name, ...]:
    return tuple(Name(part.text, "alias", 1.0, corpus.vectors[part.row]) for part in parts)


def _to_statements(parts: Sequence[Part]) -> tuple[Statement, ...]:
    return tuple(Statement("", part.text) for part in parts)


def _gather(corpus: Corpus, parts: Sequence[Part]) -> FloatArray:
    return np.asarray(corpus.vectors[[part.row for part in parts]])


def _group(parts: Sequence[Part]) -> Grouped:
    found: dict[int, list[Part]] = {}
    for part in parts:
        found.setdefault(part.unit, []).append(part)
    return found


def _shuffle(parts: Sequence[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: draw(part.unit, part.text))


def _others(titles: Sequence[Part], first: Part) -> list[Part]:
    others = [part for part in titles if part.text.casefold() != first.text.casefold()]
    return _shuffle(others)[:_ALIASES]


def _without_label(text: str) -> str:
    return text.partition(": ")[2] or text
