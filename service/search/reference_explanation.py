"""Why a passage of a classification was found: its way through the graph, and a SPARQL query that finds it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from ontology import kinds
from ontology.passage import Passage
from service.search.explanation import Asked, Patterns, write_query
from service.search.result import Step

_OWNED = {
    kinds.ALIAS_NAME: "a skosxl:Label ; skosxl:literalForm ?text",
    kinds.TASK.name: "a rg:OccupationTask ; rg:text ?text",
}


def find_reference_path(passage: Passage, group: str | None) -> tuple[Step, ...]:
    """Return the triples from ``passage`` to its occupation, and to the ``group`` right above that."""
    occupation = passage.occupation
    if occupation is None:
        return ()  # a skill belongs to many
    own = () if passage.iri == occupation else (Step(passage.iri, "rg:occupation", occupation),)
    return own if group is None else (*own, Step(occupation, "skos:broader", group))


def write_reference_sparql(passage: Passage, words: Sequence[str], asked: Asked) -> str:
    """Return a query that finds ``passage`` by its occupation, and by the ``words`` in it or by meaning."""
    # Where all kinds asked for are mixed the passage may stand further down than among its own.
    again = replace(asked, filters=replace(asked.filters, kind=(passage.kind,)))
    if passage.kind in _OWNED:
        return write_query(
            Patterns((_OWNED[passage.kind], f"rg:occupation <{passage.occupation}>"), None), words, again
        )
    said = ["skos:prefLabel ?text"]
    if passage.kind == kinds.OCCUPATION_NAME:
        said.insert(0, "a rg:Occupation")
        if passage.occupation_code is not None:
            said.append(f"skos:notation {json.dumps(passage.occupation_code)}")
    return write_query(Patterns(tuple(said), "dcterms:description"), words, again)
