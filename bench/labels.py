"""Typeahead and mentions over 250,000 labels, in process: how long each takes, and what the index costs."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from bench.timing import describe, show, stopwatch, time_calls
from service.labels.index import LabelIndex
from service.labels.label import Label

LABELS = 250_000
_ROUNDS = 2000
_STARTS = "b br c ch d dr f fl g gl h j k kl l m n p pl pr r s sh st t tr v w z".split()  # noqa: SIM905
_ENDS = "a al an ar ent er est i ic ier in ion ist it o on or us y".split()  # noqa: SIM905
_QUESTION = "what is the difference between a {} and the {} in Europe"
_GRADES = ["", "", "", "Junior ", "Senior ", "Lead ", "Principal ", "Head of ", "Associate "]


def run(labels: int = LABELS) -> None:
    """Print the times of suggestions as they are typed, of misspelt ones, and of finding labels in a question."""
    chance = random.Random(1)
    made = list(_make_labels(labels, chance))
    with stopwatch() as watch:
        index = LabelIndex(made, frozenset(_QUESTION.format("", "").lower().split()).__contains__)
    print(f"{len(index):,} labels; indexed in {watch.seconds:.1f} s, {index.bytes / len(index):.0f} bytes a label")
    texts = [label.text for label in chance.choices(made, k=_ROUNDS)]
    for name, typed, target in (
        ("suggest, typed so far", [text[: chance.randint(1, len(text))] for text in texts], 5.0),
        ("suggest, one letter", [text[0] for text in texts], 5.0),
        ("suggest, one word misspelt", [_misspell(text, chance) for text in texts], 5.0),
    ):
        times = time_calls(index.suggest, typed)
        print(f"{name}: {describe(times)}")
        show(f"{name}, p95", sorted(times)[len(times) * 95 // 100], target, at_most=True, unit=" ms")
    questions = [_QUESTION.format(one, other) for one, other in pairwise(texts)]
    times = time_calls(index.find_in, questions)
    print(f"find_in, two labels in a question: {describe(times)}")
    show("find_in, p95", sorted(times)[len(times) * 95 // 100], 1.0, at_most=True, unit=" ms")
    print(f"match, a whole label: {describe(time_calls(index.match, texts))}")


def _make_labels(count: int, chance: random.Random) -> Iterator[Label]:
    """Yield labels of one to five words, of 40,000 distinct ones that are used as words are: few often, most rarely."""
    words = list({_make_word(chance) for _ in range(60_000)})[:40_000]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    picked = iter(chance.choices(words, weights, k=count * 5))
    kinds = ("title", "alias", "alias", "alias", "skill", "skill", "knowledge")
    for number in range(count):
        text = " ".join(next(picked).title() for _ in range(chance.randint(1, 5)))
        kind = chance.choice(kinds)
        grade = chance.choice(_GRADES) if kind in ("title", "alias") else ""
        approved = chance.choice((True, None, False)) if kind == "alias" else None
        yield Label(grade + text, kind, f"https://labels.test/{number}", f"F.R{number}.P1", approved=approved)


def _make_word(chance: random.Random) -> str:
    syllables = (chance.choice(_STARTS) + chance.choice("aeiou") for _ in range(chance.randint(1, 3)))
    return "".join(syllables) + chance.choice(_ENDS)


def _misspell(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + text[place + 1 :]
