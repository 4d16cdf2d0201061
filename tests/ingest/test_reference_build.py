"""The index of what taxonomies say: written anew when one of them changes, shared by the snapshots in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.run import ingest, remove
from ontology.errors import ForbiddenError, SnapshotError
from store.graph_editor import GraphEditor
from store.snapshot import Snapshot
from tests.ingest.edited import NAMER, Edited, copy_edited, make_edited
from tests.tiny_encoder import make_tiny_encoder

GRAPH = NAMER.graph("taxonomy/coast")
PREFIXES = """
@prefix rg: <https://w3id.org/rolegraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
"""
KEEPER = """
<keeper> a rg:Occupation ; skos:notation "71-1011" ; skos:prefLabel "Keepers of lights"@en .
<keeper/title> a skosxl:Label ; skosxl:literalForm "Lamp renewal officer"@en ; rg:occupation <keeper> .
"""
TENDER = '<tender> a rg:Occupation ; skos:notation "71-1012" ; skos:prefLabel "Tenders of buoys"@en .\n'
CARVER = '<carver> a rg:Occupation ; skos:notation "73-1011" ; skos:prefLabel "Carvers"@en .\n'


def write_taxonomy(edited: Edited, content: str, graph: str = GRAPH) -> None:
    text = f"@base <{NAMER.base}> .\n{PREFIXES}\nGRAPH <{graph}> {{ {content} }}\n"
    (edited.pages / f"{graph.rpartition('/')[2]}.trig").write_text(text, encoding="utf-8")


def list_shared(one: Snapshot, other: Snapshot, part: str) -> set[bool]:
    """Return whether files of a part are the same files in both snapshots."""
    names = [name for name in one.manifest.files if name.startswith(part)]
    assert names
    return {(one.directory / name).samefile(other.directory / name) for name in names}


def read_texts(snapshot: Snapshot) -> list[str]:
    return list(snapshot.reference.passages.texts()) if snapshot.reference is not None else []


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """A profile and a taxonomy."""
    edited = make_edited(tmp_path_factory.mktemp("reference"), ["CUS.GEN.P3.txt"])
    write_taxonomy(edited, KEEPER + TENDER)
    edited.ingest()
    return edited


@pytest.fixture
def edited(original: Edited, tmp_path: Path) -> Edited:
    return copy_edited(original, tmp_path)


def test_a_taxonomy_is_searched_apart_from_the_company(edited: Edited) -> None:
    snapshot = edited.library.open_current()

    assert read_texts(snapshot) == ["Keepers of lights", "Lamp renewal officer", "Tenders of buoys"]
    assert not set(read_texts(snapshot)) & set(snapshot.passages.texts())
    assert [match.term for match in snapshot.text.find_unknown("the lamp renewal of buoys")] == ["lamp", "buoy"]
    assert snapshot.reference is not None
    assert [hit.row for hit in snapshot.reference.text.search("renewals", 9)] == [1]
    assert [hit.row for hit in snapshot.reference.text.search("lamp buoys", 9, {"occupation_code": ["71-1012"]})] == [2]
    assert (snapshot.manifest.counts["occupations"], snapshot.manifest.counts["reference"]) == (2, 3)


def test_a_changed_profile_and_an_edit_share_all_that_taxonomies_say(edited: Edited) -> None:
    first = edited.library.open_current()
    page = edited.pages / "CUS.GEN.P3.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("renewal", "prolongation"), encoding="utf-8")
    assert edited.ingest().encoded > 0
    second = edited.library.open_current()
    edited.update(f"INSERT DATA {{ GRAPH <{NAMER.unnamed_graph}> {{ x:a x:b x:c }} }}")
    third = edited.library.open_current()

    assert list_shared(first, second, "text/") == {True, False}
    for snapshot in (second, third):
        assert list_shared(first, snapshot, "reference/") == {True}
        assert snapshot.manifest.counts["reference"] == 3


def test_a_changed_taxonomy_is_written_anew_and_only_its_new_texts_are_encoded(edited: Edited) -> None:
    first = edited.library.open_current()
    write_taxonomy(edited, KEEPER.replace("Keepers", "Guards") + TENDER)

    assert edited.ingest().encoded == 1
    snapshot = edited.library.open_current()
    assert read_texts(snapshot) == ["Guards of lights", "Lamp renewal officer", "Tenders of buoys"]
    assert list_shared(first, snapshot, "passages.sqlite") == {True}
    edited.check()


def test_two_taxonomies_are_searched_together(edited: Edited) -> None:
    write_taxonomy(edited, CARVER, NAMER.graph("taxonomy/stage"))
    edited.ingest()

    snapshot = edited.library.open_current()
    assert read_texts(snapshot) == ["Carvers", "Keepers of lights", "Lamp renewal officer", "Tenders of buoys"]
    assert snapshot.reference is not None
    assert [passage.document for passage in snapshot.reference.passages.get([0, 1])] == [
        "taxonomy/stage",
        "taxonomy/coast",
    ]
    edited.check()


def test_without_its_last_taxonomy_a_snapshot_has_no_reference(edited: Edited) -> None:
    snapshot = remove(["pages/coast.trig"], edited.library, NAMER, edited.lazy)

    assert snapshot.reference is None
    assert not (snapshot.directory / "reference").exists()
    assert (snapshot.manifest.counts["occupations"], snapshot.manifest.counts["reference"]) == (0, 0)
    edited.check()


def test_another_encoder_gives_the_same_texts_other_vectors(edited: Edited, tmp_path: Path) -> None:
    first = edited.library.open_current()
    model = tmp_path / "other"
    encoder = make_tiny_encoder(model, edited.library.encoders, seed=8)
    other = Edited(edited.library, edited.pages, model, encoder)

    assert other.ingest().encoded == first.manifest.counts["passages"] + 3
    assert list_shared(first, other.library.open_current(), "reference/text") == {True}
    other.check()


def test_progress_tells_how_much_of_a_taxonomy_is_written_and_encoded(edited: Edited) -> None:
    told: list[tuple[str, int, int]] = []
    write_taxonomy(edited, KEEPER + TENDER.replace("buoys", "nets"))
    ingest([edited.pages], edited.library, NAMER, edited.lazy, progress=lambda *step: told.append(step))

    assert [step for step in told if step[0] == "reference"] == [("reference", done, 3) for done in (1, 2, 3)]
    assert [step for step in told if step[0] == "reference vectors"][-1] == ("reference vectors", 3, 3)


@pytest.mark.parametrize(
    "update",
    [
        f"INSERT DATA {{ GRAPH <{GRAPH}> {{ x:a x:b x:c }} }}",
        f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s a rg:Occupation ; ?p ?o } }",
        f"INSERT DATA {{ GRAPH <{NAMER.graph('taxonomy/none-yet')}> {{ x:a x:b x:c }} }}",
    ],
)
def test_a_taxonomy_is_changed_by_ingesting_another_release(edited: Edited, update: str) -> None:
    with pytest.raises(ForbiddenError, match="is a taxonomy's, which is changed by ingesting another release of it"):
        edited.update(update)


def test_what_is_cleared_everywhere_leaves_taxonomies_as_they_are(edited: Edited) -> None:
    first = edited.library.open_current()

    def drop_all(editor: GraphEditor) -> None:
        for name in editor.graphs():
            editor.drop(name)

    edited.edit(drop_all)
    snapshot = edited.library.open_current()
    assert list(snapshot.documents) == ["pages/coast.trig"]
    assert GRAPH in snapshot.graph.graphs()
    assert len(snapshot.passages) == 0
    assert list_shared(first, snapshot, "reference/") == {True}


@pytest.mark.parametrize("name", ["vectors/vectors.faiss", "passages.sqlite", "text/meta.json"])
def test_damage_to_what_taxonomies_say_is_noticed_by_readers(edited: Edited, name: str) -> None:
    path = edited.library.open_current().directory / "reference" / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    (edited.pages / "other.json").write_text('{"profile": "CUS.GEN.P2", "skills": ["Z"]}', encoding="utf-8")
    assert edited.ingest().published is not None

    with pytest.raises(SnapshotError, match=f"reference/{name} has changed since it was published"):
        edited.library.open_current()


def test_a_file_of_taxonomies_that_was_cut_off_is_noticed_by_writers(edited: Edited) -> None:
    path = edited.library.open_current().directory / "reference" / "vectors" / "vectors.faiss"
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(SnapshotError, match=r"reference/vectors/vectors\.faiss has changed since it was published"):
        edited.ingest()
