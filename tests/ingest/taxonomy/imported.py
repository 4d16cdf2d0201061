"""Releases read into a graph in memory, without a snapshot."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ingest.report import DocumentReport
from ingest.taxonomy.reader import TaxonomyReader
from ingest.taxonomy.releases import find_releases
from ontology.iris import Namer
from ontology.vocabulary import PREFIXES
from tests.taxonomies import write_folder, write_zip

ID = "https://w3id.org/rolegraph/id/"


@dataclass(frozen=True, slots=True)
class Imported:
    """What one or more releases came to."""

    reports: tuple[DocumentReport, ...]
    graph: ox.Store

    @property
    def report(self) -> DocumentReport:
        """The only report."""
        [report] = self.reports
        return report

    @property
    def defects(self) -> dict[str, str]:
        """What the report warns of: how often and an example, by what is wrong."""
        parted = [warning.message.partition(": ") for warning in self.report.warnings]
        return {what: rest for what, _, rest in parted}

    def select(self, query: str) -> set[tuple[str, ...]]:
        """Return the rows of a SELECT as texts; IRIs below the base without it."""
        solutions = self.graph.query(query, prefixes=PREFIXES)
        assert isinstance(solutions, ox.QuerySolutions)
        return {tuple(_to_text(value) for value in solution) for solution in solutions}


def import_releases(*paths: Path) -> Imported:
    """Read the releases at ``paths``."""
    graph = ox.Store()
    reader = TaxonomyReader({}, Namer(), lambda _stage, _done, _total: None)
    with tempfile.TemporaryDirectory() as spool:
        for reading in reader.read(find_releases(paths).releases, lambda: Path(spool)):
            for part in reading.parts:
                graph.load(path=str(part), format=ox.RdfFormat.N_TRIPLES)
        assert not reader.refused or not list(Path(spool).iterdir())
    return Imported(tuple(reader.reports), graph)


def import_files(folder: Path, name: str, files: Mapping[str, bytes]) -> Imported:
    """Read ``files`` as a release called ``name``: a zip, or a folder where it has no suffix."""
    write = write_zip if name.endswith(".zip") else write_folder
    return import_releases(write(folder / name, files))


def refuse(folder: Path, name: str, files: Mapping[str, bytes]) -> str:
    """Return why a release of ``files`` is refused, with its folder left out of places."""
    error = import_files(folder, name, files).report.error
    assert error is not None
    return str(error).replace(f"{folder}/", "")


def _to_text(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    assert isinstance(value, ox.NamedNode | ox.Literal)
    return value.value.removeprefix(ID)
