"""How alike two titles are in their words: rare words weigh more, spelling errors and word families are forgiven."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from service.labels.words import to_singular
from service.titles.resolution import NormalTitle

_MISSPELT = 0.9  # of a word's weight
_RELATED = 0.8  # "engineer" and "engineering"
_OUT_OF_PLACE = 0.3  # what the holder is, in one, is what the work is about in the other: "auditor", "audit analyst"
_FAMILY = 5  # letters that words of one family begin with
_FAMILY_SHARE = 0.6  # of the longer word
_SPELLABLE = 5  # letters that a word must have to be misspelt


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a title and a name are."""

    overlap: float  # 0-1: shared weight in the weight of both (Dice)
    covered: float  # 0-1: share of the title's weight that the name has
    head: float  # 1 the same, -1 another, 0 where either has none
    shared: tuple[str, ...]  # the title's words that the name has too
    missing: tuple[str, ...]  # and those that it has not


def compare(title: NormalTitle, name: NormalTitle, weigh: Callable[[str], float]) -> Likeness:
    """Return how alike ``title`` and ``name`` are; ``weigh`` gives the weight of a folded word."""
    total = _weight(title.words, weigh)
    other = _weight(name.words, weigh)
    heads = _compare_heads(title, name)
    shared: dict[str, float] = {}
    met: dict[str, float] = {}
    for word, counts in title.words.items():
        best, match = max(((_alike(word, said), said) for said in name.words), default=(0.0, ""))
        if heads < 0 and (word == title.head) != (match == name.head):
            best *= _OUT_OF_PLACE
        if best > 0:
            shared[word] = best * counts * weigh(match)
            met[match] = max(met.get(match, 0.0), best * name.words[match] * weigh(match))
    missing = tuple(word for word in title.words if word not in shared)
    if not total or not other:  # "Director" and "Director": titles of a grade alone
        same = float(not total and not other)
        return Likeness(same, same, 0.0, (), missing)
    left = sum(shared.values())
    overlap = (left + sum(met.values())) / (total + other)
    return Likeness(min(overlap, 1.0), min(left / total, 1.0), heads, tuple(shared), missing)


def _weight(words: Mapping[str, float], weigh: Callable[[str], float]) -> float:
    return sum(counts * weigh(word) for word, counts in words.items())


def _compare_heads(title: NormalTitle, name: NormalTitle) -> float:
    if title.head is None or name.head is None:
        return 0.0
    return 1.0 if _alike(title.head, name.head) > 0 else -1.0


def _alike(word: str, other: str) -> float:
    """Return 1 for the same word, less for a misspelt or related one, 0 for another."""
    if word == other or to_singular(word) == to_singular(other):
        return 1.0
    longer = max(len(word), len(other))
    begins = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    if min(len(word), len(other)) >= _SPELLABLE:
        errors = OSA.distance(word, other, score_cutoff=2)
        if errors <= (2 if longer > 2 * _SPELLABLE else 1) and begins > 0 and word[-2:] == other[-2:]:
            return _MISSPELT
    return _RELATED if begins >= _FAMILY and begins >= _FAMILY_SHARE * longer else 0.0
