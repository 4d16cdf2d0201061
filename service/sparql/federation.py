"""What other servers may be asked, and what they answer: for SERVICE, and for LOAD.

Nothing is reached but what the operator allows.
Source: https://www.w3.org/TR/sparql11-federated-query/
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlencode

from ontology.errors import QueryError
from service.sparql.exchange import ExchangeError, Reply, exchange
from service.sparql.guard import ForbiddenQueryError
from service.sparql.iri import is_iri
from service.sparql.results import read_results
from service.sparql.values import Solutions

SETTING = "ROLEGRAPH_SPARQL_ALLOW"
_RESULTS = "application/sparql-results+json"
_MAX_ENCODINGS = 4  # of one dot in another; nobody means well with more
_ABOVE = re.compile(r"(?:^|[/\\])\.\.?(?:[/\\]|$)")


class NoAnswerError(QueryError):
    """A server that may be asked did not answer, or not with what was asked for."""


class AllowList:
    """The addresses that may be reached: an entry that ends in "/" allows all below it, others allow themselves."""

    def __init__(self, entries: Sequence[str]) -> None:
        self.entries = tuple(entries)

    def allows(self, iri: str) -> bool:
        """Return whether ``iri`` may be reached; one that leads up and out of an entry may not."""
        if iri in self.entries:
            return True
        folders = tuple(entry for entry in self.entries if entry.endswith("/") and entry.count("/") > len("//"))
        return iri.startswith(folders) and is_iri(iri) and not _leads_up(iri)

    @property
    def endpoints(self) -> tuple[str, ...]:
        """The entries that are one address each."""
        return tuple(entry for entry in self.entries if not entry.endswith("/"))


@dataclass(frozen=True, slots=True)
class Federation:
    """Asks servers that the operator allows."""

    allowed: AllowList
    timeout_seconds: float  # for one answer
    max_bytes: int  # of one answer

    def refuse_unless_allowed(self, iri: str) -> None:
        """Stay within the list.

        Raises:
            ForbiddenQueryError: ``iri`` is not on it.
        """
        if not self.allowed.allows(iri):
            raise ForbiddenQueryError(
                f"{iri} may not be reached from here; the operator can allow it in {SETTING}, "
                "a list of addresses (one that ends in / allows all below it)"
            )

    def select(self, endpoint: str, query: str, variables: Collection[str], deadline: float | None = None) -> Solutions:
        """Return what ``endpoint`` answers to a SELECT, of ``variables`` only; other names are not trusted.

        It must answer by ``deadline`` of the monotonic clock, if that comes before its time is over.

        Raises:
            ForbiddenQueryError: the endpoint is not allowed.
            NoAnswerError: it did not answer in time, or not as it should.
        """
        seconds = self.timeout_seconds
        if deadline is not None:
            seconds = min(seconds, deadline - time.monotonic())
        reply = self._ask(endpoint, _RESULTS, seconds, urlencode({"query": query}).encode("ascii"))
        try:
            return read_results(reply.body, variables)
        except ValueError as error:
            raise _no_answer(endpoint, str(error)) from error

    def fetch(self, url: str, accept: str) -> tuple[bytes, str]:
        """Return the bytes that ``url`` (without its fragment) answers with, and their media type.

        Raises:
            ForbiddenQueryError: the address is not allowed.
            NoAnswerError: it did not answer in time, or not as it should.
        """
        reply = self._ask(url, accept, self.timeout_seconds)
        return reply.body, reply.media_type

    def _ask(self, url: str, accept: str, seconds: float, form: bytes | None = None) -> Reply:
        self.refuse_unless_allowed(url)
        if seconds <= 0:
            raise _no_answer(url, "those that were asked before it took all the time")
        try:
            return exchange(url, accept, seconds, self.max_bytes, form)
        except ExchangeError as error:
            raise _no_answer(url, f"it {error}") from error


def _no_answer(url: str, reason: str) -> NoAnswerError:
    return NoAnswerError(f"{url} gave no answer that can be used: {reason}")


def _leads_up(iri: str) -> bool:
    """Return whether a segment of the path is ``..``, as it is or as some server may come to read it."""
    path = iri.partition("#")[0].partition("?")[0]
    for _ in range(_MAX_ENCODINGS):
        if _ABOVE.search(path) is not None:
            return True
        path, encoded = unquote(path), path
        if path == encoded:
            return False
    return True
