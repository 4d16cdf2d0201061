"""The list of documents after an edit: who owns what was edited, in which version, and what that is about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ingest.readers import EDIT
from store.documents import DocumentEntry
from store.graph import GraphStore
from store.graph_editor import GraphChanges

_IS_DOCUMENT = "SELECT ?graph WHERE { GRAPH ?graph { ?document a rg:Document } } LIMIT 1"
_ABOUT = "SELECT DISTINCT ?graph ?profile WHERE { GRAPH ?graph { ?document rg:about ?profile } }"
_DESCRIBED = "SELECT DISTINCT ?graph ?profile WHERE { GRAPH ?graph { ?profile a rg:Profile } }"


def edit_documents(
    documents: Mapping[str, DocumentEntry], graph: GraphStore, changes: GraphChanges, history: str
) -> dict[str, DocumentEntry]:
    """Return ``documents`` after ``changes``, which led to ``graph``.

    A graph that no document owns becomes one, named as the graph is, but for the graph ``history``, which is nobody's;
    one whose graphs are all gone is gone.
    """
    owners = {name: entry for entry in documents.values() for name in entry.graphs}
    edited: dict[str, DocumentEntry] = {}
    for name in set(changes.graphs) - {history}:
        entry = owners.get(name) or DocumentEntry(name, hashlib.sha256().hexdigest(), EDIT, (name,), ())
        edited[entry.name] = entry
    kept = {name: entry for name, entry in documents.items() if name not in edited}
    claimed = {profile for entry in kept.values() for profile in entry.profiles}
    for entry in sorted(edited.values(), key=lambda entry: entry.name):
        graphs = tuple(name for name in entry.graphs if graph.has_graph(name))
        if not graphs:
            continue
        profiles = tuple(sorted(_find_profiles(graph, graphs) - claimed))
        claimed.update(profiles)
        sha256 = _hash_version(entry, changes)
        kept[entry.name] = replace(entry, sha256=sha256, reader=EDIT, graphs=graphs, profiles=profiles)
    return kept


def _hash_version(entry: DocumentEntry, changes: GraphChanges) -> str:
    """Name the new version by the old one and what has changed: all of a large graph would take too long to hash."""
    hashed = hashlib.sha256(entry.sha256.encode())
    for sign, quads in (("-", changes.deleted), ("+", changes.inserted)):
        for quad in quads:
            if quad.graph in entry.graphs:
                hashed.update(f"\n{sign}{quad.subject} <{quad.predicate}> {quad.object} <{quad.graph}> .".encode())
    return hashed.hexdigest()


def _find_profiles(graph: GraphStore, graphs: Iterable[str]) -> set[str]:
    """Return what a document says that it is about; the profiles that it describes, if it does not call itself one."""
    names = list(graphs)
    calls_itself_one = any(next(graph.select(_IS_DOCUMENT, {"graph": name}), None) is not None for name in names)
    query = _ABOUT if calls_itself_one else _DESCRIBED
    return {str(row["profile"]) for name in names for row in graph.select(query, {"graph": name})}
