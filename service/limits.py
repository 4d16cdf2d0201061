"""How much one SPARQL request may take; what it may reach stands in ``service/sparql/federation.py``."""

from __future__ import annotations

import os
from dataclasses import dataclass

TIMEOUT_SECONDS = 30.0
MEMORY_BYTES = 1 << 30
RESULT_BYTES = 1 << 29
MIN_MEMORY_BYTES = 1 << 24  # below, not even small queries are answered
MAX_WORKERS = 256
MOST = {"TIMEOUT_SECONDS": 86_400, "MEMORY_BYTES": 1 << 50, "RESULT_BYTES": 1 << 50, "WORKERS": MAX_WORKERS}


def default_workers() -> int:
    """Return one worker for each core, and at least two: one slow query must not stop all others."""
    return min(MAX_WORKERS, max(2, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class SparqlLimits:
    """What one query may take, and how many are answered at once."""

    timeout_seconds: float = TIMEOUT_SECONDS  # by the clock, from the moment when a worker takes the query
    memory_bytes: int = MEMORY_BYTES  # above what a worker needs when it is idle
    result_bytes: int = RESULT_BYTES  # of the serialised result
    workers: int = 2
