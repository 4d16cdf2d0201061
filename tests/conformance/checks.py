"""What each kind of test checks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conformance import description, protocol, queries, syntax
from tests.conformance.services import Services, run_services
from tests.conformance.suite import Case, read_cases
from tests.conformance.updates import check_update

_MEMORY = Path("/dev/shm")  # two hundred snapshots are published, and nobody needs to find them on a disk


class Checker:
    """Checks tests on running services."""

    def __init__(self, services: Services, cases: list[Case]) -> None:
        self._services = services
        self._steps = protocol.Steps(cases)

    def check(self, case: Case) -> None:
        """Make one test.

        Raises:
            AssertionError: it fails.
        """
        if case.kind in queries.KINDS:
            queries.check_query(case, self._services)
        elif case.kind == "UpdateEvaluationTest":
            check_update(case, self._services.scratch)
        elif case.kind in syntax.KINDS:
            syntax.check_syntax(case, self._services)
        elif case.kind in protocol.KINDS:
            protocol.check_requests(case, self._services.scratch, self._steps)
        else:
            assert case.kind == description.KIND, f"no way is known to check a {case.kind}"
            description.check_description(case, self._services.scratch)


@contextmanager
def run_checker() -> Iterator[Checker]:
    """Run the services, with all data of the suite."""
    cases = read_cases()
    endpoints = queries.find_endpoints(cases)
    with (
        TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as directory,
        run_services(Path(directory), endpoints) as services,
    ):
        queries.load_library(cases, services)
        yield Checker(services, cases)
