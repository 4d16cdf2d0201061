"""The SERVICE clauses of a query or update, found on its tokens as the engine would find them.

Source: https://www.w3.org/TR/sparql11-federated-query/#grammar
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontology.errors import QueryError
from service.sparql.guard import SERVICE
from service.sparql.lexer import Kind, Token
from service.sparql.prologue import Prologue

_KEYWORD = "SERVICE"
_SILENT = "SILENT"
_NAMED_BEFORE = ("GRAPH", "FROM", "NAMED", "USING", "WITH")  # after these a name is one, whatever it looks like


@dataclass(frozen=True, slots=True)
class Clause:
    """One SERVICE, as it is written."""

    start: int  # in characters of the text, up to and with its last brace
    end: int
    endpoint: Token
    is_silent: bool
    body: tuple[Token, ...]  # between the braces
    pattern: str  # the same as text
    prologue: Prologue


def find_clauses(text: str, tokens: Sequence[Token], prologue: Prologue, *, nested: bool = False) -> Iterator[Clause]:
    """Yield the clauses in ``tokens`` of ``text``, in order; those that stand in another only if ``nested``.

    Raises:
        QueryError: one is not written as it should be.
    """
    end = 0
    for number, token in enumerate(tokens):
        if token.start < end or not SERVICE.search(token.text):
            continue
        if token.kind is Kind.WORD or (token.kind is Kind.PREFIXED_NAME and _may_be_keyword(tokens, number)):
            clause = _read_clause(text, tokens, number, prologue)
            end = 0 if nested else clause.end
            yield clause


def _may_be_keyword(tokens: Sequence[Token], number: int) -> bool:
    """Return whether a name is SERVICE and a name to the engine, which needs no space between: ``SERVICEex:a {``."""
    name = tokens[number]
    is_before_group = number + 1 < len(tokens) and tokens[number + 1].text == "{"
    is_named = number > 0 and tokens[number - 1].text.upper() in _NAMED_BEFORE
    return is_before_group and not is_named and SERVICE.search(name.text.partition(":")[0]) is not None


def _read_clause(text: str, tokens: Sequence[Token], number: int, prologue: Prologue) -> Clause:
    first = tokens[number]
    if not SERVICE.match(first.text):
        raise _fail(first, f"{first.text} ends in a keyword: put a space before {_KEYWORD}")
    stuck = Token(first.kind, first.text[len(_KEYWORD) :], first.start + len(_KEYWORD))
    coming = [*([stuck] if stuck.text else []), *tokens[number + 1 : number + 4]]
    is_silent = bool(coming) and coming[0].kind is Kind.WORD and coming[0].text.upper() == _SILENT
    endpoint, brace = [*coming[is_silent:], first, first][:2]
    if endpoint.kind not in (Kind.IRI, Kind.PREFIXED_NAME, Kind.VARIABLE) or brace.text != "{":
        raise _fail(first, "SERVICE takes an endpoint (an IRI, a name or a variable) and then a pattern in braces")
    if not is_silent and endpoint.text.upper().startswith(_SILENT):
        raise _fail(
            endpoint, f"{endpoint.text} can be read as {_SILENT} and a name: put a space between, or write the IRI"
        )
    opening = next(place for place in range(number, len(tokens)) if tokens[place] is brace)
    closing = _find_closing(tokens, opening)
    return Clause(
        start=first.start,
        end=tokens[closing].end,
        endpoint=endpoint,
        is_silent=is_silent,
        body=tuple(tokens[opening + 1 : closing]),
        pattern=text[brace.end : tokens[closing].start],
        prologue=prologue,
    )


def _find_closing(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for number in range(opening, len(tokens)):
        depth += (tokens[number].text == "{") - (tokens[number].text == "}")
        if depth == 0:
            return number
    raise _fail(tokens[opening], "the braces of SERVICE are not closed")


def _fail(token: Token, problem: str) -> QueryError:
    return QueryError(f"{problem} (at character {token.start + 1})")
