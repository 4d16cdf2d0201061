"""The names that a title is compared with: titles, aliases and labels of roles, normalised as titles are."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.labels.index import LabelIndex
from service.labels.label import Label
from service.labels.words import fold_compounds, fold_words
from service.titles.abbreviations import read_abbreviations
from service.titles.meaning import Meaning
from service.titles.normalisation import Normaliser
from service.titles.resolution import NormalTitle
from service.titles.similarity import Likeness, compare
from service.titles.spelling import Speller
from store.snapshot import Snapshot

NAME_KINDS = ("role", "title", "alias")
_FOUND = 40  # names for each way to write a title
_KEPT = 20_000  # normalised names in memory, of about a kilobyte
_MIN_COSINE = 0.55  # below, two titles of any trade are as near
_SAME = 0.98  # overlap of names that differ in nothing but grades


@dataclass(frozen=True, slots=True)
class Match:
    """One name beside a title."""

    label: Label
    name: NormalTitle
    likeness: Likeness
    cosine: float  # 0 where it was not asked for

    @property
    def is_same(self) -> bool:
        """Tell whether both have the same words, whatever their grades."""
        return self.likeness.overlap >= _SAME

    @property
    def trust(self) -> float:
        """How much the name is believed, 0-1: a company's own title fully, an alias as its review stands."""
        if self.label.kind != "alias" or self.label.approved is True:
            return 1.0
        if self.label.approved is False:
            return 0.1
        return 0.5 + 0.4 * (self.label.confidence if self.label.confidence is not None else 0.5)

    @property
    def fit(self) -> float:
        """How well it fits, to choose among names of one role."""
        nearness = max(self.likeness.overlap, 0.5 * self.cosine)
        return nearness * (0.8 + 0.2 * self.trust) + 0.1 * self.likeness.head


class Names:
    """Finds names of a snapshot for a title; safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, labels: LabelIndex, levels: Iterable[str]) -> None:
        self._labels = labels
        held = [label for label in labels.of_kinds(NAME_KINDS) if label.role is not None and label.text != label.code]
        self._abbreviations = read_abbreviations(held)
        words = {word for label in held for word in fold_words(label.text)}
        compounds = words | {word for label in held for word in fold_compounds(label.text)}
        spelling = Speller(words, labels.is_word)
        self.normaliser = Normaliser(self._abbreviations, levels, compounds, spelling)
        self._meaning = Meaning(snapshot, held)
        self._normal: OrderedDict[str, NormalTitle] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, title: NormalTitle) -> list[Match]:
        """Return the names that share words with ``title``."""
        found: dict[Label, None] = {}
        for text in self._variants(title):
            for hit in self._labels.match(text, _FOUND, NAME_KINDS):
                if hit.label.role is not None and hit.label.text != hit.label.code:
                    found[hit.label] = None
        return [self._match(title, label, 0.0) for label in found]

    def find_by_meaning(self, titles: Sequence[NormalTitle]) -> list[list[Match]]:
        """Return for each of ``titles`` the names of near meaning."""
        texts = [" ".join(title.words) or title.text for title in titles]
        return [
            [self._match(title, label, cosine) for label, cosine in near if cosine >= _MIN_COSINE]
            for title, near in zip(titles, self._meaning.nearest(texts), strict=True)
        ]

    def _match(self, title: NormalTitle, label: Label, cosine: float) -> Match:
        name = self._normalise(label.text)
        return Match(label, name, compare(title, name, self._labels.weigh), cosine)

    def _variants(self, title: NormalTitle) -> list[str]:
        """Return the ways in which the company may have written ``title``."""
        lower = title.text.lower()
        short = lower
        for abbreviation, words in self._abbreviations.items():
            short = short.replace(words, abbreviation.lower())
        return list(dict.fromkeys((lower, " ".join(title.words), short)))

    def _normalise(self, text: str) -> NormalTitle:
        with self._lock:
            known = self._normal.get(text)
        if known is None:
            known = self.normaliser.normalise(text)
            with self._lock:
                self._normal[text] = known
                if len(self._normal) > _KEPT:
                    self._normal.popitem(last=False)
        return known
