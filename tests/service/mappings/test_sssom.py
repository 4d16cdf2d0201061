"""Mappings exported as SSSOM: as its own tool checks them, and as they are read back."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from ingest.edit import edit
from ingest.mapping.decisions import write_decisions
from ingest.run import LazyEncoder, ingest
from ontology.decision import Decision
from ontology.iris import Namer
from ontology.records import MappingStatus
from service.config import read_settings
from service.engine import Engine
from service.mappings.sssom import write_sssom
from store.library import Library
from store.syntax import RdfSyntax
from tests.tiny_encoder import make_tiny_encoder
from tests.workspace import EXAMPLES

NAMER = Namer()
PAGES = EXAMPLES / "customer-success"


def export(engine: Engine) -> str:
    return write_sssom(engine.mappings.list()[1], engine.occupations, engine.snapshot.manifest)


def read(text: str) -> tuple[dict[str, object], list[dict[str, str]]]:
    header = yaml.safe_load("".join(f"{line[1:]}\n" for line in text.splitlines() if line.startswith("#")))
    rows = "".join(f"{line}\n" for line in text.splitlines() if not line.startswith("#"))
    return header, list(csv.DictReader(io.StringIO(rows), delimiter="\t"))


class Place:
    """A data directory with a quick encoder."""

    def __init__(self, directory: Path) -> None:
        self.library = Library(directory / "data")
        self.model = directory / "tiny"
        make_tiny_encoder(self.model, self.library.encoders)

    def ingest(self, *paths: Path) -> None:
        ingest(paths, self.library, NAMER, LazyEncoder(str(self.model), self.library.encoders))

    def decide(self, *decisions: Decision) -> None:
        content = write_decisions(decisions, NAMER).to_ntriples().encode()
        encoder = LazyEncoder(str(self.model), self.library.encoders)
        edit(self.library, NAMER, encoder, lambda editor: editor.append(NAMER.decisions_graph, content))

    @property
    def engine(self) -> Engine:
        return Engine(self.library.open_current(), read_settings({}, data=self.library.data))

    def quads(self) -> set[str]:
        graph = self.library.open_current().graph
        names = [name for name in graph.graphs() if "tables" not in name]
        return set(graph.dump(RdfSyntax.NQUADS, names).decode().splitlines())


def test_a_table_has_a_header_and_a_row_a_mapping(engine: Engine) -> None:
    header, rows = read(export(engine))
    assert header["mapping_set_version"] == engine.snapshot.id
    assert header["license"] == "https://w3id.org/sssom/license/unspecified"
    assert len(rows) == engine.mappings.list()[0]
    (row,) = [row for row in rows if row["subject_id"] == "profile:SWE.GEN.P4" and row["object_id"] == "soc:15-1252"]
    said = {name: value for name, value in row.items() if value}
    assert said == {
        "record_id": said["record_id"],
        "subject_id": "profile:SWE.GEN.P4",
        "subject_label": "Senior Software Engineer",
        "predicate_id": "skos:closeMatch",
        "object_id": "soc:15-1252",
        "object_label": "Software Developers",
        "mapping_justification": said["mapping_justification"],
        "confidence": said["confidence"],
        "mapping_tool": said["mapping_tool"],
        "review_status": "approved",
        "code_scheme": "SOC 2018",
    }


def test_rejected_mappings_are_negated_and_no_others(engine: Engine) -> None:
    _, rows = read(export(engine))
    assert {(row["review_status"], row["predicate_modifier"]) for row in rows} == {
        ("approved", ""),
        ("needs_review", ""),
        ("superseded", ""),
        ("rejected", "Not"),
    }


def test_what_is_exported_and_read_back_is_the_same(tmp_path: Path) -> None:
    original = Place(tmp_path / "one")
    original.ingest(PAGES)
    first, second = original.engine.mappings.list(limit=2)[1]
    at = "2026-01-01T12:00:00.125Z"
    original.decide(
        Decision(first.iri, MappingStatus.APPROVED, "Ana | Bo", at, 'says "yes",\tand\nmore', "narrowMatch"),
        Decision(second.iri, MappingStatus.SUPERSEDED, "Ana", at, None, None, first.iri),
    )
    table = tmp_path / "tables" / "all.sssom.tsv"
    table.parent.mkdir()
    table.write_text(export(original.engine))
    before = original.quads()
    original.ingest(table)
    assert original.quads() == before

    other = Place(tmp_path / "two")
    shutil.copytree(PAGES, tmp_path / "two" / "customer-success")
    other.ingest(tmp_path / "two" / "customer-success", table)
    history = [entry.history for entry in other.engine.mappings.list(limit=2)[1]]
    assert history == [entry.history for entry in original.engine.mappings.list(limit=2)[1]]
    assert export(other.engine).splitlines()[-10:] == table.read_text().splitlines()[-10:]


def test_the_tool_of_sssom_finds_nothing_wrong(engine: Engine, tmp_path: Path) -> None:
    tool = shutil.which("sssom")
    if tool is None and find_spec("sssom") is None:
        pytest.skip("sssom is not installed; 'pip install sssom' has the validator")
    table = tmp_path / "all.sssom.tsv"
    table.write_text(export(engine))
    command = [tool] if tool is not None else [sys.executable, "-m", "sssom.cli"]
    done = subprocess.run([*command, "validate", str(table)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
