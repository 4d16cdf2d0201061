"""Documents after an edit: who owns what was edited, what a later ingest makes of it, and what is exported."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.export import ExportFormat, export
from ingest.report import DocumentFate
from ingest.run import IngestRefusedError, remove
from store.documents import DocumentEntry
from store.graph_editor import GraphEditor
from tests.ingest.edited import ID, NAMER, P3, P3_GRAPH, PAGES, UNNAMED, Edited, copy_edited, make_edited

PAGE = "pages/CUS.GEN.P3.txt"
OTHER = "https://example.org/g"
NEW_PROFILE = (
    f"INSERT DATA {{ GRAPH <{OTHER}> {{ <profile/X.Y> a rg:Profile ; skos:notation 'X.Y' ; rg:role <role/X> }} }}"
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return make_edited(tmp_path_factory.mktemp("documents"))


@pytest.fixture
def edited(original: Edited, tmp_path: Path) -> Edited:
    return copy_edited(original, tmp_path)


def read_documents(edited: Edited) -> dict[str, DocumentEntry]:
    return edited.library.open_current().documents


def test_an_edited_page_is_still_about_its_profile_and_has_another_version(edited: Edited) -> None:
    before = read_documents(edited)
    edited.update(f"INSERT DATA {{ GRAPH <{P3_GRAPH}> {{ <{P3}> x:payBand 7 }} }}")

    after = read_documents(edited)
    assert after.keys() == before.keys()
    assert (after[PAGE].reader, after[PAGE].graphs, after[PAGE].profiles) == ("edit/1", (P3_GRAPH,), (P3,))
    assert before[PAGE].sha256 != after[PAGE].sha256
    assert {name: entry for name, entry in after.items() if name != PAGE} == {
        name: entry for name, entry in before.items() if name != PAGE
    }


def test_each_edit_is_another_version_and_the_same_edit_the_same(
    edited: Edited, original: Edited, tmp_path: Path
) -> None:
    twin = copy_edited(original, tmp_path / "twin")
    versions = [read_documents(edited)[PAGE].sha256]
    for number in (1, 2):
        text = f"INSERT DATA {{ GRAPH <{P3_GRAPH}> {{ <{P3}> x:payBand {number} }} }}"
        edited.update(text)
        twin.update(text)
        versions.append(read_documents(edited)[PAGE].sha256)
        assert read_documents(twin)[PAGE].sha256 == versions[-1]
    assert len(set(versions)) == 3


def test_ingesting_the_page_again_replaces_the_edit(edited: Edited) -> None:
    before, quads = read_documents(edited), edited.quads()
    edited.update(
        f"INSERT DATA {{ GRAPH <{P3_GRAPH}> {{ <{P3}> rg:note <n> . <n> a rg:Note ; rg:text 'Sails boats' }} }}",
        f"INSERT DATA {{ GRAPH <{UNNAMED}> {{ <{P3}> x:payBand 7 }} }}",
    )
    report = edited.ingest()

    fates = {document.name: document.fate for document in report.documents}
    assert fates == {f"pages/{name}": DocumentFate.UNCHANGED for name in PAGES} | {PAGE: DocumentFate.CHANGED}
    edited.check()
    assert "Sails boats" not in edited.texts()
    kept = {quad for quad in edited.quads() if quad.endswith(f"<{UNNAMED}> .")}
    assert len(kept) == 1
    times = "endedAtTime"
    assert {quad for quad in edited.quads() - kept if times not in quad} == {q for q in quads if times not in q}
    assert {name: entry for name, entry in read_documents(edited).items() if name != UNNAMED} == before
    assert {document.fate for document in edited.ingest().documents} == {DocumentFate.UNCHANGED}


def test_a_graph_that_nobody_owns_becomes_a_document(edited: Edited) -> None:
    edited.update(NEW_PROFILE)
    edited.edit(lambda editor: editor.create("https://example.org/empty"))

    documents = read_documents(edited)
    assert {name for name in documents if "example.org" in name} == {OTHER, "https://example.org/empty"}
    entry = documents[OTHER]
    assert (entry.reader, entry.graphs, entry.profiles) == ("edit/1", (OTHER,), (f"{ID}profile/X.Y",))
    assert documents["https://example.org/empty"].profiles == ()
    assert edited.library.open_current().manifest.counts["documents"] == len(PAGES) + 2


def test_a_document_whose_graphs_are_all_gone_is_gone(edited: Edited) -> None:
    edited.update(NEW_PROFILE)

    def drop(editor: GraphEditor) -> None:
        editor.drop(OTHER)
        editor.drop(P3_GRAPH)

    edited.edit(drop)
    assert sorted(read_documents(edited)) == ["pages/CUS.GEN.P2.json", "pages/CUS.GEN.P4.txt"]
    edited.ingest()
    assert sorted(read_documents(edited)) == sorted(f"pages/{name}" for name in PAGES)


def test_a_document_of_several_graphs_loses_one_and_stays(edited: Edited) -> None:
    (edited.pages / "two.trig").write_text(
        """@prefix rg: <https://w3id.org/rolegraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:one> { <urn:x> a rg:Profile ; skos:notation "X.Y" ; rg:role <urn:r> }
        <urn:two> { <urn:z> a rg:Profile ; skos:notation "X.Z" ; rg:role <urn:r> }"""
    )
    edited.ingest()
    edited.edit(lambda editor: editor.drop("urn:two"))

    entry = read_documents(edited)["pages/two.trig"]
    # What the document says of itself stands in its own graph, and says both still.
    assert (entry.graphs, entry.profiles) == ((NAMER.graph("pages/two.trig"), "urn:one"), ("urn:x", "urn:z"))


def test_a_profile_is_claimed_by_one_document(edited: Edited) -> None:
    edited.update(f"INSERT DATA {{ GRAPH <{OTHER}> {{ <{P3}> a rg:Profile ; x:payBand 7 }} }}")
    assert read_documents(edited)[OTHER].profiles == ()

    edited.update(
        f"INSERT DATA {{ GRAPH <{P3_GRAPH}> {{ <{NAMER.document(PAGE)}> rg:about <{NAMER.profile('CUS.GEN.P4')}> }} }}"
    )
    assert read_documents(edited)[PAGE].profiles == (P3,)
    assert {document.fate for document in edited.ingest().documents} == {DocumentFate.UNCHANGED, DocumentFate.CHANGED}


def test_a_page_about_a_profile_that_was_written_by_hand_is_refused(edited: Edited) -> None:
    edited.update(NEW_PROFILE)
    (edited.pages / "x.json").write_text('{"profile": "X.Y", "responsibilities": ["Sails boats"]}')
    with pytest.raises(IngestRefusedError) as refused:
        edited.ingest()
    (error,) = refused.value.report.errors
    assert str(error) == (
        f"pages/x.json:1: profile X.Y is already described by {OTHER} "
        "(keep one of the two, or take the other out with 'rolegraph remove')"
    )


def test_a_profile_that_was_written_by_hand_is_no_outline(edited: Edited) -> None:
    outlines = "SELECT ?code { ?profile rg:outline true ; skos:notation ?code } ORDER BY ?code"
    before = [row["code"] for row in edited.select(outlines)]
    assert before == ["CUS.GEN.P1", "CUS.GEN.P5", "CUS.GEN.P6"]
    edited.update(NEW_PROFILE, f"INSERT DATA {{ GRAPH <{OTHER}> {{ <profile/CUS.GEN.P5> a rg:Profile }} }}")
    assert [row["code"] for row in edited.select(outlines)] == ["CUS.GEN.P1", "CUS.GEN.P6"]


def test_what_was_written_by_hand_has_its_places_derived(edited: Edited) -> None:
    edited.update(
        f"INSERT DATA {{ GRAPH <{UNNAMED}> {{ <{P3}> rg:note <n> . <n> a rg:Note ; rg:text 'Sails boats' }} }}"
    )
    place = "SELECT ?p ?r ?l { ?note rg:text 'Sails boats' ; rg:profile ?p ; rg:role ?r ; rg:level ?l }"
    assert edited.select(place) == [{"p": P3, "r": NAMER.role("CUS.GEN"), "l": NAMER.level("P", 3)}]

    edited.update(f"DELETE DATA {{ GRAPH <{UNNAMED}> {{ <{P3}> rg:note <n> }} }}", check=False)
    assert edited.select(place) == []


@pytest.mark.parametrize("name", [UNNAMED, PAGE])
def test_an_edited_document_can_be_removed(edited: Edited, name: str) -> None:
    edited.update(f"INSERT DATA {{ GRAPH <{UNNAMED}> {{ x:a x:b 'c' }} GRAPH <{P3_GRAPH}> {{ <{P3}> x:payBand 7 }} }}")
    graphs = read_documents(edited)[name].graphs
    before = edited.quads()
    remove([name], edited.library, NAMER, edited.lazy)

    edited.check()
    assert name not in read_documents(edited)
    assert edited.quads() == {quad for quad in before if not quad.endswith(f"<{graphs[0]}> .")}


@pytest.mark.parametrize("format_", [ExportFormat.NQUADS, ExportFormat.JSONLD])
def test_edited_documents_are_exported_and_read_back(edited: Edited, tmp_path: Path, format_: ExportFormat) -> None:
    edited.update(NEW_PROFILE, f"INSERT DATA {{ GRAPH <{P3_GRAPH}> {{ <{P3}> x:payBand 7 }} }}")
    before = edited.quads()
    content = export(edited.library.open_current(), format_)
    for path in edited.pages.iterdir():
        path.unlink()
    shutil.rmtree(edited.library.data / "snapshots")
    (edited.library.data / "CURRENT").unlink()
    (edited.pages / f"all.{format_.value}").write_bytes(content)
    edited.ingest()

    assert edited.quads() == before
    edited.check()


def test_an_edited_page_is_exported_as_profile_json(edited: Edited) -> None:
    edited.update(
        f"INSERT DATA {{ GRAPH <{P3_GRAPH}> {{ <{P3}> rg:note <n> . <n> a rg:Note ; rg:text 'Sails boats' }} }}",
        f"INSERT DATA {{ GRAPH <{UNNAMED}> {{ x:a x:b 'c' }} }}",
    )
    content = export(edited.library.open_current(), ExportFormat.JSON)
    assert b'"Sails boats"' in content
    assert export(edited.library.open_current(), ExportFormat.JSON, [UNNAMED]) == b"[]\n"
