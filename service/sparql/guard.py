"""What a query may not do, decided on its tokens before the engine sees it.

SERVICE and LOAD would make the engine fetch from anywhere, the machine's own network included. Deep nesting overflows
the engine's stack, which ends the whole process; long chains do too, or take minutes to plan (measured with pyoxigraph
0.5.13 on threads of 2 MiB: it dies of 256 nested function calls, or of 1,000 OPTIONALs or BINDs; 128 nested blank nodes
parse for minutes, 200 triple patterns are planned for as long, 100 for half a second).
"""

from __future__ import annotations

from enum import Enum

from ontology.errors import QueryError
from service.sparql.lexer import CLOSING, OPENING, Kind, Token, decode_codepoints, tokenize

MAX_DEPTH = 32  # brackets of any kind, and signs such as ! before an operand
MAX_PARTS = 500  # keywords and signs that join, compare or compute; terms and commas don't count
MAX_PATTERNS = 100  # triple patterns and steps of paths, whose joins take the planner the cube of their number

_FORBIDDEN = ("service", "load")
_FREE_SIGNS = frozenset(",()")
_PREFIX_SIGNS = frozenset("!-+^")
_PATTERN_SIGNS = frozenset(".;/[")


class QueryForm(Enum):
    """What a query gives back."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def gives_graph(self) -> bool:
        """Whether the result is triples; otherwise solutions or a truth value."""
        return self in (QueryForm.CONSTRUCT, QueryForm.DESCRIBE)


class ForbiddenQueryError(QueryError):
    """A query asks for what is not allowed here, however it is written."""


def check_query(query: str) -> QueryForm | None:
    """Return the form of ``query``; None where it has none, so the engine will say what is wrong with it.

    Raises:
        ForbiddenQueryError: it uses SERVICE or LOAD.
        QueryError: it is nested too deeply or too long, or could be read in two ways.
    """
    # The grammar decodes escapes before it reads tokens; the engine does later. Neither reading may hide anything.
    tokens = list(tokenize(query))
    decoded = decode_codepoints(query)
    for reading in (tokens, list(tokenize(decoded))) if decoded != query else (tokens,):
        _refuse_reach(reading)
        _refuse_size(reading)
    return next(
        (form for token in tokens if (form := _FORMS.get(token.text.upper())) and token.kind is Kind.WORD), None
    )


_FORMS = {form.value: form for form in QueryForm}


def _refuse_reach(tokens: list[Token]) -> None:
    for number, token in enumerate(tokens):
        if token.kind is Kind.AMBIGUOUS:
            raise QueryError(
                f"{token.text} at character {token.start + 1} can be read as an IRI or as a comparison: "
                "write the IRI in full, or put spaces around <"
            )
        # No other keyword holds these letters; the parser needs no space after one, so part of a word is enough.
        if token.kind is Kind.WORD and any(word in token.text.lower() for word in _FORBIDDEN):
            _refuse(token)
        # "SERVICEex:a {" is read as SERVICE ex:a {. A name that only holds the word stands before { after GRAPH alone.
        if token.kind is Kind.PREFIXED_NAME and "service" in token.text.partition(":")[0].lower():
            before = tokens[number - 1].text.upper() if number else ""
            after = tokens[number + 1].text if number + 1 < len(tokens) else ""
            if after == "{" and before != "GRAPH":
                _refuse(token)


def _refuse(token: Token) -> None:
    raise ForbiddenQueryError(
        f"{token.text} at character {token.start + 1}: SERVICE and LOAD are not allowed here; "
        "queries are answered from this service's own data only"
    )


def _refuse_size(tokens: list[Token]) -> None:
    open_brackets: list[str] = []
    parts = patterns = run = 0
    for token in tokens:
        if token.kind is Kind.SIGN:
            if token.text in OPENING:
                open_brackets.append(token.text)
            elif token.text in CLOSING and open_brackets:
                open_brackets.pop()
            run = run + 1 if token.text in _PREFIX_SIGNS else 0
            lists_objects = token.text == "," and open_brackets[-1:] != ["("]
            patterns += lists_objects or token.text in _PATTERN_SIGNS
        else:
            run = 0
        if patterns > MAX_PATTERNS:
            raise QueryError(f"the query has too many triple patterns; {MAX_PATTERNS} are allowed")
        if len(open_brackets) + run > MAX_DEPTH:
            raise QueryError(
                f"the query is nested too deeply at character {token.start + 1}; {MAX_DEPTH} levels are allowed"
            )
        if token.kind is Kind.WORD or (token.kind is Kind.SIGN and token.text not in _FREE_SIGNS):
            parts += 1
            if parts > MAX_PARTS:
                raise QueryError(
                    f"the query is too long: {MAX_PARTS} keywords and signs are allowed (terms and commas do not count)"
                )
