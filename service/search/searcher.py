"""Search over one snapshot: interpret, retrieve by meaning and by words, rank, answer, explain."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ontology.errors import QueryError
from ontology.kinds import ATTRIBUTE, SENTENCE
from ontology.passage import Passage
from service.interpretation.interpreter import Interpreter
from service.labels.label import Label
from service.links import Links
from service.search.candidates import POOL, Allowed, CandidateFinder, Candidates, Wanted
from service.search.catalog import Catalog
from service.search.columns import NAMES, FacetColumns
from service.search.context import Contexts
from service.search.explanation import Asked
from service.search.found import TextFinder
from service.search.hits import HitWriter
from service.search.names import Names
from service.search.ranking import rank
from service.search.result import MENTION_KINDS, Citation, Filters, Interpretation, Mode, SearchResult
from service.search.signals import QuestionSignals, Signals, read_boosts
from service.search.verdict import EVIDENCE_TEXTS, Judge
from service.search.weights import Weights, read_weights
from service.thesaurus.group import read_default_groups
from service.thesaurus.thesaurus import Thesaurus
from store.encoder import FloatArray
from store.snapshot import Snapshot

MAX_QUERY_CHARACTERS = 2_000
MAX_LIMIT = 100
DEFAULT_LIMIT = 10
_SYNONYMS = 20_000  # more than the thesaurus has
_SURE_OF_SYNONYM = 0.8
_OF_LEVELS = (SENTENCE.name, ATTRIBUTE.name)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What is found for one question before it is ranked: n candidates, of so many rows of the snapshot."""

    interpretation: Interpretation
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
        weights: Weights | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._catalog = catalog
        self._interpreter = interpreter
        self._weights = weights or read_weights()
        self._columns = FacetColumns(snapshot.passages)
        self._candidates = CandidateFinder(snapshot)
        self._to_terms = lru_cache(maxsize=_SYNONYMS)(self._find_terms)  # synonyms come again and again
        self._thesaurus = Thesaurus(read_default_groups(), snapshot.text.terms)
        names = Names(labels, self._columns, snapshot.text.terms, snapshot.text.rarity)
        self._signals = Signals(self._columns, Contexts(self._columns, snapshot.vectors.vectors), names)
        self._texts = TextFinder(snapshot)
        self._hits = HitWriter(catalog, links)
        self._judge = Judge(catalog, self._weights)

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
        verdict = self._judge.judge(found, candidates, ranked, terms, asked.unknown, asked.interpretation)
        again = Asked(query, limit)
        return SearchResult(
            query=query,
            mode=mode,
            snapshot=self._snapshot.id,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            interpretation=asked.interpretation,
            answers=verdict.answers,
            refusal=verdict.refusal,
            hits=tuple(self._hits.write(item, candidates, ranked, again) for item in found[:limit]),
            facets=self._columns.count(candidates.rows),
        )

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
        allowed = self._to_allowed(interpretation, filters)
        mask = self._columns.allowed(allowed)
        synonyms = self._find_synonyms(interpretation.text)
        wanted = Wanted(interpretation.text, vector, synonyms)
        candidates = self._candidates.find(wanted, allowed, mask, mode, max(POOL, limit))
        of_all = synonyms if interpretation.text == query else self._find_synonyms(query)
        names = self._name_terms(query, of_all)
        question = QuestionSignals(vector, names, read_boosts(interpretation), sum(terms.values()))
        signals = self._signals.read(candidates, question)
        return Retrieved(interpretation, terms, unknown, mask, candidates, signals)

    def _name_terms(self, query: str, synonyms: list[list[list[str]]]) -> dict[str, float]:
        """Return the indexed terms by which ``query``, with its ``synonyms``, may name a role: how sure each is."""
        terms = dict.fromkeys(self._snapshot.text.terms(query), 1.0)
        for alternatives in synonyms:
            for synonym in alternatives:
                for term in synonym:
                    terms.setdefault(term, _SURE_OF_SYNONYM)
        return terms

    def _find_synonyms(self, text: str) -> list[list[list[str]]]:
        """Return for each phrase of ``text`` that has synonyms the indexed terms of each."""
        found = [
            [terms for synonym in expansion.synonyms if (terms := self._to_terms(synonym))]
            for expansion in self._thesaurus.expand(text)
        ]
        return [alternatives for alternatives in found if alternatives]

    def _find_terms(self, synonym: str) -> list[str]:
        """Return the indexed terms of ``synonym``; none where no passage can have them all."""
        index = self._snapshot.text
        return [] if index.find_unknown(synonym) else index.terms(synonym)

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
        return set(self._columns.known(facet)) | set(catalog.get(facet, ()))

    def _to_allowed(self, interpretation: Interpretation, stated: Filters) -> Allowed:
        """Return what a passage must fit, as alternatives.

        A role that was read in the question, and not demanded by the caller, also lets in what is said of that role's
        levels in general: how independent a P4 is stands nowhere else.
        """
        own = {facet: values for facet in NAMES if (values := getattr(interpretation.filters, facet))}
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
