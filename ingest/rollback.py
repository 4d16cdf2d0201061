"""Publishing an older snapshot again, with what was decided in reviews since: a decision is never lost."""

from __future__ import annotations

from ingest.building import Building
from ingest.decisions import DecisionLog
from ingest.run import LazyEncoder
from ontology.errors import SnapshotError
from ontology.iris import Namer
from store.graph import GraphStore
from store.library import Library
from store.manifest import Manifest
from store.snapshot import Snapshot
from store.syntax import RdfSyntax


def roll_back(library: Library, snapshot_id: str, encoder: LazyEncoder) -> Manifest:
    """Publish the snapshot ``snapshot_id`` again; where decisions came after it, a new one that is the same with them.

    Raises:
        NotFoundError: there is no such snapshot.
        SnapshotError: it is damaged.
        LockedError: another process is writing.
        StorageError: the disk refused.
    """
    with library.writing():
        old = library.open(snapshot_id)
        namer = Namer(old.manifest.base)
        newest = _open_newest(library)
        decided = _read_decisions(newest.graph, namer) if newest is not None else ""
        missing = DecisionLog(old.graph, namer).find_new(decided)
        if not missing:
            return library.publish_again(old)
        with Building(library, old, namer, encoder, lambda _stage, _done, _total: None) as building:
            editor = building.builder.graph.edit()
            editor.append(namer.decisions_graph, missing.encode())
            building.builder.graph.note(editor.finish())
            return building.publish(old.documents, keep_model=True)[0]


def _open_newest(library: Library) -> Snapshot | None:
    """Return the newest snapshot that can be read: it has all decisions, and one that is damaged is left behind."""
    for manifest in library.manifests():
        try:
            return library.open(manifest.id)
        except SnapshotError:
            continue
    return None


def _read_decisions(graph: GraphStore, namer: Namer) -> str:
    return graph.dump(RdfSyntax.NTRIPLES, [namer.decisions_graph]).decode()
