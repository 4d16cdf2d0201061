"""Records to a published graph, against rdflib's memory store parsing the same as N-Quads."""

from __future__ import annotations

import tempfile
from pathlib import Path

import rdflib

from bench.synthetic import make_documents
from bench.timing import show, stopwatch
from ingest.graph_build import GraphBuild
from ingest.mapping.to_rdf import write_document
from ingest.readers import Reading
from ontology.iris import Namer
from store.files import sync_tree

PROFILES = 10_000
_RDFLIB_PROFILES = 2_000  # 4 GB of rdflib's memory; its rate falls slowly with size, so more would favour us
_TARGET = 5.0


def run(profiles: int = PROFILES) -> None:
    """Print triples a second of both, and their ratio."""
    namer = Namer()
    documents = list(make_documents(profiles))
    triples = 0
    sample: list[str] = []
    with tempfile.TemporaryDirectory(prefix="rolegraph-bench-") as name:
        directory = Path(name)
        with stopwatch() as ours:
            build = GraphBuild(directory, None, namer)
            for number, document in enumerate(documents):
                quads = write_document(document, namer)
                reading = Reading("", "", "", quads.to_nquads(), quads.to_ntriples(), len(quads), (), ())
                build.replace(None, reading)
                triples += len(quads)
                if number < _RDFLIB_PROFILES:
                    sample.append(reading.nquads)
            graph, _ = build.finish({})
            sync_tree(directory)
        distinct = len(graph)
    rate = triples / ours.seconds
    nquads = "".join(sample)
    with stopwatch() as theirs:
        rdflib.Dataset().parse(data=nquads, format="nquads")
    peer = nquads.count("\n") / theirs.seconds
    print(f"{profiles:,} profiles, {triples:,} quads, {distinct:,} distinct triples in {ours.seconds:.1f} s")
    print(f"rolegraph {rate:,.0f} triples/s, rdflib memory store {peer:,.0f} triples/s")
    show("ratio", rate / peer, _TARGET, at_most=False)
