"""Hits as they are returned: what was found, where it stands, where it can be checked, and why it was found."""

from __future__ import annotations

from collections.abc import Mapping

from ontology.passage import Passage
from service.links import Links
from service.occupations.catalog import OccupationCatalog, OccupationEntry
from service.search.candidates import Candidates
from service.search.catalog import Catalog
from service.search.explanation import Asked, find_path, read_words, write_sparql
from service.search.found import Found
from service.search.ranking import Ranked
from service.search.reference_explanation import find_reference_path, write_reference_sparql
from service.search.result import Citation, Explanation, Hit, Place, ProfileMapping, Step
from service.search.signals import SIGNALS


class HitWriter:
    """Writes hits of one snapshot."""

    def __init__(
        self, catalog: Catalog, links: Links, occupations: OccupationCatalog, *, of_reference: bool = False
    ) -> None:
        """Write with the labels of ``catalog`` and ``occupations``; ``of_reference``: what classifications say."""
        self._catalog = catalog
        self._links = links
        self._occupations = occupations
        self._of_reference = of_reference

    def write(
        self,
        found: Found,
        candidates: Candidates,
        ranked: Ranked,
        asked: Asked,
        mappings: Mapping[str, tuple[ProfileMapping, ...]] | None = None,
    ) -> Hit:
        """Return the hit for ``found``; ``mappings`` are those that profiles were chosen by, where they were."""
        place, passage = found.place, found.passage
        return Hit(
            id=passage.iri,
            kind=passage.kind,
            text=passage.text,
            highlights=tuple(match.span for match in found.matches),
            level=passage.level_code,
            level_label=self._catalog.level_label(passage.level_code),
            role=passage.role_code,
            role_label=self._catalog.role_label(passage.role_code),
            profile=passage.profile_code,
            occupation=passage.occupation_code,
            occupation_label=self._label_occupation(passage),
            scheme=passage.scheme,
            score=_round(ranked.scores[place]),
            dense=_round(candidates.dense[place]),
            lexical=_round(candidates.lexical[place]),
            citation=self.cite(passage),
            also=tuple(self._to_place(other) for _, other in found.also),
            explanation=self._explain(
                found, candidates, ranked, asked, (mappings or {}).get(passage.profile_code or "", ())
            ),
        )

    def cite(self, passage: Passage) -> Citation:
        """Return where ``passage`` can be checked."""
        lines = None
        if passage.first_line is not None:
            lines = (passage.first_line, passage.last_line or passage.first_line)
        # What a classification says is shown with its occupation.
        url = self._links.to_url(passage.occupation or passage.iri)
        return Citation(passage.iri, url, passage.document, lines)

    def _label_occupation(self, passage: Passage) -> str | None:
        entry = self._find_occupation(passage)
        return entry.label if entry is not None else None

    def _find_path(self, passage: Passage) -> tuple[Step, ...]:
        if not self._of_reference:
            return find_path(passage)
        entry = self._find_occupation(passage)
        return find_reference_path(passage, entry.broader if entry is not None else None)

    def _find_occupation(self, passage: Passage) -> OccupationEntry | None:
        return self._occupations.entries.get(passage.occupation) if passage.occupation else None

    def _to_place(self, passage: Passage) -> Place:
        return Place(
            id=passage.iri,
            kind=passage.kind,
            level=passage.level_code,
            level_label=self._catalog.level_label(passage.level_code),
            role=passage.role_code,
            role_label=self._catalog.role_label(passage.role_code),
            profile=passage.profile_code,
            occupation=passage.occupation_code,
            occupation_label=self._label_occupation(passage),
            scheme=passage.scheme,
        )

    def _explain(
        self,
        found: Found,
        candidates: Candidates,
        ranked: Ranked,
        asked: Asked,
        mappings: tuple[ProfileMapping, ...],
    ) -> Explanation:
        place = found.place
        words = read_words(found.passage.text, found.matches)
        shares = ranked.shares[place].tolist()
        return Explanation(
            words=words,
            dense_rank=int(candidates.dense_ranks[place]) or None,
            lexical_rank=int(candidates.lexical_ranks[place]) or None,
            signals={name: round(share, 4) for name, share in zip(SIGNALS, shares, strict=True) if share},
            path=self._find_path(found.passage),
            sparql=(write_reference_sparql if self._of_reference else write_sparql)(found.passage, words, asked),
            mappings=mappings,
        )


def _round(value: float) -> float:
    return round(float(value), 4)
