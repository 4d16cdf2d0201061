"""Why a passage was found: its words, its way through the graph, and a SPARQL query that finds it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ontology import kinds
from ontology.passage import Passage
from ontology.vocabulary import PREFIXES, RG, RG_NAMESPACE
from service.search.result import Step
from store.text_index import TextMatch

_CLASSES = {kind.name: kind.rdf_class for kind in kinds.STATEMENT_KINDS + kinds.COMPONENT_KINDS}
_PREFIX = f"PREFIX rg: <{RG_NAMESPACE}>\n"
_XL_PREFIX = f"PREFIX skosxl: <{PREFIXES['skosxl']}>\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was searched for, as a query inside a query can ask it again."""

    query: str
    limit: int


def read_words(text: str, matches: Sequence[TextMatch]) -> tuple[str, ...]:
    """Return the matched words of ``text`` as they are written there, each once."""
    return tuple(dict.fromkeys(text[match.span[0] : match.span[1]] for match in matches))


def find_path(passage: Passage) -> tuple[Step, ...]:
    """Return the triples that lead from ``passage`` to its profile, role and level."""
    owner = passage.profile
    steps = [Step(passage.iri, _name(RG.HAS_PROFILE), owner)] if owner else []
    start = owner or passage.iri
    for link, thing in ((RG.HAS_ROLE, passage.role), (RG.HAS_LEVEL, passage.level)):
        if thing is not None:
            steps.append(Step(start, _name(link), thing))
    return tuple(steps)


def write_sparql(passage: Passage, words: Sequence[str], asked: Asked) -> str:
    """Return a query that finds ``passage`` by its place, and by the ``words`` of the question in it or by meaning."""
    patterns = [_write_class(passage.kind)]
    for link, thing in (
        (RG.HAS_PROFILE, passage.profile),
        (RG.HAS_ROLE, passage.role if passage.profile is None else None),
        (RG.HAS_LEVEL, passage.level if passage.profile is None else None),
    ):
        if thing is not None:
            patterns.append(f"{_name(link)} <{thing}>")
    about = f"  ?passage {' ; '.join(patterns)} .\n"
    prefixes = _PREFIX + (_XL_PREFIX if passage.kind == kinds.ALIAS_NAME else "")
    if not words:
        query = json.dumps(asked.query, ensure_ascii=False)
        search = f"  SERVICE rg:search {{ ?passage rg:query {query} ; rg:limit {asked.limit} }}\n"
        return f"{prefixes}SELECT ?passage ?text WHERE {{\n{search}{about}}}"
    said = " && ".join(f"CONTAINS(LCASE(?said), {json.dumps(word.lower(), ensure_ascii=False)})" for word in words)
    if passage.kind in _COMPONENTS:
        # A component is found by its name and its description alike.
        about += f"  OPTIONAL {{ ?passage {_name(RG.DESCRIPTION)} ?description }}\n"
        about += '  BIND(CONCAT(?text, ": ", COALESCE(?description, "")) AS ?said)\n'
    else:
        about += "  BIND(STR(?text) AS ?said)\n"
    return f"{prefixes}SELECT ?passage ?text WHERE {{\n{about}  FILTER({said})\n}}"


_COMPONENTS = frozenset(kind.name for kind in kinds.COMPONENT_KINDS)


def _write_class(kind: str) -> str:
    if kind == kinds.ALIAS_NAME:
        return "a skosxl:Label ; skosxl:literalForm ?text"
    return f"a {_name(_CLASSES[kind])} ; {_name(RG.TEXT)} ?text"


def _name(term: str) -> str:
    return f"rg:{str(term).removeprefix(RG_NAMESPACE)}"
