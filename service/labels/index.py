"""All labels of a snapshot: what is typed so far, a whole label, and labels inside a text.

Everything is found through arrays of word -> labels; no label is compared with a question one by one. Scores order
labels, and are no probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from service.labels.label import Label, LabelHit, LabelSpan
from service.labels.matching import Matcher
from service.labels.phrases import Phrases
from service.labels.spans import SpanFinder
from service.labels.suggestions import Suggester
from service.labels.table import LabelTable


class LabelIndex:
    """Labels by their words; safe to use from several threads."""

    def __init__(self, labels: Sequence[Label], is_word: Callable[[str], bool] = lambda _: False) -> None:
        """Index ``labels``; words that ``is_word`` knows from the snapshot's texts are never taken for typos."""
        self._table = LabelTable(labels)
        phrases = Phrases(self._table)
        self._suggester = Suggester(self._table, phrases)
        self._matcher = Matcher(self._table)
        self._spans = SpanFinder(self._table, phrases, is_word)
        self.is_word = is_word
        self.bytes = self._table.bytes + phrases.bytes + self._matcher.bytes  # of all arrays, without the labels

    @property
    def labels(self) -> Sequence[Label]:
        """All labels."""
        return self._table.labels

    def __len__(self) -> int:
        return len(self._table.labels)

    def of_kinds(self, kinds: Collection[str]) -> list[Label]:
        """Return all labels of ``kinds``, in the order of their standing."""
        return [label for label in self._table.labels if label.kind in kinds]

    def weigh(self, word: str) -> float:
        """Return the weight of a folded word: more where fewer labels have it."""
        return self._matcher.weigh(word)

    def suggest(self, text: str, limit: int = 10, kinds: Collection[str] = ()) -> list[LabelHit]:
        """Return labels that ``text``, typed so far, may become: its last word is a beginning; best first."""
        return self._suggester.suggest(text, limit, kinds)

    def match(self, text: str, limit: int = 10, kinds: Collection[str] = (), min_score: float = 0.0) -> list[LabelHit]:
        """Return labels that share words with ``text``, in any order and with typing errors, best first."""
        return self._matcher.match(text, limit, kinds, min_score)

    def find_in(self, text: str, kinds: Collection[str] = ()) -> list[LabelSpan]:
        """Return the labels that stand in ``text``, the longest first; none overlaps another."""
        return self._spans.find(text, kinds)
