"""Runs of ingest with a mapping file: what is read, what is left alone, and what the graph cites."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ingest.export import ExportFormat, export
from ingest.ladder.files import choose_by
from ingest.ladder.mapping_file import read_mapping_file
from ingest.reading import DocumentReader, to_entry
from ingest.report import DocumentFate, IngestReport
from ingest.run import LazyEncoder, ingest, remove, validate
from ingest.sources import find_sources
from ontology.errors import DocumentError
from ontology.iris import Namer
from service.config import DEFAULT_MODEL
from store.documents import DocumentEntry
from store.manifest import Manifest
from tests.workspace import Workspace

DOCS = Path(__file__).parents[3] / "docs" / "ladders.md"
FILE = re.compile(r"^`([\w./]+)`[^\n]*:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def example(workspace: Workspace) -> Workspace:
    """The example of docs/ladders.md, with its mapping file beside the documents."""
    for name, content in FILE.findall(DOCS.read_text(encoding="utf-8")):
        workspace.write(name, content)
    return workspace


def run(workspace: Workspace, *paths: Path) -> IngestReport:
    encoder = LazyEncoder(DEFAULT_MODEL, workspace.library.encoders)
    mapping = workspace.documents / "ladder.yml"
    return ingest(paths or (workspace.documents,), workspace.library, Namer(), encoder, mapping=mapping)


def fates(report: IngestReport) -> dict[str, DocumentFate]:
    return {document.name: document.fate for document in report.documents}


def test_the_example_of_the_documentation_is_read_as_it_says(example: Workspace) -> None:
    report = run(example)
    assert fates(report) == {
        "pages/ladder/planner.csv": DocumentFate.ADDED,
        "pages/ladder/technician.md": DocumentFate.ADDED,
    }
    assert report.warnings == ()
    assert report.ignored == (str(example.documents / "ladder.yml"),)
    rows = example.select(
        """SELECT ?code ?title ?text ?dimension ?name ?line WHERE {
             ?profile a rg:Profile ; skos:notation ?code . OPTIONAL { ?profile rdfs:label ?title }
             ?s rg:profile ?profile ; a rg:Responsibility ; rg:text ?text ; prov:wasDerivedFrom ?span .
             ?s rg:dimension ?dimension . ?span rg:firstLine ?line ; rg:document/dcterms:title ?name
           } ORDER BY ?code ?line"""
    )
    technician, planner = "pages/ladder/technician.md", "pages/ladder/planner.csv"
    assert [tuple(str(row[key]) for key in ("code", "dimension", "text", "name", "line")) for row in rows] == [
        ("NL.PLAN.T1", "Plans", "Enters visits into the board", planner, "2"),
        ("NL.PLAN.T1", "Customers", "Answers calls about late crews", planner, "3"),
        ("NL.PLAN.T2", "Plans", "Plans the routes of four crews", planner, "2"),
        ("NL.PLAN.T2", "Customers", "Moves visits and says why", planner, "3"),
        ("NL.TECH.T1", "Craft", "Replaces worn parts under supervision", technician, "8"),
        ("NL.TECH.T1", "Craft", "Reads wiring diagrams with help", technician, "9"),
        ("NL.TECH.T1", "Customers", "Greets the caretaker and explains what was done", technician, "12"),
        ("NL.TECH.T2", "Craft", "Finds most faults alone", technician, "17"),
        ("NL.TECH.T2", "Craft", "Tests safety gear once a year", technician, "18"),
        ("NL.TECH.T2", "Customers", "Agrees dates of repair with caretakers", technician, "21"),
    ]
    assert {str(row["title"]) for row in rows if row["code"] == "NL.TECH.T2"} == {"Lift Technician"}
    manifest: Manifest = example.library.open_current().manifest
    assert (manifest.counts["documents"], manifest.counts["profiles"]) == (2, 4)


def read_again(example: Workspace, known: dict[str, DocumentEntry]) -> dict[str, DocumentFate]:
    """Read the documents as a run does that has ``known`` them before, and know them from now on."""
    mapping = read_mapping_file(example.documents / "ladder.yml")
    files, _ = find_sources([example.documents], choose_by(mapping))
    encode = LazyEncoder(DEFAULT_MODEL, example.library.encoders).encode
    reader = DocumentReader(dict(known), Namer(), encode, lambda _stage, _done, _total: None, mapping)
    known.update({reading.name: to_entry(reading) for reading in reader.read(files)})
    return {report.name: report.fate for report in reader.reports}


def test_documents_are_read_anew_only_when_they_or_the_mapping_change(example: Workspace) -> None:
    planner, technician = "pages/ladder/planner.csv", "pages/ladder/technician.md"
    known: dict[str, DocumentEntry] = {}
    assert read_again(example, known) == {planner: DocumentFate.ADDED, technician: DocumentFate.ADDED}
    assert read_again(example, known) == {planner: DocumentFate.UNCHANGED, technician: DocumentFate.UNCHANGED}
    example.write("ladder/planner.csv", "Side,T1,T2\nPlans,Enters visits,Plans routes\n")
    assert read_again(example, known) == {planner: DocumentFate.CHANGED, technician: DocumentFate.UNCHANGED}
    mapping = example.documents / "ladder.yml"
    mapping.write_text(mapping.read_text(encoding="utf-8") + "    skip: [T2]\n", encoding="utf-8")
    assert read_again(example, known) == {planner: DocumentFate.CHANGED, technician: DocumentFate.CHANGED}
    assert [profile.rpartition("/")[2] for profile in known[planner].profiles] == ["NL.PLAN.T1"]


def test_a_document_can_be_named_by_itself(example: Workspace) -> None:
    mapping = read_mapping_file(example.documents / "ladder.yml")
    files, ignored = find_sources([example.documents / "ladder" / "planner.csv"], choose_by(mapping))
    assert ([file.name for file in files], ignored) == (["ladder/planner.csv"], [])


def test_validate_reports_by_the_mapping_and_publishes_nothing(example: Workspace) -> None:
    encoder = LazyEncoder(DEFAULT_MODEL, example.library.encoders)
    report = validate([example.documents], Namer(), encoder, mapping=example.documents / "ladder.yml")
    assert len(report.documents) == 2
    assert report.errors == ()
    assert example.library.current_id() is None


def test_a_folder_without_a_named_file_is_refused(example: Workspace, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "page.md").write_text("# T1\n", encoding="utf-8")
    with pytest.raises(DocumentError) as refused:
        run(example, tmp_path / "other")
    assert str(refused.value).endswith("ladder.yml names: ladder/technician.md, ladder/planner.csv)")
    with pytest.raises(DocumentError, match=r"page\.md: cannot read \.md files \(one of what .*ladder\.yml names"):
        run(example, tmp_path / "other" / "page.md")


def test_a_mapping_file_is_no_document(example: Workspace) -> None:
    mapping = example.documents / "ladder.yml"
    files, ignored = find_sources([example.documents])
    assert [file.name for file in files] == ["pages/ladder/technician.md"]
    assert ignored == [example.documents / "ladder" / "planner.csv", mapping]
    with pytest.raises(DocumentError) as refused:
        find_sources([mapping])
    assert str(refused.value) == (
        f"{mapping}: this says how a career ladder is read, and is no document "
        "(give it with --mapping, and the ladder as PATH)"
    )


def test_a_ladder_exported_and_read_back_is_the_same_graph(example: Workspace) -> None:
    run(example)
    before, snapshot = example.quads(), example.library.open_current()
    back = example.write("back/export.json", export(snapshot, ExportFormat.JSON))
    remove(list(snapshot.documents), example.library, Namer(), LazyEncoder(DEFAULT_MODEL, example.library.encoders))
    example.ingest(back)
    assert example.quads() == before
    assert len(json.loads(back.read_bytes())) == 4
    assert [len(document["responsibilities"]) for document in json.loads(back.read_bytes())] == [2, 2, 3, 3]
