"""Runs of ingest with a mapping file: what is read, what is left alone, and what the graph cites."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.report import DocumentFate, IngestReport
from ingest.run import LazyEncoder, ingest, validate
from ingest.sources import find_sources
from ontology.errors import DocumentError
from ontology.iris import Namer
from service.config import DEFAULT_MODEL
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


def run(workspace: Workspace, *paths: Path, mapping: Path | None = None) -> IngestReport:
    encoder = LazyEncoder(DEFAULT_MODEL, workspace.library.encoders)
    mapping = mapping or workspace.documents / "ladder.yml"
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


def test_documents_are_read_anew_only_when_they_or_the_mapping_change(example: Workspace) -> None:
    run(example)
    assert set(fates(run(example)).values()) == {DocumentFate.UNCHANGED}
    example.write("ladder/planner.csv", "Side,T1,T2\nPlans,Enters visits,Plans routes\n")
    assert fates(run(example)) == {
        "pages/ladder/planner.csv": DocumentFate.CHANGED,
        "pages/ladder/technician.md": DocumentFate.UNCHANGED,
    }
    mapping = example.documents / "ladder.yml"
    mapping.write_text(mapping.read_text(encoding="utf-8") + "    skip: [T2]\n", encoding="utf-8")
    assert set(fates(run(example)).values()) == {DocumentFate.CHANGED}
    assert not [row for row in example.select("SELECT ?t WHERE { ?s rg:text ?t }") if row["t"] == "Plans routes"]


def test_a_document_can_be_named_by_itself(example: Workspace) -> None:
    report = run(example, example.documents / "ladder" / "planner.csv")
    assert fates(report) == {"ladder/planner.csv": DocumentFate.ADDED}


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
