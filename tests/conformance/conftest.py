"""The running services that the suite's tests ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conformance.checks import Checker, run_checker


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    with run_checker(tmp_path_factory.mktemp("conformance")) as found:
        yield found
