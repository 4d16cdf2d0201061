"""Statements and components of one owner (profile, role or level), read from the graph."""

from __future__ import annotations

from collections.abc import Iterable

from ontology import kinds
from ontology.kinds import Kind
from ontology.vocabulary import RG, RG_NAMESPACE
from service.links import Links
from service.profiles.nodes import Node, read_owned, to_anchor
from service.profiles.view import StatementView
from store.graph import GraphStore

_ALL = kinds.STATEMENT_KINDS + kinds.COMPONENT_KINDS
_KIND_OF_CLASS = {str(kind.rdf_class): kind for kind in _ALL}
_LINKS = frozenset(str(kind.link) for kind in _ALL)
_LADDER_LINKS = (str(kinds.RESPONSIBILITY.link), str(kinds.GUIDELINE.link))

Statements = dict[str, tuple[StatementView, ...]]  # by kind


def read_statements(graph: GraphStore, links: Links, owner: str) -> Statements:
    """Return what ``owner`` (an IRI) states, by kind, in the order of its documents."""
    return _group(links, read_owned(graph, _LINKS, owner))


def read_rung(graph: GraphStore, links: Links, profile: str) -> Statements:
    """Return responsibilities and guidelines of ``profile`` (an IRI), by kind."""
    return _group(links, read_owned(graph, _LADDER_LINKS, profile))


def _group(links: Links, nodes: Iterable[Node]) -> Statements:
    groups: dict[str, list[StatementView]] = {}
    for node in nodes:
        kind = next((_KIND_OF_CLASS[name] for name in sorted(node.types) if name in _KIND_OF_CLASS), None)
        if kind is not None:
            groups.setdefault(kind.name, []).append(_to_view(links, kind, node))
    return {kind: tuple(statements) for kind, statements in groups.items()}


def _to_view(links: Links, kind: Kind, node: Node) -> StatementView:
    basis = node.text(RG.HAS_BASIS)
    return StatementView(
        iri=node.iri,
        url=links.to_url(node.iri),
        anchor=to_anchor(node.iri),
        kind=kind.name,
        text=node.text(RG.TEXT) or "",
        description=node.text(RG.DESCRIPTION),
        dimension=node.text(RG.DIMENSION),
        part=node.text(RG.STORY_PART),
        section=node.text(RG.SECTION),
        prevalence=node.text(RG.PREVALENCE),
        layer=node.text(RG.LAYER),
        basis=basis.removeprefix(RG_NAMESPACE) if basis else None,
        confidence=node.number(RG.CONFIDENCE),
        concept=node.text(RG.NAMES),
        sources=node.sources,
    )
