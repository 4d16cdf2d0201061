"""Names of occupations as they are typed: preferred labels, other titles and codes.

They are apart from the names of the company, so that a classification changes no reading of a question.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property

from service.labels.label import Label
from service.labels.phrases import Phrases
from service.labels.suggestions import Suggester
from service.labels.table import LabelTable
from service.occupations.catalog import OccupationCatalog
from service.occupations.entry import OccupationEntry
from store.graph import GraphStore

KIND = "occupation"
_OTHER_TITLE = "alias"  # which stands below a name that the classification itself prefers
_TITLES = "SELECT ?thing ?text WHERE { GRAPH <%s> { ?thing a rg:Occupation ; skos:altLabel ?text } }"
_WIDER = 4  # times as many names are looked at as occupations are wanted: one may fit by several


@dataclass(frozen=True, slots=True)
class OccupationHit:
    """An occupation that what was typed may become."""

    occupation: OccupationEntry
    matched: str  # its name that fits
    score: float  # 0-1, higher fits better; no probability


class OccupationNames:
    """Finds occupations by the beginnings of their names' words; safe to use from several threads."""

    def __init__(self, graph: GraphStore, catalog: OccupationCatalog) -> None:
        self._graph = graph
        self._catalog = catalog
        self._making = threading.Lock()

    def suggest(self, text: str, limit: int) -> list[OccupationHit]:
        """Return the ``limit`` occupations that ``text``, typed so far, fits best, each by its best name."""
        with self._making:
            suggester = self._suggester
        found: dict[str, OccupationHit] = {}
        for hit in suggester.suggest(text, limit * _WIDER, ()):
            iri = hit.label.iri
            if iri not in found and len(found) < limit:
                found[iri] = OccupationHit(self._catalog.entries[iri], hit.matched, hit.score)
        return list(found.values())

    @cached_property
    def _suggester(self) -> Suggester:
        table = LabelTable(self._read())
        return Suggester(table, Phrases(table))

    def _read(self) -> list[Label]:
        labels: dict[Label, None] = {}
        entries = self._catalog.entries
        for entry in entries.values():
            for text in (entry.label, entry.code):
                labels[Label(text, KIND, entry.iri, entry.code)] = None
        for graph in sorted({taxonomy.graph for taxonomy in self._catalog.taxonomies}):
            for row in self._graph.select(_TITLES % graph):
                titled = entries.get(str(row["thing"]))
                if titled is not None and str(row["text"]) != titled.label:
                    labels[Label(str(row["text"]), _OTHER_TITLE, titled.iri, titled.code)] = None
        return list(labels)
