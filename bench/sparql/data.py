"""What all servers hold: a synthetic job architecture of a million triples, as a snapshot and as N-Triples."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.synthetic import make_documents
from bench.timing import stopwatch
from ingest.json_document import to_json
from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from ontology.records import MappingStatus, ProfileDocument
from service.config import DEFAULT_MODEL
from store.library import Library
from store.syntax import RdfSyntax

LEVELS = 6
ROLES = 264  # 1,584 profiles: a million triples
FUNCTIONS = 50
OCCUPATIONS = {
    "11-2021": "Marketing Managers",
    "11-3121": "Human Resources Managers",
    "13-1071": "Human Resources Specialists",
    "13-1111": "Management Analysts",
    "13-1161": "Market Research Analysts and Marketing Specialists",
    "13-2011": "Accountants and Auditors",
    "15-1211": "Computer Systems Analysts",
    "15-1252": "Software Developers",
    "15-2051": "Data Scientists",
    "41-3091": "Sales Representatives of Services",
    "43-4051": "Customer Service Representatives",
    "43-6014": "Secretaries and Administrative Assistants",
}
_STATUSES = tuple(MappingStatus)
_APPROVALS = (True, False, None)


def make_data(data: Path, embeddings: Path | None) -> Path:
    """Publish the snapshot in ``data`` unless it is there, and return its union as a file of N-Triples.

    ``embeddings`` is a cache to start from: most of the time would go into encoding again what it holds.
    """
    library = Library(data)
    if library.current_id() is None:
        if embeddings is not None and embeddings.is_dir() and not library.embeddings.exists():
            shutil.copytree(embeddings, library.embeddings)
        with tempfile.TemporaryDirectory(prefix="rolegraph-bench-") as name, stopwatch() as watch:
            for number, document in enumerate(make_documents(ROLES * LEVELS)):
                path = Path(name) / f"{document.profile}.json"
                path.write_text(to_json([_vary(document, number)]))
            ingest([Path(name)], library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))
        print(f"ingested in {watch.seconds:.0f} s, most of it encoding")
    snapshot = library.open_current()
    triples = data / f"{snapshot.id}.nt"
    if not triples.exists():
        part = triples.with_suffix(".part")
        part.write_bytes(snapshot.graph.dump(RdfSyntax.NTRIPLES, snapshot.graph.graphs()))
        part.rename(triples)
    counts = snapshot.manifest.counts
    print(f"{counts['triples']:,} triples of {counts['profiles']:,} profiles, {counts['passages']:,} passages")
    return triples


def to_role_code(role: int) -> str:
    """Return the code of a role by its number, below ``ROLES``."""
    return f"F{role % FUNCTIONS:02}.R{role:05}"


def _vary(document: ProfileDocument, number: int) -> ProfileDocument:
    """Spread mappings over occupations and states, and aliases over approvals: queries ask for both."""
    role = number // LEVELS
    code = list(OCCUPATIONS)[role % len(OCCUPATIONS)]
    status = _STATUSES[number % len(_STATUSES)]
    return replace(
        document,
        source=None,
        mappings=tuple(
            replace(mapping, code=code, title=OCCUPATIONS[code], status=status) for mapping in document.mappings
        ),
        aliases=tuple(
            replace(alias, approved=_APPROVALS[(number + at) % len(_APPROVALS)])
            for at, alias in enumerate(document.aliases)
        ),
    )
