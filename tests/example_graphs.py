"""The documents of ``examples/``, read and mapped as an ingest run would."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ingest.readers import Reading, read_document
from ingest.sources import find_sources, read_source
from ontology.iris import Namer
from store.encoder import FloatArray

EXAMPLES = Path(__file__).parent.parent / "examples"
INGESTED_AT = "2026-01-31T12:00:00Z"


@cache
def read_examples() -> tuple[Reading, ...]:
    """Read every example; none of them needs an encoder, since their bullets divide evenly among the levels."""
    sources, _ = find_sources([EXAMPLES])
    return tuple(read_document(read_source(file), Namer(), _refuse, INGESTED_AT) for file in sources)


def examples_nquads() -> str:
    """The graphs of all examples."""
    return "".join(reading.nquads for reading in read_examples())


def _refuse(texts: Sequence[str]) -> FloatArray:
    raise AssertionError(f"an example needs the encoder: {texts[:3]}")
