"""The profiles that are mapped to an occupation, with where each mapping stands."""

from __future__ import annotations

from ingest.mapping.codes import STATUSES
from ontology.vocabulary import RG, RG_NAMESPACE, Borrowed
from service.occupations.view import MappedProfile
from service.profiles.index import ProfileIndex
from service.profiles.nodes import read_node
from store.graph import GraphStore

MAX_MAPPINGS = 500  # of one occupation that are told; a whole group of a large company may be mapped to one
_MAPPINGS = "SELECT DISTINCT ?mapping ?occupation WHERE { ?mapping owl:annotatedTarget ?occupation ; a rg:Mapping }"
_STATUSES = {str(iri): str(status) for status, iri in STATUSES.items()}
_ORDER = ("approved", "needs_review", None, "superseded", "rejected")


def read_mapped_profiles(
    graph: GraphStore, index: ProfileIndex, occupation: str
) -> tuple[tuple[MappedProfile, ...], int]:
    """Return profiles mapped to ``occupation`` (an IRI), approved mappings first, and how many mappings there are.

    At most ``MAX_MAPPINGS`` of these are read.
    """
    mappings = sorted(str(row["mapping"]) for row in graph.select(_MAPPINGS, {"occupation": occupation}))
    profiles = {entry.iri: entry for entry in index.profiles.values()} if mappings else {}
    views = []
    for mapping in mappings[:MAX_MAPPINGS]:
        node = read_node(graph, mapping)
        entry = profiles.get(node.text(Borrowed.ANNOTATED_SOURCE) or "")
        if entry is None:
            continue
        status = node.text(RG.CURRENT_STATUS) or node.text(RG.STATUS)
        relation = node.text(Borrowed.ANNOTATED_PROPERTY)
        views.append(
            MappedProfile(
                profile=entry.code,
                title=entry.title,
                url=entry.url,
                mapping=node.iri,
                status=_STATUSES.get(status, status.removeprefix(RG_NAMESPACE)) if status else None,
                confidence=node.number(Borrowed.MAPPING_CONFIDENCE),
                relation=relation.rpartition("#")[2] if relation else None,
            )
        )
    views.sort(key=lambda view: (_place(view.status), -(view.confidence or 0.0), view.profile))
    return tuple(views), len(mappings)


def _place(status: str | None) -> int:
    return _ORDER.index(status) if status in _ORDER else len(_ORDER)
