from __future__ import annotations

import pytest

from ontology.errors import QueryError
from ontology.vocabulary import RG
from service.search.result import Filters
from service.search.searcher import DEFAULT_LIMIT, MAX_LIMIT
from service.sparql.lexer import tokenize
from service.sparql.prologue import read_prologue
from service.sparql.search_clause import FORM, SearchClause, read_search_clause

HEAD = "PREFIX level: <http://x/level/> PREFIX s: <https://w3id.org/rolegraph/ns#> "
START = len(HEAD)


def read(clause: str) -> SearchClause:
    tokens = list(tokenize(HEAD + clause))
    prologue, start = read_prologue(tokens)
    return read_search_clause(START, tokens[start:], prologue)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("?hit rg:query 'renewals'", SearchClause(START, "hit", "renewals")),
        ("$hit rg:query '''re\\tnew\\u0061ls''' .", SearchClause(START, "hit", "re\tnewals")),
        ('?h <https://w3id.org/rolegraph/ns#query> "a" ; s:limit 7', SearchClause(START, "h", "a", 7)),
        ("?h rg:limit 100. ?h rg:query 'a' . ", SearchClause(START, "h", "a", 100)),
        ("?h rg:query 'a';;rg:limit 1;.", SearchClause(START, "h", "a", 1)),
        (
            "?h rg:query 'a' ; rg:level 'P4', \"P5\" , level:P4 ; rg:level <http://x/level/P6> ; rg:kind 'task','a'",
            SearchClause(
                START,
                "h",
                "a",
                DEFAULT_LIMIT,
                ["P4", "P5"],
                ["http://x/level/P4", "http://x/level/P6"],
                ["task", "a"],
            ),
        ),
        (
            "?h rg:query 'a' ; rg:occupation '13-1161', <http://x/o> ; rg:socGroup '13-0000' ; "
            "rg:mappingStatus 'approved' , 'rejected' ; rg:minConfidence .25",
            SearchClause(
                START,
                "h",
                "a",
                occupations=["13-1161", "http://x/o"],
                soc_groups=["13-0000"],
                statuses=["approved", "rejected"],
                min_confidence=0.25,
            ),
        ),
        (
            "?h rg:rank ?r ; rg:score ?s ; rg:query 'a' ; rg:level 'P4', ?l ; rg:kind $k, 'task' ; rg:snippet ?t .",
            SearchClause(
                START,
                "h",
                "a",
                level_codes=["P4"],
                kinds=["task"],
                variables={RG.RANK: "r", RG.SCORE: "s", RG.HAS_LEVEL: "l", RG.KIND: "k", RG.SNIPPET: "t"},
            ),
        ),
    ],
)
def test_a_clause_asks_for_what_it_says(clause: str, expected: SearchClause) -> None:
    found = read(clause)
    assert found == expected
    assert list(found.variables) == list(expected.variables)


@pytest.mark.parametrize(
    ("clause", "problem", "at"),
    [
        ("", "rg:query is missing, the text to search for", 0),
        ("?hit rg:limit 5", "rg:query is missing, the text to search for", 15),
        ("?hit rg:query ?q", "rg:query takes a text, not ?q", 14),
        ("?hit rg:query 'a', 'b'", "rg:query is given twice", 19),
        ("?hit rg:query 'a'@en", "@en has no place here", 17),
        ("?hit rg:query 'a'^^xsd:string", "^^ has no place here", 17),
        ("?hit rg:query 5", "rg:query takes a text, not 5", 14),
        ("?hit rg:query", "rg:query takes a text, not nothing", 13),
        ("?hit rg:query 'a' ; rg:limit 0", "rg:limit takes a number from 1 to 100, not 0", 29),
        ("?hit rg:query 'a' ; rg:limit 101", "rg:limit takes a number from 1 to 100, not 101", 29),
        ("?hit rg:query 'a' ; rg:limit 1.5", "rg:limit takes a number from 1 to 100, not 1.5", 29),
        ("?hit rg:query 'a' ; rg:limit -1", "rg:limit takes a number from 1 to 100, not -", 29),
        ("?hit rg:query 'a' ; rg:limit 1e1", "e1 has no place here", 30),
        ("?hit rg:query 'a' ; rg:limit ?n", "rg:limit takes a number from 1 to 100, not ?n", 29),
        ("?hit rg:query 'a' ; rg:limit 5, 6", "rg:limit is given twice", 32),
        (f"?hit rg:query 'a' ; rg:limit {'9' * 5000}", "rg:limit takes a number from 1 to 100", 29),
        ("?hit rg:query 'a' ; rg:score 5", "rg:score takes a variable, not 5", 29),
        ("?hit rg:query 'a' ; rg:score ?s, ?t", "rg:score has a variable already", 33),
        ("?hit rg:query 'a' ; rg:score ?s ; rg:rank ?s", "?s stands for something already", 42),
        ("?hit rg:query 'a' ; rg:score ?hit", "?hit stands for something already", 29),
        (
            "?hit rg:query 'a' ; rg:level x:y",
            'rg:level takes a code such as "P4", the IRI of a level, or a variable',
            29,
        ),
        ("?hit rg:query 'a' ; rg:kind rg:Task", 'rg:kind takes a kind such as "responsibility", or a variable', 28),
        (
            "?hit rg:query 'a' ; rg:occupation ?o",
            'rg:occupation takes a code such as "13-1161", or the IRI of an occupation, not ?o',
            34,
        ),
        ("?hit rg:query 'a' ; rg:socGroup s:x", 'rg:socGroup takes the code of a SOC group such as "13-0000"', 32),
        ("?hit rg:query 'a' ; rg:mappingStatus ?s", 'rg:mappingStatus takes a status such as "approved"', 37),
        ("?hit rg:query 'a' ; rg:minConfidence 1.01", "rg:minConfidence takes a number from 0 to 1, not 1.01", 37),
        ("?hit rg:query 'a' ; rg:minConfidence '0.5'", "rg:minConfidence takes a number from 0 to 1, not '0.5'", 37),
        ("?hit rg:query 'a' ; rg:minConfidence 0, 1", "rg:minConfidence is given twice", 40),
        ("?hit rg:query 'a' ; rg:text ?t", "rg:text is none of rg:query, rg:limit, rg:score, rg:rank", 20),
        ("?hit rg:query 'a' ; x:query ?t", "x:query is none of", 20),
        ("?hit rg:query 'a' ; a rg:Task", "a is none of", 20),
        ("?hit ?p 'a'", "?p is none of", 5),
        ("?hit rg:query/rg:text 'a'", "rg:query takes a text, not /", 13),
        ("?hit", "the end is none of", 4),
        ("<http://x/hit> rg:query 'a'", "a variable for the hits is expected, not <http://x/hit>", 0),
        ("[] rg:query 'a'", "a variable for the hits is expected, not [", 0),
        ("?hit rg:query 'a' . ?other rg:limit 5", "all is said of one variable, ?hit; ?other is another", 20),
        ("?hit rg:query 'a' . FILTER(?score > 0)", "a variable for the hits is expected, not FILTER", 20),
        ("?hit rg:query 'a' FILTER(?score > 0)", "FILTER has no place here", 18),
        ("?hit rg:query 'a' OPTIONAL { ?hit rg:text ?t }", "OPTIONAL has no place here", 18),
        ("{ ?hit rg:query 'a' }", "a variable for the hits is expected, not {", 0),
        ("SELECT * { ?hit rg:query 'a' }", "a variable for the hits is expected, not SELECT", 0),
    ],
)
def test_whatever_else_is_refused_with_its_place_and_the_right_form(clause: str, problem: str, at: int) -> None:
    with pytest.raises(QueryError) as caught:
        read(clause)
    message = str(caught.value)
    assert message.startswith(f"SERVICE rg:search at character {START + at + 1}: {problem}")
    assert message.endswith(f"; write it as\n{FORM}")


def test_the_form_that_is_shown_can_be_written() -> None:
    tokens = list(tokenize(FORM))
    clause = read_search_clause(0, tokens[3:-1], read_prologue(tokens)[0])
    assert (clause.query, clause.limit, len(clause.variables)) == ("who influences C-level renewals", 20, 5)
    assert clause.to_filters(clause.level_codes) == Filters(
        level=("P4", "P5"),
        kind=("responsibility",),
        occupation=("13-1161",),
        soc_group=("13-0000",),
        mapping_status=("approved",),
        min_confidence=0.5,
    )
    assert MAX_LIMIT >= 20
