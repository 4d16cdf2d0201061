"""What stands in every advertisement and says nothing of the work: the company, what it offers, how to apply."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.inference.sentences import Sentence
from store.encoder import Encoder, FloatArray

# One of each sort; whatever is nearer to one of these than to anything that a ladder says is left out.
PROTOTYPES = (
    "We are an equal opportunity employer and welcome applicants of any race, religion, gender, age or disability.",
    "We value diversity and inclusion and want everybody to feel at home.",
    "We offer a competitive salary, bonus, pension plan and private health insurance.",
    "30 days of paid holiday, flexible hours, remote work and a modern office with free coffee and fruit.",
    "Perks: gym membership, bicycle leasing, public transport ticket, staff discounts, team events.",
    "Founded years ago, our company is a leading provider with offices and employees in many countries.",
    "We are a friendly, fast growing team with flat hierarchies and a great culture.",
    "Our values and our mission make us a great place to work.",
    "Apply now with your CV, covering letter, salary expectation and earliest starting date.",
    "If you have questions, contact our recruiting team by e-mail; we look forward to your application.",
    "This is a full-time, permanent position located in the city, with relocation support.",
    "Background checks and a right to work in the country are required.",
)
_HEADING = re.compile(
    r"\b(?:benefits?|perks|(?:we|our) offer|about us|who we are|about the company|our (?:company|values|story)|"
    r"equal (?:employment )?opportunit(?:y|ies)|eeo|diversity|inclusion|apply|why (?:us|join|work)|salary|privacy)\b",
    re.IGNORECASE,
)


class Boilerplate:
    """Tells what to leave out; made once for an encoder."""

    def __init__(self, encoder: Encoder) -> None:
        self._vectors = encoder.encode(PROTOTYPES)

    def find(self, sentences: Sequence[Sentence], vectors: FloatArray, nearest: FloatArray) -> NDArray[np.bool_]:
        """Return which of n sentences to leave out; ``nearest`` (n,) is the best cosine of each with the ladder."""
        under = np.asarray([bool(s.heading and _HEADING.search(s.heading)) for s in sentences], dtype=np.bool_)
        if not sentences:
            return under
        found: NDArray[np.bool_] = under | ((vectors @ self._vectors.T).max(axis=1) > nearest)
        return found
