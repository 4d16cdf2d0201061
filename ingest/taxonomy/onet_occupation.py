"""The occupations of a release of O*NET, which all its other tables speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.taxonomy.importing import Importing, check_onet_code
from ingest.taxonomy.layouts import ONET_CODE
from ingest.taxonomy.tables import Table

Record = tuple[int, str, str, tuple[str, ...]]  # line, code, IRI of the occupation, cells


class OnetOccupations:
    """IRIs by code, and which of them the table that was read last spoke of."""

    def __init__(self, importing: Importing, place: str, iris: Mapping[str, str]) -> None:
        """Know ``iris`` by code; ``place`` is the table that they are from."""
        self._importing = importing
        self._place = place
        self._spoken_of: set[str] = set()
        self.iris = iris

    def records(self, table: Table, *columns: str) -> Iterator[Record]:
        """Yield the rows of ``table`` that speak of an occupation which is there.

        Raises:
            DocumentError: a row is wrong.
        """
        self._spoken_of = set()
        for line, (code, *cells) in self._importing.records(table, ONET_CODE, *columns):
            iri = self.iris.get(check_onet_code(table, line, code))
            if iri is None:
                what = f"rows of {table.member.name} on occupations that are not there"
                self._importing.defects.add(what, code, table.place, line)
                continue
            self._spoken_of.add(code)
            yield line, code, iri, tuple(cells)

    def report_absent(self, what: str) -> None:
        """Report the occupations that the table read last did not speak of."""
        for code in self.iris:
            if code not in self._spoken_of:
                self._importing.defects.add(f"occupations without {what}", code, self._place)
