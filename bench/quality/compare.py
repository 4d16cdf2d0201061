"""The methods side by side, on both halves of the questions: what each part of search is worth."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from bench.quality.corpora import DEVELOPMENT, TEST, Corpus, open_corpora
from service.evaluation.figures import to_figures
from service.evaluation.outcome import Judge, Outcome, ask
from service.evaluation.question import QuestionType
from service.search.result import Filters, Mode, SearchResult
from service.search.searcher import Searcher
from service.search.signals import SIGNALS
from service.search.weights import Weights, read_weights
from store.encoder import FloatArray

_READ, _UNREAD = "with interpretation", "without"


@dataclass(frozen=True, slots=True)
class Method:
    """One way to order candidates."""

    name: str
    mode: Mode = Mode.HYBRID
    weights: dict[str, float] | None = None  # None: those that come with the project


_METHODS = (
    Method("BM25 alone", Mode.LEXICAL),
    Method("dense alone", Mode.DENSE),
    Method("reciprocal rank fusion", weights={"dense_rank": 0.5, "lexical_rank": 0.5}),
    Method("fitted weights"),
)
_HEAD = f"{'corpus':10} {'half':12} {'method':24} {'':20} nDCG@10  MRR  hit@1 hit@5 hit@10 level@1"


class _Unread:
    """A searcher that reads nothing in the question."""

    def __init__(self, searcher: Searcher, ignore: Collection[str]) -> None:
        self._searcher = searcher
        self._ignore = ignore

    def search(self, query: str, filters: Filters = Filters(), *, limit: int, mode: Mode) -> SearchResult:  # noqa: B008
        return self._searcher.search(query, filters, ignore=self._ignore, limit=limit, mode=mode)


def run() -> None:
    """Print the table."""
    with open_corpora() as corpora:
        print(_HEAD)
        for corpus in corpora:
            for split in (DEVELOPMENT, TEST):
                for method in _METHODS:
                    for reading, ignore in ((_READ, ()), (_UNREAD, ("all",))):
                        outcomes = _ask_all(corpus, split, method, ignore)
                        figures = to_figures(outcomes)
                        shown = (
                            figures.ndcg_10,
                            figures.mrr_10,
                            figures.hit_1,
                            figures.hit_5,
                            figures.hit_10,
                            figures.level_hit_1_unrefused,
                        )
                        print(
                            f"{corpus.name:10} {split:12} {method.name:24} {reading:20}",
                            *(f"{value:6.3f}" for value in shown if value is not None),
                        )


def _ask_all(corpus: Corpus, split: str, method: Method, ignore: Collection[str]) -> list[Outcome]:
    engine = corpus.engine
    questions = corpus.select(split, QuestionType.ANSWERABLE)
    found = engine.snapshot.passages.find({iri for question in questions for iri in question.gains})
    judge = Judge({iri: passage.text for iri, (_, passage) in found.items()})
    weights = read_weights() if method.weights is None else _to_weights(method.weights)
    searcher = Searcher(
        engine.snapshot,
        engine.catalog,
        engine.interpreter,
        engine.label_list,
        engine.links,
        engine.occupations,
        engine.mapped_profiles,
        weights,
    )
    return [
        ask(question, _Unread(searcher, ignore), engine.snapshot.encoder, judge, mode=method.mode)  # type: ignore[arg-type]
        for question in questions
    ]


def _to_weights(named: dict[str, float]) -> Weights:
    weights: FloatArray = np.asarray([named.get(name, 0.0) for name in SIGNALS], dtype=np.float32)
    return replace(read_weights(), short=weights, long=weights)
