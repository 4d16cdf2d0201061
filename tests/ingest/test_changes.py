"""Which rows change between two snapshots: three indexes that agree row by row after any history of changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ingest.changes import PassageChanges, plan_changes
from ontology.passage import Passage
from store.embedding_cache import EmbeddingCache
from store.encoder import EncoderIdentity, FloatArray
from store.files import link_tree
from store.passages import PassageTable
from store.text_index import TextIndex
from store.vector_index import VectorIndex, write_vectors

DIMENSIONS = 8


class HashEncoder:
    """Gives every text a direction of its own; where vectors stand is what matters here, not what they mean."""

    identity = EncoderIdentity("hash", "f" * 64, DIMENSIONS, 1)

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self.encoded.extend(texts)
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
            vector = np.random.default_rng(seed).normal(size=DIMENSIONS)
            rows[row] = vector / np.linalg.norm(vector)
        return rows


def say(name: str, version: int = 0) -> Passage:
    """Return a passage that can be found by its own word; versions differ in text and level."""
    return Passage(f"https://example.org/{name}", "skill", f"says{name}v{version} always", level_code=f"P{version}")


class Indexes:
    """Table, words and vectors of successive snapshots, changed as a build changes them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._round = 0
        self.encoder = HashEncoder()
        self.directory = self._begin()
        TextIndex.create(self.directory / "text")
        PassageTable(self.directory / "passages.sqlite", writable=True).close()
        write_vectors(self.directory / "vectors", np.zeros((0, DIMENSIONS), dtype=np.float32), None, [])
        self.size = 0

    def _begin(self) -> Path:
        self._round += 1
        directory = self._root / str(self._round)
        directory.mkdir()
        return directory

    def change(self, subjects: set[str], passages: Sequence[Passage]) -> PassageChanges:
        """Make the next snapshot, in which ``subjects`` have just ``passages``."""
        last, directory = self.directory, self._begin()
        (directory / "passages.sqlite").write_bytes((last / "passages.sqlite").read_bytes())
        link_tree(last / "text", directory / "text")
        table = PassageTable(directory / "passages.sqlite", writable=True)
        changes = plan_changes(table, self.size, subjects, passages)
        table.remove(changes.removed)
        table.put(changes.written)
        table.close()
        TextIndex.change(directory / "text", changes.removed, changes.written)

        cache = EmbeddingCache(self._root / "embeddings", self.encoder)
        fresh, _ = cache.encode([passage.text for _, passage in changes.written])
        cache.close()
        old = VectorIndex(last / "vectors").vectors
        vectors: FloatArray = np.zeros((changes.size, DIMENSIONS), dtype=np.float32)
        kept = min(changes.size, len(old))
        vectors[:kept] = old[:kept]
        rows = [row for row, _ in changes.written]
        vectors[rows] = fresh
        write_vectors(directory / "vectors", vectors, last / "vectors", [*changes.removed, *rows])
        self.directory, self.size = directory, changes.size
        return changes

    def check(self, expected: dict[str, Passage]) -> None:
        """Compare all three indexes with the passages that there should be, by IRI."""
        rows = dict(PassageTable(self.directory / "passages.sqlite").all())
        assert list(rows) == list(range(len(expected)))
        assert {passage.iri: passage for passage in rows.values()} == expected
        assert self.size == len(expected)
        text, vectors = TextIndex(self.directory / "text"), VectorIndex(self.directory / "vectors")
        assert len(text) == len(vectors) == len(expected)
        assert {hit.row for hit in text.search("always", 1000, {})} == set(rows)
        for row, passage in rows.items():
            (word,) = passage.text.split()[:1]
            assert [hit.row for hit in text.search(word, 9, {"level_code": [passage.level_code or ""]})] == [row]
        np.testing.assert_array_equal(vectors.vectors, HashEncoder().encode([p.text for p in rows.values()]))


NAMES = st.sampled_from([f"n{number}" for number in range(25)])
VERSIONS = st.integers(0, 2)


class History(RuleBasedStateMachine):
    """Documents that come, change and go: each has some names, and no two share one."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.indexes = Indexes(Path(self.folder.name))
        self.expected: dict[str, Passage] = {}

    @rule(removed=st.sets(NAMES, max_size=20), put=st.dictionaries(NAMES, VERSIONS, max_size=25))
    def change(self, removed: set[str], put: dict[str, int]) -> None:
        passages = [say(name, version) for name, version in put.items()]
        subjects = {say(name).iri for name in removed}
        changes = self.indexes.change(subjects, passages)

        before = self.expected
        self.expected = {iri: passage for iri, passage in before.items() if iri not in subjects}
        self.expected |= {passage.iri: passage for passage in passages}
        assert changes.size == len(self.expected)

    @rule()
    def change_nothing(self) -> None:
        changes = self.indexes.change(set(self.expected), list(self.expected.values()))
        assert (changes.removed, changes.written) == ((), ())

    @rule()
    def remove_everything(self) -> None:
        self.indexes.change(set(self.expected), [])
        self.expected = {}

    @invariant()
    def three_indexes_agree(self) -> None:
        self.indexes.check(self.expected)

    def teardown(self) -> None:
        self.folder.cleanup()


History.TestCase.settings = settings(max_examples=12, stateful_step_count=8, deadline=None)
test_three_indexes_agree_row_by_row_after_any_history = History.TestCase


@pytest.fixture
def indexes(tmp_path: Path) -> Indexes:
    return Indexes(tmp_path)


def fill(indexes: Indexes, count: int) -> dict[str, Passage]:
    passages = [say(f"n{number:02}") for number in range(count)]
    indexes.change(set(), passages)
    return {passage.iri: passage for passage in passages}


@settings(max_examples=100, deadline=None)
@given(
    size=st.integers(0, 30),
    removed=st.sets(st.integers(0, 29)),
    changed=st.sets(st.integers(0, 29)),
    new=st.integers(0, 9),
)
def test_rows_stay_dense_and_no_more_are_touched_than_must_be(
    tmp_path_factory: pytest.TempPathFactory, size: int, removed: set[int], changed: set[int], new: int
) -> None:
    table = PassageTable(tmp_path_factory.mktemp("table") / "passages.sqlite", writable=True)
    old = [say(f"n{number:02}") for number in range(size)]
    table.put(enumerate(old))
    subjects = {old[number].iri for number in removed | changed if number < size}
    kept = [say(f"n{number:02}", 1) for number in changed - removed if number < size]
    fresh = [say(f"m{number}") for number in range(new)]

    changes = plan_changes(table, size, subjects, [*kept, *fresh])

    gone = sum(number < size for number in removed)
    after = size - gone + new
    assert changes.size == after
    assert len(dict(changes.written)) == len(changes.written)
    assert all(0 <= row < after for row, _ in changes.written)
    # A row is written for each passage that is new or changed, and for each that moves from the end into a hole.
    moved = {passage.iri for _, passage in changes.written} - {passage.iri for passage in [*kept, *fresh]}
    assert len(moved) <= max(0, gone - new)
    assert len(changes.written) == len(kept) + new + len(moved)
    table.remove(changes.removed)
    table.put(changes.written)
    untouched = {p.iri: p for number, p in enumerate(old) if number not in removed | changed}
    assert [row for row, _ in table.all()] == list(range(after))
    assert {p.iri: p for _, p in table.all()} == untouched | {p.iri: p for p in [*kept, *fresh]}


def test_a_new_passage_takes_the_row_of_one_that_went(indexes: Indexes) -> None:
    expected = fill(indexes, 5)
    gone, new = say("n01"), say("other")

    changes = indexes.change({gone.iri}, [new])

    assert changes == PassageChanges(removed=(1,), written=((1, new),), size=5)
    del expected[gone.iri]
    indexes.check(expected | {new.iri: new})


def test_passages_from_the_end_move_into_holes(indexes: Indexes) -> None:
    expected = fill(indexes, 6)
    gone = [say("n01"), say("n02"), say("n05")]

    changes = indexes.change({passage.iri for passage in gone}, [])

    assert changes == PassageChanges(removed=(1, 2, 3, 4, 5), written=((1, say("n04")), (2, say("n03"))), size=3)
    indexes.check({iri: passage for iri, passage in expected.items() if passage not in gone})


def test_a_changed_passage_keeps_its_row_even_where_it_has_to_move_down(indexes: Indexes) -> None:
    expected = fill(indexes, 4)
    changed = say("n03", 2)

    changes = indexes.change({say("n00").iri, changed.iri}, [changed])

    assert changes == PassageChanges(removed=(0, 3), written=((0, changed),), size=3)
    del expected[say("n00").iri]
    indexes.check(expected | {changed.iri: changed})


def test_a_passage_that_moves_is_not_encoded_again(indexes: Indexes) -> None:
    fill(indexes, 6)
    indexes.encoder.encoded.clear()

    indexes.change({say("n00").iri, say("n01").iri}, [])
    assert indexes.encoder.encoded == []
    indexes.change(set(), [say("n05", 1)])
    assert indexes.encoder.encoded == [say("n05", 1).text]


def test_a_subject_without_a_passage_and_one_said_twice_change_nothing(indexes: Indexes) -> None:
    expected = fill(indexes, 3)

    changes = indexes.change({"https://example.org/unknown"}, [say("n01"), say("n01")])

    assert changes == PassageChanges(removed=(), written=(), size=3)
    indexes.check(expected)


def test_old_snapshots_keep_their_rows(indexes: Indexes) -> None:
    expected = fill(indexes, 5)
    first = indexes.directory
    for number in range(4):
        indexes.change({say(f"n{number:02}").iri}, [say("other", number % 3)])

    indexes.check({say("n04").iri: say("n04"), say("other").iri: say("other", 0)})
    indexes.directory, indexes.size = first, 5
    indexes.check(expected)
