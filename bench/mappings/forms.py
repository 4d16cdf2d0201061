"""Pseudo-profiles made to look like a company's: parts left out, few statements, noise, another tone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from bench.mappings.cases import Case, draw
from service.occupations.suggestion.profile_text import Name, ProfileText
from store.encoder import FloatArray

NOISE = 0.25  # share of statements that are another occupation's
_JARGON_STATEMENTS = 3
_GRADES = ("Senior {}", "{} II", "Lead {}", "{} (EMEA)", "Associate {}", "{} - Remote")
_TONES = (
    "Own the following end to end: {}",
    "Partner with stakeholders across the business: {}",
    "{} with a bias for action in a fast-paced environment",
    "Drive outcomes and delight customers: {}",
    "{} as a trusted advisor to cross-functional teams",
    "Champion best practice and scale it: {}",
)
WHOLE = "all"
# Those that a company's profiles look like; the audit promises its share of false alarms for each of them.
REALISTIC = (WHOLE, "all, noisy", "titles", "title + 3 noisy", "title + 8 noisy", "jargon")

Form = Callable[[Case], ProfileText | None]


def make_forms(cases: Sequence[Case], encode: Callable[[Sequence[str]], FloatArray]) -> Mapping[str, Form]:
    """Return the forms by name; a form gives None for a case that lacks what it keeps."""
    pool = np.concatenate([case.text.vectors for case in cases if len(case.text.vectors)])
    jargon = _speak(cases, encode)
    return {
        WHOLE: lambda case: case.text,
        "title": lambda case: _strip(case.text, title=True),
        "titles": lambda case: _strip(case.text, title=True, aliases=True),
        "tasks": lambda case: _strip(case.text, tasks=True) if case.text.statements else None,
        "description": lambda case: _strip(case.text, summary=True) if case.text.summary is not None else None,
        "title + 1 noisy": lambda case: _add_noise(_strip(case.text, title=True, tasks=True), pool, 1),
        "title + 3 noisy": lambda case: _add_noise(_strip(case.text, title=True, tasks=True), pool, 3),
        "title + 8 noisy": lambda case: _add_noise(_strip(case.text, title=True, tasks=True), pool, 8),
        "all, noisy": lambda case: _add_noise(case.text, pool, len(case.text.statements)),
        "jargon": lambda case: jargon[id(case)],
    }


def make_strange(cases: Sequence[Case]) -> list[Case]:
    """Return pseudo-profiles that fit no occupation: title, aliases, summary and statements of different ones."""
    found = []
    for kind in dict.fromkeys(case.kind for case in cases):
        for half in (True, False):
            group = [case for case in cases if case.kind == kind and case.is_development is half]
            vectors = np.concatenate([case.text.vectors for case in group if len(case.text.vectors)])
            for number, case in enumerate(group):
                others = [group[int(draw("strange", kind, number, part) * len(group))].text for part in range(5)]
                aliases = tuple(other.aliases[0] for other in others[:3] if other.aliases)
                picks = [int(draw(kind, number, place) * len(vectors)) for place in range(len(case.text.statements))]
                summary = others[3].summary if case.text.summary is not None else None
                text = replace(case.text, name=others[4].name, aliases=aliases, summary=summary, vectors=vectors[picks])
                found.append(replace(case, text=text, right=np.zeros(0, dtype=np.int64)))
    return found


def _strip(
    text: ProfileText, *, title: bool = False, aliases: bool = False, tasks: bool = False, summary: bool = False
) -> ProfileText:
    return replace(
        text,
        name=text.name if title else None,
        aliases=text.aliases if aliases else (),
        statements=text.statements if tasks else (),
        vectors=text.vectors if tasks else text.vectors[:0],
        summary=text.summary if summary else None,
    )


def _add_noise(text: ProfileText, pool: FloatArray, count: int) -> ProfileText | None:
    if not text.statements:
        return None
    vectors = text.vectors[:count].copy()
    for place in range(len(vectors)):
        key = ("noise", text.code, count, text.statements[place].text)
        if draw(*key) < NOISE:
            vectors[place] = pool[int(draw(*key, "which") * len(pool))]
    return replace(text, statements=text.statements[:count], vectors=vectors)


def _speak(cases: Sequence[Case], encode: Callable[[Sequence[str]], FloatArray]) -> dict[int, ProfileText | None]:
    """Return each case with a graded title and a few statements, in the tone of a company's pages."""
    titles: list[str] = []
    statements: list[str] = []
    for case in cases:
        titles.append(_pick(_GRADES, case.text.code, case.text.title).format(case.text.title))
        for statement in case.text.statements[:_JARGON_STATEMENTS]:
            tone = _pick(_TONES, case.text.code, statement.text)
            plain = statement.text.rstrip(".").partition(": ")[0]
            statements.append(tone.format(plain if tone.startswith("{") else plain[:1].lower() + plain[1:]))
    named, told = encode(titles), encode(statements)
    found: dict[int, ProfileText | None] = {}
    first = 0
    for case, title, vector in zip(cases, titles, named, strict=True):
        count = min(len(case.text.statements), _JARGON_STATEMENTS)
        text = replace(
            case.text,
            name=Name(title, "title", 1.0, vector),
            aliases=(),
            summary=None,
            statements=case.text.statements[:count],
            vectors=told[first : first + count],
        )
        found[id(case)] = text if count else None
        first += count
    return found


def _pick(choices: Sequence[str], *key: object) -> str:
    return choices[int(draw("tone", *key) * len(choices))]
