"""What the classifications say, as the suggester reads it, from a user's own downloads.

BENCH_ONET, BENCH_ESCO and BENCH_SOC name the downloads; BENCH_TAXONOMIES a data directory into which they were ingested
before, or are to be (vectors of 150,000 passages take minutes to make, and are kept there).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.config import DEFAULT_MODEL, read_settings
from service.engine import Engine
from service.occupations.suggestion.family import Family, read_families
from service.occupations.suggestion.loading import FamilyParts, read_parts
from store.embedding_cache import EmbeddingCache
from store.encoder import FloatArray
from store.library import Library

_DOWNLOADS = ("BENCH_SOC", "BENCH_ONET", "BENCH_ESCO")
_REPORTED = 'SELECT ?title WHERE { ?title rg:occupation ?occupation ; rg:aliasType "reported" }'


@dataclass(frozen=True, slots=True)
class Corpus:
    """The families of occupations with their passages: O*NET's first, then ESCO's."""

    families: Sequence[Family]
    parts: Sequence[FamilyParts]
    vectors: FloatArray  # (r, d): of the reference index
    reported: frozenset[int]  # rows of titles that workers reported
    encode: Callable[[Sequence[str]], FloatArray]
    releases: Sequence[str]


@contextmanager
def open_corpus() -> Iterator[Corpus]:
    """Lend the classifications, ingested from the downloads where they are not yet."""
    with tempfile.TemporaryDirectory(prefix="rolegraph-bench-") as name:
        data = Path(os.environ.get("BENCH_TAXONOMIES") or name)
        library = Library(data)
        downloads = [Path(os.environ[variable]) for variable in _DOWNLOADS if os.environ.get(variable)]
        if downloads:
            ingest(downloads, library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))
        engine = Engine(library.open_current(), read_settings({}, data=data))
        snapshot = engine.snapshot
        families = read_families(engine.occupations)
        if snapshot.reference is None or [family.units[0].scheme for family in families] != ["onet-soc", "esco"]:
            sys.exit(f"O*NET and ESCO are needed: set {', '.join(_DOWNLOADS)} to the downloads (docs/taxonomies.md)")
        cache = EmbeddingCache(library.embeddings, snapshot.encoder)
        titles = snapshot.reference.passages.find(str(row["title"]) for row in snapshot.graph.select(_REPORTED))
        yield Corpus(
            families=families,
            parts=read_parts(snapshot.graph, snapshot.reference, families),
            vectors=snapshot.reference.vectors.vectors,
            reported=frozenset(row for row, _ in titles.values()),
            encode=lambda texts: cache.encode(texts)[0],
            releases=[f"{one.title} {one.version}" for one in engine.occupations.taxonomies],
        )
        cache.close()
