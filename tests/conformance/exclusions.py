"""Tests that are known to fail, each with its reason (``exclusions.toml``)."""

from __future__ import annotations

import tomllib
from pathlib import Path

_FILE = Path(__file__).with_name("exclusions.toml")


def read_exclusions() -> dict[str, str]:
    """Return the reason of each excluded test, by the test's id."""
    groups = tomllib.loads(_FILE.read_text())["exclusion"]
    found: dict[str, str] = {}
    for group in groups:
        for test in group["tests"]:
            assert test not in found, f"{test} is excluded twice"
            found[test] = group["reason"]
    return found
