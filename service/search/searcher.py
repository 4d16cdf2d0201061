"""Search over one snapshot: interpret, retrieve by meaning and by words, rank, answer, explain."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ontology.errors import QueryError
from ontology.kinds import ATTRIBUTE, OCCUPATION_NAME, REFERENCE_KIND_NAMES, SENTENCE
from ontology.passage import Passage
from service.interpretation.interpreter import Interpreter
from service.labels.label import Label
from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.search.candidates import POOL, Allowed, CandidateFinder, Candidates, Wanted
from service.search.catalog import Catalog
from service.search.columns import NAMES, FacetColumns
from service.search.context import Contexts
from service.search.explanation import Asked
from service.search.found import TextFinder
from service.search.hits import HitWriter
from service.search.mapped_profiles import MappedProfiles, describe_mappings
from service.search.names import Names
from service.search.ranking import rank
from service.search.reference import ReferenceHits, ReferenceSearcher
from service.search.result import (
    MENTION_KINDS,
    Citation,
    Filters,
    Hit,
    Interpretation,
    Mode,
    ProfileMapping,
    SearchResult,
)
from service.search.signals import QuestionSignals, Signals, read_boosts
from service.search.synonyms import Synonyms
from service.search.verdict import EVIDENCE_TEXTS, Judge
from service.search.weights import Weights, read_weights
from service.thesaurus.group import read_default_groups
from service.thesaurus.thesaurus import Thesaurus
from store.encoder import FloatArray
from store.snapshot import Snapshot

MAX_QUERY_CHARACTERS = 2_000
MAX_LIMIT = 100
DEFAULT_LIMIT = 10
_SURE_OF_SYNONYM = 0.8
_OF_LEVELS = (SENTENCE.name, ATTRIBUTE.name)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What is found for one question before it is ranked: n candidates, of so many rows of the snapshot."""

    interpretation: Interpretation
    vector: FloatArray  # (d,) of what is searched for
    profiles: Mapping[str, tuple[ProfileMapping, ...]] | None  # that a filter of mappings allows; None: all
    terms: Mapping[str, float]  # the question's indexed terms, each with its inverse document frequency
    unknown: Mapping[str, str]  # those that no passage has, with the question's own word
    mask: NDArray[np.bool_] | None  # (rows,) which may be found at all; None: all
    candidates: Candidates
    signals: FloatArray  # (n, signals)


class Searcher:
    """Answers questions from one snapshot; safe to use from several threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        catalog: Catalog,
        interpreter: Interpreter,
        labels: Sequence[Label],
        links: Links,
        occupations: OccupationCatalog,
        mapped: MappedProfiles,
        weights: Weights | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._links = links
        self._occupations = occupations
        self._mapped = mapped
        self._catalog = catalog
        self._interpreter = interpreter
        self._weights = weights or read_weights()
        self._columns = FacetColumns(snapshot.passages)
        self._candidates = CandidateFinder(snapshot)
        self._thesaurus = Thesaurus(read_default_groups(), snapshot.text.terms)
        self._synonyms = Synonyms(self._thesaurus, snapshot.text)
        names = Names(labels, self._columns, snapshot.text.terms, snapshot.text.rarity)
        self._signals = Signals(self._columns, Contexts(self._columns, snapshot.vectors.vectors), names)
        self._texts = TextFinder(snapshot)
        self._hits = HitWriter(catalog, links, occupations)
        self._judge = Judge(catalog, self._weights)

    @cached_property
    def _reference(self) -> ReferenceSearcher | None:
        """What searches the classifications; made when somebody first asks for what only they have."""
        index = self._snapshot.reference
        if index is None:
            return None
        hits = HitWriter(self._catalog, self._links, self._occupations, of_reference=True)
        return ReferenceSearcher(index, self._occupations, self._thesaurus, self._weights, hits)

    def search(
        self,
        query: str,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        ignore: Collection[str] = (),
        limit: int = DEFAULT_LIMIT,
        mode: Mode = Mode.HYBRID,
    ) -> SearchResult:
        """Answer ``query`` with at most ``limit`` hits.

        ``ignore`` names what is not to be read in the question: MENTION_KINDS, or "all".

        Raises:
            QueryError: the query is empty or too long, ``limit`` is out of range, or a filter has an unknown value.
        """
        started = time.perf_counter()
        asked = self.retrieve(query, filters, ignore=ignore, limit=limit, mode=mode)
        candidates, terms = asked.candidates, asked.terms
        ranked = rank(candidates, asked.signals, len(terms), self._weights, mode)
        found = self._texts.find(candidates, ranked, asked.mask, terms, max(limit, EVIDENCE_TEXTS))
        again = Asked(query, limit, filters)
        reference = self._search_reference(asked, again, filters, mode)
        unknown = asked.unknown
        if reference.hits and self._reference is not None:
            unknown = {term: word for term, word in unknown.items() if not self._reference.knows(word)}
        nothing = _tell_why_nothing(asked, filters, reference)
        verdict = self._judge.judge(found, candidates, ranked, terms, unknown, asked.interpretation, nothing)
        keys = ranked.keys.tolist()
        own = [
            (keys[item.place], self._hits.write(item, candidates, ranked, again, asked.profiles))
            for item in found[:limit]
        ]
        facets = self._columns.count(candidates.rows)
        return SearchResult(
            query=query,
            mode=mode,
            snapshot=self._snapshot.id,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            interpretation=asked.interpretation,
            answers=verdict.answers,
            refusal=verdict.refusal,
            hits=_merge(own, reference.hits, limit),
            facets={**facets, "kind": _add(facets["kind"], reference.kinds)} if reference.kinds else facets,
        )

    def _search_reference(self, asked: Retrieved, again: Asked, stated: Filters, mode: Mode) -> ReferenceHits:
        """Return what classifications say, where their kinds are asked for and nothing that only profiles have is."""
        filters = asked.interpretation.filters
        kinds = stated.kind if stated.kind else filters.kind if filters.kind == (OCCUPATION_NAME,) else ()
        wanted = [kind for kind in kinds if kind in REFERENCE_KIND_NAMES]
        of_profiles = filters.level or filters.role or filters.track or filters.mapping_status
        if not wanted or of_profiles or filters.min_confidence is not None or self._reference is None:
            return ReferenceHits()
        choice, text = self._mapped.choose_occupations(filters), asked.interpretation.text
        return self._reference.search(text, asked.vector, wanted, choice, mode, again)

    def retrieve(
        self,
        query: str,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        ignore: Collection[str] = (),
        limit: int = DEFAULT_LIMIT,
        mode: Mode = Mode.HYBRID,
    ) -> Retrieved:
        """Return what is found for ``query`` before it is ranked.

        Raises:
            QueryError: as for ``search``.
        """
        self._check(query, filters, limit, ignore)
        interpretation = self._interpreter.interpret(query, filters, ignore)
        index = self._snapshot.text
        terms = {term: index.rarity(term) for term in index.terms(interpretation.text)}
        unknown = {
            match.term: interpretation.text[slice(*match.span)] for match in index.find_unknown(interpretation.text)
        }
        vector = self._snapshot.encoder.encode([interpretation.text])[0]
        profiles = self._mapped.find(filters)
        allowed = self._to_allowed(interpretation, filters, profiles)
        mask = self._columns.allowed(allowed)
        synonyms = self._synonyms.find(interpretation.text)
        wanted = Wanted(interpretation.text, vector, synonyms)
        candidates = self._candidates.find(wanted, allowed, mask, mode, max(POOL, limit))
        of_all = synonyms if interpretation.text == query else self._synonyms.find(query)
        names = self._name_terms(query, of_all)
        question = QuestionSignals(vector, names, read_boosts(interpretation), sum(terms.values()))
        signals = self._signals.read(candidates, question)
        return Retrieved(interpretation, vector, profiles, terms, unknown, mask, candidates, signals)

    def _name_terms(self, query: str, synonyms: list[list[list[str]]]) -> dict[str, float]:
        """Return the indexed terms by which ``query``, with its ``synonyms``, may name a role: how sure each is."""
        terms = dict.fromkeys(self._snapshot.text.terms(query), 1.0)
        for alternatives in synonyms:
            for synonym in alternatives:
                for term in synonym:
                    terms.setdefault(term, _SURE_OF_SYNONYM)
        return terms

    def cite(self, passage: Passage) -> Citation:
        """Return where ``passage`` can be checked."""
        return self._hits.cite(passage)

    def _check(self, query: str, filters: Filters, limit: int, ignore: Collection[str]) -> None:
        if not query.strip():
            raise QueryError("the query is empty: ask something, such as 'who influences C-level renewals'")
        if len(query) > MAX_QUERY_CHARACTERS:
            raise QueryError(f"the query has {len(query):,} characters; {MAX_QUERY_CHARACTERS:,} are allowed")
        if not 1 <= limit <= MAX_LIMIT:
            raise QueryError(f"limit={limit} cannot be used; 1 to {MAX_LIMIT} can")
        for name in ignore:
            if name not in (*MENTION_KINDS, "all"):
                raise QueryError(f"ignore={name[:40]!r} cannot be used; {', '.join(MENTION_KINDS)} and all can")
        for facet in NAMES:
            wanted = getattr(filters, facet)
            known = self._known(facet) if wanted else set()
            for value in wanted:
                if value not in known:
                    shown = ", ".join(sorted(known)[:20]) or "none"
                    raise QueryError(f"unknown {facet} {value!r}; this snapshot has: {shown}")

    def _known(self, facet: str) -> set[str]:
        catalog = {"level": self._catalog.levels, "role": self._catalog.roles, "track": self._catalog.tracks}
        known = set(self._columns.known(facet)) | set(catalog.get(facet, ()))
        return known | set(REFERENCE_KIND_NAMES) if facet == "kind" and self._has_reference else known

    @property
    def _has_reference(self) -> bool:
        return self._snapshot.manifest.counts["reference"] > 0

    def _to_allowed(self, interpretation: Interpretation, stated: Filters, profiles: Collection[str] | None) -> Allowed:
        """Return what a passage must fit, as alternatives; one of ``profiles`` must state it, unless that is None.

        A role that was read in the question, and not demanded by the caller, also lets in what is said of that role's
        levels in general: how independent a P4 is stands nowhere else.
        """
        own = {facet: values for facet in NAMES if (values := getattr(interpretation.filters, facet))}
        if profiles is not None:
            return ({**own, "profile": tuple(profiles)},)
        if not own:
            return ()
        if "role" not in own or stated.role:
            return (own,)
        levels = [level for role in own["role"] for level in self._catalog.levels_of(role)]
        wanted = own.get("level") or levels
        kinds = own.get("kind") or _OF_LEVELS
        general = {
            "kind": [kind for kind in kinds if kind in _OF_LEVELS],
            "level": [level for level in levels if level in wanted],
        }
        if not all(general.values()):
            return (own,)
        return (own, general)


def _tell_why_nothing(asked: Retrieved, filters: Filters, reference: ReferenceHits) -> str | None:
    """Return why no passage of a profile was found, where more can be said of it than that none fits."""
    if reference.hits:
        return "What was found describes occupations, which have no levels."
    if asked.profiles is not None and not asked.profiles:
        return f"No profile has {describe_mappings(filters)}."
    return None


def _merge(own: list[tuple[float, Hit]], others: Sequence[tuple[float, Hit]], limit: int) -> tuple[Hit, ...]:
    """Return the best ``limit`` hits of both, the company's ``own`` first where they are as good."""
    both = sorted([*own, *others], key=lambda pair: -pair[0]) if others else own
    return tuple(hit for _, hit in both[:limit])


def _add(counts: Mapping[str, int], others: Mapping[str, int]) -> dict[str, int]:
    """Return the sums of both, most first."""
    sums = Counter(counts) + Counter(others)
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))
