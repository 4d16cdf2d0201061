"""How alike two titles are in their words: rare words weigh more, spelling errors and word families are forgiven."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from service.labels.words import to_singular
from service.titles.lexicon import SAME_WORKERS
from service.titles.resolution import NormalTitle

_MISSPELT = 0.9  # of a word's weight
_RELATED = 0.8  # "engineer" and "engineering"
_OUT_OF_PLACE = 0.3  # what the holder is, in one, is what the work is about in the other: "auditor", "audit analyst"
_SAME_WORKER = 0.7  # "engineer" and "developer"
_ASIDES = 0.3  # of the weight of what names the job
_FAMILY = 5  # letters that words of one family begin with
_FAMILY_SHARE = 0.6  # of the longer word
_SPELLABLE = 5  # letters that a word must have to be misspelt


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a title and a name are."""

    overlap: float  # 0-1: shared weight in the weight of both (Dice)
    head: float  # 1 the same, -1 another, 0 where either has none
    shared: tuple[str, ...]  # the title's words that the name has too
    missing: tuple[str, ...]  # and those that it has not


def compare(title: NormalTitle, name: NormalTitle, weigh: Callable[[str], float]) -> Likeness:
    """Return how alike ``title`` and ``name`` are; ``weigh`` gives the weight of a folded word."""
    counts, others = _count(title.words, weigh), _count(name.words, weigh)
    total, other = _weight(counts, weigh), _weight(others, weigh)
    heads = _compare_heads(title, name)
    shared: dict[str, float] = {}
    met: dict[str, float] = {}
    for word, count in counts.items():
        best, match = max(((_alike(word, said), said) for said in name.words), default=(0.0, ""))
        if not best and word == title.head and name.head is not None and _are_same_workers(word, name.head):
            best, match = _SAME_WORKER, name.head
        if heads < 0 and (word == title.head) != (match == name.head):
            best *= _OUT_OF_PLACE
        if best > 0:
            shared[word] = best * count * weigh(match)
            met[match] = max(met.get(match, 0.0), best * others.get(match, 1.0) * weigh(match))
    missing = tuple(word for word in title.words if word not in shared)
    if not total or not other:  # "Director" and "Director": titles of a grade alone
        same = float(not total and not other)
        return Likeness(same, 0.0, (), missing)
    left = sum(shared.values())
    overlap = (left + sum(met.values())) / (total + other)
    return Likeness(min(overlap, 1.0), heads, tuple(shared), missing)


def _count(words: Mapping[str, float], weigh: Callable[[str], float]) -> dict[str, float]:
    """Return how much each word counts: afterthoughts together never more than a share of what names the job."""
    full = sum(weigh(word) for word, count in words.items() if count == 1)
    aside = sum(count * weigh(word) for word, count in words.items() if count < 1)
    scale = min(1.0, _ASIDES * full / aside) if full and aside else 1.0
    return {word: count if count == 1 else count * scale for word, count in words.items()}


def _weight(words: Mapping[str, float], weigh: Callable[[str], float]) -> float:
    return sum(counts * weigh(word) for word, counts in words.items())


def _compare_heads(title: NormalTitle, name: NormalTitle) -> float:
    if title.head is None or name.head is None:
        return 0.0
    if _alike(title.head, name.head) > 0:
        return 1.0
    return 0.0 if _are_same_workers(title.head, name.head) else -1.0


def _are_same_workers(head: str, other: str | None) -> bool:
    return any({head, other} <= workers for workers in SAME_WORKERS)


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
