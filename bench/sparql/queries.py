"""The mix: ten questions that users of a job architecture ask, with parameters that change from request to request.

They are written for every server alike: prefixes declared, nothing of ours but the vocabulary.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from string import Template

from bench.sparql.data import FUNCTIONS, LEVELS, OCCUPATIONS, ROLES, to_role_code
from ontology.iris import DEFAULT_BASE
from ontology.vocabulary import PREFIXES

SOLUTIONS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
_SEED = 7
_WORDS = ("regional budget", "legacy contract", "public audit", "shared roadmap", "global invoice", "complex claim")
_CLASSES = ("Responsibility", "Task", "SkillComponent", "KnowledgeComponent", "LineSpan", "Mapping")
_STATES = ("Approved", "NeedsReview", "Rejected", "Superseded")
_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("rg", "rdfs", "skos", "skosxl", "owl", "prov"))

_TEMPLATES = {
    "ladder of a role": """
        SELECT ?code ?rank ?title WHERE {
          ?role a rg:Role ; skos:notation "$role" .
          ?profile rg:role ?role ; a rg:Profile ; skos:notation ?code ; rdfs:label ?title ; rg:level/rg:rank ?rank
        } ORDER BY ?rank""",
    "skills gained between two levels": """
        SELECT DISTINCT ?skill WHERE {
          ?higher skos:notation "$role.P$high" ; rg:skill ?concept .
          ?concept rdfs:label ?skill .
          FILTER NOT EXISTS { ?lower skos:notation "$role.P$low" ; rg:skill ?concept }
        } ORDER BY ?skill""",
    "statements containing words": """
        SELECT ?code ?text WHERE {
          ?statement a rg:Task ; rg:text ?text ; rg:profile/skos:notation ?code .
          FILTER(CONTAINS(LCASE(?text), "$words") && CONTAINS(?text, "$digit"))
        } ORDER BY ?code ?text""",
    "responsibilities counted by level": """
        SELECT ?level (COUNT(?responsibility) AS ?count) WHERE {
          ?function a rg:Function ; skos:notation "$function" .
          ?role rg:function ?function .
          ?profile rg:role ?role ; a rg:Profile ; rg:level/skos:notation ?level ; rg:responsibility ?responsibility
        } GROUP BY ?level ORDER BY ?level""",
    "a page of aliases by status": """
        SELECT ?title ?alias WHERE {
          ?alias rg:approved $approved ; skosxl:literalForm ?title
        } ORDER BY ?title ?alias LIMIT 20 OFFSET $offset""",
    "profiles mapped to an occupation": """
        SELECT ?code ?title ?function WHERE {
          ?occupation skos:notation "$occupation" .
          ?mapping owl:annotatedTarget ?occupation ; rg:status rg:$state ; rg:profile ?profile .
          ?profile skos:notation ?code ; rdfs:label ?title ; rg:role/rg:function/rdfs:label ?function
        } ORDER BY ?code""",
    "an aggregate over everything": """
        SELECT ?class (COUNT(?thing) AS ?count) WHERE {
          ?thing a ?class . FILTER(?class != rg:$cls)
        } GROUP BY ?class HAVING (COUNT(?thing) > $least)""",
    "sources along a path": """
        SELECT ?statement ?source WHERE {
          ?profile skos:notation "$role.P$high" ; rg:responsibility ?statement .
          ?statement (prov:wasDerivedFrom|rg:document)+ ?source
        }""",
    "a profile and its statements, constructed": """
        CONSTRUCT { ?profile ?says ?what . ?statement ?property ?value } WHERE {
          ?profile skos:notation "$role.P$low" .
          { ?profile ?says ?what } UNION { ?profile rg:responsibility ?statement . ?statement ?property ?value }
        }""",
    "whether a level asks for a skill": """
        ASK { ?profile skos:notation "$role.P$high" ; rg:skill <${base}skill/$skill> }""",
}
NAMES = tuple(_TEMPLATES)


@dataclass(frozen=True, slots=True)
class Query:
    """One query as it is sent, and which of the mix it is."""

    name: str
    text: str
    accept: str  # media type


def make_rounds() -> Iterator[list[Query]]:
    """Yield rounds without end, always the same ones: every query of the mix once, in an order of chance."""
    chance = random.Random(_SEED)
    while True:
        yield chance.sample([_make(name, chance) for name in NAMES], len(NAMES))


def _make(name: str, chance: random.Random) -> Query:
    low = chance.randrange(1, LEVELS)
    parameters = {
        "base": DEFAULT_BASE,
        "role": to_role_code(chance.randrange(ROLES)),
        "function": f"F{chance.randrange(FUNCTIONS):02}",
        "low": low,
        "high": chance.randrange(low + 1, LEVELS + 1),
        "words": chance.choice(_WORDS),
        "digit": chance.randrange(10),
        "approved": chance.choice(("true", "false")),
        "offset": chance.randrange(0, 1500, 20),
        "occupation": chance.choice(list(OCCUPATIONS)),
        "state": chance.choice(_STATES),
        "cls": chance.choice(_CLASSES),
        "least": chance.randrange(1000),
        "skill": f"{chance.choice(('legacy', 'global', 'public'))}-{chance.choice(('pricing', 'trust', 'hiring'))}",
    }
    accept = TRIPLES if "CONSTRUCT" in _TEMPLATES[name] else SOLUTIONS
    return Query(name, _HEAD + Template(_TEMPLATES[name]).substitute(parameters), accept)
