"""Why a passage was found: its words, its way through the graph, and a SPARQL query that finds it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ontology import kinds
from ontology.passage import Passage
from ontology.vocabulary import PREFIXES, RG, RG_NAMESPACE
from service.search.result import Filters, Step
from store.text_index import TextMatch

_CLASSES = {kind.name: kind.rdf_class for kind in kinds.STATEMENT_KINDS + kinds.COMPONENT_KINDS}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was searched for, as a query inside a query can ask it again."""

    query: str
    limit: int
    filters: Filters = Filters()  # noqa: RUF009 - frozen; the asker's own


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
    # A component is found by its name and its description alike.
    description = _name(RG.DESCRIPTION) if passage.kind in _COMPONENTS else None
    return write_query(Patterns(tuple(patterns), description), words, asked)


@dataclass(frozen=True, slots=True)
class Patterns:
    """What a query says of a passage."""

    said: tuple[str, ...]  # predicate and object; one of them binds ?text
    description: str | None  # the property whose value is part of what is searched


def write_query(about: Patterns, words: Sequence[str], asked: Asked) -> str:
    """Return a query for what ``about`` says, with ``words`` in its text, or else found by asking again."""
    where = f"  ?passage {' ; '.join(about.said)} .\n"
    if not words:
        query = json.dumps(asked.query, ensure_ascii=False)
        search = f"?passage rg:query {query} ; rg:limit {asked.limit}{_write_filters(asked.filters)}"
        where = f"  SERVICE rg:search {{ {search} }}\n{where}"
    elif about.description is not None:
        where += f"  OPTIONAL {{ ?passage {about.description} ?description }}\n"
        where += '  BIND(CONCAT(?text, ": ", COALESCE(?description, "")) AS ?said)\n'
    else:
        where += "  BIND(STR(?text) AS ?said)\n"
    if words:
        said = " && ".join(f"CONTAINS(LCASE(?said), {json.dumps(word.lower(), ensure_ascii=False)})" for word in words)
        where += f"  FILTER({said})\n"
    prefixes = "".join(
        f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n"
        for prefix in ("rg", "dcterms", "esco", "skos", "skosxl")
        if f"{prefix}:" in where
    )
    return f"{prefixes}SELECT ?passage ?text WHERE {{\n{where}}}"


def _write_filters(filters: Filters) -> str:
    """Return ``filters`` as SERVICE rg:search takes them; role and track are none of them."""
    said = [
        (RG.HAS_LEVEL, filters.level),
        (RG.KIND, filters.kind),
        (RG.HAS_OCCUPATION, filters.occupation),
        (RG.IN_SOC_GROUP, filters.soc_group),
        (RG.WITH_STATUS, filters.mapping_status),
    ]
    clauses = [
        f" ; {_name(term)} {', '.join(json.dumps(value, ensure_ascii=False) for value in values)}"
        for term, values in said
        if values
    ]
    if filters.min_confidence is not None:
        clauses.append(f" ; {_name(RG.MIN_CONFIDENCE)} {filters.min_confidence:.9f}")
    return "".join(clauses)


_COMPONENTS = frozenset(kind.name for kind in kinds.COMPONENT_KINDS)


def _write_class(kind: str) -> str:
    if kind == kinds.ALIAS_NAME:
        return "a skosxl:Label ; skosxl:literalForm ?text"
    return f"a {_name(_CLASSES[kind])} ; {_name(RG.TEXT)} ?text"


def _name(term: str) -> str:
    return f"rg:{str(term).removeprefix(RG_NAMESPACE)}"
