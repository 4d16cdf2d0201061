"""Names matched to entities, a batch at a time: how sure each candidate is, and which is sure enough to be taken."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from service.labels.words import fold_words
from service.occupations.catalog import OccupationCatalog
from service.occupations.titles.resolver import OccupationResolver
from service.reconciliation.company import CompanyCandidates
from service.reconciliation.entities import Entities
from service.reconciliation.entity import OCCUPATION, PROFILE, ROLE, Entity
from service.reconciliation.found import Found
from service.reconciliation.occupations import OccupationCandidates
from service.reconciliation.query import Feature, ReconciliationCandidate, ReconciliationQuery
from service.reconciliation.reading import PropertyReader
from service.titles.resolution import TitleResolution
from service.titles.resolver import MAX_CANDIDATES, TitleResolver

SURE_ENOUGH = 0.8  # confidence; with less, people decide
_RIVAL = 0.5  # of the first candidate's confidence: where another is as sure, people decide


class Reconciler:
    """Matches names to entities of one snapshot; safe to use from several threads."""

    def __init__(
        self,
        entities: Entities,
        reader: PropertyReader,
        catalog: OccupationCatalog,
        titles: TitleResolver,
        occupations: OccupationResolver,
    ) -> None:
        self._entities = entities
        self._reader = reader
        self._catalog = catalog
        self._titles = titles
        self._company = CompanyCandidates(entities)
        self._occupations = OccupationCandidates(entities, catalog, occupations)

    def reconcile(self, queries: Sequence[ReconciliationQuery]) -> list[tuple[ReconciliationCandidate, ...]]:
        """Return the candidates of each query, the surest first; none where nothing fits."""
        allowed = [self._read_conditions(query) for query in queries]
        found = [self._find_named(query, ids) for query, ids in zip(queries, allowed, strict=True)]
        unnamed = [place for place, query in enumerate(queries) if query.text and not found[place]]
        titles = self._resolve([queries[place] for place in unnamed])
        occupations = self._occupations.find([queries[place] for place in unnamed])
        for place, resolved, others in zip(unnamed, titles, occupations, strict=True):
            company = self._company.make(queries[place], resolved, allowed[place]) if resolved is not None else []
            found[place] = [one for one in (*company, *others) if _allows(queries[place], allowed[place], one.entity)]
        return [self._judge(query, ones) for query, ones in zip(queries, found, strict=True)]

    def _read_conditions(self, query: ReconciliationQuery) -> frozenset[str] | None:
        """Return the ids of the entities that have all that ``query`` wants; None where it wants nothing."""
        having = [self._reader.find_having(one.property, one.values) for one in query.conditions]
        return frozenset.intersection(*having) if having else None

    def _find_named(self, query: ReconciliationQuery, allowed: Collection[str] | None) -> list[Found]:
        """Return what ``query`` names by id, IRI or code; without a text, all that its conditions leave."""
        if query.text is None:
            entities = [self._entities.all[name] for name in sorted(allowed or ())]
            entities = [entity for entity in entities if _allows(query, allowed, entity)]
            return [Found(entity, 1 / len(entities), entity.name) for entity in entities]
        named = [one for one in self._entities.find_named(query.text) if _allows(query, allowed, one)]
        current = [one for one in named if not self._entities.is_replaced(one)]
        return [Found(entity, 1.0, query.text, is_code=True) for entity in current or named]

    def _resolve(self, queries: Sequence[ReconciliationQuery]) -> list[TitleResolution | None]:
        """Return what the text of each query resolves to; None for one that wants no profile and no role."""
        wanted = [query.text for query in queries if query.text and _wants_company(query)]
        texts = list(dict.fromkeys(wanted))
        found = dict(zip(texts, self._titles.resolve_many(texts, limit=MAX_CANDIDATES), strict=True))
        return [found.get(query.text or "") if _wants_company(query) else None for query in queries]

    def _judge(self, query: ReconciliationQuery, found: Sequence[Found]) -> tuple[ReconciliationCandidate, ...]:
        """Return candidates, the surest first; one of them is a match where nothing else comes near it."""
        ordered = sorted(found, key=lambda one: (-one.confidence, *self._rank(one.entity), one.entity.id))
        return tuple(
            ReconciliationCandidate(
                one.entity,
                round(100 * one.confidence, 1),
                place == 0 and self._is_match(one, ordered[1:]),
                _to_features(query.text, one),
            )
            for place, one in enumerate(ordered[: query.limit])
        )

    def _is_match(self, first: Found, others: Sequence[Found]) -> bool:
        if first.is_name:
            return not any(other.is_name for other in others)
        if first.confidence < SURE_ENOUGH or first.is_open:
            return False
        above = {group.iri for group in self._catalog.ancestors(first.entity.iri)}  # wider, not another
        return not any(
            other.confidence >= _RIVAL * first.confidence and other.entity.iri not in above for other in others
        )

    def _rank(self, entity: Entity) -> tuple[bool, int]:
        """Return the place of ``entity`` among what is as sure: the company's own first, then the narrowest."""
        return (entity.kind == OCCUPATION, -len(self._catalog.ancestors(entity.iri)))


def _wants_company(query: ReconciliationQuery) -> bool:
    return query.allows((PROFILE,)) or query.allows((ROLE,))


def _allows(query: ReconciliationQuery, allowed: Collection[str] | None, entity: Entity) -> bool:
    return query.allows(entity.types) and (allowed is None or entity.id in allowed)


def _to_features(text: str | None, found: Found) -> tuple[Feature, ...]:
    if text is None:
        return ()
    words, label = set(fold_words(text)), set(fold_words(found.matched))
    shared = 2 * len(words & label) / (len(words) + len(label)) if words or label else 0.0
    features = [
        Feature("name_score", round(100 * shared, 1)),  # words in common with the label that fits
        Feature("exact_name", bool(words) and fold_words(text) == fold_words(found.matched)),
        Feature("is_code", found.is_code),
    ]
    if found.alias is not None:
        features.append(Feature("approved_alias", found.alias == "approved"))
    return tuple(features)
