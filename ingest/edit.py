"""An edit: the published graph changed in place, checked, and published as the next snapshot, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.building import Building, open_last
from ingest.edit_check import find_new_violations
from ingest.edited_documents import edit_documents
from ingest.run import LazyEncoder
from ontology.errors import InvalidGraphError
from ontology.iris import Namer
from store.graph_editor import GraphEditor
from store.library import Library


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of an edit."""

    snapshot: str  # id of the snapshot that is published afterwards; empty where there is none yet
    published: bool  # whether that is a new one
    inserted: int  # quads of the named graphs
    deleted: int
    graphs: tuple[str, ...]  # IRIs of those that came, went or say something else


def edit(
    library: Library,
    namer: Namer,
    encoder: LazyEncoder,
    change: Callable[[GraphEditor], None],
    *,
    check: bool = True,
    on_applied: Callable[[], None] = lambda: None,
    wait_seconds: float = 10,
) -> Edit:
    """Publish a snapshot of the graph as ``change`` leaves it; nothing changed, nothing is published.

    ``on_applied`` is called as soon as ``change`` has returned. ``check`` refuses what makes the graph wrong, but not
    what was wrong before. What ``change`` raises is raised, and leaves everything as it was.

    Raises:
        InvalidGraphError: the change would give the graph a wrong shape.
        SettingError: the data directory has another base IRI.
        LockedError: another process was writing for ``wait_seconds``.
        StorageError: the disk refused.
    """
    with library.writing(wait_seconds):
        # A small edit would spend most of its time on comparing all files of the snapshot, as every reader does.
        last = open_last(library, namer, verify=False)
        before = last.graph if last is not None else None
        with Building(library, last, namer, encoder, lambda _stage, _done, _total: None) as building:
            editor = building.builder.graph.edit()
            change(editor)
            changes = editor.finish()
            on_applied()
            counts = len(changes.inserted), len(changes.deleted)
            if not changes.graphs:
                return Edit(last.id if last is not None else "", False, *counts, changes.graphs)
            graph = building.builder.graph.note(changes)
            if check and (violations := find_new_violations(before, graph, changes, namer.derived_graph)):
                raise InvalidGraphError(violations)
            known = last.documents if last is not None else {}
            documents = edit_documents(known, graph, changes, namer.decisions_graph)
            del graph  # the builder gives up the last reference before it reopens the files
            published, _ = building.publish(documents, keep_model=True)
            return Edit(published.id, True, *counts, changes.graphs)
