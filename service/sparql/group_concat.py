"""GROUP_CONCAT as SPARQL 1.1 has it: a plain text, even where all that it joins is in one language.

The engine keeps that language, as SPARQL 1.2 will have it.
Source: https://www.w3.org/TR/sparql11-query/#defn_aggGroupConcat
"""

from __future__ import annotations

from service.sparql.guard import Edit, apply_edits
from service.sparql.lexer import Kind, Token, tokenize

_NAME = "group_concat"


def make_plain(text: str) -> str:
    """Return a query with ``STR( )`` around each GROUP_CONCAT."""
    if _NAME not in text.lower():
        return text
    tokens = list(tokenize(text))
    if any(token.kind is Kind.AMBIGUOUS for token in tokens):
        return text  # where the closing bracket is, could be read in two ways
    edits: list[Edit] = []
    for number, token in enumerate(tokens):
        if token.kind is Kind.WORD and token.text.lower() == _NAME:
            end = _find_end(tokens, number + 1)
            if end is not None:
                edits += (Edit(token.start, token.start, "STR("), Edit(end, end, ")"))
    return apply_edits(text, sorted(edits, key=lambda edit: edit.start))


def _find_end(tokens: list[Token], number: int) -> int | None:
    """Return where the bracket that opens at ``tokens[number]`` is closed; None where none opens, or it never is."""
    depth = 0
    for token in tokens[number:]:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            return token.end if token.text == ")" else None
    return None
