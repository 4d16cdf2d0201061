"""The words that an English word may be a form of: plural, third person, -ing, past.

Only inflection is undone, no derivation: a stemmer makes one word of "customer" and "custom", of "manager" and
"management", of "account" and "accountant", and they have different synonyms.
"""

from __future__ import annotations

_IRREGULAR = {
    form: base
    for base, forms in {
        "analysis": "analyses",
        "become": "became",
        "begin": "began begun",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "child": "children",
        "choose": "chose chosen",
        "crisis": "crises",
        "criterion": "criteria",
        "deal": "dealt",
        "die": "dying",
        "draw": "drew drawn",
        "drive": "drove driven",
        "fall": "fell fallen",
        "feel": "felt",
        "find": "found",
        "forbid": "forbade forbidden",
        "foresee": "foresaw foreseen",
        "get": "got gotten",
        "give": "gave given",
        "grow": "grew grown",
        "hear": "heard",
        "hold": "held",
        "hypothesis": "hypotheses",
        "index": "indices",
        "keep": "kept",
        "know": "knew known",
        "lay": "laid",
        "lead": "led",
        "learn": "learnt",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "man": "men",
        "meet": "met",
        "oversee": "oversaw overseen",
        "pay": "paid",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "shrink": "shrank shrunk",
        "speak": "spoke spoken",
        "spend": "spent",
        "stand": "stood",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "understand": "understood",
        "undertake": "undertook undertaken",
        "win": "won",
        "withdraw": "withdrew withdrawn",
        "woman": "women",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
_VOWELS = frozenset("aeiouy")
_SHORTEST_WITH_EED = 6  # "agreed"; "feed" and "speed" are no forms
_SHORTEST = 2  # letters that a word must have before its ending


def find_bases(word: str) -> list[str]:
    """Return the words that ``word`` (in lower case) may be a form of, likeliest first; some of them are no words."""
    if word in _IRREGULAR:
        return [_IRREGULAR[word]]
    if word.endswith("s"):
        return _without_s(word)
    if word.endswith("eed") and len(word) < _SHORTEST_WITH_EED:
        return []
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            return _without_ending(word, word.removesuffix(ending))
    return []


def _without_s(word: str) -> list[str]:
    if word.endswith(("ss", "us", "is")) or len(word) <= _SHORTEST + 1:
        return []
    if word.endswith("ies"):
        return [word[:-3] + "y", word[:-1]]
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        return [word[:-2], word[:-1]]
    return [word[:-1]]


def _without_ending(word: str, start: str) -> list[str]:
    if len(start) < _SHORTEST or not _VOWELS.intersection(start):
        return []
    if word.endswith("ied"):
        return [start[:-1] + "y", start + "e"]
    if word.endswith("ying") and len(start) == _SHORTEST:
        return [start, start[:-1] + "ie"]
    if start[-1] == start[-2] and start[-1] not in _VOWELS:
        return [start, start[:-1]]
    # The last letter after a single vowel would have been doubled: "rating" is of "rate", not "rat".
    return [start + "e", start] if len(start) == _SHORTEST + 1 else [start, start + "e"]
