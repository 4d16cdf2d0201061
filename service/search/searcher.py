"""Search over one snapshot: interpret, retrieve by meaning and by words, fuse, answer."""

from __future__ import annotations

import time

from ontology.errors import QueryError
from ontology.passage import Passage
from service.links import Links
from service.search.answers import Evidence, group_answers
from service.search.catalog import Catalog
from service.search.columns import NAMES, FacetColumns
from service.search.fusion import Candidate, fuse
from service.search.interpretation import interpret
from service.search.result import Answer, Citation, Filters, Hit, Interpretation, Mode, SearchResult
from store.snapshot import Snapshot

MAX_QUERY_CHARACTERS = 2_000
MAX_LIMIT = 100
DEFAULT_LIMIT = 10
_POOL = 100  # candidates taken from each index
_EVIDENCE_POOL = 10  # at least so many of the best candidates are grouped into answers, however few hits are wanted


class Searcher:
    """Answers questions from one snapshot; safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, catalog: Catalog, links: Links) -> None:
        self._snapshot = snapshot
        self._catalog = catalog
        self._links = links
        self._columns = FacetColumns(snapshot.passages)

    def search(
        self,
        query: str,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        limit: int = DEFAULT_LIMIT,
        mode: Mode = Mode.HYBRID,
    ) -> SearchResult:
        """Answer ``query`` with at most ``limit`` hits.

        Raises:
            QueryError: the query is empty or too long, ``limit`` is out of range, or a filter has an unknown value.
        """
        started = time.perf_counter()
        self._check(query, filters, limit)
        interpretation = interpret(query, filters, self._catalog.levels)
        terms = self._snapshot.text.terms(interpretation.text)
        candidates = self._retrieve(interpretation, mode, max(_POOL, limit))
        shown = candidates[: max(limit, _EVIDENCE_POOL)]
        passages = self._snapshot.passages.get([candidate.row for candidate in shown])
        wanted = set(terms)
        hits = []
        evidence = []
        for rank, (candidate, passage) in enumerate(zip(shown, passages, strict=True)):
            matches = self._snapshot.text.match(passage.text, wanted) if candidate.lexical > 0 else []
            if rank < limit:
                hits.append(self._to_hit(candidate, passage, [match.span for match in matches]))
            if passage.role_code is not None and passage.level_code is not None:
                coverage = len({match.term for match in matches}) / len(wanted) if wanted else 0.0
                evidence.append(self._to_evidence(candidate, passage, coverage))
        return SearchResult(
            query=query,
            mode=mode,
            snapshot=self._snapshot.id,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            interpretation=interpretation,
            answers=self._to_answers(evidence),
            hits=tuple(hits),
            facets=self._columns.count([candidate.row for candidate in candidates]),
        )

    def _check(self, query: str, filters: Filters, limit: int) -> None:
        if not query.strip():
            raise QueryError("the query is empty: ask something, such as 'who influences C-level renewals'")
        if len(query) > MAX_QUERY_CHARACTERS:
            raise QueryError(f"the query has {len(query):,} characters; {MAX_QUERY_CHARACTERS:,} are allowed")
        if not 1 <= limit <= MAX_LIMIT:
            raise QueryError(f"limit={limit} cannot be used; 1 to {MAX_LIMIT} can")
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

    def _retrieve(self, interpretation: Interpretation, mode: Mode, k: int) -> list[Candidate]:
        wanted = {facet: values for facet in NAMES if (values := getattr(interpretation.filters, facet))}
        lexical: dict[int, float] = {}
        if mode is not Mode.DENSE:
            columns = {NAMES[facet]: values for facet, values in wanted.items()}
            found = self._snapshot.text.search(interpretation.text, k, columns)
            lexical = {hit.row: hit.score for hit in found}
        vector = self._snapshot.encoder.encode([interpretation.text])[0]
        dense: dict[int, float] = {}
        if mode is not Mode.LEXICAL:
            allowed = self._columns.allowed(wanted)
            dense = {hit.row: hit.score for hit in self._snapshot.vectors.search(vector, k, allowed)}
        # Every candidate has its cosine, whichever index found it: scores stay comparable.
        missing = [row for row in lexical if row not in dense]
        dense.update(zip(missing, map(float, self._snapshot.vectors.scores(vector, missing)), strict=True))
        candidates = fuse(dense, lexical)
        if mode is Mode.DENSE:
            candidates.sort(key=lambda candidate: (-candidate.dense, candidate.row))
        elif mode is Mode.LEXICAL:
            candidates.sort(key=lambda candidate: (-candidate.lexical, candidate.row))
        return candidates

    def _to_hit(self, candidate: Candidate, passage: Passage, highlights: list[tuple[int, int]]) -> Hit:
        return Hit(
            id=passage.iri,
            kind=passage.kind,
            text=passage.text,
            highlights=tuple(highlights),
            level=passage.level_code,
            level_label=self._catalog.level_label(passage.level_code),
            role=passage.role_code,
            role_label=self._catalog.role_label(passage.role_code),
            profile=passage.profile_code,
            score=round(candidate.score, 4),
            dense=round(candidate.dense, 4),
            lexical=round(candidate.lexical, 4),
            citation=self.cite(passage),
        )

    def cite(self, passage: Passage) -> Citation:
        """Return where ``passage`` can be checked."""
        lines = None
        if passage.first_line is not None:
            lines = (passage.first_line, passage.last_line or passage.first_line)
        return Citation(passage.iri, self._links.to_url(passage.iri), passage.document, lines)

    @staticmethod
    def _to_evidence(candidate: Candidate, passage: Passage, coverage: float) -> Evidence:
        return Evidence(
            id=passage.iri,
            role=passage.role_code or "",
            level=passage.level_code or "",
            profile=passage.profile_code,
            score=candidate.score,
            dense=candidate.dense,
            coverage=coverage,
        )

    def _to_answers(self, evidence: list[Evidence]) -> tuple[Answer, ...]:
        return tuple(
            Answer(
                level=answer.level,
                level_label=self._catalog.level_label(answer.level),
                role=answer.role,
                role_label=self._catalog.role_label(answer.role),
                profile=answer.profile,
                confidence=round(answer.confidence, 3),
                evidence=answer.evidence,
            )
            for answer in group_answers(evidence)
        )
