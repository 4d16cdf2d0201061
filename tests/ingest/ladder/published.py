"""Published career ladders, as their owners wrote them; docs/ladders.md says where to find them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.ladder.files import choose_by
from ingest.ladder.mapping_file import read_mapping_file
from ingest.ladder.reader import LadderReading, read_ladder
from ingest.sources import find_sources, read_source
from tests.workspace import EXAMPLES

LADDERS = Path(__file__).parents[4] / "shared" / "data" / "ladders"
MAPPINGS = sorted((EXAMPLES / "ladders").glob("*.yml"))

needs_ladders = pytest.mark.skipif(not LADDERS.is_dir(), reason="the published ladders are not on this machine")


def read_published(ladder: str) -> dict[Path, LadderReading]:
    """Return all documents of ``ladder``, by their path in it, as our mapping file reads them."""
    mapping = read_mapping_file(EXAMPLES / "ladders" / f"{ladder}.yml")
    files, _ = find_sources([LADDERS / ladder], choose_by(mapping))
    return {
        file.path.relative_to(LADDERS / ladder): read_ladder(
            read_source(file).decode(), file.name, file.path, file.format, mapping
        )
        for file in files
    }
