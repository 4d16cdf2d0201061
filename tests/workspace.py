"""A data directory and a folder of documents, to ingest from as a user would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.report import IngestReport
from ingest.run import LazyEncoder
from ingest.run import ingest as run_ingest
from ontology.iris import Namer
from service.config import DEFAULT_MODEL
from store.library import Library
from store.syntax import RdfSyntax

EXAMPLES = Path(__file__).parents[1] / "examples"


def make_data_directory(data: Path, encoders_dir: Path) -> Path:
    """Make an empty data directory that shares compiled encoders."""
    data.mkdir(parents=True)
    (data / "encoders").symlink_to(encoders_dir, target_is_directory=True)
    return data


@dataclass(frozen=True, slots=True)
class Workspace:
    """A data directory and a folder of documents."""

    library: Library
    documents: Path

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a document into the folder."""
        path = self.documents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def ingest(self, *paths: Path, keep_going: bool = False) -> IngestReport:
        """Ingest ``paths``, or the whole folder."""
        encoder = LazyEncoder(DEFAULT_MODEL, self.library.encoders)
        return run_ingest(paths or (self.documents,), self.library, Namer(), encoder, keep_going=keep_going)

    def select(self, query: str) -> list[dict[str, object]]:
        """Run a SELECT on the published snapshot."""
        return [dict(row) for row in self.library.open_current().graph.select(query)]

    def quads(self, graphs: Iterable[str] | None = None) -> set[str]:
        """Return all quads of the published snapshot, or of ``graphs``, as lines of N-Quads."""
        graph = self.library.open_current().graph
        names = list(graphs) if graphs is not None else graph.graphs()
        return set(graph.dump(RdfSyntax.NQUADS, names).decode().splitlines())
