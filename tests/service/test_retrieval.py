from __future__ import annotations

import pytest

from service.engine import Engine
from service.retrieval import format_citation
from service.search.result import Citation, Explanation, Filters, Hit

WHY = Explanation((), 1, None, {"dense": 0.5}, (), "")


def hit(profile: str | None, document: str | None, lines: tuple[int, int] | None) -> Hit:
    citation = Citation("http://x/1", "http://y/1", document, lines)
    return Hit("http://x/1", "task", "Do it", (), "P1", None, "A.B", None, profile, 0.5, 0.5, 0.0, citation, (), WHY)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (hit("A.B.P1", "a/b.txt", (3, 3)), "[A.B.P1 task, a/b.txt:3]"),
        (hit("A.B.P1", "a/b.txt", (3, 5)), "[A.B.P1 task, a/b.txt:3-5]"),
        (hit("A.B.P1", "a/b.txt", None), "[A.B.P1 task, a/b.txt]"),
        (hit("A.B.P1", None, None), "[A.B.P1 task]"),
        (hit(None, "a/b.txt", (3, 3)), "[A.B.P1 task, a/b.txt:3]"),
    ],
)
def test_a_citation_names_profile_kind_document_and_lines(found: Hit, text: str) -> None:
    assert format_citation(found) == text


def test_retrieval_is_search_in_another_shape(engine: Engine) -> None:
    filters = Filters(role=("CUS.GEN",))
    result = engine.searcher.search("who influences C-level renewals", filters, limit=7)
    found = engine.retriever.retrieve("who influences C-level renewals", filters, limit=7)
    assert [(p.id, p.text, p.score) for p in found.passages] == [(h.id, h.text, h.score) for h in result.hits]
    assert (found.answers, found.snapshot, found.no_answer) == (result.answers, result.snapshot, False)
    assert (found.interpretation, found.refusal) == (result.interpretation, None)
