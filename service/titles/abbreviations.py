"""A company's own abbreviations, read from its names: one alias says "CSM", another "Customer Success Manager".

An abbreviation stands for words of the same role's names whose first letters it has, or that it is drawn from
("SWE", Software Engineer). Three or more words of a role's own label may be shortened to their first letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from service.grades.lexicon import ADJECTIVES, NOUNS, ROMAN
from service.labels.label import Label
from service.titles.lexicon import ABBREVIATIONS, JOINING

_SHORT = re.compile(r"(?<![^\W_])[A-Z][A-Z&]{1,5}(?![^\W_])")
_WORD = re.compile(r"[^\W\d_][^\W_]*")
_LONGEST = 5  # words that an abbreviation stands for
_SHORTEST_INITIALS = 3  # letters, of a label that nobody has shortened yet


def read_abbreviations(labels: Iterable[Label]) -> dict[str, str]:
    """Return what each abbreviation (in capitals) stands for, in lower case."""
    names: dict[str, list[Label]] = {}
    for label in labels:
        if label.role is not None and label.kind in ("role", "title", "alias") and label.text != label.code:
            names.setdefault(label.role, []).append(label)
    found: dict[str, Counter[str]] = {}
    for held in names.values():
        short = {match for label in held for match in _SHORT.findall(label.text) if match.lower() not in ROMAN}
        phrases = [phrase for label in held for phrase in _to_phrases(label)] if short else []
        for abbreviation in short:
            for phrase, count in _expand(abbreviation, phrases).items():
                found.setdefault(abbreviation, Counter())[phrase] += count
        for label in held:
            words = [word.lower() for word in _WORD.findall(label.text) if word.lower() not in JOINING]
            if label.kind == "role" and _SHORTEST_INITIALS <= len(words) <= _LONGEST:
                found.setdefault("".join(word[0] for word in words).upper(), Counter())[" ".join(words)] += 1
    return {short: _commonest(phrases) for short, phrases in found.items()}


def _to_phrases(label: Label) -> list[tuple[str, ...]]:
    """Return runs of a name's words that something may stand for, without words of grade before them."""
    words = [word.lower() for word in _WORD.findall(label.text)]
    words = [word for word in words if word not in ROMAN]
    spelt = [word for name in words for word in ABBREVIATIONS.get(name, name).split()]
    return [
        tuple(run[start:end])
        for run in ({tuple(words), tuple(spelt)})
        for start in range(len(run))
        for end in range(start + 2, min(len(run), start + _LONGEST) + 1)
    ]


def _expand(abbreviation: str, phrases: Sequence[tuple[str, ...]]) -> Mapping[str, int]:
    letters = abbreviation.replace("&", "").lower()
    initials = Counter(" ".join(phrase) for phrase in phrases if "".join(word[0] for word in phrase) == letters)
    if initials:
        return initials
    return Counter(
        " ".join(phrase)
        for phrase in phrases
        if len(phrase) < len(letters)
        and _is_drawn(letters, phrase)
        and not set(phrase) & (ADJECTIVES.keys() | NOUNS.keys())
    )


def _is_drawn(letters: str, phrase: tuple[str, ...]) -> bool:
    """Tell whether ``letters`` are the first of each word, each with some that follow in its word."""
    if not phrase:
        return not letters
    word, rest = phrase[0], phrase[1:]
    if not letters or letters[0] != word[0]:
        return False
    place, taken = 0, 1
    while True:
        if _is_drawn(letters[taken:], rest):
            return True
        place = word.find(letters[taken], place + 1) if taken < len(letters) else -1
        if place < 0:
            return False
        taken += 1


def _commonest(phrases: Counter[str]) -> str:
    return min(phrases, key=lambda phrase: (-phrases[phrase], len(phrase), phrase))
