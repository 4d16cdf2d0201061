"""The table of passages."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import SnapshotError, StorageError
from ontology.passage import Passage
from store.passages import FACETS, PassageTable

FULL = Passage(
    iri="https://example.org/profile/CUS.GEN.P4/responsibility/0f",
    kind="responsibility",
    text="Influences C-level renewals — “naïve” 東京 🎉",
    profile="https://example.org/profile/CUS.GEN.P4",
    role="https://example.org/role/CUS.GEN",
    level="https://example.org/level/P/4",
    profile_code="CUS.GEN.P4",
    role_code="CUS.GEN",
    level_code="P4",
    track_code="P",
    document="pages/csm.txt",
    first_line=12,
    last_line=13,
    scheme="soc",
    occupation="https://example.org/occupation/soc/13-1161",
    occupation_code="13-1161",
)
BARE = Passage(iri="https://example.org/bare", kind="alias", text="")


def number(row: int) -> Passage:
    return Passage(f"https://example.org/{row}", "skill", f"text {row}", level_code=f"P{row % 6}")


@pytest.fixture
def table(tmp_path: Path) -> PassageTable:
    return PassageTable(tmp_path / "passages.sqlite", writable=True)


def test_passages_come_back_as_they_were_put(table: PassageTable, tmp_path: Path) -> None:
    table.put([(0, FULL), (1, BARE)])
    table.close()

    published = PassageTable(tmp_path / "passages.sqlite")
    assert len(published) == 2
    assert published.get([1, 0, 1]) == [BARE, FULL, BARE]
    assert list(published.all()) == [(0, FULL), (1, BARE)]
    assert list(published.facets()) == [
        ("responsibility", "CUS.GEN", "P4", "P", "CUS.GEN.P4", "soc", "13-1161"),
        ("alias", *[None] * 6),
    ]
    assert FACETS == ("kind", "role_code", "level_code", "track_code", "profile_code", "scheme", "occupation_code")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
optional = st.none() | texts
passages = st.builds(
    Passage, texts, texts, texts, *[optional] * 8, st.none() | st.integers(1), st.none() | st.integers(1, 2**63 - 1)
)


@settings(max_examples=50)
@given(st.lists(passages, max_size=8, unique_by=lambda passage: passage.iri))
def test_any_passage_comes_back_as_it_was_put(tmp_path_factory: pytest.TempPathFactory, some: list[Passage]) -> None:
    lines = [p for p in some if p.first_line is None or p.first_line < 2**63]  # SQLite's largest integer
    path = tmp_path_factory.mktemp("passages") / "passages.sqlite"
    table = PassageTable(path, writable=True)
    table.put(enumerate(lines))
    table.close()

    assert list(PassageTable(path).all()) == list(enumerate(lines))


def test_more_rows_than_a_statement_has_variables_come_in_the_order_asked_for(table: PassageTable) -> None:
    table.put((row, number(row)) for row in range(1700))
    rows = [*range(1699, -1, -1), 3, 3]

    assert table.get(rows) == [number(row) for row in rows]
    found = table.find(f"https://example.org/{row}" for row in range(1000, 2000))
    assert found == {number(row).iri: (row, number(row)) for row in range(1000, 1700)}


def test_nothing_asked_for_gives_nothing(table: PassageTable) -> None:
    assert len(table) == 0
    assert table.get([]) == []
    assert table.find([]) == {}
    assert list(table.all()) == []


def test_a_row_that_is_not_there_means_that_the_indexes_disagree(table: PassageTable) -> None:
    table.put([(0, BARE)])

    with pytest.raises(SnapshotError) as caught:
        table.get([0, 7])
    assert str(caught.value) == "no passage has row 7: the snapshot's indexes disagree"


def test_putting_replaces_what_stood_there_and_removing_leaves_a_hole(table: PassageTable) -> None:
    table.put((row, number(row)) for row in range(4))
    table.put([(1, FULL)])
    table.remove([2, 99])

    assert list(table.all()) == [(0, number(0)), (1, FULL), (3, number(3))]
    assert table.find([number(1).iri, number(2).iri]) == {}


def test_a_passage_can_move_to_another_row(table: PassageTable) -> None:
    table.put([(0, BARE), (5, FULL)])
    table.remove([0, 5])
    table.put([(0, FULL)])

    assert list(table.all()) == [(0, FULL)]


def test_a_table_is_opened_again_to_be_changed(table: PassageTable, tmp_path: Path) -> None:
    table.put([(0, BARE)])
    table.close()
    again = PassageTable(tmp_path / "passages.sqlite", writable=True)
    again.put([(1, FULL)])
    again.close()

    assert len(PassageTable(tmp_path / "passages.sqlite")) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["passages.sqlite"]


def test_a_published_table_cannot_be_changed_and_gets_no_files_beside_it(table: PassageTable, tmp_path: Path) -> None:
    table.put([(0, BARE)])
    table.close()
    published = PassageTable(tmp_path / "passages.sqlite")

    with pytest.raises(StorageError) as caught:
        published.put([(1, FULL)])
    assert str(caught.value) == (
        f"the passages in {tmp_path}/passages.sqlite cannot be written: attempt to write a readonly database"
    )
    assert len(published) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["passages.sqlite"]


def test_threads_read_one_table_at_once(table: PassageTable, tmp_path: Path) -> None:
    table.put((row, number(row)) for row in range(100))
    table.close()
    published = PassageTable(tmp_path / "passages.sqlite")
    results: list[list[Passage]] = []

    def read(first: int) -> None:
        results.append([passage for row in range(100) for passage in published.get([(first + row) % 100])])

    threads = [threading.Thread(target=read, args=(first,)) for first in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(result[0].text for result in results) == [f"text {first}" for first in range(8)]
    everything = [number(row) for row in range(100)]
    assert all(sorted(result, key=lambda passage: int(passage.text[5:])) == everything for result in results)


def test_a_path_may_hold_any_letter(tmp_path: Path) -> None:
    path = tmp_path / "Köln ?mode=memory#%20 東京" / "passages.sqlite"
    path.parent.mkdir()
    table = PassageTable(path, writable=True)
    table.put([(0, FULL)])
    table.close()

    assert PassageTable(path).get([0]) == [FULL]
    assert path.stat().st_size > 0


def test_a_relative_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    table = PassageTable(Path("passages.sqlite"), writable=True)
    table.put([(0, FULL)])
    table.close()

    assert PassageTable(Path("passages.sqlite")).get([0]) == [FULL]


@pytest.mark.parametrize("content", [None, b"", b"not a database, but long enough to look like one" * 20])
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "passages.sqlite"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SnapshotError) as caught:
        PassageTable(path)
    assert str(caught.value).startswith(f"the passages in {path} cannot be opened: ")
    assert path.exists() == (content is not None)
