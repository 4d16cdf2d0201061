"""Titles with known occupations, of an import that the user downloaded: O*NET's reported titles, ESCO's other labels.

Every title is taken out of the names wherever it stands, so that none can be found by itself.
"""

from __future__ import annotations

import hashlib
import os
import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.quality.corpora import DEVELOPMENT, TEST
from ingest.run import LazyEncoder, ingest
from ontology import kinds
from ontology.iris import Namer
from service.config import DEFAULT_MODEL, read_settings
from service.engine import Engine
from service.labels.words import fold_words
from service.occupations.titles.matcher import SchemeMatcher
from service.occupations.titles.names import SchemeNames, read_names
from service.occupations.titles.weights import weights_of
from store.library import Library

_DOWNLOADS = ("BENCH_ONET", "BENCH_SOC", "BENCH_ESCO")
_REPORTED = 'SELECT DISTINCT ?text WHERE { ?label rg:aliasType "reported" ; skosxl:literalForm ?text }'
_SHARES = {"onet-soc": 1, "esco": 5}  # one of so many titles that may be asked is: ESCO says which of none
_NO_TITLES = 2000  # names of skills and technologies that are asked as if they were titles
_SHUFFLED = 500  # titles whose letters are shuffled
_SEED = 20_261_122


@dataclass(frozen=True, slots=True)
class Question:
    """A title and what it means."""

    title: str
    answers: frozenset[int]  # places of occupations in the names; empty for what is no title
    split: str


@dataclass(frozen=True, slots=True)
class Held:
    """A scheme without the titles that are asked, and with them."""

    scheme: str
    questions: tuple[Question, ...]
    no_titles: Mapping[str, Sequence[Question]]  # by what they are
    names: SchemeNames  # without the titles that are asked
    matcher: SchemeMatcher  # over these
    whole: SchemeMatcher  # over all names
    groups: tuple[str | None, ...]  # of each occupation: the SOC minor group, the ISCO unit group


@contextmanager
def open_engine() -> Iterator[Engine | None]:
    """Lend an engine over the downloads that BENCH_ONET, BENCH_SOC and BENCH_ESCO name; None where none is named.

    Encoding all texts takes minutes. BENCH_DATA keeps what was made: then it need not be done, nor named, again.
    """
    paths = [Path(os.environ[name]) for name in _DOWNLOADS if name in os.environ]
    if not paths and "BENCH_DATA" not in os.environ:
        print(f"nothing to measure: set {', '.join(_DOWNLOADS)} to what you downloaded")
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="rolegraph-occupations-") as name:
        data = Path(os.environ.get("BENCH_DATA") or name)
        library = Library(data)
        if paths:
            ingest(paths, library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))
        yield Engine(library.open_current(), read_settings({}, data=data))


def hold_out(engine: Engine, scheme: str) -> Held | None:
    """Return ``scheme`` without the titles that are asked; None where it was not imported."""
    whole = engine.occupation_titles.matcher(scheme)
    reference = engine.snapshot.reference
    if whole is None or reference is None:
        return None
    entries = engine.occupations.entries
    full = read_names(reference, entries, scheme)
    labels = {to_key(entry.label) for entry in full.occupations}
    reported = {str(row["text"]) for row in engine.snapshot.graph.select(_REPORTED)}
    listed = reported if scheme == "onet-soc" else set(full.texts)
    asked: dict[str, str] = {}
    for text in sorted(listed):
        # One that is an occupation's label too stands in its description, and cannot be taken out.
        if to_key(text) not in labels and _number(text, "ask") % _SHARES.get(scheme, 1) == 0:
            asked.setdefault(to_key(text), text)
    answers: dict[str, set[int]] = {}
    for text, owner in zip(full.texts, full.owners.tolist(), strict=True):
        if to_key(text) in asked:
            answers.setdefault(to_key(text), set()).add(owner)
    names = read_names(reference, entries, scheme, lambda text: to_key(text) not in asked)
    return Held(
        scheme=scheme,
        questions=tuple(Question(text, frozenset(answers[key]), _split(text)) for key, text in asked.items()),
        no_titles=_make_no_titles(engine, list(asked.values())),
        names=names,
        matcher=SchemeMatcher(names, reference.text.terms, weights_of(scheme)),
        whole=whole,
        groups=tuple(_find_group(engine, entry.iri) for entry in names.occupations),
    )


def to_key(text: str) -> str:
    """Return what two spellings of one title have in common: its words, without case and punctuation."""
    return " ".join(fold_words(text))


def _make_no_titles(engine: Engine, titles: Sequence[str]) -> dict[str, list[Question]]:
    """Return names of skills and technologies, and titles with the letters of each word shuffled."""
    chance = random.Random(_SEED)
    reference = engine.snapshot.reference
    assert reference is not None
    skills = {kinds.SKILL.name, kinds.KNOWLEDGE.name}
    named = [p.text.partition(":")[0] for _, p in reference.passages.all() if p.kind in skills]
    shuffled = [" ".join("".join(chance.sample(w, len(w))) for w in text.split()) for text in titles]
    return {
        "names of skills and technologies": _sample(chance, named, _NO_TITLES),
        "titles with shuffled letters": _sample(chance, shuffled, _SHUFFLED),
    }


def _sample(chance: random.Random, texts: Iterable[str], count: int) -> list[Question]:
    distinct = sorted(set(texts))
    chosen = chance.sample(distinct, min(count, len(distinct)))
    return [Question(text, frozenset(), _split(text)) for text in chosen]


def _find_group(engine: Engine, iri: str) -> str | None:
    above = engine.occupations.ancestors(iri)
    return next((group.code for group in above if group.group_level in ("minor", "isco-4")), None)


def _split(text: str) -> str:
    return DEVELOPMENT if _number(text, "split") % 2 == 0 else TEST


def _number(text: str, purpose: str) -> int:
    return hashlib.sha256(f"{purpose} {to_key(text)}".encode()).digest()[0]
