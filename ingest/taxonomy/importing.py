"""What every importer works with: the release, where its triples go, what it counts and what it finds wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.build import Progress
from ingest.taxonomy.defects import Defects
from ingest.taxonomy.releases import Release
from ingest.taxonomy.tables import Table
from ingest.taxonomy.triples import TripleFiles
from ontology.errors import DocumentError
from ontology.iris import Namer

_SOC_CODE = re.compile(r"\d\d-\d{4}")
_ONET_CODE = re.compile(r"\d\d-\d{4}\.\d\d")


@dataclass(slots=True)
class Importing:
    """One release that is being read."""

    release: Release
    namer: Namer
    triples: TripleFiles
    progress: Progress
    defects: Defects = field(default_factory=Defects)
    counts: dict[str, int] = field(default_factory=dict)

    def records(self, table: Table, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the rows of ``table`` as it does, telling how far that is.

        Raises:
            DocumentError: a row is wrong.
        """
        stage = f"{self.release.taxonomy}: {table.member.name}"

        def count(done: int, total: int) -> None:
            self.progress(stage, -(-done // 1000), -(-total // 1000))

        return table.records(*columns, count=count)

    def count(self, what: str, more: int = 1) -> None:
        """Count rows of a kind."""
        self.counts[what] = self.counts.get(what, 0) + more


def check_soc_code(table: Table, line: int, code: str) -> str:
    """Return ``code``, which is a SOC code.

    Raises:
        DocumentError: it is none.
    """
    if not _SOC_CODE.fullmatch(code):
        raise DocumentError(table.place, f"{code!r} is no SOC code", line=line, remedy="codes look like 13-1161")
    return code


def check_onet_code(table: Table, line: int, code: str) -> str:
    """Return ``code``, which is a code of O*NET-SOC.

    Raises:
        DocumentError: it is none.
    """
    if not _ONET_CODE.fullmatch(code):
        problem = f"{code!r} is no O*NET-SOC code"
        raise DocumentError(table.place, problem, line=line, remedy="codes look like 13-1161.00")
    return code
