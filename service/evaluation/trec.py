"""Questions as TREC has them: judgements (qrels) in one file, the questions' texts in another.

A line of judgements is ``topic iteration document relevance``, with white space between; the document is the IRI of a
passage, or its part after the base. Relevance from 1 is right, and more is better; 0 and below is not right.
Source: https://trec.nist.gov/data/qrels_eng/
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from ontology.errors import DocumentError
from service.evaluation.lines import read_lines
from service.evaluation.question import Question
from service.evaluation.question_file import to_iri

_FIELDS = 4
_RELEVANCE = re.compile(r"-?\d{1,4}")


def read_trec(qrels: Path, queries: Path, base: str) -> list[Question]:
    """Return the questions that have judgements; as in trec_eval, questions without any are left out.

    ``queries`` holds ``id<TAB>text`` or JSON objects (``id`` or ``_id``, ``text`` or ``question``), one a line.

    Raises:
        DocumentError: a line cannot be read, or a topic has no question; names file and line.
    """
    texts: dict[str, tuple[str, str]] = {}
    for number, line in read_lines(queries):
        topic, text = _read_query(queries, number, line)
        if topic in texts:
            raise DocumentError(str(queries), f"the id {topic!r} stands in {texts[topic][1]} already", line=number)
        texts[topic] = (text, f"{queries}:{number}")
    gains: dict[str, dict[str, int]] = {}
    for number, line in read_lines(qrels):
        topic, iri, relevance = _read_judgement(qrels, number, line, base)
        if topic not in texts:
            raise DocumentError(str(qrels), f"topic {topic!r} is no question of {queries}", line=number)
        judged = gains.setdefault(topic, {})
        if relevance > 0:
            judged[iri] = relevance
    return [
        Question(id=topic, text=text, place=place, gains=gains[topic])
        for topic, (text, place) in texts.items()
        if topic in gains
    ]


def _read_judgement(path: Path, number: int, line: str, base: str) -> tuple[str, str, int]:
    fields = line.split()
    if len(fields) != _FIELDS or not _RELEVANCE.fullmatch(fields[-1]):
        raise DocumentError(
            str(path), "this is no judgement", line=number, remedy="topic, iteration, document, relevance"
        )
    topic, _, document, relevance = fields
    return topic, to_iri(document, base), int(relevance)


def _read_query(path: Path, number: int, line: str) -> tuple[str, str]:
    topic: object
    text: object
    if line.lstrip().startswith("{"):
        try:
            found = json.loads(line)
        except ValueError as error:
            raise DocumentError(str(path), f"this is no JSON: {error}", line=number) from error
        topic, text = found.get("id", found.get("_id")), found.get("text", found.get("question"))
    else:
        topic, _, text = line.partition("\t")
    if not isinstance(topic, str) or not isinstance(text, str) or not topic.strip() or not text.strip():
        raise DocumentError(str(path), "this is no question", line=number, remedy="an id, a tab, the question")
    return topic.strip(), text.strip()
