"""Each hit says why it was found, and gives a query that finds it again."""

from __future__ import annotations

import pytest

from ontology.vocabulary import PREFIXES
from service.engine import Engine
from service.search.result import Hit
from service.sparql.endpoint import complete
from service.sparql.federation import AllowList, Federation

QUESTIONS = [
    "who influences C-level renewals",
    "who talks executives into staying",
    "skills for senior analysts",
    "Account Manager",
    'renewals "at\\risk" {of} churn',
    "how independent is a lead analyst",
    "certificates",
]


def find_all(engine: Engine) -> list[Hit]:
    return [hit for question in QUESTIONS for hit in engine.searcher.search(question, limit=20).hits]


def test_the_signals_of_a_hit_add_up_to_its_score(engine: Engine) -> None:
    for hit in find_all(engine):
        assert sum(hit.explanation.signals.values()) == pytest.approx(hit.score, abs=1e-3)


def test_the_words_of_a_hit_are_its_highlights(engine: Engine) -> None:
    for hit in find_all(engine):
        marked = [hit.text[start:end] for start, end in hit.highlights]
        assert list(hit.explanation.words) == list(dict.fromkeys(marked))
        assert bool(hit.explanation.words) == (hit.lexical > 0) == (hit.explanation.lexical_rank is not None)


def test_ranks_count_the_hits_of_each_index(engine: Engine) -> None:
    hits = engine.searcher.search("who influences C-level renewals", limit=100).hits
    dense = {hit.explanation.dense_rank: hit.dense for hit in hits if hit.explanation.dense_rank is not None}
    assert [dense[rank] for rank in sorted(dense)] == sorted(dense.values(), reverse=True)
    assert min(dense) == 1
    lexical = {hit.explanation.lexical_rank: hit.lexical for hit in hits if hit.explanation.lexical_rank is not None}
    assert [lexical[rank] for rank in sorted(lexical)] == sorted(lexical.values(), reverse=True)
    assert min(lexical) == 1


def test_every_step_of_the_path_is_a_triple_of_the_graph(engine: Engine) -> None:
    for hit in find_all(engine):
        assert hit.explanation.path
        for step in hit.explanation.path:
            prefix, _, name = step.property.partition(":")
            facts = engine.snapshot.graph.facts(step.subject)
            assert step.object in map(str, facts[PREFIXES[prefix] + name]), step


def test_the_query_of_every_hit_finds_the_hit(engine: Engine) -> None:
    for hit in find_all(engine):
        query = complete(engine, hit.explanation.sparql, Federation(AllowList(()), 1, 1), None)
        found = [str(row["passage"]) for row in engine.snapshot.graph.select(query)]
        assert hit.id in found, hit.explanation.sparql
        assert len(found) <= 20
