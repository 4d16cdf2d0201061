"""What level inference was fitted to: ``weights.json``, with its provenance.

Written by ``python -m bench infer --fit``; docs/inference.md says what it was fitted on and what it comes to.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WEIGHTS_FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """The constants of level inference."""

    text: float  # of what the sentences say; the inverse of a temperature
    years: float  # of the experience asked for
    title: float  # of the grade in the title
    cells: float  # of what the sentences say in one dimension
    role: float  # of how well a role fits, when one is chosen
    least_fit: float  # below, a description is not of a role


@cache
def read_weights() -> Weights:
    """Return the weights that come with this version."""
    return Weights(**json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["weights"])
