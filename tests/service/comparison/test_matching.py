from __future__ import annotations

import pytest

from service.comparison.matching import ANY, match
from service.engine import Engine
from tests.service.comparison.records import make_statement


def test_equal_texts_are_paired_whatever_their_case_and_full_stop(engine: Engine) -> None:
    found = match(engine.snapshot, (make_statement("Runs the shift."),), (make_statement("runs  the shift"),))
    assert [(pair.equal, pair.similarity, pair.marks_a.text) for pair in found.pairs] == [(True, 1.0, ())]
    assert (found.only_a, found.only_b) == ((), ())


def test_a_text_that_stands_twice_is_paired_once_each(engine: Engine) -> None:
    a = (make_statement("SQL", "for reports"), make_statement("SQL", "for audits"))
    b = (make_statement("SQL", "for audits"),)
    found = match(engine.snapshot, a, b)
    assert [(pair.a.description, pair.equal) for pair in found.pairs] == [("for audits", True)]
    assert [said.description for said in found.only_a] == ["for reports"]


def test_statements_near_in_meaning_are_paired_and_the_nearest_go_first(engine: Engine) -> None:
    a, b = (engine.profiles.read(code).responsibilities for code in ("PM.GEN.P3", "PM.GEN.P4"))
    found = match(engine.snapshot, a, b)
    assert [(pair.a.text[:6], pair.b.text[:7]) for pair in found.pairs] == [("Guides", "Mentors")]
    assert found.pairs[0].similarity == pytest.approx(0.643, abs=0.01)
    assert len(found.only_a) == len(a) - 1
    assert len(found.only_b) == len(b) - 1


def test_each_statement_is_paired_at_most_once_and_pairs_cannot_be_bettered(engine: Engine) -> None:
    a, b = (engine.profiles.read(code).responsibilities for code in ("CUS.GEN.P1", "CUS.GEN.P2"))
    found = match(engine.snapshot, a, b, ANY)
    assert len(found.pairs) == min(len(a), len(b))
    assert len({pair.a.iri for pair in found.pairs}) == len({pair.b.iri for pair in found.pairs}) == len(found.pairs)
    of_a = {pair.a.iri: pair.similarity for pair in found.pairs}
    of_b = {pair.b.iri: pair.similarity for pair in found.pairs}
    for said in a:
        for other in b:
            alone = match(engine.snapshot, (said,), (other,), ANY).pairs[0].similarity
            assert alone <= max(of_a.get(said.iri, -1), of_b.get(other.iri, -1)) + 1e-4


def test_statements_that_nobody_indexed_are_like_nothing(engine: Engine) -> None:
    found = match(engine.snapshot, (make_statement("one"),), (make_statement("two"),))
    assert found.pairs == ()
    assert match(engine.snapshot, (), (make_statement("two"),)).only_b == (make_statement("two"),)
