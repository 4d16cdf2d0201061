from __future__ import annotations

import pytest

from service.evaluation.calibration import Bin, to_bins, to_brier_score, to_calibration_error

# 0.9 twice, once right; 0.6 twice, both right; 0.62 wrong.
JUDGED = [(0.9, True), (0.9, False), (0.6, True), (0.6, True), (0.62, False)]


def test_bins_hold_how_sure_and_how_right_their_members_are() -> None:
    low, high = to_bins(JUDGED)
    assert (low.low, low.high, low.count, high.low, high.high, high.count) == (0.6, 0.7, 3, 0.9, 1.0, 2)
    assert (low.confidence, low.right) == pytest.approx((1.82 / 3, 2 / 3))
    assert (high.confidence, high.right) == pytest.approx((0.9, 0.5))


def test_calibration_error_is_the_mean_distance_weighted_by_count() -> None:
    # 3/5 * |0.60667 - 0.66667| + 2/5 * |0.9 - 0.5| = 0.036 + 0.16
    assert to_calibration_error(to_bins(JUDGED)) == pytest.approx(0.196)


def test_brier_score_is_the_mean_squared_error() -> None:
    # (0.1² + 0.9² + 0.4² + 0.4² + 0.62²) / 5 = (0.01 + 0.81 + 0.16 + 0.16 + 0.3844) / 5
    assert to_brier_score(JUDGED) == pytest.approx(0.30488)


def test_certainty_belongs_to_the_last_bin_and_nothing_judged_says_nothing() -> None:
    assert to_bins([(1.0, True), (0.0, False)]) == (Bin(0.0, 0.1, 1, 0.0, 0.0), Bin(0.9, 1.0, 1, 1.0, 1.0))
    assert (to_calibration_error(()), to_brier_score(())) == (None, None)
