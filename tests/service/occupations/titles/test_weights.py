"""The weights that come with this version."""

from __future__ import annotations

import json

import numpy as np
import pytest

from service.occupations.titles.confidence import OF_CANDIDATE, OF_TITLE
from service.occupations.titles.weights import WEIGHTS_FILE, read_weights, weights_of


@pytest.mark.parametrize("scheme", ["onet-soc", "esco"])
def test_each_scheme_has_a_weight_for_every_sign(scheme: str) -> None:
    weights = read_weights()[scheme]
    assert np.isfinite(weights.ranking).all()
    assert tuple(weights.confidence.weights) == OF_CANDIDATE
    assert tuple(weights.title.weights) == OF_TITLE
    assert 0 < weights.least_title < 1


def test_a_scheme_that_nothing_was_fitted_on_has_o_net_s_weights() -> None:
    assert weights_of("soc") is weights_of("onet-soc")


def test_the_file_says_what_it_was_fitted_on() -> None:
    provenance = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["provenance"]
    assert provenance["command"] == "python -m bench fit-occupations"
    assert provenance["split"] == "development"
