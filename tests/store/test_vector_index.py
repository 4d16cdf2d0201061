"""Dense search, held against numpy."""

from __future__ import annotations

import gc
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import store.vector_index
from ontology.errors import SnapshotError, StorageError
from store.encoder import FloatArray
from store.vector_index import VectorHit, VectorIndex, write_vectors

DIMENSIONS = 32


def make_index(directory: Path, vectors: FloatArray) -> VectorIndex:
    write_vectors(directory, vectors, None, [])
    return VectorIndex(directory)


def normalise(vectors: NDArray[np.float64]) -> FloatArray:
    rows: FloatArray = (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)
    return rows


def rank_with_numpy(vectors: FloatArray, query: FloatArray, k: int, allowed: NDArray[np.bool_]) -> list[VectorHit]:
    """The definition, in double precision: every allowed row, best first, ties in row order."""
    scores = vectors.astype(np.float64) @ query.astype(np.float64)
    rows = sorted(np.flatnonzero(allowed).tolist(), key=lambda row: (-scores[row], row))
    return [VectorHit(row, float(scores[row])) for row in rows[:k]]


@settings(max_examples=100)
@given(
    n=st.integers(0, 90),
    d=st.integers(8, 64),
    distinct=st.integers(1, 90),
    k=st.integers(-1, 120),
    share=st.sampled_from([0.0, 0.1, 0.5, 1.0, None]),
    seed=st.integers(0, 2**32 - 1),
)
def test_exact_search_is_what_numpy_says_ties_in_row_order(
    tmp_path_factory: pytest.TempPathFactory, n: int, d: int, distinct: int, k: int, share: float | None, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    # Eighths from -1 to 1: sums of their products are exact in float32 too, so the scores must be equal, not near.
    pool = (chance.integers(-8, 9, size=(distinct, d)) / 8).astype(np.float32)
    vectors = pool[chance.integers(0, distinct, n)]
    query = (chance.integers(-8, 9, size=d) / 8).astype(np.float32)
    allowed = None if share is None else chance.random(n) < share

    found = make_index(tmp_path_factory.mktemp("index"), vectors).search(query, k, allowed)

    everything = np.ones(n, dtype=np.bool_)
    assert found == rank_with_numpy(vectors, query, max(k, 0), everything if allowed is None else allowed)


@pytest.mark.parametrize("d", [8, 37, 384])
def test_equal_vectors_score_equally_wherever_they_stand(tmp_path: Path, d: int) -> None:
    chance = np.random.default_rng(d)
    pool = normalise(chance.normal(size=(40, d)))
    vectors = pool[np.arange(203) % 40]
    query = normalise(chance.normal(size=d))

    index = make_index(tmp_path, vectors)
    found = index.search(query, 203)

    best = np.argsort(-(pool @ query))
    assert [hit.row for hit in found] == [row for first in best for row in range(int(first), 203, 40)]
    assert len({hit.score for hit in found}) == 40
    assert [hit.score for hit in found] == index.scores(query, [hit.row for hit in found]).tolist()
    assert found[0].score == pytest.approx(float(pool[best[0]] @ query), abs=1e-6)


def test_scores_are_cosines_of_the_rows_asked_for(tmp_path: Path) -> None:
    vectors = np.array([[1, 0], [0.6, 0.8], [0, -1]], dtype=np.float32)
    index = make_index(tmp_path, vectors)
    query = np.array([0, 1], dtype=np.float32)

    np.testing.assert_array_equal(index.scores(query, [2, 0, 1, 2]), np.array([-1, 0, 0.8, -1], dtype=np.float32))
    assert index.scores(query, []).tolist() == []


def test_what_was_written_is_read_back_and_cannot_be_written(tmp_path: Path) -> None:
    vectors = normalise(np.random.default_rng(1).normal(size=(7, 12)))
    index = make_index(tmp_path, vectors)

    assert len(index) == 7
    np.testing.assert_array_equal(index.vectors, vectors)
    with pytest.raises(ValueError, match="read-only"):
        index.vectors[0, 0] = 1


def test_vectors_outlive_their_index(tmp_path: Path) -> None:
    # They stand in a mapped file: without their index they were unmapped, and reading them killed the process.
    vectors = normalise(np.random.default_rng(1).normal(size=(5000, 64)))
    write_vectors(tmp_path, vectors, None, [])

    kept = VectorIndex(tmp_path).vectors
    gc.collect()

    np.testing.assert_array_equal(kept, vectors)


def test_an_empty_index_finds_nothing_and_keeps_its_width(tmp_path: Path) -> None:
    index = make_index(tmp_path, np.zeros((0, 16), dtype=np.float32))

    assert len(index) == 0
    assert index.vectors.shape == (0, 16)
    assert index.search(np.ones(16, dtype=np.float32), 5) == []


# Beyond EXACT_ROWS


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Candidates from 600 rows on, so that they are tested on thousands and not on a million."""
    monkeypatch.setattr(store.vector_index, "EXACT_ROWS", 600)
    monkeypatch.setattr(store.vector_index, "_GATHER_ROWS", 100)


def make_clusters(n: int, seed: int = 3) -> FloatArray:
    """Unit rows around 60 centres, as statements of one subject are."""
    centres = np.random.default_rng(0).normal(size=(60, DIMENSIONS))
    chance = np.random.default_rng(seed)
    return normalise(centres[chance.integers(0, 60, n)] + 0.5 * chance.normal(size=(n, DIMENSIONS)))


def find_recall(index: VectorIndex, vectors: FloatArray, allowed: NDArray[np.bool_] | None, k: int = 10) -> float:
    """Return the share of numpy's best ``k`` that the index finds, over 100 queries; its scores must be exact."""
    found = total = 0
    everything = np.ones(len(vectors), dtype=np.bool_)
    for query in make_clusters(100, seed=4):
        hits = index.search(query, k, allowed)
        wanted = rank_with_numpy(vectors, query, k, everything if allowed is None else allowed)
        assert len(hits) == len(wanted)
        assert len({hit.row for hit in hits}) == len(hits)
        assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.row))
        np.testing.assert_allclose([h.score for h in hits], vectors[[h.row for h in hits]] @ query, atol=1e-6)
        assert allowed is None or all(allowed[hit.row] for hit in hits)
        found += len({hit.row for hit in hits} & {hit.row for hit in wanted})
        total += len(wanted)
    return found / total


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("share", [None, 0.5, 0.1, 0.02])
def test_beyond_exact_rows_nine_and_a_half_of_the_ten_best_are_found(tmp_path: Path, share: float | None) -> None:
    vectors = make_clusters(4000)
    index = make_index(tmp_path, vectors)
    allowed = None if share is None else np.random.default_rng(5).random(4000) < share

    assert (tmp_path / "candidates.faiss").exists()
    assert find_recall(index, vectors, allowed) >= 0.95


@pytest.mark.usefixtures("small_limits")
def test_a_filter_that_leaves_little_is_searched_exactly(tmp_path: Path) -> None:
    vectors = make_clusters(4000)
    allowed = np.zeros(4000, dtype=np.bool_)
    allowed[::41] = True

    assert find_recall(make_index(tmp_path, vectors), vectors, allowed) == 1.0
    allowed[:] = False
    assert make_index(tmp_path, vectors).search(vectors[0], 3, allowed) == []


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("k", [3999, 4000, 9000])
def test_as_many_hits_as_there_are_can_be_had_of_any_index(tmp_path: Path, k: int) -> None:
    vectors = make_clusters(4000)
    index = make_index(tmp_path, vectors)
    allowed = np.arange(4000) % 2 == 0

    assert len(index.search(vectors[7], k)) == min(k, 4000)
    assert index.search(vectors[8], k, allowed)[0].row == 8
    assert len(index.search(vectors[8], k, allowed)) == 2000


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize(
    ("before", "after"), [(3000, 3000), (3000, 2600), (2600, 3000)], ids=["as many", "fewer", "more"]
)
def test_an_index_made_from_the_last_one_finds_what_one_made_anew_does(tmp_path: Path, before: int, after: int) -> None:
    vectors = make_clusters(3000)
    write_vectors(tmp_path / "old", vectors[:before], None, [])
    chance = np.random.default_rng(9)
    vectors = vectors[:after].copy()
    rows = chance.permutation(min(before, after))[:100]
    vectors[rows] = make_clusters(100, seed=10)

    # As a build hands them in: rows that went, then rows that came; most are both.
    changed = [*rows.tolist(), *range(after, before), *rows.tolist(), *range(before, after)]
    write_vectors(tmp_path / "new", vectors, tmp_path / "old", changed)
    index = VectorIndex(tmp_path / "new")

    np.testing.assert_array_equal(index.vectors, vectors)
    assert find_recall(index, vectors, None) >= 0.95
    assert find_recall(index, vectors, np.arange(after) % 3 == 0) >= 0.95
    for row in rows:
        (hit,) = index.search(vectors[row], 1)
        assert hit.row == row
        assert hit.score == pytest.approx(1, abs=1e-6)
    candidates = faiss.read_index(str(tmp_path / "new" / "candidates.faiss"))
    assert candidates.ntotal == after
    trained = faiss.read_index(str(tmp_path / "old" / "candidates.faiss"))
    np.testing.assert_array_equal(
        candidates.quantizer.reconstruct_n(0, candidates.nlist), trained.quantizer.reconstruct_n(0, trained.nlist)
    )


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize(
    ("before", "after", "changed"), [(700, 4000, range(700)), (3000, 3000, range(1500)), (500, 700, range(200))]
)
def test_lists_are_trained_anew_where_too_much_changed(tmp_path: Path, before: int, after: int, changed: range) -> None:
    write_vectors(tmp_path / "old", make_clusters(before), None, [])
    vectors = make_clusters(after, seed=20)
    write_vectors(tmp_path / "new", vectors, tmp_path / "old", changed)
    write_vectors(tmp_path / "alone", vectors, None, [])

    # Training is seeded, so the same vectors give the same lists.
    made, alone = (faiss.read_index(str(tmp_path / name / "candidates.faiss")) for name in ("new", "alone"))
    np.testing.assert_array_equal(
        made.quantizer.reconstruct_n(0, made.nlist), alone.quantizer.reconstruct_n(0, alone.nlist)
    )
    assert find_recall(VectorIndex(tmp_path / "new"), vectors, None) >= 0.95


@pytest.mark.usefixtures("small_limits")
def test_few_rows_need_no_candidates_and_none_are_written(tmp_path: Path) -> None:
    write_vectors(tmp_path / "old", make_clusters(900), None, [])
    make_index(tmp_path / "new", make_clusters(600))

    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["vectors.faiss"]


@pytest.mark.parametrize("n", [20_001, 30_000])
def test_training_draws_no_remark_of_faiss(n: int) -> None:
    # https://github.com/facebookresearch/faiss/wiki/FAQ: it warns below 39 training points a list
    lists = store.vector_index._list_count(n)
    assert n >= 39 * lists
    assert lists >= 3.5 * n**0.5


# Damage


@pytest.mark.parametrize("length", [0, 1, 4, 8, 20, 33, 41, 45, 100, -1])
@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("name", ["vectors.faiss", "candidates.faiss"])
def test_a_cut_off_file_is_told_by_name(tmp_path: Path, name: str, length: int) -> None:
    write_vectors(tmp_path, make_clusters(700), None, [])
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:length])

    with pytest.raises(SnapshotError) as caught:
        VectorIndex(tmp_path)
    assert str(caught.value) == f"{path} is damaged: it is no whole FAISS index"


def test_another_file_in_its_place_is_told_by_name(tmp_path: Path) -> None:
    path = tmp_path / "vectors.faiss"
    path.write_bytes(b"not what it should be" * 100)

    with pytest.raises(SnapshotError) as caught:
        VectorIndex(tmp_path)
    assert str(caught.value) == f"{path} is damaged: it is no whole FAISS index"


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError) as caught:
        VectorIndex(tmp_path / "none")
    assert str(caught.value) == f"{tmp_path}/none/vectors.faiss cannot be read: No such file or directory"


def test_what_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    vectors = make_clusters(3)
    (tmp_path / "file").write_text("")
    (tmp_path / "index" / "vectors.faiss").mkdir(parents=True)

    with pytest.raises(StorageError) as caught:
        write_vectors(tmp_path / "file", vectors, None, [])
    assert str(caught.value) == f"the vectors in {tmp_path}/file cannot be written: File exists"
    with pytest.raises(StorageError) as caught:
        write_vectors(tmp_path / "index", vectors, None, [])
    assert str(caught.value) == f"the vectors in {tmp_path}/index cannot be written: Is a directory"
