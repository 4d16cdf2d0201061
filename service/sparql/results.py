"""What another endpoint answered: SPARQL results in JSON, read into solutions.

Blank nodes cannot be written into a query, so each becomes an IRI (``urn:uuid:…``): one for each label of one answer,
never used again.
Sources: https://www.w3.org/TR/sparql11-results-json/ and
https://www.w3.org/TR/rdf11-concepts/#section-skolemization
"""

from __future__ import annotations

import json
from collections.abc import Collection
from uuid import UUID, uuid4, uuid5

from service.sparql.values import Solutions, Term, write_iri, write_literal

MAX_ROWS = 100_000


def read_results(body: bytes, variables: Collection[str]) -> Solutions:
    """Return the solutions in ``body``, of ``variables`` only.

    Raises:
        ValueError: it is no SPARQL result in JSON, has too many rows, or a term that SPARQL cannot write.
    """
    try:
        document = json.loads(body)
        names = tuple(name for name in dict.fromkeys(document["head"]["vars"]) if name in variables)
        bindings = document["results"]["bindings"]
        if len(bindings) > MAX_ROWS:
            raise ValueError(f"it yields {len(bindings):,} rows; {MAX_ROWS:,} are allowed")
        answer = uuid4()
        return Solutions(names, [tuple(_read_term(row.get(name), answer) for name in names) for row in bindings])
    except (KeyError, TypeError, AttributeError, RecursionError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError("it sent no SPARQL results in JSON") from error


def _read_term(term: dict[str, str] | None, answer: UUID) -> Term | None:
    if term is None:
        return None
    kind, value = term["type"], term["value"]
    match kind:
        case "uri":
            return write_iri(value)
        case "bnode":
            return write_iri(f"urn:uuid:{uuid5(answer, value)}")
        case "literal" | "typed-literal":  # the second is how some wrote it before there was a standard
            return write_literal(value, term.get("datatype"), term.get("xml:lang") or None)
        case _:
            raise ValueError(f"it sent a term of type {kind!r}")
