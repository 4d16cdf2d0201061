"""Runs of the command line in processes that can be killed, and what a data directory holds afterwards."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from ingest.passages import PassageReader
from ingest.taxonomy.passages import count_occupations, read_reference
from ontology.iris import Namer
from store.encoder import OnnxEncoder
from store.library import Library
from store.snapshot import Snapshot
from store.syntax import RdfSyntax

REPOSITORY = Path(__file__).parents[2]
KILLED = -9
_TIMES = re.compile(r"\"[^\"]*\"\^\^<http://www\.w3\.org/2001/XMLSchema#dateTime>")


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one run."""

    code: int  # negative: the signal that ended it
    seconds: float
    events: tuple[tuple[str, str], ...]  # what, and the path within the data directory; none if it was killed
    output: str  # standard output and standard error


class CommandRunner:
    """Runs ``rolegraph`` through ``tests/ingest/kill_driver.py``."""

    def __init__(self) -> None:
        self._driver = subprocess.Popen(
            [sys.executable, "-m", "tests.ingest.kill_driver"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
            # Threads that numpy starts when it is imported would not live on in a forked process.
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        self._driver.stdin.close()
        self._driver.stdout.close()
        self._driver.wait()

    def run(
        self,
        data: Path,
        *arguments: str,
        kill_at: int | None = None,
        kill_before: tuple[str, str] | None = None,
        kill_at_batch: int | None = None,
        kill_after: float | None = None,
        full_before: tuple[str, str] | None = None,
    ) -> Run:
        """Run ``rolegraph ARGUMENTS --data DATA``; ``kill_driver`` says what the rest means."""
        job: dict[str, object] = {
            "arguments": [*arguments, "--data", str(data)],
            "data": str(data),
            "kept_snapshots": 2,
        }
        wishes = {
            "kill_at": kill_at,
            "kill_before": kill_before,
            "kill_at_batch": kill_at_batch,
            "kill_after": kill_after,
            "full_before": full_before,
        }
        job.update({name: value for name, value in wishes.items() if value is not None})
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        self._driver.stdin.write(json.dumps(job) + "\n")
        self._driver.stdin.flush()
        result = json.loads(self._driver.stdout.readline())
        events = tuple((event, name) for event, name in result["events"])
        return Run(result["code"], result["seconds"], events, result["output"])


@dataclass(frozen=True, slots=True)
class Content:
    """What a snapshot says, without when it was made."""

    documents: frozenset[tuple[str, str]]  # name, sha256
    quads: frozenset[str]
    passages: frozenset[tuple[object, ...]]


def read_content(data: Path, encoder: OnnxEncoder) -> Content | None:
    """Return what the published snapshot of ``data`` says, after checking that it is whole; None: there is none."""
    library = Library(data)
    if library.current_id() is None:
        return None
    snapshot = library.open_current()  # compares every file with its hash
    check_whole(snapshot, encoder)
    lines = snapshot.graph.dump(RdfSyntax.NQUADS, snapshot.graph.graphs()).decode().splitlines()
    return Content(
        documents=frozenset((entry.name, entry.sha256) for entry in snapshot.documents.values()),
        quads=frozenset(_TIMES.sub('"then"', line) for line in lines),
        passages=frozenset(
            (passage.iri, passage.text, passage.document, passage.first_line) for _, passage in snapshot.passages.all()
        ),
    )


def check_whole(snapshot: Snapshot, encoder: OnnxEncoder) -> None:
    """Compare the parts of ``snapshot`` with each other and with its manifest."""
    counts = snapshot.manifest.counts
    graph = snapshot.graph
    assert snapshot.directory.name == snapshot.id
    assert len(snapshot.documents) == counts["documents"]
    queries = {
        "triples": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
        "profiles": "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a rg:Profile }",
    }
    assert {name: next(graph.select(query))["n"] for name, query in queries.items()} == {
        name: counts[name] for name in queries
    }
    named = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } }"
    assert next(graph.select(named))["n"] == counts["triples"]
    filled = {name for entry in snapshot.documents.values() for name in entry.graphs}
    namer = Namer(snapshot.manifest.base)
    assert set(graph.graphs()) - filled <= {namer.derived_graph, namer.decisions_graph}

    rows = dict(snapshot.passages.all())
    assert list(rows) == list(range(counts["passages"]))
    reader = PassageReader(graph)
    assert sorted(rows.values(), key=lambda passage: passage.iri) == list(reader.read(reader.subjects(graph.graphs())))
    for row, passage in rows.items():
        found = snapshot.text.search(passage.text, len(rows), {"kind": [passage.kind]})
        assert row in {hit.row for hit in found} or not snapshot.text.terms(passage.text)
    expected = encoder.encode([passage.text for passage in rows.values()])
    np.testing.assert_allclose(snapshot.vectors.vectors, expected, atol=1e-6)
    assert snapshot.encoder.identity == snapshot.manifest.encoder == encoder.identity
    _check_reference(snapshot, encoder)


def _check_reference(snapshot: Snapshot, encoder: OnnxEncoder) -> None:
    """Compare what is searched of taxonomies with the graph."""
    namer, graph, counts = Namer(snapshot.manifest.base), snapshot.graph, snapshot.manifest.counts
    graphs = {name: document for name in graph.graphs() if (document := namer.taxonomy_document(name))}
    expected = sorted(read_reference(graph, graphs), key=lambda passage: passage.iri)
    assert (counts["occupations"], counts["reference"]) == (count_occupations(graph, graphs), len(expected))
    assert (snapshot.directory / "reference").exists() == bool(expected)
    if snapshot.reference is not None:
        rows = dict(snapshot.reference.passages.all())
        assert rows == dict(enumerate(expected))
        for row, passage in rows.items():
            found = snapshot.reference.text.search(passage.text, len(rows), {"kind": [passage.kind]})
            assert row in {hit.row for hit in found} or not snapshot.reference.text.terms(passage.text)
        vectors = encoder.encode([passage.text for passage in expected])
        np.testing.assert_allclose(snapshot.reference.vectors.vectors, vectors, atol=1e-6)


def list_leftovers(data: Path) -> list[str]:
    """Return the names of all in ``data`` that no finished run leaves there.

    SQLite's ``-wal`` and ``-shm`` stay until the cache is next opened, which a run without changes does not do.
    """
    known = {"CURRENT", "writer.lock", "snapshots", "encoders", "embeddings"}
    return sorted(
        [path.name for path in data.iterdir() if path.name not in known]
        + [path.name for path in (data / "snapshots").iterdir() if path.name.startswith(".")]
        + [path.name for path in (data / "embeddings").iterdir() if not path.suffix.startswith(".sqlite")]
    )
