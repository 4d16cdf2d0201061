"""Runs of ingest: what is published, what is left alone, and what a change costs."""

from __future__ import annotations

import json

import pytest

from ingest.report import DocumentFate
from ingest.run import IngestRefusedError, LazyEncoder, remove
from ontology.errors import NotFoundError, SettingError
from ontology.iris import Namer
from service.config import DEFAULT_MODEL
from tests.workspace import EXAMPLES, Workspace

LADDER = EXAMPLES / "customer-success" / "CUS.GEN.P3.txt"


def profile(code: str, *responsibilities: str) -> str:
    return json.dumps({"profile": code, "responsibilities": list(responsibilities)})


def test_unchanged_documents_publish_nothing(workspace: Workspace) -> None:
    workspace.write("a.json", profile("X.Y.P1", "Reads meters every month"))
    first = workspace.ingest()
    second = workspace.ingest()
    assert first.published is not None
    assert (second.published, second.current) == (None, first.published)
    assert [document.fate for document in second.documents] == [DocumentFate.UNCHANGED]
    assert len(workspace.library.manifests()) == 1


def test_a_changed_page_encodes_only_its_changed_statements(workspace: Workspace) -> None:
    text = LADDER.read_text(encoding="utf-8")
    workspace.write("ladder.txt", text)
    before = workspace.ingest()
    bullets = [line for line in text.splitlines() if line.startswith("- ")]
    workspace.write("ladder.txt", text.replace(bullets[3], "- Waters the office plants on alternate Fridays"))
    after = workspace.ingest()
    assert before.encoded > 60
    assert after.encoded == 1
    assert [document.fate for document in after.documents] == [DocumentFate.CHANGED]
    texts = {passage.text for _, passage in workspace.library.open_current().passages.all()}
    assert "Waters the office plants on alternate Fridays" in texts
    assert bullets[3].removeprefix("- ") not in texts


def test_statements_keep_their_names_when_the_page_around_them_changes(workspace: Workspace) -> None:
    names = "SELECT ?s ?text WHERE { ?s rg:text ?text }"
    workspace.write("a.json", profile("X.Y.P1", "Reads meters every month", "Mends pumps"))
    workspace.ingest()
    before = {row["text"]: row["s"] for row in workspace.select(names)}
    workspace.write("a.json", profile("X.Y.P1", "Paints fences", "Reads  meters every month."))
    workspace.ingest()
    after = {row["text"]: row["s"] for row in workspace.select(names)}
    assert after["Reads  meters every month."] == before["Reads meters every month"]
    assert before["Mends pumps"] not in after.values()


def test_two_documents_about_one_profile_are_refused_and_nothing_is_published(workspace: Workspace) -> None:
    workspace.write("a.json", profile("X.Y.P1", "Reads meters"))
    workspace.write("b.json", profile("X.Y.P1", "Mends pumps"))
    with pytest.raises(IngestRefusedError) as refused:
        workspace.ingest()
    assert [str(error) for error in refused.value.report.errors] == [
        "pages/b.json:1: profile X.Y.P1 is already described by pages/a.json "
        "(keep one of the two, or take the other out with 'rolegraph remove')"
    ]
    assert workspace.library.current_id() is None


def test_keep_going_publishes_the_good_documents(workspace: Workspace) -> None:
    workspace.write("a.json", profile("X.Y.P1", "Reads meters"))
    workspace.write("b.json", "{")
    report = workspace.ingest(keep_going=True)
    assert [document.fate for document in report.documents] == [DocumentFate.ADDED, DocumentFate.REFUSED]
    assert [
        row["code"] for row in workspace.select("SELECT ?code WHERE { ?p a rg:Profile ; skos:notation ?code }")
    ] == ["X.Y.P1"]


def test_a_refused_new_version_leaves_the_old_version_published(workspace: Workspace) -> None:
    workspace.write("a.json", profile("X.Y.P1", "Reads meters"))
    workspace.write("b.json", profile("X.Y.P2", "Mends pumps"))
    workspace.ingest()
    workspace.write("a.json", profile("X.Y.P1", "Reads meters twice"))
    workspace.write("b.json", b"\xff\xfe")
    workspace.ingest(keep_going=True)
    texts = sorted(str(row["text"]) for row in workspace.select("SELECT ?text WHERE { ?s rg:text ?text }"))
    assert texts == ["Mends pumps", "Reads meters twice"]


def test_a_removed_document_is_gone_from_graph_words_and_vectors(workspace: Workspace) -> None:
    workspace.write("a.json", profile("X.Y.P1", "Reads meters", "Mends pumps"))
    workspace.write("b.json", profile("X.Y.P2", "Sails boats"))
    workspace.ingest()
    encoder = LazyEncoder(DEFAULT_MODEL, workspace.library.encoders)
    snapshot = remove(["pages/a.json"], workspace.library, Namer(), encoder)
    assert [passage.text for _, passage in snapshot.passages.all()] == ["Sails boats"]
    assert snapshot.text.search("meters pumps", 5, {}) == []
    assert len(snapshot.vectors) == 1
    assert list(snapshot.graph.select("SELECT ?p WHERE { ?p skos:notation 'X.Y.P1' }")) == []
    with pytest.raises(NotFoundError, match=r"there is no document 'pages/a.json'"):
        remove(["pages/a.json"], workspace.library, Namer(), encoder)


def test_the_last_document_can_be_removed(workspace: Workspace) -> None:
    workspace.write("a.json", profile("X.Y.P1", "Reads meters"))
    workspace.ingest()
    encoder = LazyEncoder(DEFAULT_MODEL, workspace.library.encoders)
    snapshot = remove(["pages/a.json"], workspace.library, Namer(), encoder)
    assert set(snapshot.manifest.counts.values()) == {0}


def test_a_statement_of_two_documents_cites_the_one_that_is_about_its_profile(workspace: Workspace) -> None:
    sentence = "Reads the meters of all houses every month"
    sibling = {"profile": "X.Y.P2", "responsibilities": [{"text": sentence, "level": "P1"}]}
    workspace.write("a.json", json.dumps(sibling))
    workspace.ingest()
    cited = [passage.document for _, passage in workspace.library.open_current().passages.all()]
    workspace.write("b.json", profile("X.Y.P1", sentence))
    workspace.ingest()
    cited += [passage.document for _, passage in workspace.library.open_current().passages.all()]
    assert cited == ["pages/a.json", "pages/b.json"]


def test_a_profile_leaves_its_outline_when_a_document_about_it_comes(workspace: Workspace) -> None:
    outlines = "SELECT ?code WHERE { ?p rg:outline true ; skos:notation ?code } ORDER BY ?code"
    sibling = {"profile": "X.Y.P2", "responsibilities": [{"text": "Reads meters", "level": "P1"}]}
    workspace.write("a.json", json.dumps(sibling))
    workspace.ingest()
    before = workspace.select(outlines)
    workspace.write("b.json", profile("X.Y.P1", "Mends pumps"))
    workspace.ingest()
    assert (before, workspace.select(outlines)) == ([{"code": "X.Y.P1"}], [])


def test_another_base_iri_is_refused(workspace: Workspace) -> None:
    from ingest.run import ingest

    workspace.write("a.json", profile("X.Y.P1", "Reads meters"))
    workspace.ingest()
    other = Namer("https://roles.example.com/id/")
    encoder = LazyEncoder(DEFAULT_MODEL, workspace.library.encoders)
    with pytest.raises(SettingError, match=r"is named under https://w3id\.org/rolegraph/id/, not https://roles"):
        ingest([workspace.documents], workspace.library, other, encoder)


def test_hand_written_turtle_is_searched_like_a_page(workspace: Workspace) -> None:
    workspace.write(
        "mine.ttl",
        """
        @prefix rg: <https://w3id.org/rolegraph/ns#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix x: <https://w3id.org/rolegraph/id/> .
        <https://w3id.org/rolegraph/id/profile/X.Y.P2> a rg:Profile ; skos:notation "X.Y.P2" ;
          rg:role <https://w3id.org/rolegraph/id/role/X.Y> ; rg:level <https://w3id.org/rolegraph/id/level/P/2> ;
          rg:responsibility <https://w3id.org/rolegraph/id/profile/X.Y.P2/responsibility/1> .
        <https://w3id.org/rolegraph/id/role/X.Y> a rg:Role ; skos:notation "X.Y" .
        <https://w3id.org/rolegraph/id/level/P/2> a rg:Level ; skos:notation "P2" ; rg:rank 2 ;
          skos:inScheme <https://w3id.org/rolegraph/id/scheme/P> .
        <https://w3id.org/rolegraph/id/scheme/P> a rg:LevelScheme ; skos:notation "P" .
        <https://w3id.org/rolegraph/id/profile/X.Y.P2/responsibility/1> a rg:Responsibility ; rg:text "Reads meters" .
        """,
    )
    workspace.ingest()
    [(_, passage)] = list(workspace.library.open_current().passages.all())
    assert (passage.text, passage.kind, passage.profile_code, passage.role_code, passage.level_code) == (
        "Reads meters",
        "responsibility",
        "X.Y.P2",
        "X.Y",
        "P2",
    )
    assert passage.document == "pages/mine.ttl"
