"""The history of reviews, read from the graph of all decisions."""

from __future__ import annotations

from datetime import datetime

from ingest.mapping.codes import STATUSES
from ontology.decision import write_time
from ontology.iris import Namer
from ontology.vocabulary import RG, Borrowed
from service.mappings.entry import DecisionEntry
from service.mappings.ids import to_id
from service.profiles.nodes import Node
from store.graph import GraphStore

_DECISIONS = """
SELECT ?graph ?thing ?decision ?property ?value WHERE {
  GRAPH ?graph { ?decision prov:used ?thing ; ?property ?value }
}
"""
_STATUSES = {str(iri): status.value for status, iri in STATUSES.items()}
_NEVER = "1970-01-01T00:00:00Z"  # no decision that was checked is without its time
NEEDS_REVIEW = _STATUSES[RG.NEEDS_REVIEW]


class History:
    """The decisions of one snapshot."""

    def __init__(self, graph: GraphStore, base: str) -> None:
        """Read from ``graph``, whose data IRIs begin with ``base``."""
        self._graph = graph
        self._name = Namer(base).decisions_graph

    def read(self, thing: str, profile: str) -> tuple[DecisionEntry, ...]:
        """Return all decisions on ``thing`` (an IRI) of ``profile`` (a code), oldest first."""
        nodes: dict[str, Node] = {}
        for row in self._graph.select(_DECISIONS, {"graph": self._name, "thing": thing}):
            node = nodes.setdefault(str(row["decision"]), Node(str(row["decision"])))
            node.properties.setdefault(str(row["property"]), []).append(row["value"])
        entries = [_to_entry(node, profile) for node in nodes.values()]
        return tuple(sorted(entries, key=lambda entry: (entry.decided_at, entry.iri)))


def to_status(iri: str | None) -> str | None:
    """Return the word for a status of the vocabulary; None for none."""
    return _STATUSES.get(iri) if iri is not None else None


def to_relation(iri: str | None) -> str | None:
    """Return the name of a relation without its namespace; None for none."""
    return iri.rpartition("#")[2] if iri is not None else None


def _to_entry(node: Node, profile: str) -> DecisionEntry:
    replaced_by = node.text(Borrowed.REPLACED_BY)
    return DecisionEntry(
        iri=node.iri,
        status=to_status(node.text(RG.STATUS)) or NEEDS_REVIEW,
        reviewer=node.text(RG.REVIEWER) or "",
        decided_at=write_time(datetime.fromisoformat(node.text(Borrowed.ENDED_AT) or _NEVER)),
        comment=node.text(RG.COMMENT),
        predicate=to_relation(node.text(RG.CHOSEN_RELATION)),
        replaced_by=to_id(profile, replaced_by) if replaced_by is not None else None,
    )
