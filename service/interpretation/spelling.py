"""Typing errors in the words that a question is read by: "senoir", "entri level", "diffrence between".

Other words are left to the labels, which know how the snapshot spells its roles and skills.
"""

# ruff: noqa: SIM905 - a list of a hundred quoted words reads worse

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from service.grades.lexicon import ADJECTIVES, NOUNS
from service.grades.words import Word
from service.interpretation.english import FRAME, to_verb

_TARGETS = (
    "senior junior entry principal director manager associate graduate trainee assistant executive distinguished "
    "intermediate individual contributor experience skills responsibilities qualifications competencies knowledge "
    "education difference compare compared versus years supervisor president engineer developer analyst designer "
    "architect scientist consultant specialist coordinator administrator".split()
)
_SHORTEST = 5  # letters of a word that may be mistyped: of shorter ones too many are other words
# English words one letter from a target.
_OTHER_WORDS = frozenset(
    "directory directed executives experienced experiences gradual entries managerial years' verses supervision "
    "presidents precedent associated assistance individuals entity sensor inter".split()
)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with typing errors mended, and how its characters lie in the original."""

    text: str
    ends: tuple[int, ...]  # where each mended word ends, in the mended text
    shifts: tuple[int, ...]  # what to add behind that word to stand in the original

    def to_original(self, place: int) -> int:
        """Return the place in the original of the boundary of a word at ``place`` in the mended text."""
        before = bisect_right(self.ends, place)
        return place + (self.shifts[before - 1] if before else 0)


_BY_LETTER: dict[str, list[str]] = {}
for _target in _TARGETS:
    _BY_LETTER.setdefault(_target[0], []).append(_target)


def mend(text: str, words: Sequence[Word]) -> Mended:
    """Return ``text``, which ``words`` are of, with its mistyped words of level and kind put right."""
    pieces = []
    ends: list[int] = []
    shifts: list[int] = []
    done = length = 0
    for word in words:
        right = _find_target(word.key)
        if right is None or word.possessive:
            continue
        pieces += [text[done : word.start], right]
        length += word.start - done + len(right)
        done = word.end
        ends.append(length)
        shifts.append(word.end - length)
    pieces.append(text[done:])
    return Mended("".join(pieces), tuple(ends), tuple(shifts))


def _find_target(key: str) -> str | None:
    if len(key) < _SHORTEST or key in FRAME or key in ADJECTIVES or key in NOUNS or key in _OTHER_WORDS:
        return None
    near = [
        target
        for target in _BY_LETTER.get(key[0], ())
        if abs(len(target) - len(key)) < 2 and target != key and OSA.distance(key, target, score_cutoff=1) < 2  # noqa: PLR2004
    ]
    return near[0] if len(near) == 1 and not to_verb(key) and near[0] + "s" != key else None
