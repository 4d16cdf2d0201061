"""Which words differ between two texts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from service.comparison.view import Spans

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*|[^\w\s]")
_MAX_WORDS = 500  # of one text: longer ones are no statement, take long to compare, and are marked as a whole
_TELLING_LENGTH = 5  # letters: shorter ones are mostly "with", "from" and the like


def mark_changes(a: str, b: str) -> tuple[Spans, Spans]:
    """Return the stretches of ``a`` and of ``b`` that the other does not have, in whole words.

    Case makes no difference. Where all that two stretches share is a short word or a comma, it is marked with them:
    that they share it tells nobody anything.
    """
    words_a, words_b = list(_WORD.finditer(a)), list(_WORD.finditer(b))
    said_a, said_b = ([word[0].casefold() for word in words] for words in (words_a, words_b))
    if max(len(said_a), len(said_b)) > _MAX_WORDS:
        return _to_spans(words_a, ()), _to_spans(words_b, ())
    # From 200 words on, those that come up again and again start no stretch: without that, a text that repeats itself
    # takes seconds.
    same = [
        block
        for block in difflib.SequenceMatcher(None, said_a, said_b, autojunk=True).get_matching_blocks()
        if any(len(word) >= _TELLING_LENGTH for word in said_a[block.a : block.a + block.size])
        or (block.size and block.a == block.b == 0)
        or (block.size and block.a + block.size == len(said_a) and block.b + block.size == len(said_b))
    ]
    return (
        _to_spans(words_a, [(block.a, block.a + block.size) for block in same]),
        _to_spans(words_b, [(block.b, block.b + block.size) for block in same]),
    )


def _to_spans(words: Sequence[re.Match[str]], same: Sequence[tuple[int, int]]) -> Spans:
    """Return the characters of the words that are not in ``same``, which is sorted."""
    spans = []
    done = 0
    for first, last in (*same, (len(words), len(words))):
        if first > done:
            spans.append((words[done].start(), words[first - 1].end()))
        done = last
    return tuple(spans)
