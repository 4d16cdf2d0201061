"""What speaks for each candidate, as numbers between 0 and 1: what the weights of ``weights.json`` are for.

n candidates, one column a signal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ontology import kinds
from service.search.candidates import Candidates
from service.search.columns import FacetColumns
from service.search.context import Contexts
from service.search.names import Names
from service.search.result import Effect, Interpretation
from store.encoder import FloatArray

# The names of the columns, in their order. A reciprocal rank is 1 for the first, then falls as in rank fusion.
SIGNALS = (
    "dense",  # cosine
    "dense_rank",  # reciprocal rank by meaning
    "lexical",  # BM25 as a share of the best candidate's
    "lexical_rank",  # reciprocal rank by words
    "coverage",  # BM25 as a share of what a passage with all the words would have
    "related",  # the same for synonyms of the words
    "role_context",  # cosine with all that is said of the passage's role
    "level_context",  # cosine with all that is said of that level of the role
    "role_named",  # how far the question names the passage's role, by any of its names
    "level_named",  # how far it names that level of the role
    "role",  # the passage belongs to a role that the question mentions
    "level",  # the passage belongs to a level that the question mentions without demanding it
    "proof",  # the passage is a responsibility or another sentence that shows what a level does
    "component",  # the passage is a skill, knowledge, competency or qualification
    "title",  # the passage is another title
)

Column = NDArray[np.float32] | NDArray[np.bool_]
_RANK_CONSTANT = 60.0  # Cormack, Clarke and Büttcher 2009, https://doi.org/10.1145/1571941.1572114
_FULL_TERM = 2.2  # BM25 of one term for its rarity of 1, at most: k1 + 1
_PROOF = [kind.name for kind in kinds.STATEMENT_KINDS if kind not in (kinds.NOTE, kinds.PROVENANCE, kinds.STORY)]
_COMPONENT = [kind.name for kind in kinds.COMPONENT_KINDS]
_TITLE = [kinds.ALIAS_NAME]


@dataclass(frozen=True, slots=True)
class Boosts:
    """The roles and levels that a question mentions without demanding them, in codes."""

    roles: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionSignals:
    """What of the question the signals are read with."""

    vector: FloatArray  # (d,)
    names: Mapping[str, float]  # indexed terms of the whole question and their synonyms, with how sure each is
    boosts: Boosts
    rarity: float  # sum over the terms that are searched for


def read_boosts(interpretation: Interpretation) -> Boosts:
    """Return what ``interpretation`` would like to see higher."""
    wanted = [mention for mention in interpretation.mentions if mention.effect is Effect.BOOST]
    roles = [code for mention in wanted if mention.what in ("role", "title", "function") for code in mention.values]
    levels = [code for mention in wanted if mention.what in ("level", "grade", "experience") for code in mention.values]
    return Boosts(tuple(dict.fromkeys(roles)), tuple(dict.fromkeys(levels)))


class Signals:
    """Reads signals of candidates from the columns of one snapshot."""

    def __init__(self, columns: FacetColumns, contexts: Contexts, names: Names) -> None:
        self._columns = columns
        self._contexts = contexts
        self._names = names

    def read(self, candidates: Candidates, question: QuestionSignals) -> FloatArray:
        """Return the signals (n, len(SIGNALS)) of ``candidates``."""
        rows, vector, boosts = candidates.rows, question.vector, question.boosts
        role_named, level_named = self._names.read(question.names, rows)
        of_places: dict[str, Column] = {
            "role_context": np.maximum(self._contexts.of_roles(vector, rows), 0.0),
            "level_context": np.maximum(self._contexts.of_levels(vector, rows), 0.0),
            "role_named": role_named,
            "level_named": level_named,
            "role": self._columns.having("role", boosts.roles, rows),
            "level": self._columns.having("level", boosts.levels, rows),
        }
        return read_signals(self._columns, candidates, question.rarity, of_places)


def read_signals(
    columns: FacetColumns, candidates: Candidates, rarity: float, of_places: Mapping[str, Column]
) -> FloatArray:
    """Return the signals (n, len(SIGNALS)): those of a text and its kind, and ``of_places``; 0 where that has none."""
    rows, lexical = candidates.rows, candidates.lexical
    read: dict[str, Column] = {
        "dense": np.maximum(candidates.dense, 0.0),
        "dense_rank": _to_reciprocal(candidates.dense_ranks),
        "lexical": _to_share(lexical),
        "lexical_rank": _to_reciprocal(candidates.lexical_ranks),
        "coverage": _to_coverage(lexical, rarity),
        "related": _to_coverage(candidates.related, rarity),
        "proof": columns.having("kind", _PROOF, rows),
        "component": columns.having("kind", _COMPONENT, rows),
        "title": columns.having("kind", _TITLE, rows),
        **of_places,
    }
    none = np.zeros(len(rows), dtype=np.float32)
    return np.stack([read.get(name, none) for name in SIGNALS], axis=1).astype(np.float32)


def _to_share(scores: FloatArray) -> FloatArray:
    """Return ``scores`` as shares of the best of them."""
    best = float(scores.max(initial=0.0))
    return scores / best if best > 0 else scores


def _to_coverage(scores: FloatArray, rarity: float) -> FloatArray:
    """Return ``scores`` as shares of what all the words of a question with so much ``rarity`` could score."""
    return np.minimum(scores / (_FULL_TERM * rarity), 1.0) if rarity > 0 else np.zeros_like(scores)


def _to_reciprocal(ranks: NDArray[np.int64]) -> FloatArray:
    """Return 1 for rank 1, less for later ones, 0 for none."""
    return np.where(ranks > 0, (_RANK_CONSTANT + 1) / (_RANK_CONSTANT + ranks), 0.0).astype(np.float32)
