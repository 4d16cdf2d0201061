"""Names matched to entities, a batch at a time: how sure each candidate is, and which is sure enough to be taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from service.labels.words import fold_words
from service.reconciliation.company import CompanyNames
from service.reconciliation.entities import Entities
from service.reconciliation.entity import OCCUPATION, PROFILE, ROLE, Entity
from service.reconciliation.found import Found
from service.reconciliation.occupation_names import OccupationNames
from service.reconciliation.query import Feature, ReconciliationCandidate, ReconciliationQuery
from service.reconciliation.reading import PropertyReader

SURE_ENOUGH = 0.8  # a candidate below is left to people
_RIVAL = 0.5  # of the first candidate's confidence: a second that is as sure leaves the choice to people
_COMPANY = (PROFILE, ROLE)


class Reconciler:
    """Matches names to entities of one snapshot; safe to use from several threads."""

    def __init__(
        self, entities: Entities, reader: PropertyReader, company: CompanyNames, occupations: OccupationNames
    ) -> None:
        self._entities = entities
        self._reader = reader
        self._company = company
        self._occupations = occupations

    def reconcile(self, queries: Sequence[ReconciliationQuery]) -> list[tuple[ReconciliationCandidate, ...]]:
        """Return the candidates of each query, the surest first; none where nothing fits."""
        company = self._company.find_many(
            [query for query in queries if query.text and any(query.allows((kind,)) for kind in _COMPANY)]
        )
        occupations = self._occupations.find_many([query for query in queries if query.text])
        return [self._choose(query, company.get(query, ()), occupations.get(query, ())) for query in queries]
