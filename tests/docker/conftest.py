"""The mark for tests that install packages."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: installs packages anew; `make check` runs it, `make test` does not")
