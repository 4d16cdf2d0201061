"""What many outcomes come to; docs/quality.md says what each figure means."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.evaluation.calibration import Bin, to_bins, to_brier_score, to_calibration_error
from service.evaluation.measures import is_hit, to_ndcg, to_reciprocal_rank
from service.evaluation.outcome import DEPTH, Outcome
from service.evaluation.question import QuestionType


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one group of questions; None where no question of the group tells."""

    questions: int
    ndcg_10: float | None
    mrr_10: float | None
    hit_1: float | None
    hit_5: float | None
    hit_10: float | None
    level_hit_1: float | None
    level_hit_1_unrefused: float | None
    refused_unanswerable: float | None
    refused_answerable: float | None
    ece: float | None
    brier: float | None
    reads: float | None
    traps: float | None
    latency_p50_ms: float | None
    latency_p95_ms: float | None
    latency_p99_ms: float | None
    encoder_share: float | None
    counts: dict[str, int]  # questions by what they tell
    reliability: tuple[Bin, ...]


def to_figures(outcomes: Sequence[Outcome]) -> Figures:
    """Return the figures of ``outcomes``."""
    stated = [outcome for outcome in outcomes if outcome.ideal]
    levelled = [outcome for outcome in outcomes if outcome.question.answers]
    unanswerable = [outcome for outcome in outcomes if outcome.question.type is QuestionType.UNANSWERABLE]
    reading = [outcome for outcome in outcomes if outcome.question.reads]
    traps = [outcome for outcome in reading if outcome.question.type is QuestionType.TRAP]
    judged = [judged for outcome in outcomes if (judged := outcome.judged) is not None]
    bins = to_bins(judged)
    milliseconds = [outcome.seconds * 1000 for outcome in outcomes]
    seconds = sum(outcome.seconds for outcome in outcomes)
    return Figures(
        questions=len(outcomes),
        ndcg_10=_mean(stated, lambda outcome: to_ndcg(outcome.gains, outcome.ideal, DEPTH)),
        mrr_10=_mean(stated, lambda outcome: to_reciprocal_rank(outcome.gains, DEPTH)),
        hit_1=_mean(stated, lambda outcome: is_hit(outcome.gains, 1)),
        hit_5=_mean(stated, lambda outcome: is_hit(outcome.gains, 5)),
        hit_10=_mean(stated, lambda outcome: is_hit(outcome.gains, 10)),
        level_hit_1=_mean(levelled, lambda outcome: outcome.is_level_right),
        level_hit_1_unrefused=_mean(levelled, lambda outcome: outcome.is_nearest_level_right),
        refused_unanswerable=_mean(unanswerable, lambda outcome: outcome.is_refused),
        refused_answerable=_mean(levelled, lambda outcome: outcome.is_refused),
        ece=to_calibration_error(bins),
        brier=to_brier_score(judged),
        reads=_mean(reading, lambda outcome: outcome.is_read_right),
        traps=_mean(traps, lambda outcome: outcome.is_read_right),
        latency_p50_ms=to_percentile(milliseconds, 50),
        latency_p95_ms=to_percentile(milliseconds, 95),
        latency_p99_ms=to_percentile(milliseconds, 99),
        encoder_share=sum(outcome.encoding_seconds for outcome in outcomes) / seconds if seconds else None,
        counts={
            "statements": len(stated),
            "levels": len(levelled),
            "unanswerable": len(unanswerable),
            "answered": len(judged),
            "reads": len(reading),
            "traps": len(traps),
        },
        reliability=bins,
    )


def to_percentile(values: Sequence[float], percent: int) -> float | None:
    """Return the smallest of ``values`` that ``percent`` % of them do not exceed; None for none."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


def _mean(outcomes: Iterable[Outcome], measure: Callable[[Outcome], float]) -> float | None:
    values = [float(measure(outcome)) for outcome in outcomes]
    return statistics.fmean(values) if values else None
