"""Decisions of reviews: what follows from them, and that none is ever lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.edit import Edit, edit
from ingest.export import ExportFormat, export
from ingest.mapping.decisions import write_decisions
from ingest.rollback import roll_back
from ingest.run import IngestRefusedError, ingest, remove
from ontology.decision import Decision
from ontology.errors import ForbiddenError
from ontology.records import MappingStatus
from store.graph_editor import GraphEditor
from store.library import Library
from tests.ingest.command_runs import list_leftovers
from tests.ingest.edited import NAMER, P3, PREFIXES, UNNAMED, Edited, copy_edited, make_edited

AT = "2026-01-01T12:00:00.125Z"
HISTORY = NAMER.decisions_graph
PAGE = "pages/CUS.GEN.P3.txt"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return make_edited(tmp_path_factory.mktemp("decisions"))


@pytest.fixture
def edited(original: Edited, tmp_path: Path) -> Iterator[Edited]:
    copy = copy_edited(original, tmp_path)
    yield copy
    assert list_leftovers(copy.library.data) == []


def find_mapping(edited: Edited) -> str:
    return str(edited.select(f"SELECT ?m WHERE {{ <{P3}> rg:mapping ?m }} ORDER BY ?m")[0]["m"])


def append(edited: Edited, decision: Decision) -> Edit:
    content = write_decisions([decision], NAMER).to_ntriples().encode()
    return edit(edited.library, NAMER, edited.lazy, lambda editor: editor.append(HISTORY, content))


def decide(edited: Edited, status: MappingStatus, at: str, predicate: str | None = None) -> None:
    decision = Decision(find_mapping(edited), status, "Ana Ruiz", at, "seen", predicate)
    append(edited, decision)


def approve(edited: Edited) -> None:
    decide(edited, MappingStatus.APPROVED, AT, "narrowMatch")


def is_matched(edited: Edited) -> bool:
    return bool(edited.select(f"SELECT ?o WHERE {{ <{P3}> skos:narrowMatch ?o }}"))


def read_history(edited: Edited) -> list[object]:
    query = f"SELECT ?t WHERE {{ GRAPH <{HISTORY}> {{ ?d a rg:Decision ; prov:endedAtTime ?t }} }} ORDER BY ?t"
    return [row["t"] for row in edited.select(query)]


def test_a_mapping_is_asserted_while_its_latest_decision_approves_it(edited: Edited) -> None:
    assert not is_matched(edited)
    approve(edited)
    assert is_matched(edited)
    decide(edited, MappingStatus.REJECTED, "2026-01-02T12:00:00.125Z")
    assert not is_matched(edited)
    status = f"SELECT ?s WHERE {{ <{find_mapping(edited)}> rg:currentStatus ?s }}"
    assert edited.select(status) == [{"s": "https://w3id.org/rolegraph/ns#Rejected"}]
    assert read_history(edited) == [AT, "2026-01-02T12:00:00.125Z"]
    edited.check()


def test_a_decision_is_an_activity_of_somebody_and_no_document(edited: Edited) -> None:
    documents = dict(edited.library.open_current().documents)
    approve(edited)
    assert edited.select(
        """SELECT ?thing ?name ?said ?comment WHERE {
             ?d a rg:Decision, prov:Activity ; prov:used ?thing ; rg:reviewer ?said ; rg:comment ?comment ;
                prov:wasAssociatedWith ?agent . ?agent a prov:Agent ; rdfs:label ?name }"""
    ) == [{"thing": find_mapping(edited), "name": "Ana Ruiz", "said": "Ana Ruiz", "comment": "seen"}]
    assert edited.library.open_current().documents == documents


def test_the_same_decision_again_changes_nothing(edited: Edited) -> None:
    approve(edited)
    before = edited.library.current_id()
    other = Decision(find_mapping(edited), MappingStatus.APPROVED, "Ana Ruiz", AT, "other")
    assert not append(edited, other).published
    assert edited.library.current_id() == before


@pytest.mark.parametrize(
    "update",
    [
        f"DELETE WHERE {{ GRAPH <{HISTORY}> {{ ?s ?p ?o }} }}",
        f"INSERT DATA {{ GRAPH <{HISTORY}> {{ <urn:a> <urn:b> <urn:c> }} }}",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s a rg:Decision ; ?p ?o } }",
    ],
)
def test_no_update_reaches_the_history(edited: Edited, update: str) -> None:
    approve(edited)
    with pytest.raises(ForbiddenError, match=f"the graph <{HISTORY}> is the history of all reviews"):
        edited.update(update)


def test_the_history_is_not_cleared_dropped_or_among_the_graphs_to_edit(edited: Edited) -> None:
    approve(edited)

    def try_all(editor: GraphEditor) -> None:
        assert HISTORY not in editor.graphs()
        for change in (editor.clear, editor.drop, editor.create):
            with pytest.raises(ForbiddenError, match="is the history of all reviews"):
                change(HISTORY)

    assert not edited.edit(try_all).published


def test_a_decision_that_another_graph_states_does_not_count(edited: Edited) -> None:
    forged = f"""INSERT DATA {{ GRAPH <{UNNAMED}> {{ <x> a rg:Decision ; prov:used <{find_mapping(edited)}> ;
        rg:status rg:Approved ; rg:predicate skos:narrowMatch ; rg:reviewer "Eve" ;
        prov:endedAtTime "2026-01-01T12:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> }} }}"""
    edit(edited.library, NAMER, edited.lazy, lambda editor: editor.update(PREFIXES + forged, None))
    assert not is_matched(edited)


def test_decisions_outlive_their_page_and_count_again_when_it_comes_back(edited: Edited) -> None:
    approve(edited)
    remove([PAGE], edited.library, NAMER, edited.lazy)
    assert not is_matched(edited)
    assert read_history(edited) == [AT]
    edited.ingest()
    assert is_matched(edited)


def test_decisions_survive_a_rollback_to_before_they_were_made(edited: Edited) -> None:
    before = edited.library.open_current()
    approve(edited)
    published = roll_back(edited.library, before.id, edited.lazy)
    edited.check()
    assert is_matched(edited)
    assert (published.parent, edited.library.current_id()) == (before.id, published.id)
    assert roll_back(edited.library, published.id, edited.lazy).id == published.id


@pytest.mark.parametrize("format_", [ExportFormat.NQUADS, ExportFormat.TURTLE])
def test_decisions_are_exported_and_read_back(edited: Edited, tmp_path: Path, format_: ExportFormat) -> None:
    approve(edited)
    decide(edited, MappingStatus.APPROVED, "2026-01-03T12:00:00.125Z", "narrowMatch")
    place = tmp_path / "elsewhere"
    (place / "data").mkdir(parents=True)
    shutil.copytree(edited.library.encoders, place / "data" / "encoders")
    (place / f"export.{format_.value}").write_bytes(export(edited.library.open_current(), format_))
    there = Edited(Library(place / "data"), place, edited.model, edited.encoder)
    ingest([place / f"export.{format_.value}"], there.library, NAMER, there.lazy)
    assert is_matched(there)
    assert read_history(there) == [AT, "2026-01-03T12:00:00.125Z"]


def test_no_document_fills_the_graph_of_the_history(edited: Edited) -> None:
    page = {"profile": "EVE.P1", "source": {"document": "decisions", "sha256": "0" * 64, "media_type": "text/plain"}}
    page["source"]["ingested_at"] = "2026-01-01T12:00:00Z"  # type: ignore[index]
    (edited.pages / "EVE.P1.json").write_text(json.dumps(page))
    with pytest.raises(IngestRefusedError) as refused:
        edited.ingest()
    assert "holds the history of all reviews, and nothing else" in str(refused.value.report.errors[0])
