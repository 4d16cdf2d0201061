from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import DocumentError
from service.evaluation.question import Question
from service.evaluation.trec import read_trec

BASE = "https://roles.test/id/"
TSV = "1\twho plans renewals\n2\twho repairs bicycles\n3\twho writes reports\n"
BEIR = '{"_id": "1", "text": "who plans renewals"}\n{"id": "3", "question": "who writes reports"}\n'


@pytest.mark.parametrize("queries", [TSV, BEIR])
def test_questions_are_those_that_were_judged(tmp_path: Path, queries: str) -> None:
    questions = tmp_path / "queries"
    questions.write_text(queries, encoding="utf-8")
    qrels = tmp_path / "qrels"
    qrels.write_text("1 0 s/1 2\n1 0 s/2 0\n1\t0\thttps://else.test/3\t1\n3 0 s/9 -1\n", encoding="utf-8")
    last = 3 if queries == TSV else 2
    assert read_trec(qrels, questions, BASE) == [
        Question("1", "who plans renewals", f"{questions}:1", gains={BASE + "s/1": 2, "https://else.test/3": 1}),
        Question("3", "who writes reports", f"{questions}:{last}", gains={}),
    ]


@pytest.mark.parametrize(
    ("queries", "qrels", "message"),
    [
        (TSV, "1 0 s/1\n", "{qrels}:1: this is no judgement (topic, iteration, document, relevance)"),
        (TSV, "1 0 s/1 yes\n", "{qrels}:1: this is no judgement"),
        (TSV, "1 0 s/1 1\n7 0 s/1 1\n", "{qrels}:2: topic '7' is no question of {queries}"),
        (TSV + "1\tagain\n", "", "{queries}:4: the id '1' stands in {queries}:1 already"),
        ("1 who plans renewals\n", "", "{queries}:1: this is no question (an id, a tab, the question)"),
        ('{"id": 1, "text": "who"}\n', "", "{queries}:1: this is no question"),
        ("{\n", "", "{queries}:1: this is no JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_file(
    tmp_path: Path, queries: str, qrels: str, message: str
) -> None:
    paths = {"queries": tmp_path / "queries", "qrels": tmp_path / "qrels"}
    paths["queries"].write_text(queries, encoding="utf-8")
    paths["qrels"].write_text(qrels, encoding="utf-8")
    with pytest.raises(DocumentError) as refused:
        read_trec(paths["qrels"], paths["queries"], BASE)
    assert str(refused.value).startswith(message.format(**paths))
