"""What the classifications say, as the suggester reads it, from a user's own downloads.

BENCH_ONET, BENCH_ESCO and BENCH_SOC name the downloads; BENCH_DATA a data directory that holds them already, or is to
(vectors of 150,000 passages take minutes to make).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bench.occupation_titles.questions import open_engine
from service.occupations.suggestion.family import Family, read_families
from service.occupations.suggestion.loading import FamilyParts, read_parts
from store.encoder import FloatArray

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
    with open_engine() as engine:
        snapshot = engine.snapshot
        families = read_families(engine.occupations)
        if snapshot.reference is None or [family.units[0].scheme for family in families] != ["onet-soc", "esco"]:
            sys.exit("O*NET and ESCO are needed: set BENCH_ONET, BENCH_SOC and BENCH_ESCO (docs/taxonomies.md)")
        titles = snapshot.reference.passages.find(str(row["title"]) for row in snapshot.graph.select(_REPORTED))
        yield Corpus(
            families=families,
            parts=read_parts(snapshot.graph, snapshot.reference, families),
            vectors=snapshot.reference.vectors.vectors,
            reported=frozenset(row for row, _ in titles.values()),
            encode=snapshot.encoder.encode,
            releases=[f"{one.title} {one.version}" for one in engine.occupations.taxonomies],
        )
