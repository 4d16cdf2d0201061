"""What the rules of reviews derive: where each mapping and alias stands, and what is asserted of a profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.derive import rebuild_derived
from ontology.iris import Namer
from ontology.vocabulary import PREFIXES, SKOS_MAPPING_RELATIONS
from store.graph import GraphStore
from store.graph_editor import GraphEditor
from store.syntax import RdfSyntax

NAMER = Namer()
DOCUMENT, OTHER = NAMER.graph("pages/a.txt"), NAMER.graph("pages/b.ttl")
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + f"@base <{NAMER.base}> .\n"
MAPPING = "<p> a rg:Profile ; rg:mapping <m> . <m> a rg:Mapping ; owl:annotatedTarget <occupation> ."
ALIAS = '<p> a rg:Profile ; rg:alias <a> . <a> a skosxl:Label ; skosxl:literalForm "Clerk" .'


def decide(thing: str, status: str, time: str, name: str = "d1", more: str = "") -> str:
    return f'<{name}> prov:used <{thing}> ; rg:status rg:{status} ; prov:endedAtTime "{time}"^^xsd:dateTime {more} .\n'


def derive(place: Path, stated: str, decided: str = "", other: str = "", *, rdf: bool = False) -> set[str]:
    """Return what is derived of <p>, <m> and <a>, without prefixes."""
    graph = GraphStore.create(place)
    editor = GraphEditor(graph, None, lambda _: None)
    for name, text in ((DOCUMENT, stated), (NAMER.decisions_graph, decided), (OTHER, other)):
        editor.add(name, (HEAD + text).encode(), RdfSyntax.TURTLE, NAMER.base)
    editor.finish()
    rebuild_derived(graph, NAMER, [DOCUMENT] if rdf else [])
    lines = graph.dump(RdfSyntax.NTRIPLES, [NAMER.derived_graph]).decode()
    for iri, short in ((NAMER.base, ""), (PREFIXES["rg"], ""), (PREFIXES["skosxl"], "xl:"), (PREFIXES["skos"], "")):
        lines = lines.replace(iri, short)
    return {line.removesuffix(" .").replace("<", "").replace(">", "") for line in lines.splitlines()}


@pytest.mark.parametrize("relation", SKOS_MAPPING_RELATIONS)
def test_an_approved_mapping_is_asserted_by_its_relation(tmp_path: Path, relation: str) -> None:
    stated = f"{MAPPING} <m> rg:status rg:Approved ; owl:annotatedProperty skos:{relation} ."
    assert derive(tmp_path, stated) == {"m currentStatus Approved", f"p {relation} occupation"}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("", "NeedsReview"),
        ("<m> rg:status rg:NeedsReview .", "NeedsReview"),
        ("<m> rg:status rg:Rejected .", "Rejected"),
        ("<m> rg:status rg:Superseded .", "Superseded"),
    ],
)
def test_no_other_mapping_is_asserted(tmp_path: Path, stated: str, expected: str) -> None:
    text = f"{MAPPING} <m> owl:annotatedProperty skos:exactMatch . {stated}"
    assert derive(tmp_path, text) == {f"m currentStatus {expected}"}


def test_an_approved_mapping_without_a_relation_asserts_none(tmp_path: Path) -> None:
    assert derive(tmp_path, f"{MAPPING} <m> rg:status rg:Approved .") == {"m currentStatus Approved"}


def test_documents_that_disagree_leave_a_mapping_to_be_reviewed(tmp_path: Path) -> None:
    stated = f"{MAPPING} <m> rg:status rg:Approved ; owl:annotatedProperty skos:exactMatch ."
    assert derive(tmp_path, stated, other="<m> rg:status rg:Rejected .") == {"m currentStatus NeedsReview"}


def test_a_decision_goes_before_the_document_and_its_relation_too(tmp_path: Path) -> None:
    stated = f"{MAPPING} <m> rg:status rg:Rejected ; owl:annotatedProperty skos:exactMatch ."
    decided = decide("m", "Approved", "2026-01-01T12:00:00.000Z", more="; rg:predicate skos:closeMatch")
    assert derive(tmp_path, stated, decided) == {"m currentStatus Approved", "p closeMatch occupation"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026-01-01T12:00:00.000Z", "2026-01-01T12:00:00.001Z"),
        ("2026-01-01T12:00:00.000Z", "2026-01-01T12:30:00+00:00"),
        ("2026-01-01T12:00:00+02:00", "2026-01-01T11:00:00Z"),
        ("2026-01-01T12:00:00.000Z", "2026-01-01T12:00:00.000Z"),
    ],
)
def test_the_latest_decision_counts_by_its_time_and_then_its_iri(tmp_path: Path, first: str, second: str) -> None:
    decided = decide("m", "Superseded", second, "d2") + decide("m", "Approved", first, "d1")
    assert derive(tmp_path, MAPPING, decided) == {"m currentStatus Superseded"}


APPROVED = {"a currentStatus Approved", "p xl:altLabel a", 'p altLabel "Clerk"'}
HIDDEN = {"p xl:hiddenLabel a", 'p hiddenLabel "Clerk"'}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("", {"a currentStatus NeedsReview"} | HIDDEN),
        ("<a> rg:approved true .", APPROVED),
        ("<a> rg:approved false .", {"a currentStatus Rejected"} | HIDDEN),
        ("<a> rg:approved true, false .", {"a currentStatus NeedsReview"} | HIDDEN),
    ],
)
def test_only_an_approved_alias_is_asserted(tmp_path: Path, stated: str, expected: set[str]) -> None:
    assert derive(tmp_path, f"{ALIAS} {stated}") == expected


def test_a_decision_on_an_alias_goes_before_the_document(tmp_path: Path) -> None:
    decided = decide("a", "Approved", "2026-01-01T12:00:00.000Z")
    assert derive(tmp_path, f"{ALIAS} <a> rg:approved false .", decided) == APPROVED


def test_what_a_hand_written_graph_hides_is_asserted_when_it_is_approved(tmp_path: Path) -> None:
    stated = '<p> a rg:Profile ; skosxl:hiddenLabel <a> . <a> skosxl:literalForm "Clerk" ; rg:profile <p> .'
    decided = decide("a", "Approved", "2026-01-01T12:00:00.000Z")
    assert derive(tmp_path / "1", stated, rdf=True) == {"a currentStatus NeedsReview"}
    assert derive(tmp_path / "2", stated, decided, rdf=True) == APPROVED


def test_titles_of_classifications_have_no_status(tmp_path: Path) -> None:
    stated = '<o> a rg:Occupation ; skosxl:altLabel <a> . <a> skosxl:literalForm "Clerk" ; rg:occupation <o> .'
    assert not any("currentStatus" in line for line in derive(tmp_path, stated, rdf=True))
