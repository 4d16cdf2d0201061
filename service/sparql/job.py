"""One query as it goes to a worker process, and how its result comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.sparql.delivery import ResultFile
from store.query import WHOLE, Dataset
from store.syntax import RdfSyntax, ResultSyntax


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query as it was asked."""

    text: str
    results: ResultSyntax | None  # for SELECT and ASK; None where the asker takes none of them
    graph: RdfSyntax | None  # for CONSTRUCT and DESCRIBE; the same
    dataset: Dataset = WHOLE
    base: str | None = None  # that relative IRIs are resolved against
    max_bytes: int | None = None  # of the result, where the asker wants less than is allowed
    hung_up: Callable[[], bool] = lambda: False  # whether the asker has gone


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole result: small ones as bytes, large ones as an open file, to be closed by whoever has it."""

    media_type: str
    size: int  # bytes
    body: bytes | ResultFile
