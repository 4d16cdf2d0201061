"""SERVICE, answered before the engine sees the text: each clause is replaced by a VALUES block of what it yields.

Decided on tokens; what could be read in two ways is refused (``guard.read_tokens``). Whatever is not a clause stays as
it was written, but for letters that only look like the keyword (``guard.hide``).
Source: https://www.w3.org/TR/sparql11-federated-query/
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from ontology.errors import QueryError
from ontology.vocabulary import RG
from service.sparql.clauses import Clause, find_clauses
from service.sparql.federation import SETTING, Federation, NoAnswerError
from service.sparql.guard import (
    LOAD,
    REACHING,
    SERVICE,
    Edit,
    ForbiddenQueryError,
    apply_edits,
    hide,
    mentions,
    read_tokens,
    refuse_keywords,
    resolve_name,
)
from service.sparql.lexer import Kind
from service.sparql.prologue import read_parts
from service.sparql.search_clause import SearchClause, read_search_clause
from service.sparql.search_service import SearchService
from service.sparql.values import ONE_EMPTY, Solutions, unite, write_iri

MAX_CLAUSES = 10  # of one query or update: each is a search, or a request to somebody else's server


@dataclass(frozen=True, slots=True)
class _Question:
    """A clause that other servers answer."""

    clause: Clause
    endpoints: tuple[str, ...]


class ServiceRewriter:
    """Answers the SERVICE clauses of queries and updates."""

    def __init__(self, search: SearchService, federation: Federation) -> None:
        self._search = search
        self._federation = federation

    def rewrite(self, text: str, base: str | None = None, *, may_load: bool = True) -> str:
        """Return a query or update with what each SERVICE yields in its place; ``base`` is that of relative IRIs.

        Unless the text ``may_load``, what comes back reaches for nothing: ``guard.refuse_reach`` has nothing to add.

        Raises:
            ForbiddenQueryError: it asks an endpoint that is not allowed.
            QueryError: a clause is wrong or got no answer, or the text could be read in two ways.
        """
        words = SERVICE if may_load else REACHING
        if not mentions(text, words):
            return text
        tokens = read_tokens(text)
        if not may_load:
            refuse_keywords(tokens, LOAD)
        parts = list(read_parts(tokens, base))
        clauses = [
            clause for part in parts for clause in find_clauses(text, tokens[part.start : part.end], part.prologue)
        ]
        if len(clauses) > MAX_CLAUSES:
            raise _too_many()
        # Nobody is asked before all are known to be right and allowed.
        asked = [self._read(text, clause) for clause in clauses]
        deadline = time.monotonic() + self._federation.timeout_seconds
        edits = [
            Edit(clause.start, clause.end, _write(text, clause, self._answer(question, deadline)))
            for clause, question in zip(clauses, asked, strict=True)
        ]
        return apply_edits(text, hide(text, tokens, parts, words, edits))

    def _read(self, text: str, clause: Clause) -> SearchClause | _Question:
        """Return what a clause asks, and whom."""
        if clause.endpoint.kind is Kind.VARIABLE:
            endpoints = self._federation.allowed.endpoints
            if not endpoints:
                raise ForbiddenQueryError(
                    f"SERVICE {clause.endpoint.text} asks every endpoint that {SETTING} lists by its whole address, "
                    "and there is none"
                )
        else:
            iri = resolve_name(clause.endpoint, clause.prologue)
            if iri == RG.SEARCH:
                return read_search_clause(clause.start, clause.body, clause.prologue)
            self._federation.refuse_unless_allowed(iri)
            endpoints = (iri,)
        self._refuse_unless_allowed_inside(text, clause)
        return _Question(clause, endpoints)

    def _refuse_unless_allowed_inside(self, text: str, clause: Clause) -> None:
        """Let others reach through their SERVICE only what may be reached by ours, or their own search."""
        for number, inner in enumerate(find_clauses(text, clause.body, clause.prologue, nested=True)):
            if number == MAX_CLAUSES:
                raise _too_many()
            if inner.endpoint.kind is Kind.VARIABLE:
                raise ForbiddenQueryError(
                    f"SERVICE {inner.endpoint.text} may not stand in another SERVICE: it would reach anything"
                )
            iri = resolve_name(inner.endpoint, inner.prologue)
            if iri != RG.SEARCH:
                self._federation.refuse_unless_allowed(iri)

    def _answer(self, question: SearchClause | _Question, deadline: float) -> Solutions:
        if isinstance(question, SearchClause):
            return self._search.answer(question)
        clause = question.clause
        query = f"{clause.prologue}SELECT * WHERE {{{clause.pattern}\n}}"
        variables = {token.text[1:] for token in clause.body if token.kind is Kind.VARIABLE}
        found: list[Solutions] = []
        for endpoint in question.endpoints:
            try:
                solutions = self._federation.select(endpoint, query, variables, deadline)
            except NoAnswerError:
                if not clause.is_silent:
                    raise
                solutions = ONE_EMPTY
            if clause.endpoint.kind is Kind.VARIABLE:
                solutions = solutions.bind(clause.endpoint.text[1:], write_iri(endpoint))
            found.append(solutions)
        return unite(found)


def _too_many() -> QueryError:
    return QueryError(f"SERVICE stands too often in the text; {MAX_CLAUSES} times are allowed, and as often inside one")


def _write(text: str, clause: Clause, solutions: Solutions) -> str:
    """Return what stands in place of a clause; with its line ends, so that the engine's errors name the right line."""
    return f" {solutions.to_values()} " + "\n" * text.count("\n", clause.start, clause.end)
