"""Export, then ingest, gives the same graph: in every format, for every document."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.export import ExportFormat, export
from ontology.errors import NotFoundError
from store.encoder import OnnxEncoder
from tests.ingest.conftest import make_workspace
from tests.seeds import SEEDS
from tests.workspace import EXAMPLES, Workspace


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, encoders_dir: Path, encoder: OnnxEncoder) -> Workspace:
    workspace = make_workspace(tmp_path_factory.mktemp("original"), encoders_dir)
    ladder = [SEEDS / "000_20be654caeec48bb.txt"] if SEEDS.is_dir() else []
    # All formats, tracks and level schemes; more of the same would only cost time in the check of the shapes.
    parts = [EXAMPLES / "customer-success", EXAMPLES / "data-analytics", EXAMPLES / "people" / "PPL.GEN.P6.yaml"]
    workspace.ingest(*parts, *ladder)
    return workspace


@pytest.fixture
def workspace(workspace: Workspace, original: Workspace) -> Workspace:
    """An empty data directory that has the vectors of all texts: what is read back is not encoded anew."""
    shutil.copytree(original.library.data / "embeddings", workspace.library.data / "embeddings")
    return workspace


def to_triples(quads: set[str]) -> set[str]:
    return {line.rpartition(" <")[0] for line in quads}


@pytest.mark.parametrize("format_", [ExportFormat.NQUADS, ExportFormat.JSONLD, ExportFormat.JSON])
def test_an_export_with_graphs_read_back_is_the_same_dataset(
    original: Workspace, workspace: Workspace, format_: ExportFormat
) -> None:
    content = export(original.library.open_current(), format_)
    workspace.write(f"export.{format_.value}", content)
    report = workspace.ingest()
    assert report.errors == ()
    assert workspace.quads() == original.quads()


def test_a_turtle_export_read_back_holds_the_same_triples(original: Workspace, workspace: Workspace) -> None:
    workspace.write("export.ttl", export(original.library.open_current(), ExportFormat.TURTLE))
    workspace.ingest()
    assert to_triples(workspace.quads()) == to_triples(original.quads())


def test_what_is_read_back_is_found_and_cited_as_before(original: Workspace, workspace: Workspace) -> None:
    workspace.write("export.json", export(original.library.open_current(), ExportFormat.JSON))
    workspace.ingest()
    before = {passage for _, passage in original.library.open_current().passages.all()}
    after = {passage for _, passage in workspace.library.open_current().passages.all()}
    assert after == before


def test_one_document_is_exported_alone(original: Workspace, workspace: Workspace) -> None:
    name = "customer-success/CUS.GEN.P1.txt"
    snapshot = original.library.open_current()
    workspace.write("one.nq", export(snapshot, ExportFormat.NQUADS, [name]))
    workspace.ingest()
    kept = workspace.quads(snapshot.documents[name].graphs)
    assert kept == original.quads(snapshot.documents[name].graphs)
    assert [row["code"] for row in workspace.select("SELECT ?code WHERE { ?d rg:about/skos:notation ?code }")] == [
        "CUS.GEN.P1"
    ]


def test_a_document_that_is_not_there_cannot_be_exported(original: Workspace) -> None:
    with pytest.raises(NotFoundError, match=r"there is no document 'nowhere\.txt'"):
        export(original.library.open_current(), ExportFormat.TURTLE, ["nowhere.txt"])
