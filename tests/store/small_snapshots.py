"""Snapshots of a few passages, put together from the store's parts as a build does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import numpy as np

from ontology.passage import Passage
from store.documents import DocumentEntry, write_documents
from store.encoder import EncoderIdentity
from store.graph import GraphStore
from store.library import Library
from store.manifest import Manifest, list_entries
from store.passages import PassageTable
from store.text_index import TextIndex
from store.vector_index import write_vectors

ENCODER = EncoderIdentity(name="none", sha256="0" * 64, dimensions=4, max_tokens=1)
_NUMBERS = count()
_NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def build_snapshot(directory: Path, texts: Sequence[str], minutes: int | None = None) -> Manifest:
    """Write a snapshot that says ``texts`` into ``directory``; made ``minutes`` after noon, if None later each time."""
    number = next(_NUMBERS)
    passages = [Passage(f"https://example.org/{text}", "skill", text) for text in texts]
    nquads = "".join(f'<{p.iri}> <https://example.org/text> "{p.text}" <https://example.org/g> .\n' for p in passages)
    ntriples = nquads.replace(" <https://example.org/g> .", " .")
    for name, content in (("part.nq", nquads), ("part.nt", ntriples)):
        (directory / name).write_text(content, encoding="utf-8")
    work = GraphStore.create(directory / "work")
    work.load(directory / "part.nq")
    work.load(directory / "part.nt")
    work.flush()
    work.copy_to(directory / "graph")
    del work
    for path in sorted([*(directory / "work").iterdir(), *directory.glob("part.*")]):
        path.unlink()
    (directory / "work").rmdir()

    table = PassageTable(directory / "passages.sqlite", writable=True)
    table.put(enumerate(passages))
    table.close()
    TextIndex.create(directory / "text")
    TextIndex.change(directory / "text", [], enumerate(passages))
    vectors = np.zeros((len(texts), 4), dtype=np.float32)
    vectors[:, 0] = 1
    write_vectors(directory / "vectors", vectors, None, [])
    write_documents(
        directory,
        [DocumentEntry("pages/a.txt", "0" * 64, "page/1", ("https://example.org/g",), ("https://example.org/p",))],
    )
    created = _NOON + timedelta(minutes=number if minutes is None else minutes)
    return Manifest(
        id=f"{created:%Y%m%dT%H%M%SZ}-{number:08x}",
        created=created.isoformat(timespec="milliseconds"),
        base="https://example.org/",
        parent=None,
        encoder=ENCODER,
        counts={
            "documents": 1,
            "profiles": 0,
            "triples": len(texts),
            "passages": len(texts),
            "occupations": 0,
            "reference": 0,
        },
        versions={},
        files=list_entries(directory),
    )


def publish_snapshot(library: Library, texts: Sequence[str], minutes: int | None = None) -> str:
    """Publish a snapshot that says ``texts``; returns its id."""
    with library.writing(), library.building() as directory:
        manifest = build_snapshot(directory, texts, minutes)
        library.publish(directory, manifest)
    return manifest.id
