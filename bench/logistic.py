"""A logistic curve fitted to what was right and what was wrong: n examples, f features."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

from store.encoder import FloatArray


def fit_logistic(features: FloatArray, right: FloatArray, penalty: float) -> tuple[float, FloatArray]:
    """Return intercept and weights (f,) of the curve that tells best which of ``features`` (n, f) are ``right`` (n,).

    ``penalty`` is on the squared weights of features in units of their spread.
    """
    middle, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = (features - middle) / spread

    def lose(values: FloatArray) -> tuple[float, FloatArray]:
        exponent = scaled @ values[1:] + values[0]
        loss = np.logaddexp(0.0, exponent) - right * exponent
        error = 1 / (1 + np.exp(-exponent)) - right
        slope = np.concatenate([[error.mean()], scaled.T @ error / len(right) + 2 * penalty * values[1:]])
        return loss.mean() + penalty * values[1:] @ values[1:], slope

    found = minimize(lose, np.zeros(features.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights: FloatArray = found[1:] / spread
    return float(found[0] - weights @ middle), weights
