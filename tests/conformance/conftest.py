"""The running services that the suite's tests ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conformance.checks import Checker, run_checker


@pytest.fixture(scope="session")
def checker() -> Iterator[Checker]:
    with run_checker() as found:
        yield found
