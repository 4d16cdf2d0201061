"""Search in what classifications say: occupations, their titles and tasks, skills and knowledge.

It is ranked as a company's own statements are, but that nothing of it has a role or a level.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.occupations.catalog import OccupationCatalog
from service.search.candidates import POOL, Allowed, CandidateFinder, Searchable, Wanted
from service.search.columns import FacetColumns
from service.search.explanation import Asked
from service.search.found import TextFinder
from service.search.hits import HitWriter
from service.search.occupation_choice import OccupationChoice, list_codes
from service.search.ranking import rank
from service.search.result import Hit, Mode
from service.search.signals import read_signals
from service.search.synonyms import Synonyms
from service.search.weights import Weights
from service.thesaurus.thesaurus import Thesaurus
from store.encoder import FloatArray

_CACHED = 100  # choices of occupations whose codes are kept


@dataclass(frozen=True, slots=True)
class ReferenceHits:
    """What was found in classifications."""

    hits: tuple[tuple[float, Hit], ...] = ()  # best first, each with what they are ordered by
    kinds: Mapping[str, int] | None = None  # kind -> passages among the candidates


class ReferenceSearcher:
    """Searches the classifications of one snapshot; safe to use from several threads."""

    def __init__(
        self,
        index: Searchable,
        occupations: OccupationCatalog,
        thesaurus: Thesaurus,
        weights: Weights,
        hits: HitWriter,
    ) -> None:
        self._index = index
        self._weights = weights
        self._hits = hits
        self._columns = FacetColumns(index.passages)
        self._candidates = CandidateFinder(index)
        self._synonyms = Synonyms(thesaurus, index.text)
        self._texts = TextFinder(index)
        self._list_codes = lru_cache(maxsize=_CACHED)(lambda choice: list_codes(choice, occupations))

    def search(
        self,
        text: str,
        vector: FloatArray,
        kinds: Sequence[str],
        choice: OccupationChoice,
        mode: Mode,
        asked: Asked,
    ) -> ReferenceHits:
        """Return what is found for ``text``, with its ``vector`` (d,), among ``kinds``; ``asked`` is the question."""
        allowed = self._to_allowed(kinds, choice)
        if not allowed:
            return ReferenceHits()
        index = self._index.text
        rarities = {term: index.rarity(term) for term in index.terms(text)}
        mask = self._columns.allowed(allowed)
        wanted = Wanted(text, vector, self._synonyms.find(text))
        candidates = self._candidates.find(wanted, allowed, mask, mode, max(POOL, asked.limit))
        signals = read_signals(self._columns, candidates, sum(rarities.values()), {})
        ranked = rank(candidates, signals, len(rarities), self._weights, mode)
        found = self._texts.find(candidates, ranked, mask, rarities, asked.limit)
        keys = ranked.keys.tolist()
        return ReferenceHits(
            tuple((keys[item.place], self._hits.write(item, candidates, ranked, asked)) for item in found),
            self._columns.count(candidates.rows)["kind"],
        )

    def knows(self, term: str) -> bool:
        """Return whether a classification has the indexed ``term``."""
        return not self._index.text.find_unknown(term)

    def _to_allowed(self, kinds: Sequence[str], choice: OccupationChoice) -> Allowed:
        if not choice.meant and not choice.groups:
            return ({"kind": kinds},)
        return [
            {"kind": kinds, "scheme": [scheme], "occupation": codes}
            for scheme, codes in self._list_codes(choice).items()
        ]
