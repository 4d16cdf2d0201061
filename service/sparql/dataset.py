"""The dataset that a query names itself, by FROM and FROM NAMED.

The engine would read several FROM as a multiset (``store/query.py``), so it is told them apart from the text.
Source: https://www.w3.org/TR/sparql11-query/#specifyingDataset
"""

from __future__ import annotations

from service.sparql.lexer import Kind, tokenize
from service.sparql.prologue import read_prologue
from store.query import WHOLE, Dataset


def read_dataset(text: str, base: str | None) -> Dataset:
    """Return the dataset that ``text`` names; ``WHOLE`` where the engine reads it as well as we would."""
    if text.lower().count("from") < 2:  # noqa: PLR2004 - one graph is a set already
        return WHOLE
    tokens = list(tokenize(text))
    prologue, start = read_prologue(tokens, base=base)
    default: list[str] = []
    named: list[str] = []
    for number in range(start, len(tokens) - 1):
        token = tokens[number]
        if token.text == "{":
            break
        if token.kind is Kind.WORD and token.text.upper() == "FROM":
            following = tokens[number + 1]
            is_named = following.kind is Kind.WORD and following.text.upper() == "NAMED"
            iri = prologue.resolve(tokens[number + 2] if is_named and number + 2 < len(tokens) else following)
            if iri is None:
                return WHOLE  # the engine will say what is wrong
            (named if is_named else default).append(iri)
    return Dataset(tuple(default), tuple(named)) if len(default) > 1 else WHOLE
