"""Releases in runs of ingest: published with the documents, left alone when unchanged, replaced, refused, removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.export import ExportFormat, export
from ingest.report import DocumentFate, IngestReport
from ingest.run import IngestRefusedError, ingest, remove, validate
from ontology.errors import QueryError
from ontology.vocabulary import PREFIXES
from tests.esco_rows import ESCO_COUNTS
from tests.ingest.edited import NAMER, Edited, copy_edited, make_edited
from tests.onet_rows import ALTERNATE_HEADER, ALTERNATE_TITLES, ONET_COUNTS
from tests.taxonomies import onet_files, to_tab_text, write_esco, write_onet, write_soc, write_zip

TITLES = (
    "SELECT ?title WHERE { ?label rg:occupation ?occupation ; rg:aliasType 'alternate' ; skosxl:literalForm ?title }"
)
VERSIONS = "SELECT ?name ?version WHERE { ?taxonomy a rg:Taxonomy ; dcterms:title ?name ; owl:versionInfo ?version }"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """A profile, O*NET and ESCO."""
    root = tmp_path_factory.mktemp("runs")
    edited = make_edited(root, ["CUS.GEN.P3.txt"])
    write_onet(edited.pages)
    write_esco(edited.pages)
    edited.ingest()
    return edited


@pytest.fixture
def edited(original: Edited, tmp_path: Path) -> Edited:
    return copy_edited(original, tmp_path)


def ingest_into(edited: Edited, *paths: Path, keep_going: bool = False) -> IngestReport:
    return ingest(paths, edited.library, NAMER, edited.lazy, keep_going=keep_going)


def fates(report: IngestReport) -> dict[str, DocumentFate]:
    return {document.name: document.fate for document in report.documents}


def test_releases_are_published_with_the_documents_beside_them(original: Edited) -> None:
    snapshot = original.library.open_current()
    assert list(snapshot.documents) == ["pages/CUS.GEN.P3.txt", "taxonomy/esco", "taxonomy/onet"]
    assert snapshot.documents["taxonomy/onet"].graphs == (NAMER.graph("taxonomy/onet"),)
    assert snapshot.manifest.counts["occupations"] == 8 + 5 + 11
    original.check()


def test_unchanged_releases_publish_nothing(edited: Edited) -> None:
    report = edited.ingest()
    assert report.published is None
    assert set(fates(report).values()) == {DocumentFate.UNCHANGED}


def test_a_newer_release_replaces_the_older_and_nothing_else(edited: Edited, tmp_path: Path) -> None:
    added = ("71-1011.00", "Night Light Keeper", "n/a", "10")
    rows = [*(row for row in ALTERNATE_TITLES if row[1] != "Lamp Keeper"), added]
    files = {**onet_files(), "Alternate Titles.txt": to_tab_text(ALTERNATE_HEADER, rows)}
    report = ingest_into(edited, write_zip(tmp_path / "db_30_0_text.zip", files))
    assert fates(report) == {"taxonomy/onet": DocumentFate.CHANGED}
    assert {row["version"] for row in edited.select(VERSIONS)} == {"30.0", "1.2.0"}
    titles = {row["title"] for row in edited.select(TITLES)}
    assert "Night Light Keeper" in titles
    assert "Lamp Keeper" not in titles
    edited.check()


def test_a_refused_release_keeps_all_from_being_published(edited: Edited, tmp_path: Path) -> None:
    published = edited.library.current_id()
    files = onet_files()
    files["Technology Skills.txt"] += b"71-1011.00\tToo few cells\r\n"  # in the last table that is read
    broken = write_zip(tmp_path / "db_30_0_text.zip", files)
    with pytest.raises(IngestRefusedError) as refused:
        ingest_into(edited, broken, write_soc(tmp_path))
    assert fates(refused.value.report) == {"taxonomy/onet": DocumentFate.REFUSED, "taxonomy/soc": DocumentFate.ADDED}
    assert edited.library.current_id() == published

    report = ingest_into(edited, broken, write_soc(tmp_path), keep_going=True)
    assert [str(error) for error in report.errors] == [
        f"{broken}/Technology Skills.txt:9: the row has 2 cells, the header has 6 (give the table as it was released: "
        "cells are told apart by tabs, no quotes)"
    ]
    assert {row["version"] for row in edited.select(VERSIONS)} == {"29.3", "1.2.0", "2018"}
    edited.check()


def test_a_release_can_be_removed(edited: Edited) -> None:
    remove(["taxonomy/esco"], edited.library, NAMER, edited.lazy)
    assert [row["name"] for row in edited.select(VERSIONS)] == ["O*NET Database"]
    assert edited.select("SELECT ?s WHERE { ?s a esco:Skill }") == []
    edited.check()


def test_a_release_whose_graph_another_document_fills_is_refused(edited: Edited, tmp_path: Path) -> None:
    occupation, rg, skos = NAMER.occupation("soc", "71-1011"), PREFIXES["rg"], PREFIXES["skos"]
    graph = NAMER.graph("taxonomy/soc")
    triples = (f"<{PREFIXES['rdf']}type> <{rg}Occupation>", f'<{skos}notation> "71-1011"')
    (edited.pages / "mine.nq").write_text("".join(f"<{occupation}> {triple} <{graph}> .\n" for triple in triples))
    ingest_into(edited, edited.pages / "mine.nq")
    with pytest.raises(IngestRefusedError) as refused:
        ingest_into(edited, write_soc(tmp_path))
    assert "is already filled by pages/mine.nq (take that out: rolegraph remove pages/mine.nq)" in str(
        refused.value.report.errors[0]
    )


def test_an_export_leaves_taxonomies_out_unless_it_names_them(original: Edited) -> None:
    snapshot = original.library.open_current()
    assert b"taxonomy" not in export(snapshot, ExportFormat.NQUADS)
    named = export(snapshot, ExportFormat.TURTLE, ["taxonomy/onet"]).decode()
    assert '"29.3"' in named
    assert "<https://creativecommons.org/licenses/by/4.0/>" in named
    assert "This product includes information from the O*NET 29.3 Database" in named
    with pytest.raises(QueryError, match=r"taxonomy/onet holds no profile documents: export it as RDF"):
        export(snapshot, ExportFormat.JSON, ["taxonomy/onet"])


def test_validating_counts_without_publishing(edited: Edited, tmp_path: Path) -> None:
    published = edited.library.current_id()
    stages: dict[str, tuple[int, int]] = {}
    report = validate(
        [write_onet(tmp_path), write_esco(tmp_path)],
        NAMER,
        edited.lazy,
        lambda stage, done, total: stages.update({stage: (done, total)}),
    )
    told = json.loads(json.dumps(report.to_dict()))["documents"]
    assert [document["counts"] for document in told] == [ESCO_COUNTS, ONET_COUNTS]
    assert [document["version"] for document in told] == ["1.2.0", "29.3"]
    assert edited.library.current_id() == published
    assert stages["onet: Skills.txt"] == (3, 3)  # kilobytes
